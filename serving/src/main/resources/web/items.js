/** The table of items: sortable, kept by item, and never re-ordered under the reader's pointer. */

import {Component, createRef, h} from './preact/dist/preact.module.js';
import {classNamed, classOf, classRank} from './classes.js';
import {sparkline} from './charts.js';
import {chip, el, setText} from './dom.js';
import {exportItems} from './export.js';
import {chance, day, money, NONE, number} from './format.js';
import {T} from './texts.js';

const HIGHLIGHT_MS = 6000;
/** Rows of a long menu that are shown until all are asked for. */
const MOST_ROWS = 60;
/** How often the order of rows follows the numbers by itself: rows that dance cannot be read. */
const ORDER_MS = 3000;
const SPARK = {width: 84, height: 22};

const known = (value, text) => (value === null || value === undefined ? NONE : text(value));

/** What an item costs a guest: as listed, or the average it sold at. */
export const priceOf = (item) => item.list_price ?? item.avg_selling_price;

const COLUMNS = [
  {key: 'name', first: 'ascending', sort: (item) => item.item_name.toLocaleLowerCase()},
  {key: 'class', first: 'ascending', sort: (item) => classRank(classOf(item))},
  {key: 'trend', sort: (item) => item.trend?.at(-1) ?? null, words: true},
  {key: 'units', sort: (item) => item.quantity_sold, show: (item) => number(item.quantity_sold, 2)},
  {key: 'revenue', sort: (item) => item.revenue, show: (item, currency) => money(item.revenue, currency)},
  {key: 'price', sort: priceOf, show: (item, currency) => money(priceOf(item), currency)},
  {key: 'cost', sort: (item) => item.food_cost, show: (item, currency) => (item.profitability === 'ESTIMATED' ? T.items.estimated : money(item.food_cost, currency))},
  {key: 'margin', sort: (item) => item.unit_margin, show: (item, currency) => money(item.unit_margin, currency)},
  {key: 'percent', sort: (item) => item.margin_pct, show: (item) => known(item.margin_pct, (share) => `${number(share, 1)} %`)},
  {key: 'outlook', words: true, first: 'ascending',
    sort: (item) => (item.outlook ? classRank(item.outlook.predicted) - item.outlook.confidence / 2 : null),
    show: (item) => known(item.outlook, (outlook) => `${classNamed(outlook.predicted).name} ${chance(outlook.confidence)}`)},
  {key: 'sold', sort: (item) => item.last_sold_at, show: (item) => known(item.last_sold_at, (date) => day(date))},
];

/** The table with its search, the classes to choose from, and the export. */
export class ItemsCard extends Component {
  table = createRef();
  /** Units day by day by item; none before their answer is there. */
  days = new Map();

  componentDidMount() {
    const {actions} = this.props;
    this.rows = new ItemTable(this.table.current, {
      onPoint: (id) => actions.point(id), onSelect: (id) => actions.choose({item: id}),
    });
    this.newest = this.props.state.changes[0] ?? null;
    this.componentDidUpdate();
  }

  componentDidUpdate() {
    const {state, items} = this.props;
    const {menu, trend} = state.answers;
    if (this.of !== state.of) {
      this.of = state.of;
      this.rows.clear();
    }
    const inputs = [items, menu, trend];
    if (inputs.some((input, i) => input !== this.inputs?.[i])) {
      this.inputs = inputs;
      // Kept while the answer is: the lines of a trend are drawn once.
      this.days = trend === this.trend ? this.days : new Map((trend?.items ?? []).map((item) => [item.item_id, item.quantity_sold.map(Number)]));
      this.trend = trend;
      this.shown = joined(items, menu, this.days);
      this.rows.show(this.shown, state.answers.classes.currency);
    }
    this.rows.filter(this.state.find ?? '', this.state.class ?? '', this.state.all ? Infinity : MOST_ROWS);
    const until = state.changes.indexOf(this.newest);
    state.changes.slice(0, until < 0 ? state.changes.length : until).forEach(({id}) => this.rows.highlight(id));
    this.newest = state.changes[0] ?? null;
    this.rows.link(state.pointed);
  }

