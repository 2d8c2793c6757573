/** The header: which restaurant, which view, how fresh, which colours. */

import {h} from './preact/dist/preact.module.js';
import {OF_OPERATORS, VIEWS} from './address.js';
import {age, clock, time} from './format.js';
import {mayOperate} from './store.js';
import {T} from './texts.js';

const THEMES = ['auto', 'light', 'dark'];
/** Seconds without a sale after which the page says so. */
const QUIET_S = 600;

export function Header({state, actions}) {
  const {restaurants, chosen} = state;
  const isIn = (restaurants?.length ?? 0) > 0;
  return h('header', {class: 'top'},
    h('div', {class: 'brand'}, h('img', {src: 'icon.svg', alt: '', width: 28, height: 28}), h('h1', null, T.name)),
    isIn ? h('label', {class: 'switch'}, h('span', {class: 'hidden'}, T.restaurant),
      h('select', {id: 'restaurant', value: chosen.restaurant, onChange: (event) => actions.choose({restaurant: event.target.value, item: '', daypart: ''})},
        known(restaurants, chosen.restaurant).map((one) => h('option', {key: one.restaurant_id, value: one.restaurant_id}, one.name)))) : null,
    isIn ? h('nav', {'aria-label': T.nav.label}, VIEWS.filter((view) => mayOperate() || !OF_OPERATORS.includes(view)).map((view) => h('a', {
      key: view, href: actions.addressOf({view, item: ''}), 'aria-current': chosen.view === view ? 'page' : undefined,
    }, T.nav[view]))) : null,
    h('div', {class: 'end'}, isIn ? h(Freshness, {state}) : null, h(Theme)));
}

/** A restaurant that is chosen by the address and not known stands in the list all the same. */
const known = (restaurants, chosen) => (restaurants.some((one) => one.restaurant_id === chosen) || chosen === ''
  ? restaurants : [...restaurants, {restaurant_id: chosen, name: chosen}]);

export const zoneOf = (state) => state.restaurants?.find((one) => one.restaurant_id === state.of)?.zone;

/** The word for how fresh the numbers are: live, polling, stale, quiet or down. */
export function freshness(state, old) {
  if (state.connection === 'down') {
    return 'down';
  }
  if (state.answers.classes?.stale) {
    return 'stale';
  }
  return old !== null && old > QUIET_S ? 'quiet' : state.connection;
}

function Freshness({state}) {
  const answer = state.of === state.chosen.restaurant ? state.answers.classes : null;
  if (!answer) {
    return null;
  }
  const old = answer.feed_age_s === null ? null : Math.max(0, answer.feed_age_s + (state.now - state.at) / 1000);
  const word = freshness(state, old);
  const asOf = answer.as_of === null ? null : new Date(answer.as_of);
  const zone = zoneOf(state);
  return h('p', {class: `freshness is-${word}`, id: 'freshness', title: T.freshness[`${word}Hint`]},
    h('span', {class: 'beat', 'aria-hidden': 'true'}), h('strong', null, T.freshness[word]),
    h('span', {class: 'as-of', title: asOf ? time(asOf, zone) : undefined},
      asOf ? T.freshness.asOf(clock(asOf, zone), age(old)) : T.freshness.none));
}

function Theme() {
  const chosen = document.documentElement.dataset.theme;
  return h('label', {class: 'theme'}, h('span', {class: 'hidden'}, T.theme.label),
    h('select', {
      value: chosen,
      onChange: (event) => {
        document.documentElement.dataset.theme = event.target.value;
        localStorage.setItem('menuflow-theme', event.target.value);
      },
    }, THEMES.map((theme) => h('option', {key: theme, value: theme}, T.theme[theme]))));
}
