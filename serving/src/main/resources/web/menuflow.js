/** The page: what is chosen, what the node answers about it, and where that is shown. */

import {plot} from './axes.js';
import {
  age, chip, CLASSES, classNamed, classOf, classRank, day, el, isQuadrant, money, number, setText, time,
} from './format.js';
import {key, keyFromAddress, signIn, signOut} from './key.js';
import {Matrix} from './matrix.js';
import {get, Poll} from './poll.js';
import {sparkline} from './sparkline.js';
import {ItemTable} from './table.js';

const MOST_CHANGES = 8;
const LIST_EVERY = 15;

const at = (id) => document.getElementById(id);
const radio = (name) => [...document.querySelectorAll(`input[name="${name}"]`)];

const links = {onPoint: point, onSelect: select};
const matrix = new Matrix(at('matrix'), links);
const table = new ItemTable(at('items'), at('find'), links);
const poll = new Poll(round, failed);

let restaurants = [];
let rounds = 0;
let shown = {restaurant: '', question: '', quadrants: new Map(), items: new Map(), answer: null, at: 0};
let selected = null;
let nextTry = 0;

/* What is chosen lives in the address: it can be kept, sent and gone back to. */

function chosen() {
  const hash = new URLSearchParams(location.hash.slice(1));
  const days = hash.get('window');
  return {
    restaurant: hash.get('restaurant') ?? '',
    window: /^[0-9]{1,5}d$/.test(days ?? '') ? days : '28d',
    method: ['percentile', 'kasavana-smith'].includes(hash.get('method')) ? hash.get('method') : '',
    orderType: hash.get('order_type') ?? '',
  };
}

function choose(changes) {
  const next = {...chosen(), ...changes};
  const hash = new URLSearchParams();
  hash.set('restaurant', next.restaurant);
  hash.set('window', next.window);
  if (next.method) {
    hash.set('method', next.method);
  }
  if (next.orderType) {
    hash.set('order_type', next.orderType);
  }
  location.hash = hash.toString();
}

function showChosen() {
  const {restaurant, window: days, orderType} = chosen();
  at('restaurant').value = restaurant;
  radio('window').forEach((input) => { input.checked = input.value === days; });
  at('order-type').value = orderType;
}

/* A round of questions. */

async function round(signal) {
  if (restaurants.length === 0 || rounds % LIST_EVERY === 0) {
    showRestaurants((await get('v1/restaurants', signal)).restaurants);
  }
  rounds += 1;
  at('sign-in').hidden = true;
  at('sign-out').hidden = key() === null;
  const {restaurant, window: days, method, orderType} = chosen();
  if (restaurants.length === 0) {
    nothing('No restaurants yet', 'Tell Menuflow about the first one, and post its checks:', FIRST_RESTAURANT);
    return;
  }
  const filter = new URLSearchParams({window: days, ...(orderType ? {order_type: orderType} : {})});
  const rules = new URLSearchParams({...Object.fromEntries(filter), ...(method ? {method} : {})});
  const path = `v1/restaurants/${encodeURIComponent(restaurant)}`;
  const classes = await get(`${path}/classifications?${rules}`, signal);
  const items = await get(`${path}/items?${filter}`, signal);
  const sales = await get(`${path}/sales?${filter}`, signal);
  show(`${restaurant}?${rules}`, classes, items, sales);
}

function failed(problem, next) {
  nextTry = next;
  const known = problem.status !== undefined;
  if (!known) {
    console.error(problem);
  }
  const title = known ? problem.title : 'Something went wrong';
  const reason = known ? problem.message : 'This page failed to show the answer.';
  const stranger = problem.status === 401 || (problem.status === 403 && restaurants.length === 0);
  at('sign-in').hidden = !stranger;
  if (stranger) {
    restaurants = [];
    shown = {...shown, restaurant: '', question: '', answer: null};
    nothing(problem.status === 401 ? 'Sign in' : title, key() === null ? 'This node wants an API key.' : `${reason[0].toUpperCase()}${reason.slice(1)}.`);
    at('banner').hidden = true;
    document.body.classList.add('failing');
    tick();
    return;
  }
  const keepShown = shown.restaurant !== '' && shown.restaurant === chosen().restaurant;
  if (!keepShown) {
    nothing(title, reason);
  }
  at('banner').dataset.reason = keepShown ? `${title}: ${reason.replace(/\.$/, '')}.` : '';
  at('banner').hidden = !keepShown && !problem.passes;
  at('banner').dataset.retries = problem.passes === true;
  document.body.classList.add('failing');
  tick();
}

/* Showing an answer. */

