/** One item: why it stands where it does, where it is heading, what it sells, what it should cost. */

import {Component, createRef, h} from './preact/dist/preact.module.js';
import {get, of} from './api.js';
import {thresholdsOf} from './axes.js';
import {itemsOf} from './board.js';
import {HistoryChart, PriceBars, Sized} from './charts.js';
import {classNamed, classOf, isQuadrant} from './classes.js';
import {Chip} from './dom.js';
import {chance, day, longDay, money, NONE, number, percent, plusDays, sentence} from './format.js';
import {PriceSection} from './pricing.js';
import {T} from './texts.js';

const HISTORY_DAYS = 56;
const PRICE_DAYS = 364;
const AGAIN_MS = 30_000;
const MOST_REASONS = 6;
const MOST_DATED = 8;

export class Drawer extends Component {
  dialog = createRef();

  componentDidMount() {
    this.abort = new AbortController();
    this.opener = document.activeElement;
    this.dialog.current.showModal();
    this.load();
    this.timer = setInterval(() => this.load(), AGAIN_MS);
  }

  componentWillUnmount() {
    this.abort.abort();
    clearInterval(this.timer);
    this.dialog.current?.close();
    this.opener?.focus?.({preventScroll: true});
  }

  /** Asks for all there is of the item; where one has no answer, its place says why. */
  load() {
    const {id, state} = this.props;
    const {chosen, answers: {classes}} = state;
    const today = classes.window.to;
    const rules = {window: chosen.window, order_type: chosen.order_type, daypart: chosen.daypart, method: chosen.method, explain: true};
    const ask = (name, parts, parameters) => get(of(state.of, parts, parameters), this.abort.signal)
      .then((answer) => this.setState({[name]: answer, [`${name}Problem`]: null}),
        (problem) => !this.abort.signal.aborted && this.setState({[`${name}Problem`]: problem}));
    // A comma in an id would make two of it.
    const only = id.includes(',') ? {} : {items: id};
    ask('class', ['classifications', id], rules);
    this.loadSales(only, today);
    ask('forecast', ['forecasts', id], {});
    ask('price', ['prices', id], {});
    ask('curve', ['prices', id, 'curve'], {});
  }

  /** A year of sales, or what a node has that keeps less. */
  async loadSales(only, today) {
    for (const days of [PRICE_DAYS, HISTORY_DAYS]) {
      try {
        const sales = await get(of(this.props.state.of, ['item-sales'], {...only, from: plusDays(today, 1 - days), to: today}), this.abort.signal);
        this.setState({sales});
        return;
      } catch (problem) {
        if (this.abort.signal.aborted || problem.status !== 400) {
          return;
        }
      }
    }
  }

  render({id, state, actions}, loaded) {
    const item = itemsOf(state.answers).find((one) => one.item_id === id) ?? null;
    const close = () => actions.choose({item: ''});
    const {currency, window} = state.answers.classes;
    const name = item?.item_name ?? loaded.class?.item.item_name ?? id;
    return h('dialog', {
      class: 'drawer', ref: this.dialog, 'aria-labelledby': 'drawer-heading', onCancel: (event) => { event.preventDefault(); close(); },
      onClick: (event) => event.target === event.currentTarget && close(),
    },
    h('div', {class: 'drawer-body'},
      h('header', null,
        h('div', null, h('h2', {id: 'drawer-heading', title: name}, name), h('p', null,
          item ? h(Chip, {of: classOf(item)}) : null,
          item && isQuadrant(item.settled) && item.settled !== item.quadrant ? h('span', {class: 'note'}, T.drawer.settled(classNamed(item.settled).name)) : null,
          h('span', {class: 'category', title: item?.category}, item?.category ?? ''))),
        h('button', {type: 'button', class: 'close', onClick: close, 'aria-label': T.drawer.close}, '×')),
      item ? h(Facts, {item, currency, window}) : h('p', {class: 'note'}, loaded.classProblem ? sentence(loaded.classProblem.message) : T.drawer.loading),
      item ? h(Why, {item, classes: state.answers.classes}) : null,
      item && loaded.class ? h(Outlook, {answer: loaded.class}) : null,
      h(Sales, {name, id, sales: loaded.sales, forecast: loaded.forecast, problem: loaded.forecastProblem}),
      h(PriceSection, {key: id, id, name, currency, actions, ...loaded}),
      h(AtPrices, {id, sales: loaded.sales, currency}),
      h(Dated, {listed: state.answers.menu?.items.find((one) => one.item_id === id), currency})));
  }
}