  render({state, items}, {find = '', class: only = '', all = false}) {
    const counts = new Map();
    items.forEach((item) => counts.set(classOf(item), (counts.get(classOf(item)) ?? 0) + 1));
    const keys = [...counts.keys()].sort((a, b) => classRank(a) - classRank(b));
    const found = items.filter((item) => isFound(item, find, only)).length;
    return h('section', {class: 'card table-card', 'aria-labelledby': 'table-heading'},
      h('div', {class: 'card-head'},
        h('h2', {id: 'table-heading'}, T.items.title),
        h('div', {class: 'only', role: 'group', 'aria-label': T.items.columns.class}, keys.map((key) => h('button', {
          type: 'button', key, class: `toggle class-${key}`, 'aria-pressed': String(only === key),
          onClick: () => this.setState({class: only === key ? '' : key}),
        }, classNamed(key).name, h('b', null, counts.get(key))))),
        h('label', {class: 'find'}, h('span', {class: 'hidden'}, T.items.find), h('input', {
          type: 'search', id: 'find', placeholder: T.items.find, autocomplete: 'off', spellcheck: false, value: find,
          onInput: (event) => this.setState({find: event.target.value}),
        })),
        h('button', {type: 'button', class: 'secondary', id: 'export', onClick: () => exportItems(state.of, state.answers.classes.window.to, this.shown.filter((item) => isFound(item, find, only)))}, T.items.export)),
      h('div', {class: 'scroll', tabIndex: 0, role: 'region', 'aria-labelledby': 'table-heading'},
        h('table', {id: 'items', ref: this.table, class: 'items'})),
      found > MOST_ROWS && !all ? h('p', {class: 'none'}, h('button', {type: 'button', class: 'secondary', onClick: () => this.setState({all: true})}, T.items.all(number(found)))) : null,
      found === 0 ? h('p', {class: 'note none'}, T.items.nothing) : null);
  }
}

/** Items with what the menu lists of them and what they sold day by day. */
function joined(items, menu, days) {
  const listed = new Map((menu?.items ?? []).map((item) => [item.item_id, item]));
  return items.map((item) => ({...item, food_cost: listed.get(item.item_id)?.food_cost ?? null, trend: days.get(item.item_id) ?? null}));
}

const isFound = (item, find, only) => (only === '' || classOf(item) === only)
  && `${item.item_name} ${item.category ?? ''}`.toLocaleLowerCase().includes(find.trim().toLocaleLowerCase());

export class ItemTable {
  #body = el('tbody');
  #rows = new Map();
  #headers = new Map();
  #items = [];
  #currency = '';
  #sort = {key: 'revenue', direction: 'descending'};
  #find = '';
  #only = '';
  #most = MOST_ROWS;
  #orderedAt = 0;
  #held = false;
  #linked = null;