function show(question, classes, items, sales) {
  const numbers = new Map(items.items.map((item) => [item.item_id, item]));
  const all = classes.items.map((item) => ({...numbers.get(item.item_id), ...item}));
  const sameRestaurant = shown.restaurant === classes.restaurant_id;
  if (!sameRestaurant) {
    matrix.clear();
    table.clear();
    link(null, null);
  }
  if (shown.question !== question) {
    at('changes').replaceChildren();
  }
  const before = shown.question === question ? shown.quadrants : new Map();
  shown = {
    restaurant: classes.restaurant_id,
    question,
    quadrants: new Map(all.map((item) => [item.item_id, item.quadrant])),
    items: new Map(all.map((item) => [item.item_id, item])),
    answer: classes,
    at: Date.now(),
  };
  document.body.classList.remove('failing');
  at('banner').hidden = true;
  radio('method').forEach((input) => { input.checked = input.value === classes.method; });
  if (classes.as_of === null && all.length === 0) {
    nothing('No sales yet', 'The first check of this restaurant will appear here within seconds of its being closed:',
      firstCheck(classes.restaurant_id));
    tick();
    return;
  }
  at('empty').hidden = true;
  at('content').hidden = false;
  showTotals(classes, sales);
  matrix.draw(plot(classes));
  table.show(all, classes.currency);
  showNote(classes);
  showBeside(all);
  showChanges(all.filter((item) => before.has(item.item_id) && before.get(item.item_id) !== item.quadrant), before);
  at('changes-none').hidden = at('changes').children.length > 0;
  if (selected !== null) {
    link(selected, selected);
  }
  tick();
}

function showTotals({currency, window: days}, {totals, points}) {
  setText(at('total-revenue'), money(totals.revenue, currency, totals.revenue >= 1000));
  setText(at('total-orders'), number(totals.order_count));
  setText(at('total-average'), money(totals.avg_order_value, currency));
  sparkline(at('spark'), at('spark-caption'), days, points, (value) => money(value, currency, value >= 100));
}

function showNote(answer) {
  const placed = answer.items.filter((item) => isQuadrant(item.quadrant));
  const notes = [];
  if (placed.length === 0) {
    notes.push('No item can be placed yet.');
  }
  if (placed.some((item) => item.profit_basis === 'REVENUE')) {
    notes.push('No food costs are known: profitability ranks revenue.');
  }
  if (answer.scope === 'category') {
    notes.push('Items are compared within their category.');
  }
  notes.push(`${day(answer.window.from)} – ${day(answer.window.to)}, bubble size is revenue`);
  setText(at('matrix-note'), notes.join(' '));
}

