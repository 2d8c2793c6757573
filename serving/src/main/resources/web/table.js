/** The table of items: sortable, kept by item, and never re-ordered under the reader's pointer. */

import {chance, chip, classNamed, classOf, classRank, day, el, money, NONE, number, setText} from './format.js';

const HIGHLIGHT_MS = 6000;

const COLUMNS = [
  {key: 'name', label: 'Item', first: 'ascending', sort: (item) => item.item_name.toLocaleLowerCase()},
  {key: 'class', label: 'Class', first: 'ascending', sort: (item) => classRank(classOf(item))},
  {key: 'orders', label: 'Orders', sort: (item) => item.order_count, show: (item) => number(item.order_count)},
  {key: 'units', label: 'Units', sort: (item) => item.quantity_sold, show: (item) => number(item.quantity_sold, 2)},
  {key: 'revenue', label: 'Revenue', sort: (item) => item.revenue, show: (item, currency) => money(item.revenue, currency)},
  {key: 'price', label: 'Price', title: 'Average selling price, after discounts and without tax',
    sort: (item) => item.avg_selling_price, show: (item, currency) => money(item.avg_selling_price, currency)},
  {key: 'margin', label: 'Unit margin', title: 'Contribution margin of one unit: price less food cost',
    sort: (item) => item.unit_margin, show: (item, currency) => money(item.unit_margin, currency)},
  {key: 'percent', label: 'Margin %', title: 'Contribution margin in percent of revenue',
    sort: (item) => item.margin_pct, show: (item) => (item.margin_pct === null || item.margin_pct === undefined
      ? NONE : `${number(item.margin_pct, 1)} %`)},
  {key: 'evidence', label: 'Evidence', title: 'Low: fewer units than a verdict should rest on', first: 'ascending', words: true,
    sort: (item) => (item.evidence === 'LOW' ? 1 : 0), show: (item) => (item.evidence === 'LOW' ? 'low' : 'enough')},
  {key: 'outlook', label: 'Heading to', title: 'Likeliest class over the next four weeks, and how likely', words: true,
    sort: (item) => (item.outlook ? classRank(item.outlook.predicted) - item.outlook.confidence / 2 : null), first: 'ascending',
    show: (item) => (item.outlook ? `${classNamed(item.outlook.predicted).name} ${chance(item.outlook.confidence)}` : NONE)},
  {key: 'sold', label: 'Last sold', sort: (item) => item.last_sold_at, show: (item) => day(item.last_sold_at)},
];

export class ItemTable {
  #body = el('tbody');
  #rows = new Map();
  #headers = new Map();
  #items = [];
  #currency = '';
  #sort = {key: 'revenue', direction: 'descending'};
  #find = '';
  #held = false;
  #linked = null;

  /** @param onPoint told the item pointed at or focused, or null; @param onSelect told the item that was chosen */
  constructor(table, find, {onPoint, onSelect}) {
    const head = el('tr');
    for (const column of COLUMNS) {
      const button = el('button', {type: 'button', title: column.title}, column.label);
      const header = el('th', {scope: 'col', class: `col-${column.key}${isWords(column) ? '' : ' numeric'}`}, button);
      button.addEventListener('click', () => this.#sortBy(column));
      this.#headers.set(column.key, header);
      head.append(header);
    }
    table.append(el('caption', {class: 'hidden'}, 'Items of the menu over the window'), el('thead', {}, head), this.#body);
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
    this.#body.addEventListener('click', (event) => onSelect(itemAt(event)));
    find.addEventListener('input', () => {
      this.#find = find.value.trim().toLocaleLowerCase();
      this.#arrange();
    });
    this.#showSort();
  }

  /** Forgets every row: what comes next is of another restaurant. */
  clear() {
    this.#rows.clear();
    this.#body.replaceChildren();
    this.#items = [];
  }

  /** Shows items. */
  show(items, currency) {
    this.#items = items;
    this.#currency = currency;
    const gone = new Set(this.#rows.keys());
    for (const item of items) {
      gone.delete(item.item_id);
      this.#fill(item);
    }
    for (const id of gone) {
      this.#rows.get(id).row.remove();
      this.#rows.delete(id);
    }
    const reading = this.#held || this.#body.contains(document.activeElement);
    if (!reading || this.#body.children.length !== items.length) {
      this.#arrange();
    }
  }

  /** Links to the item pointed at elsewhere; null: to none. */
  link(id) {
    this.#rows.get(this.#linked)?.row.classList.remove('linked');
    this.#linked = id;
    this.#rows.get(id)?.row.classList.add('linked');
  }

  /** Brings an item's row into the table's view. */
  reveal(id) {
    this.#rows.get(id)?.row.scrollIntoView({block: 'nearest'});
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
      found = {row, name, category, cells, shownClass: '', timer: 0};
      this.#rows.set(item.item_id, found);
    }
    setText(found.name, item.item_name);
    setText(found.category, item.category ?? '');
    const itsClass = classOf(item);
    if (found.shownClass !== itsClass) {
      found.cells[0].replaceChildren(chip(itsClass));
      found.shownClass = itsClass;
    }
    COLUMNS.slice(1).forEach((column, i) => {
      if (column.show) {
        setText(found.cells[i], column.show(item, this.#currency));
      }
    });
    found.row.classList.toggle('low-evidence', item.evidence === 'LOW');
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

  /** Puts rows in order, moving only those that are out of it. */
  #arrange() {
    const {sort} = COLUMNS.find((column) => column.key === this.#sort.key);
    const sign = this.#sort.direction === 'ascending' ? 1 : -1;
    const sorted = this.#items
      .map((item) => ({item, value: sort(item) ?? null}))
      .sort((a, b) => compare(a.value, b.value, sign) || (a.item.item_id < b.item.item_id ? -1 : 1));
    const focused = this.#body.contains(document.activeElement) ? document.activeElement : null;
    let place = this.#body.firstChild;
    for (const {item} of sorted) {
      const {row} = this.#rows.get(item.item_id);
      row.hidden = this.#find !== '' && !`${item.item_name} ${item.category ?? ''}`.toLocaleLowerCase().includes(this.#find);
      if (row === place) {
        place = place.nextSibling;
      } else {
        this.#body.insertBefore(row, place);
      }
    }
    focused?.focus({preventScroll: true});
  }
}

const isWords = (column) => !column.show || column.words === true;

/** Ascending or descending; what is not known stands last either way. */
function compare(a, b, sign) {
  if (a === null || b === null) {
    return a === b ? 0 : a === null ? 1 : -1;
  }
  return a < b ? -sign : a > b ? sign : 0;
}
