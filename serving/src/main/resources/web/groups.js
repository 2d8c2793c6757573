/** A group: its locations compared, its shared items side by side; amounts of different currencies are never added. */

import {Fragment, h} from './preact/dist/preact.module.js';
import {Segments} from './board.js';
import {classNamed} from './classes.js';
import {Chip} from './dom.js';
import {Empty, FIRST_GROUP} from './empty.js';
import {day, money, NONE, number, percent, sentence, sum} from './format.js';
import {T} from './texts.js';

const G = T.groups;
const QUADRANTS = ['STAR', 'PLOWHORSE', 'PUZZLE', 'DOG'];
const WINDOWS = ['7d', '28d', '90d'];

/** @param instead what stands there until the chosen group has an answer; the choice stays, and with it the keyboard's place */
export function GroupsView({answer, state: {chosen}, actions, instead}) {
  const {groups, missing} = answer;
  if (groups.length === 0) {
    return missing.length === 0 ? h(Empty, {title: G.none, text: G.noneHint, code: FIRST_GROUP})
      : h(Fragment, null, h(Missing, {missing}), h(Empty, {title: G.unknown, text: G.unknownHint}));
  }
  const windows = WINDOWS.includes(chosen.window) ? WINDOWS : [...WINDOWS, chosen.window];
  return h('div', {class: 'groups'},
    h('div', {class: 'filters', role: 'group', 'aria-label': T.filters.label},
      h('label', {class: 'field'}, h('span', null, G.group),
        h('select', {id: 'group', value: chosen.group, onChange: (event) => actions.choose({group: event.target.value})},
          groups.map(({group, restaurants}) => h('option', {key: group, value: group}, G.option(group, restaurants))))),
      h(Segments, {
        name: 'window', legend: T.filters.window, value: chosen.window, options: windows.map((days) => [days, days.slice(0, -1)]),
        onPick: (window) => actions.choose({window}),
      })),
    instead ?? h(Comparison, {answer, actions}));
}

function Comparison({answer, actions}) {
  const {items, classes, sales} = answer;
  const locations = answer.locations.map((one) => ({...one, counts: countsOf(classes.items, one.restaurant_id)}));
  return h(Fragment, null,
    h(Missing, {missing: items.missing}),
    items.stale ? h('p', {class: 'banner soft', role: 'status'}, T.banner.stale) : null,
    h('section', {class: 'card', 'aria-labelledby': 'sums-heading'},
      h('h2', {id: 'sums-heading'}, G.sums), sales.currencies.length > 1 ? h('p', {class: 'note'}, G.apart) : null,
      h('div', {class: 'pair', id: 'sums'}, sales.currencies.map((one) => h(Sums, {key: one.currency, sums: one})))),
    h(Locations, {locations, left: items.restaurants.length - locations.length, actions}),
    h(Shared, {items: items.items, classes: classes.items, locations, isWhole: items.next_cursor === null}));
}

/** Items of one restaurant by quadrant. */
function countsOf(items, restaurant) {
  const standings = items.flatMap((item) => item.restaurants).filter((one) => one.restaurant_id === restaurant);
  return QUADRANTS.map((quadrant) => standings.filter((one) => one.quadrant === quadrant).length);
}

const Missing = ({missing}) => (missing.length === 0 ? null : h('div', {class: 'banner soft', role: 'status', id: 'missing'},
  h('p', null, G.missing(missing.length)),
  h('ul', {class: 'plain-list'}, missing.map(({partition, reason}) => h('li', {key: partition}, G.partition(partition, sentence(reason)))))));

const Sums = ({sums: {currency, restaurants, revenue, order_count: orders, avg_order_value: average, quantity_sold: units}}) => h('div', {'data-currency': currency},
  h('h3', null, G.currency(currency, restaurants)),
  h('dl', {class: 'metrics'}, [[G.revenue, money(revenue, currency)], [G.orders, number(orders)], [G.average, money(average, currency)], [G.units, number(units, 2)]]
    .map(([name, value]) => h('div', {key: name}, h('dt', null, name), h('dd', null, value)))));

function Locations({locations, left, actions}) {
  const notes = [locations.length === 1 && left === 0 ? G.one : '', left > 0 ? G.left(locations.length, left) : ''].filter((text) => text);
  return h('section', {class: 'card table-card', 'aria-labelledby': 'locations-heading'},
    h('div', {class: 'card-head'}, h('div', null, h('h2', {id: 'locations-heading'}, G.locations), notes.map((text) => h('p', {class: 'note', key: text}, text)))),
    h('div', {class: 'scroll', tabIndex: 0, role: 'region', 'aria-labelledby': 'locations-heading'}, h('table', {class: 'wide', id: 'locations'},
      h('thead', null, h('tr', null, h('th', {scope: 'col'}, G.location),
        [G.revenue, G.orders, G.average, G.margin, G.rate].map((name) => h('th', {key: name, scope: 'col', class: 'numeric'}, name)),
        QUADRANTS.map((quadrant) => h('th', {key: quadrant, scope: 'col', class: 'numeric'}, h('span', {class: `chip class-${quadrant}`}, classNamed(quadrant).corner))))),
      h('tbody', null, locations.map((one) => h(Location, {key: one.restaurant_id, one, actions}))))));
}

