/** Prices and food costs, changed where they stand. */

import {Component, createRef, h} from './preact/dist/preact.module.js';
import {Segments} from './board.js';
import {editOf} from './edits.js';
import {longDay, money, NONE, number, typed} from './format.js';
import {Imports} from './imports.js';
import {mayWrite} from './store.js';
import {T} from './texts.js';

export class MenuView extends Component {
  opener = createRef();

  componentDidUpdate(_, before) {
    if (before.importing && !this.state.importing) {
      this.opener.current?.focus();
    }
  }

  render({state, actions}, {find = '', only = 'all', importing = false}) {
    const {currency} = state.answers.classes;
    const rows = rowsOf(state.answers);
    const same = duplicates(rows);
    const imports = importing && mayWrite() ? h(Imports, {key: state.of, restaurant: state.of, actions, onClose: () => this.setState({importing: false})}) : null;
    const offer = mayWrite() && !importing
      ? h('button', {type: 'button', class: 'secondary', id: 'open-import', ref: this.opener, onClick: () => this.setState({importing: true})}, T.imports.open) : null;
    if (rows.length === 0) {
      return [imports, h('section', {class: 'empty'}, h('h2', null, T.menu.none), h('p', null, T.menu.noneHint), offer)];
    }
    const kinds = {all: (row) => row.isOn, missing: (row) => row.isMissing, off: (row) => !row.isOn};
    const count = (kind) => rows.filter(kinds[kind]).length;
    const shown = rows.filter((row) => kinds[only](row)
      && `${row.name} ${row.category ?? ''}`.toLocaleLowerCase().includes(find.trim().toLocaleLowerCase()));
    const columns = T.menu.columns;
    return [imports, h('section', {class: 'card table-card', 'aria-labelledby': 'menu-heading'},
      h('div', {class: 'card-head'},
        h('div', null, h('h2', {id: 'menu-heading'}, T.menu.title), h('p', {class: 'note'}, mayWrite() ? T.menu.hint : T.menu.readOnly)),
        h(Segments, {
          name: 'only', legend: T.menu.filter, value: only, onPick: (kind) => this.setState({only: kind}),
          options: [['all', T.menu.all(count('all'))], ['missing', T.menu.onlyMissing(count('missing'))], ['off', T.menu.offMenu(count('off'))]],
        }),
        h('label', {class: 'find'}, h('span', {class: 'hidden'}, T.menu.find), h('input', {
          type: 'search', id: 'find-menu', placeholder: T.menu.find, autocomplete: 'off', spellcheck: false, value: find,
          onInput: (event) => this.setState({find: event.target.value}),
        })), offer),
      h('div', {class: 'scroll', tabIndex: 0, role: 'region', 'aria-labelledby': 'menu-heading'}, h('table', {class: 'menu', id: 'menu'},
        h('thead', null, h('tr', null, h('th', {scope: 'col'}, columns.item),
          [columns.price, columns.cost, columns.margin, columns.percent].map((name) => h('th', {key: name, scope: 'col', class: 'numeric'}, name)),
          h('th', {scope: 'col'}, columns.state))),
        h('tbody', null, shown.map((row) => h(Row, {key: row.id, row, currency, actions, isOne: !same.has(row.name)}))))),
      shown.length === 0 ? h('p', {class: 'note none'}, T.menu.nothing) : null)];
  }
}