const Facts = ({item, currency, window}) => h('dl', {class: 'facts', title: T.drawer.over(day(window.from), day(window.to))},
  [[T.drawer.facts.units, number(item.quantity_sold, 2)], [T.drawer.facts.revenue, money(item.revenue, currency)],
    [T.drawer.facts.margin, money(item.unit_margin, currency)],
    [T.drawer.facts.percent, item.margin_pct === null || item.margin_pct === undefined ? NONE : `${number(item.margin_pct, 1)} %`]]
    .map(([name, value]) => h('div', {key: name}, h('dt', null, name), h('dd', null, value))));

/** Why it has its quadrant, in words and by the numbers of the answer. */
function Why({item, classes}) {
  const says = [];
  const others = Object.entries({'percentile': item.quadrants.percentile, 'kasavana-smith': item.quadrants.kasavana_smith});
  if (!isQuadrant(item.quadrant)) {
    says.push(T.drawer.unjudged[classOf(item)] ?? classNamed(classOf(item)).hint);
  } else if (classes.method === 'percentile') {
    const what = item.profit_basis === 'REVENUE' ? T.drawer.revenueRank : T.drawer.totalMargin;
    says.push(T.drawer.percentile[item.quadrant](percent(item.popularity_percentile), percent(item.profitability_percentile), what));
  } else {
    const {mix, margin} = thresholdsOf(classes, item);
    says.push(T.drawer.mix(percent(item.menu_mix, 2), percent(mix, 2), money(item.unit_margin, classes.currency), money(Math.round(margin * 100) / 100, classes.currency),
      ['STAR', 'PLOWHORSE'].includes(item.quadrant), ['STAR', 'PUZZLE'].includes(item.quadrant)));
  }
  others.filter(([method, quadrant]) => method !== classes.method && isQuadrant(quadrant) && quadrant !== item.quadrant)
    .forEach(([method, quadrant]) => says.push(T.drawer.otherMethod(T.filters.methods[method], classNamed(quadrant).name)));
  if (isQuadrant(item.settled) && item.settled !== item.quadrant) {
    says.push(T.drawer.settledWhy(classNamed(item.settled).name, classNamed(classOf(item)).name));
  }
  if (item.evidence === 'LOW') {
    says.push(T.drawer.lowWhy(number(item.quantity_sold, 2)));
  }
  if (item.profitability === 'ESTIMATED') {
    says.push(T.drawer.estimatedWhy);
  }
  return h('section', null, h('h3', null, T.drawer.why), h('p', null, says.join(' ')));
}

function Outlook({answer: {item, outlook, explanation}}) {
  if (!item.outlook) {
    return h('section', null, h('h3', null, T.drawer.outlook), h('p', {class: 'note'}, sentence(outlook.note)));
  }
  const {predicted, confidence} = item.outlook;
  const says = predicted === item.quadrant ? T.drawer.outlookStays : T.drawer.outlookSays;
  return h('section', null, h('h3', null, T.drawer.outlook),
    h('p', null, says(classNamed(predicted).name, chance(confidence), day(outlook.window.from), day(outlook.window.to)), ' ',
      T.drawer.served[outlook.served] ?? ''),
    h(Reasons, {explanation}),
    h('p', {class: 'note'}, sentence(outlook.note)));
}