function showBeside(items) {
  const groups = new Map();
  for (const item of items.filter((item) => !isQuadrant(item.quadrant))) {
    const key = classOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  const drawn = JSON.stringify([...groups].map(([key, members]) => [key, members.map((item) => item.item_name)]));
  at('beside').hidden = groups.size === 0;
  if (at('beside-groups').dataset.drawn !== drawn) {
    at('beside-groups').dataset.drawn = drawn;
    const keys = [...groups.keys()].sort((a, b) => classRank(a) - classRank(b));
    at('beside-groups').replaceChildren(...keys.map((key) => group(key, groups.get(key))));
  }
}

function group(key, members) {
  const {heading, hint} = classNamed(key);
  const list = el('ul', {}, ...members.map((item) => el('li', {'data-item': item.item_id}, item.item_name)));
  return el('details', {open: members.length <= 8},
    el('summary', {class: `class-${key}`}, el('b', {}, `${heading} (${members.length})`), ` ${hint}`), list);
}

function showChanges(changed, before) {
  const now = new Date();
  for (const item of changed) {
    matrix.highlight(item.item_id);
    table.highlight(item.item_id);
    at('changes').prepend(el('li', {'data-item': item.item_id},
      el('time', {datetime: now.toISOString()}, now.toLocaleTimeString()),
      el('span', {class: 'what'}, item.item_name),
      el('span', {class: 'from-to'}, chip(before.get(item.item_id) ?? 'OUT_OF_SCOPE'), '→', chip(classOf(item)))));
  }
  while (at('changes').children.length > MOST_CHANGES) {
    at('changes').lastChild.remove();
  }
}

function showRestaurants(list) {
  restaurants = list;
  const drawn = JSON.stringify(list.map((restaurant) => [restaurant.restaurant_id, restaurant.name]));
  const choice = at('restaurant');
  if (choice.dataset.drawn !== drawn) {
    choice.dataset.drawn = drawn;
    choice.replaceChildren(...list.map((restaurant) =>
      el('option', {value: restaurant.restaurant_id}, restaurant.name)));
    choice.disabled = list.length === 0;
  }
  if (list.length > 0 && chosen().restaurant === '') {
    const hash = new URLSearchParams(location.hash.slice(1));
    hash.set('restaurant', list[0].restaurant_id);
    history.replaceState(null, '', `#${hash}`);
  }
  showChosen();
}

function nothing(title, text, code = '') {
  setText(at('empty-title'), title);
  setText(at('empty-text'), text);
  setText(at('empty-code'), code);
  at('empty-code').hidden = code === '';
  at('empty').hidden = false;
  at('content').hidden = true;
}

/** Copied as it stands, it asks for the key where the commands are typed: a page must not show one. */
const CREDENTIALS = '-H "Authorization: Bearer $KEY" ';

const FIRST_RESTAURANT = `curl ${CREDENTIALS}-X PUT ${location.origin}/v1/restaurants/trattoria \\
  -H 'Content-Type: application/json' \\
  -d '{"name": "Trattoria Roma", "currency": "EUR", "zone": "Europe/Rome"}'`;

const firstCheck = (restaurant) => `curl ${CREDENTIALS}-X POST ${location.origin}/v1/restaurants/${restaurant}/transactions \\
  -H 'Content-Type: application/json' \\
  -d '{"transaction_id": "1001", "closed_at": "${new Date().toISOString().slice(0, 19)}Z",
       "lines": [{"item_id": "margherita", "quantity": 2, "unit_list_price": "9.50"}]}'`;

/* Linking bubble, row and tooltip. */

function point(id) {
  link(id ?? selected, id ?? selected);
}

function select(id) {
  selected = selected === id ? null : id;
  link(selected ?? id, selected);
  if (selected !== null) {
    table.reveal(selected);
  }
}

function link(id, tipFor) {
  matrix.link(id);
  table.link(id);
  const item = shown.items.get(tipFor);
  const box = item ? matrix.boxOf(tipFor) : null;
  const tip = at('tip');
  tip.hidden = !box;
  if (!box) {
    return;
  }
  const {currency} = shown.answer;
  const facts = [
    ['Revenue', money(item.revenue, currency)],
    ['Units', number(item.quantity_sold, 2)],
    ['Unit margin', money(item.unit_margin, currency)],
    ['Menu mix', item.menu_mix === null ? '–' : `${number(item.menu_mix * 100, 2)} %`],
  ];
  tip.replaceChildren(
    el('strong', {}, item.item_name), chip(classOf(item)),
    el('dl', {}, ...facts.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])),
    ...(item.evidence === 'LOW' ? [el('p', {}, 'Few units sold: weak evidence.')] : []));
  const {width, height} = tip.getBoundingClientRect();
  const left = Math.min(Math.max(8, box.left + box.width / 2 - width / 2), innerWidth - width - 8);
  const above = box.top - height - 10;
  tip.style.left = `${left + scrollX}px`;
  tip.style.top = `${(above > 8 ? above : box.bottom + 10) + scrollY}px`;
}

/* The clock: how old the numbers are, and when the next try is. */

function tick() {
  const {answer} = shown;
  at('freshness').hidden = !answer;
  if (answer) {
    const zone = restaurants.find((restaurant) => restaurant.restaurant_id === answer.restaurant_id)?.zone;
    const old = answer.feed_age_s === null ? null : answer.feed_age_s + (Date.now() - shown.at) / 1000;
    setText(at('as-of'), old === null ? 'no events yet'
      : `as of ${time(new Date(answer.as_of), zone)} · ${age(old)}${answer.stale ? ' · from a standby' : ''}`);
    at('freshness').classList.toggle('old', answer.stale || (old !== null && old > 60));
  }
  if (!at('banner').hidden) {
    const seconds = Math.max(0, Math.ceil((nextTry - Date.now()) / 1000));
    const {reason, retries} = at('banner').dataset;
    const next = retries === 'true' ? (seconds > 0 ? `Next try in ${seconds} s.` : 'Trying…') : '';
    setText(at('banner-text'), `${reason} ${next}`.trim());
  }
}

at('restaurant').addEventListener('change', (event) => choose({restaurant: event.target.value}));
at('order-type').addEventListener('change', (event) => choose({orderType: event.target.value}));
radio('window').forEach((input) => input.addEventListener('change', () => choose({window: input.value})));
radio('method').forEach((input) => input.addEventListener('change', () => choose({method: input.value})));
at('retry').addEventListener('click', () => poll.now());
for (const list of [at('changes'), at('beside-groups')]) {
  list.addEventListener('pointerover', (event) => point(event.target.closest('[data-item]')?.dataset.item ?? null));
  list.addEventListener('pointerleave', () => point(null));
}
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    selected = null;
    link(null, null);
  }
});
at('sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  signIn(at('key').value);
  at('key').value = '';
  at('sign-in').hidden = true;
  nothing('Loading…', '');
  poll.now();
});
at('sign-out').addEventListener('click', () => {
  signOut();
  location.reload();
});
window.addEventListener('hashchange', () => {
  keyFromAddress();
  selected = null;
  showChosen();
  poll.now();
});
keyFromAddress();
setInterval(tick, 1000);
showChosen();
poll.now();
