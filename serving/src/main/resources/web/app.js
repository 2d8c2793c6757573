/** The frame: header, banner, the chosen view, and what stands in its place when there is nothing to show. */

import {Fragment, h} from './preact/dist/preact.module.js';
import {OF_THE_CLUSTER} from './address.js';
import {LiveView} from './board.js';
import {Drawer} from './drawer.js';
import {Empty, FIRST_RESTAURANT, firstCheck, SignIn} from './empty.js';
import {sentence} from './format.js';
import {GroupsView} from './groups.js';
import {Header} from './header.js';
import {InstancesView} from './instances.js';
import {MenuView} from './menu.js';
import {ModelsView} from './models.js';
import {T} from './texts.js';

export function App({state, actions}) {
  const {problem, signedOut} = state;
  const content = contentOf(state, actions);
  const isKept = problem !== null && content.isView;
  return h(Fragment, null,
    h('a', {class: 'skip', href: '#content', onClick: toContent}, T.skip),
    h(Header, {state, actions}),
    h(Banner, {state, actions, isKept, hidden: signedOut}),
    h('main', {id: 'content', tabIndex: -1, class: isKept && problem.passes ? 'kept' : ''}, content.view),
    content.isView && state.chosen.item !== '' && !OF_THE_CLUSTER.includes(state.chosen.view)
      ? h(Drawer, {key: `${state.of}/${state.chosen.item}`, id: state.chosen.item, state, actions}) : null,
    h('footer', null,
      h('a', {href: 'docs'}, T.footer.docs), h('a', {href: 'metrics'}, T.footer.metrics), h('a', {href: 'health/ready'}, T.footer.health),
      actions.hasKey() && !signedOut ? h('button', {type: 'button', onClick: actions.signOut}, T.signOut) : null));
}

/** A link to an anchor would change what is chosen. */
function toContent(event) {
  event.preventDefault();
  document.getElementById('content').focus();
}

const CLUSTER_VIEWS = {groups: GroupsView, models: ModelsView, instances: InstancesView};

const empty = (properties) => ({isView: false, view: h(Empty, properties)});

function contentOf(state, actions) {
  const {problem, restaurants, answers, chosen, of} = state;
  if (state.signedOut) {
    return {isView: false, view: h(SignIn, {problem, actions})};
  }
  if (restaurants?.length === 0) {
    return empty({title: T.empty.noRestaurants, text: T.empty.noRestaurantsHint, code: FIRST_RESTAURANT});
  }
  if (OF_THE_CLUSTER.includes(chosen.view)) {
    const answer = answers[chosen.view];
    if (!answer) {
      return waiting(problem);
    }
    // Of another group or other days it is no answer.
    const isView = chosen.view !== 'groups' || answer.groups.length === 0 || answer.group === chosen.group && answer.window === chosen.window;
    return {isView, view: h(CLUSTER_VIEWS[chosen.view], {answer, state, actions, instead: isView ? null : waiting(problem).view})};
  }
  if (of !== chosen.restaurant || !answers.classes) {
    return waiting(problem);
  }
  if (chosen.view === 'menu') {
    return answers.menu ? {isView: true, view: h(MenuView, {state, actions})} : waiting(problem);
  }
  if (answers.classes.as_of === null && answers.classes.items.length === 0) {
    return empty({title: T.empty.noSales, text: T.empty.noSalesHint, code: firstCheck(of)});
  }
  return {isView: true, view: h(LiveView, {state, actions})};
}

function waiting(problem) {
  if (problem === null) {
    return empty({title: T.loading});
  }
  const isKnown = problem.status !== undefined;
  return empty({title: isKnown ? problem.title : T.banner.broken, text: sentence(isKnown ? problem.message : T.banner.brokenHint)});
}

/** That the node does not answer, and when it is asked again; or that what it answers may be old. */
function Banner({state, actions, isKept, hidden}) {
  const {problem} = state;
  const isStale = problem === null && state.answers.classes?.stale === true;
  const isShown = !hidden && (problem !== null && (isKept || problem.passes) || isStale);
  if (!isShown) {
    return h('div', {role: 'status'});
  }
  if (isStale) {
    return h('div', {role: 'status'}, h('p', {class: 'banner soft'}, T.banner.stale));
  }
  const seconds = Math.max(0, Math.ceil((state.nextTry - state.now) / 1000));
  const isKnown = problem.status !== undefined;
  const reason = isKept ? `${isKnown ? problem.title : T.banner.broken}: ${sentence(isKnown ? problem.message : T.banner.brokenHint)}` : '';
  const kept = isKept && problem.passes ? T.banner.kept : '';
  return h('div', {class: 'banner'},
    h('p', {role: 'status'}, `${reason} ${kept}`.trim()),
    problem.passes ? h('span', {class: 'next'}, seconds > 0 ? T.banner.next(seconds) : T.banner.trying) : null,
    h('button', {type: 'button', onClick: actions.retry}, T.banner.now));
}