  /** @param onPoint told the item pointed at or focused, or null; @param onSelect told the item that was chosen */
  constructor(table, {onPoint, onSelect}) {
    const head = el('tr');
    for (const column of COLUMNS) {
      const button = el('button', {type: 'button', title: T.items.hints[column.key]}, T.items.columns[column.key]);
      const header = el('th', {scope: 'col', class: `col-${column.key}${isWords(column) ? '' : ' numeric'}`}, button);
      button.addEventListener('click', () => this.#sortBy(column));
      this.#headers.set(column.key, header);
      head.append(header);
    }
    table.append(el('caption', {class: 'hidden'}, T.items.caption), el('thead', {}, head), this.#body);
    const itemAt = (event) => event.target.closest?.('tr')?.dataset.item ?? null;
    this.#body.addEventListener('pointerover', (event) => {
      this.#held = event.pointerType === 'mouse';
      onPoint(itemAt(event));
    });
    this.#body.addEventListener('pointerleave', () => {
      this.#held = false;
      onPoint(null);
    });
    this.#body.addEventListener('focusin', (event) => onPoint(itemAt(event)));
    this.#body.addEventListener('focusout', () => onPoint(null));
    this.#body.addEventListener('click', (event) => {
      if (itemAt(event) !== null) {
        onSelect(itemAt(event));
      }
    });
    this.#showSort();
  }

  /** Forgets every row: what comes next is of another restaurant. */
  clear() {
    this.#rows.clear();
    this.#body.replaceChildren();
    this.#items = [];
  }

  /** Shows items; their order follows only while nobody reads it, and not more often than can be read. */
  show(items, currency) {
    const isOther = this.#currency !== currency || this.#items.length !== items.length
      || items.some((item, i) => item.item_id !== this.#items[i].item_id);
    this.#items = items;
    this.#currency = currency;
    const isRead = this.#held || this.#body.contains(document.activeElement) || Date.now() - this.#orderedAt < ORDER_MS;
    if (isOther || !isRead) {
      this.#arrange();
    } else {
      items.filter((item) => this.#rows.has(item.item_id)).forEach((item) => this.#fill(item));
    }
  }

  /** Shows only items that are called so, of a class; empty for all; and at most so many. */
  filter(find, only, most) {
    if (this.#find !== find || this.#only !== only || this.#most !== most) {
      this.#find = find;
      this.#only = only;
      this.#most = most;
      this.#arrange();
    }
  }

  /** Links to the item pointed at elsewhere; null: to none. */
  link(id) {
    this.#rows.get(this.#linked)?.row.classList.remove('linked');
    this.#linked = id;
    this.#rows.get(id)?.row.classList.add('linked');
  }

  /** Draws attention to an item for a few seconds. */
  highlight(id) {
    const found = this.#rows.get(id);
    if (found) {
      clearTimeout(found.timer);
      found.row.classList.add('changed');
      found.timer = setTimeout(() => found.row.classList.remove('changed'), HIGHLIGHT_MS);
    }
  }

  #fill(item) {
    let found = this.#rows.get(item.item_id);
    if (!found) {
      const name = el('button', {type: 'button', class: 'name'});
      const category = el('span', {class: 'category'});
      const row = el('tr', {'data-item': item.item_id}, el('th', {scope: 'row', class: 'col-name'}, name, category));
      const cells = COLUMNS.slice(1).map((column) =>
        el('td', {class: `col-${column.key}${isWords(column) ? '' : ' numeric'}`}));
      row.append(...cells);
      found = {row, name, category, cells, shownClass: '', trend: null, timer: 0};
      this.#rows.set(item.item_id, found);
    }
    setText(found.name, item.item_name);
    setText(found.category, item.category ?? '');
    const itsClass = classOf(item);
    const isWeak = item.evidence === 'LOW';
    if (found.shownClass !== itsClass + isWeak) {
      found.cells[0].replaceChildren(chip(itsClass), ...(isWeak ? [el('small', {}, T.items.low)] : []));
      found.shownClass = itsClass + isWeak;
    }
    if (found.trend !== item.trend) {
      found.trend = item.trend;
      found.cells[1].replaceChildren(...(item.trend ? [spark(item.trend)] : []));
    }
    COLUMNS.slice(1).forEach((column, i) => {
      if (column.show) {
        setText(found.cells[i], column.show(item, this.#currency));
      }
    });
    return found;
  }

  #sortBy(column) {
    const first = column.first ?? 'descending';
    const flipped = this.#sort.direction === 'ascending' ? 'descending' : 'ascending';
    this.#sort = {key: column.key, direction: this.#sort.key === column.key ? flipped : first};
    this.#showSort();
    this.#arrange();
  }

  #showSort() {
    for (const [key, header] of this.#headers) {
      if (key === this.#sort.key) {
        header.setAttribute('aria-sort', this.#sort.direction);
      } else {
        header.removeAttribute('aria-sort');
      }
    }
  }

  /** Puts the rows that are shown in order, moving only those that are out of it. */
  #arrange() {
    this.#orderedAt = Date.now();
    const {sort} = COLUMNS.find((column) => column.key === this.#sort.key);
    const sign = this.#sort.direction === 'ascending' ? 1 : -1;
    const shown = this.#items
      .filter((item) => isFound(item, this.#find, this.#only))
      .map((item) => ({item, value: sort(item) ?? null}))
      .sort((a, b) => compare(a.value, b.value, sign) || (a.item.item_id < b.item.item_id ? -1 : 1))
      .slice(0, this.#most)
      .map(({item}) => item);
    const ids = new Set(shown.map((item) => item.item_id));
    for (const [id, {row}] of this.#rows) {
      if (!ids.has(id)) {
        row.remove();
        this.#rows.delete(id);
      }
    }
    const focused = this.#body.contains(document.activeElement) ? document.activeElement : null;
    let place = this.#body.firstChild;
    for (const item of shown) {
      const {row} = this.#fill(item);
      if (row === place) {
        place = place.nextSibling;
      } else {
        this.#body.insertBefore(row, place);
      }
    }
    focused?.focus({preventScroll: true});
  }
}

function spark(values) {
  const drawing = el('svg:svg', {
    class: 'spark', width: SPARK.width, height: SPARK.height, role: 'img',
    'aria-label': T.items.trend(values.length, number(Math.min(...values), 1), number(Math.max(...values), 1)),
  }, el('svg:polyline', {points: sparkline(values, SPARK.width, SPARK.height)}));
  return drawing;
}

const isWords = (column) => !column.show || column.words === true;

/** Ascending or descending; what is not known stands last either way. */
function compare(a, b, sign) {
  if (a === null || b === null) {
    return a === b ? 0 : a === null ? 1 : -1;
  }
  return a < b ? -sign : a > b ? sign : 0;
}