function Location({one, actions}) {
  const {restaurant_id: id, name, currency, window, sales, items, problem, counts} = one;
  const head = h('th', {scope: 'row', class: 'col-name'},
    h('a', {class: 'name', href: actions.addressOf({view: 'live', restaurant: id, item: '', daypart: '', order_type: '', method: ''})}, name),
    h('span', {class: 'category'}, window ? G.days(currency, day(window.from), day(window.to)) : currency));
  if (problem) {
    return h('tr', {'data-restaurant': id}, head, h('td', {colSpan: 5 + QUADRANTS.length, class: 'words'}, h('p', null, G.noAnswer(sentence(problem)))));
  }
  const sold = items.items.filter((item) => item.order_count > 0 || Number(item.revenue) !== 0);
  const known = sold.filter((item) => item.contribution_margin !== null);
  const margin = known.length === 0 ? null : sum(known.map((item) => item.contribution_margin));
  const ofKnown = sum(known.map((item) => item.revenue));
  const unknown = sold.length - known.length;
  return h('tr', {'data-restaurant': id}, head,
    h('td', {class: 'numeric'}, money(sales.totals.revenue, currency)), h('td', {class: 'numeric'}, number(sales.totals.order_count)),
    h('td', {class: 'numeric'}, money(sales.totals.avg_order_value, currency)),
    h('td', {class: 'numeric'}, money(margin, currency), unknown > 0 ? h('small', {class: 'under'}, T.today.marginPart(unknown)) : null),
    h('td', {class: 'numeric'}, margin === null || ofKnown <= 0 ? NONE : percent(margin / ofKnown, 1)),
    counts.map((count, i) => h('td', {key: QUADRANTS[i], class: 'numeric'}, number(count))));
}

/** What is called the same everywhere, a column a location. */
function Shared({items, classes, locations, isWhole}) {
  const shared = items.filter((item) => item.shared_item_id !== null);
  const standings = new Map(classes.filter((item) => item.shared_item_id !== null).map((item) => [item.shared_item_id, item.restaurants]));
  return h('section', {class: 'card table-card', 'aria-labelledby': 'shared-heading'},
    h('div', {class: 'card-head'}, h('div', null, h('h2', {id: 'shared-heading'}, G.shared), h('p', {class: 'note'}, shared.length > 0 ? G.sharedHint : G.noShared),
      isWhole ? null : h('p', {class: 'note'}, G.notWhole))),
    shared.length === 0 ? null : h('div', {class: 'scroll', tabIndex: 0, role: 'region', 'aria-labelledby': 'shared-heading'}, h('table', {class: 'wide', id: 'shared'},
      h('thead', null, h('tr', null, h('th', {scope: 'col'}, G.item), h('th', {scope: 'col', class: 'numeric'}, G.together),
        locations.map((one) => h('th', {key: one.restaurant_id, scope: 'col'}, one.name)))),
      h('tbody', null, shared.map((item) => h('tr', {key: item.shared_item_id, 'data-shared': item.shared_item_id},
        h('th', {scope: 'row', class: 'col-name'}, h('b', null, item.item_name), ' ', h('span', {class: 'category'}, item.category)),
        h('td', {class: 'numeric'}, item.sums.map((one) => h('div', {key: one.currency}, money(one.revenue, one.currency)))),
        locations.map((one) => h('td', {key: one.restaurant_id}, h(Standing, {location: one, standings: (standings.get(item.shared_item_id) ?? []).filter(({restaurant_id: id}) => id === one.restaurant_id)})))))))));
}

/** An item in one location: its class there, its units and what one sold at and leaves. */
const Standing = ({location: {items, currency}, standings}) => (standings.length === 0 ? h('span', {class: 'note'}, G.notHere) : standings.map(({item_id: id, quadrant}) => {
  const sold = items?.items.find((one) => one.item_id === id);
  return h('div', {key: id}, h(Chip, {of: quadrant ?? 'OUT_OF_SCOPE'}),
    sold ? h('small', {class: 'under'}, G.sold(number(sold.quantity_sold, 2), money(sold.avg_selling_price, currency), money(sold.unit_margin, currency))) : null);
}));
