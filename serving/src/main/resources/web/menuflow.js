/** The page: wires what is chosen, what is asked and what is drawn. */

import {h, render} from './preact/dist/preact.module.js';
import {addressOf, choose, chooseQuietly, chosen, OF_THE_CLUSTER} from './address.js';
import {get} from './api.js';
import {App} from './app.js';
import {classOf} from './classes.js';
import {Edits} from './edits.js';
import {key, keyFromAddress, signIn, signOut} from './key.js';
import {Live} from './live.js';
import {isRunning} from './models.js';
import {Poll} from './poll.js';
import {Questions} from './questions.js';
import {onChange, state, update} from './store.js';

const RESTAURANTS_EVERY_MS = 30_000;
const MOST_CHANGES = 8;

let events = false;
let restaurantsAt = 0;
const questions = new Questions();
const poll = new Poll(round, failed);
const live = new Live(ring, (connected) => {
  poll.told(connected);
  events = connected;
  if (state.connection !== 'down') {
    update({connection: connection()});
  }
});
const edits = new Edits((...names) => {
  questions.forget(...names);
  poll.ring();
});

function ring() {
  if (!OF_THE_CLUSTER.includes(chosen().view)) {
    poll.ring();
  }
}

const connection = () => (events ? 'live' : 'polling');

async function round(signal) {
  if (state.restaurants === null || Date.now() - restaurantsAt > RESTAURANTS_EVERY_MS) {
    const {restaurants} = await get('v1/restaurants', signal);
    restaurantsAt = Date.now();
    update({restaurants, signedOut: false});
  }
  if (state.restaurants.length === 0) {
    update({problem: null, connection: connection(), at: Date.now()});
    return;
  }
  if (chosen().restaurant === '') {
    chooseQuietly({restaurant: state.restaurants[0].restaurant_id});
    update({chosen: chosen()});
  }
  const choice = chosen();
  live.listen(choice.restaurant);
  if (OF_THE_CLUSTER.includes(choice.view)) {
    const answer = await operating(choice.view, signal);
    update({answers: {...state.answers, [choice.view]: answer}, problem: null, at: Date.now(), connection: connection()});
    return;
  }
  poll.told(events);
  const answers = await questions.answers(choice, signal);
  if (!signal.aborted) {
    take(choice, answers);
  }
}

async function operating(view, signal) {
  poll.told(events);
  if (view === 'groups') {
    return questions.group(chosen(), (group) => {
      chooseQuietly({group});
      update({chosen: chosen()});
    }, signal);
  }
  if (view === 'instances') {
    return get('v1/instances', signal);
  }
  const {models} = await get('v1/models', signal);
  const answer = await Promise.all(models.map(async ({name}) => {
    const path = `v1/models/${encodeURIComponent(name)}`;
    const [model, jobs] = await Promise.all([get(path, signal), get(`${path}/jobs`, signal)]);
    return {...model, jobs: jobs.jobs};
  }));
  // Of training that runs nobody tells: it is asked about.
  poll.told(events && !answer.some(({jobs}) => jobs.some(isRunning)));
  return answer;
}

/** What identifies the question a quadrant answers: by another one, another quadrant is no change. */
const questionOf = ({restaurant, window, method, order_type: orderType, daypart}) =>
  JSON.stringify([restaurant, window, method, orderType, daypart]);

function take(choice, answers) {
  const question = questionOf(choice.view === 'menu' ? {...choice, window: '', method: '', order_type: '', daypart: ''} : choice);
  const before = state.question === question ? state.quadrants : new Map();
  const quadrants = new Map(answers.classes.items.map((item) => [item.item_id, item.quadrant]));
  const changed = answers.classes.items
    .filter((item) => before.has(item.item_id) && before.get(item.item_id) !== item.quadrant)
    .map((item) => ({
      id: item.item_id, name: item.item_name, from: before.get(item.item_id) ?? 'OUT_OF_SCOPE', to: classOf(item), at: new Date(),
    }));
  const known = state.of === choice.restaurant ? state.changes : [];
  update({
    answers, question, quadrants, at: Date.now(), problem: null, connection: connection(),
    of: choice.restaurant,
    changes: [...changed.reverse(), ...known].slice(0, MOST_CHANGES),
  });
}

function failed(problem, nextTry) {
  if (problem.status === undefined) {
    console.error(problem);
  }
  const stranger = problem.status === 401 || (problem.status === 403 && state.restaurants === null);
  if (stranger) {
    forget();
  }
  update({problem, nextTry, connection: problem.passes ? 'down' : state.connection, signedOut: stranger});
}

/** Forgets what a key was shown. */
function forget() {
  live.listen(null);
  questions.forgetAll();
  update({restaurants: null, answers: {}, of: null, changes: [], role: null});
}

const actions = {
  choose,
  addressOf,
  retry: () => poll.now(),
  point: (id) => update({pointed: id}),
  edit: (item, field, text) => edits.edit(item, field, text),
  imported: () => {
    questions.forget('menu', 'classes', 'items');
    poll.now();
  },
  discard: (item, field) => edits.discard(item, field),
  signIn: (typed) => {
    signIn(typed);
    update({signedOut: false, problem: null});
    poll.now();
  },
  signOut: () => {
    signOut();
    location.reload();
  },
  hasKey: () => key() !== null,
};

onChange(() => render(h(App, {state, actions}), document.getElementById('app')));
window.addEventListener('hashchange', () => {
  keyFromAddress();
  const before = state.chosen;
  const now = chosen();
  const isOnlyItem = JSON.stringify({...before, item: ''}) === JSON.stringify({...now, item: ''});
  update(isOnlyItem ? {chosen: now} : {chosen: now, problem: null});
  if (!isOnlyItem) {
    poll.now();
  }
});
window.addEventListener('beforeunload', (event) => {
  if (edits.wait()) {
    event.preventDefault();
  }
});
setInterval(() => update({now: Date.now()}), 1000);
keyFromAddress();
update({chosen: chosen()});
poll.now();
