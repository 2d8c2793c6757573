/** The menu board: today, the matrix, what just changed, and the table of items. */

import {Component, createRef, Fragment, h} from './preact/dist/preact.module.js';
import {plot} from './axes.js';
import {classNamed, classOf, classRank, isQuadrant} from './classes.js';
import {Chip} from './dom.js';
import {chance, clock, day, money, number, percent} from './format.js';
import {zoneOf} from './header.js';
import {ItemsCard} from './items.js';
import {Matrix} from './matrix.js';
import {T} from './texts.js';
import {Today} from './today.js';

const WINDOWS = ['7d', '28d', '90d'];

/** The items of an answer, each with the numbers of both answers. Made once for a pair of answers. */
export function itemsOf({classes, items}) {
  if (itemsOf.of?.[0] !== classes || itemsOf.of?.[1] !== items) {
    const numbers = new Map(items.items.map((item) => [item.item_id, item]));
    itemsOf.of = [classes, items];
    itemsOf.made = classes.items.map((item) => ({...numbers.get(item.item_id), ...item}));
  }
  return itemsOf.made;
}

export function LiveView({state, actions}) {
  const {answers} = state;
  const items = itemsOf(answers);
  return h(Fragment, null,
    h(Today, {state}),
    h(Filters, {state, actions}),
    h('div', {class: 'stage'},
      h(MatrixCard, {state, actions, items}),
      h('div', {class: 'side'}, h(Changes, {state, actions}), h(Beside, {items, actions}))),
    h(ItemsCard, {state, actions, items}));
}

function Filters({state, actions}) {
  const {chosen, answers} = state;
  const dayparts = state.restaurants.find((one) => one.restaurant_id === state.of)?.dayparts ?? [];
  const windows = WINDOWS.includes(chosen.window) ? WINDOWS : [...WINDOWS, chosen.window];
  const select = (field, label, options) => h('label', {class: 'field'}, h('span', null, label),
    h('select', {id: field, value: chosen[field], onChange: (event) => actions.choose({[field]: event.target.value})},
      options.map(([value, name]) => h('option', {key: value, value}, name))));
  return h('div', {class: 'filters', role: 'group', 'aria-label': T.filters.label},
    h(Segments, {
      name: 'window', legend: T.filters.window, value: chosen.window, options: windows.map((days) => [days, days.slice(0, -1)]),
      onPick: (value) => actions.choose({window: value}),
    }),
    h(Segments, {
      name: 'method', legend: T.filters.method, value: chosen.method || answers.classes.method, options: Object.entries(T.filters.methods),
      hints: T.filters.methodHints, onPick: (method) => actions.choose({method}),
    }),
    select('order_type', T.filters.orders, Object.entries(T.filters.orderTypes)),
    dayparts.length > 0
      ? select('daypart', T.filters.daypart, [['', T.filters.allDay], ...dayparts.map(({name}) => [name, name])]) : null);
}

/** Radio buttons side by side. */
export const Segments = ({name, legend, value, options, hints = {}, onPick}) => h('fieldset', {class: 'field'},
  h('legend', null, legend),
  h('div', {class: 'segments', id: name}, options.map(([option, label]) => h('label', {key: option, title: hints[option]},
    h('input', {type: 'radio', name, value: option, checked: value === option, onChange: () => onPick(option)}),
    h('span', null, label)))));

function MatrixCard({state, actions, items}) {
  const {classes} = state.answers;
  const placed = items.filter((item) => isQuadrant(item.quadrant));
  const notes = [];
  if (placed.some((item) => item.profit_basis === 'REVENUE')) {
    notes.push(T.matrix.byRevenue);
  }
  if (classes.scope === 'category') {
    notes.push(T.matrix.byCategory);
  }
  return h('section', {class: 'card matrix-card', 'aria-labelledby': 'matrix-heading'},
    h('div', {class: 'card-head'}, h('h2', {id: 'matrix-heading'}, T.matrix.title),
      h('p', {class: 'note', id: 'matrix-note'}, [...notes, T.matrix.window(day(classes.window.from), day(classes.window.to))].join(' '))),
    placed.length === 0 ? h(Unplaced, {items}) : null,
    h(MatrixHost, {of: state.of, classes, items, pointed: state.pointed, changes: state.changes, actions, hidden: placed.length === 0}),
    placed.length === 0 ? null : h(Legend, {classes, placed}));
}

function Unplaced({items}) {
  const reasons = ['UNKNOWN', 'TOO_FEW_ITEMS', 'NEW_ITEM'];
  const reason = reasons.find((key) => items.some((item) => item.quadrant === key)) ?? 'OUT_OF_SCOPE';
  return h('div', {class: 'unplaced'}, h('h3', null, T.matrix.none), h('p', null, T.matrix.noneHint[reason]));
}

/** What the signs mean; only those that are drawn. */
function Legend({classes, placed}) {
  const signs = [['size', true],
    ['pale', placed.some((item) => item.evidence === 'LOW')],
    ['ring', placed.some((item) => isQuadrant(item.settled) && item.settled !== item.quadrant)],
    ['arrow', placed.some((item) => isQuadrant(item.outlook?.predicted) && item.outlook.predicted !== item.quadrant)]];
  const isElsewhere = classes.outlook.model_version === null;
  return h('ul', {class: 'legend'},
    signs.filter(([, isDrawn]) => isDrawn).map(([sign]) => h('li', {key: sign}, h('i', {class: `sign-${sign}`}), T.matrix.legend[sign])),
    isElsewhere ? h('li', {key: 'none', title: classes.outlook.note}, T.matrix.noOutlook) : null);
}