function Reasons({explanation}) {
  if (!explanation || explanation.reasons.length === 0) {
    return null;
  }
  const reasons = explanation.reasons.slice(0, MOST_REASONS);
  const most = Math.max(...reasons.map(({contribution}) => Math.abs(contribution)));
  return h('div', {class: 'reasons'},
    h('p', null, T.drawer.reasons(classNamed(explanation.quadrant).name)),
    h('ul', null, reasons.map(({feature, words, contribution}) => h('li', {key: feature, class: contribution > 0 ? 'for' : 'against'},
      h('span', {class: 'track', 'aria-hidden': 'true'}, h('span', {class: 'fill', style: {width: `${(Math.abs(contribution) / most) * 100}%`}})),
      h('b', null, contribution > 0 ? T.drawer.towards : T.drawer.against), h('span', null, words)))));
}

const soldOf = (sales, id) => sales?.items.find((one) => one.item_id === id) ?? null;

function Sales({name, id, sales, forecast, problem}) {
  if (!sales) {
    return h('section', null, h('h3', null, T.drawer.sales), h('p', {class: 'note'}, T.drawer.loading));
  }
  const sold = soldOf(sales, id);
  const first = Math.max(0, sales.days.length - HISTORY_DAYS);
  const days = sales.days.slice(first).map((date, i) => ({date, units: Number(sold?.quantity_sold[first + i] ?? 0)}));
  const ahead = forecast?.item;
  const legend = ['sold', 'today', ...(ahead ? ['expected', 'band'] : [])];
  return h('section', null, h('h3', null, T.drawer.sales),
    h(Sized, {height: 170}, (width) => h(HistoryChart, {width, height: 170, name, days, forecast: ahead?.days ?? []})),
    h('ul', {class: 'legend'}, legend.map((sign) => h('li', {key: sign}, h('i', {class: `sign-${sign}`}), T.drawer.salesLegend[sign]))),
    ahead ? h('p', {class: 'note'}, [T.drawer.forecastIs(T.drawer.forecastBy[ahead.method] ?? ahead.method, number(ahead.expected, 1), ahead.days.length),
      ahead.error?.wape !== null && ahead.error ? T.drawer.error(percent(ahead.error.wape), ahead.error.days) : '', T.drawer.short[ahead.evidence] ?? ''].join(' '))
      : h('p', {class: 'note'}, problem ? sentence(problem.message) : T.drawer.loading));
}

function AtPrices({id, sales, currency}) {
  const prices = soldOf(sales, id)?.list_prices ?? [];
  if (prices.length === 0) {
    return null;
  }
  return h('section', null, h('h3', null, T.drawer.atPrices),
    h('p', {class: 'note'}, T.drawer.atPricesHint(longDay(sales.window.from), longDay(sales.window.to))),
    h(PriceBars, {prices, money: (amount) => money(amount, currency)}));
}

/** The price and the food cost in force from each day on which one of them changed, the latest first. */
function dated({prices, food_costs: costs}) {
  const days = [...new Set([...prices, ...costs].map(({effective_from: from}) => from ?? ''))].sort();
  const at = (list, date) => list.findLast(({effective_from: from}) => (from ?? '') <= date)?.amount ?? null;
  return days.map((date) => ({date, price: at(prices, date), cost: at(costs, date)})).reverse();
}

function Dated({listed, currency}) {
  if (!listed) {
    return h('section', null, h('h3', null, T.drawer.history), h('p', {class: 'note'}, T.drawer.unlisted));
  }
  const rows = dated(listed);
  const {price, cost, from} = T.drawer.historyColumns;
  return h('section', null, h('h3', null, T.drawer.history),
    h('table', {class: 'small'}, h('thead', null, h('tr', null, h('th', {scope: 'col'}, from), [price, cost].map((name) => h('th', {key: name, scope: 'col', class: 'numeric'}, name)))),
      h('tbody', null, rows.slice(0, MOST_DATED).map((row) => h('tr', {key: row.date},
        h('th', {scope: 'row'}, row.date === '' ? T.drawer.always : longDay(row.date)),
        [row.price, row.cost].map((amount, i) => h('td', {key: i, class: 'numeric'}, money(amount, currency))))))),
    rows.length > MOST_DATED ? h('p', {class: 'note'}, T.drawer.earlier(rows.length - MOST_DATED)) : null);
}