/** Listed items, and those that are sold without being listed; ascending by name. */
function rowsOf({classes, menu, items}) {
  const today = classes.window.to;
  const isOn = (item) => item.active && (item.available_from ?? '') <= today && (item.available_until ?? today) >= today;
  const listed = new Set(menu.items.map((item) => item.item_id));
  const rows = menu.items.map((item) => ({
    id: item.item_id, name: item.name, category: item.category, price: item.price, cost: item.food_cost, isListed: true, isOn: isOn(item),
    isMissing: isOn(item) && item.food_cost === null, later: later(item, today),
  }));
  items.items.filter((item) => !listed.has(item.item_id)).forEach((item) => rows.push({
    id: item.item_id, name: item.item_name, category: item.category, price: null, cost: null, isListed: false, isOn: true,
    isMissing: item.cost_basis !== 'KNOWN', later: null,
  }));
  return rows.sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

/** Names that several items have: these show their ids, too. */
function duplicates(rows) {
  const seen = new Set();
  return new Set(rows.map(({name}) => name).filter((name) => seen.has(name) || !seen.add(name)));
}

/** The day of an entry that is still to come, or null. */
function later(item, today) {
  return [item.prices.at(-1), item.food_costs.at(-1)].map((entry) => entry?.effective_from).find((from) => from > today) ?? null;
}

function Row({row, currency, actions, isOne}) {
  const margin = row.price === null || row.cost === null ? null : (Math.round(row.price * 1e4) - Math.round(row.cost * 1e4)) / 1e4;
  return h('tr', {'data-item': row.id, class: row.isMissing ? 'missing' : ''},
    h('th', {scope: 'row', class: 'col-name'}, h('button', {type: 'button', class: 'name', onClick: () => actions.choose({item: row.id})}, row.name), h('span', {class: 'category'}, [row.category, isOne ? null : row.id].filter((text) => text).join(' · '))),
    h('td', {class: 'numeric'}, h(Amount, {row, field: 'price', value: row.price, currency, label: T.menu.price(row.name), actions})),
    h('td', {class: 'numeric'}, h(Amount, {row, field: 'food_cost', value: row.cost, currency, label: T.menu.cost(row.name), actions})),
    h('td', {class: 'numeric'}, money(margin, currency)),
    h('td', {class: 'numeric'}, margin === null || !(row.price > 0) ? NONE : `${number((margin / row.price) * 100, 1)} %`),
    h('td', {class: 'state', role: 'status'}, h(State, {row})));
}

const shownAs = (value, currency) => (value === null ? '' : typed(value, currency));

/** A field with what is in force, with what was typed, or with what is on its way. */
class Amount extends Component {
  commit(event) {
    const {row, field, value, currency, actions} = this.props;
    const text = event.target.value.trim();
    this.setState({typed: undefined});
    if (text === '' || text === shownAs(value, currency)) {
      actions.discard(row.id, field);
    } else {
      actions.edit(row.id, field, text);
    }
  }

  render({row, field, value, currency, label}, {typed: text}) {
    if (!mayWrite()) {
      return money(value, currency);
    }
    const edit = editOf(row.id, field);
    const isRefused = edit?.state === 'refused';
    return h('input', {
      type: 'text', inputMode: 'decimal', autocomplete: 'off', class: `amount ${edit ? `is-${edit.state}` : ''}`, 'aria-label': label, 'data-field': field,
      'aria-invalid': isRefused ? 'true' : undefined,
      // What was saved stays until the answers have it, too.
      value: text ?? (edit ? edit.text : shownAs(value, currency)), placeholder: NONE,
      onInput: (event) => this.setState({typed: event.target.value}),
      onBlur: (event) => text !== undefined && this.commit(event),
      onKeyDown: (event) => {
        if (event.key === 'Enter' && text !== undefined) {
          this.commit(event);
        } else if (event.key === 'Escape' && text !== undefined) {
          event.stopPropagation();
          this.setState({typed: undefined});
        }
      },
    });
  }
}

function State({row}) {
  const edits = [editOf(row.id, 'price'), editOf(row.id, 'food_cost')].filter((edit) => edit);
  const edit = edits.find(({state}) => state === 'refused') ?? edits.find(({state}) => state !== 'saved') ?? edits[0];
  if (edit) {
    return h('span', {class: `is-${edit.state}`}, edit.state === 'refused' ? T.menu.refused(edit.reason) : T.menu[edit.state]);
  }
  const says = [row.isListed ? '' : T.menu.unlisted, row.isOn ? '' : T.menu.off, row.isMissing ? T.menu.missing : '',
    row.price !== null && row.cost !== null && row.cost > row.price ? T.menu.above : '', row.later ? T.menu.taken(longDay(row.later)) : ''];
  return says.filter((text) => text).join(', ');
}