/** Holds the drawing, which keeps its own elements. */
class MatrixHost extends Component {
  root = createRef();
  drawn = null;
  of = null;
  newest = null;

  componentDidMount() {
    const {actions} = this.props;
    this.matrix = new Matrix(this.root.current, {
      onPoint: (id) => actions.point(id), onSelect: (id) => id && actions.choose({item: id}),
    });
    this.newest = this.props.changes[0] ?? null;
    this.componentDidUpdate();
  }

  componentDidUpdate() {
    const {of, classes, pointed, changes} = this.props;
    if (this.of !== of) {
      this.of = of;
      this.matrix.clear();
      this.newest = changes[0] ?? null;
    }
    if (this.drawn !== classes) {
      this.drawn = classes;
      this.matrix.draw(plot(classes));
    }
    const known = changes.indexOf(this.newest);
    changes.slice(0, known < 0 ? changes.length : known).forEach(({id}) => this.matrix.highlight(id));
    this.newest = changes[0] ?? null;
    this.matrix.link(pointed);
    this.showTip();
  }

  /** The numbers of the item that is pointed at, beside its bubble. */
  showTip() {
    const {items, classes, pointed} = this.props;
    const item = pointed === null ? null : items.find((one) => one.item_id === pointed);
    const box = item ? this.matrix.boxOf(pointed) : null;
    if (this.tip && box && this.tip.offsetWidth > 0) {
      const host = this.root.current.getBoundingClientRect();
      const {offsetWidth: width, offsetHeight: height} = this.tip;
      const left = Math.min(Math.max(4, box.left - host.left + box.width / 2 - width / 2), Math.max(4, host.width - width - 4));
      const above = box.top - host.top - height - 10;
      this.tip.style.left = `${left}px`;
      this.tip.style.top = `${above > 0 ? above : box.bottom - host.top + 10}px`;
    }
    return {item, currency: classes.currency};
  }

  render({items, classes, pointed, hidden}) {
    const item = pointed === null ? null : items.find((one) => one.item_id === pointed && isQuadrant(one.quadrant));
    return h('div', {class: 'matrix', id: 'matrix', hidden},
      h('div', {ref: this.root}),
      item ? h('div', {class: 'tip', ref: (tip) => { this.tip = tip; }}, tipOf(item, classes.currency)) : null);
  }
}

function tipOf(item, currency) {
  const facts = [[T.matrix.tip.revenue, money(item.revenue, currency)], [T.matrix.tip.units, number(item.quantity_sold, 2)],
    [T.matrix.tip.margin, money(item.unit_margin, currency)], [T.matrix.tip.mix, percent(item.menu_mix, 1)]];
  const says = [];
  if (item.evidence === 'LOW') {
    says.push(T.matrix.tip.weak);
  }
  if (isQuadrant(item.settled) && item.settled !== item.quadrant) {
    says.push(T.matrix.tip.settled(classNamed(item.settled).name));
  }
  if (item.outlook && item.outlook.predicted !== item.quadrant) {
    says.push(T.matrix.tip.heading(classNamed(item.outlook.predicted).name, chance(item.outlook.confidence)));
  }
  return [h('strong', null, item.item_name), h(Chip, {of: classOf(item)}),
    h('dl', null, facts.flatMap(([name, value]) => [h('dt', null, name), h('dd', null, value)])),
    ...says.map((text) => h('p', null, text))];
}

function Changes({state, actions}) {
  const zone = zoneOf(state);
  return h('section', {class: 'card', 'aria-labelledby': 'changes-heading'},
    h('h2', {id: 'changes-heading'}, T.changes.title),
    h('ol', {class: 'changes', id: 'changes', 'aria-live': 'polite', 'aria-relevant': 'additions'},
      state.changes.map(({id, name, from, to, at}) => h('li', {
        key: `${id}${at.getTime()}`, 'data-item': id, onPointerEnter: () => actions.point(id), onPointerLeave: () => actions.point(null),
      },
      h('span', {class: 'what'}, name), h('time', {dateTime: at.toISOString()}, clock(at, zone)),
      h('span', {class: 'from-to'}, h(Chip, {of: from}), h('span', {'aria-label': T.changes.to}, '→'), h(Chip, {of: to}))))),
    state.changes.length === 0 ? h('p', {class: 'note'}, T.changes.none) : null);
}

/** Items that have no place in the matrix, by the reason. */
function Beside({items, actions}) {
  const groups = new Map();
  for (const item of items.filter(({quadrant}) => !isQuadrant(quadrant))) {
    groups.set(classOf(item), [...(groups.get(classOf(item)) ?? []), item]);
  }
  if (groups.size === 0) {
    return null;
  }
  const keys = [...groups.keys()].sort((a, b) => classRank(a) - classRank(b));
  return h('section', {class: 'card beside', id: 'beside', 'aria-labelledby': 'beside-heading'},
    h('h2', {id: 'beside-heading'}, T.beside.title),
    keys.map((key) => h('details', {key, open: groups.get(key).length <= 8},
      h('summary', {class: `class-${key}`}, h('b', null, `${classNamed(key).corner} (${groups.get(key).length})`), ` ${classNamed(key).hint}`),
      h('ul', null, groups.get(key).map((item) => h('li', {key: item.item_id},
        h('button', {type: 'button', class: 'plain', onClick: () => actions.choose({item: item.item_id})}, item.item_name)))))));
}
