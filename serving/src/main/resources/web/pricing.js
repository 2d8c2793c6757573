/** What an item should cost: the advice, its curve, a price to try, and what the advice rests on. */

import {Component, h} from './preact/dist/preact.module.js';
import {of, post} from './api.js';
import {CurveChart, Sized} from './charts.js';
import {chance, decimals, longDay, money, number, percent, sentence, signed, signedMoney} from './format.js';
import {mayWrite, state} from './store.js';
import {T} from './texts.js';

const DELAY_MS = 120;
/** Stops of the slider. */
const MOST_STEPS = 200;

export class PriceSection extends Component {
  componentWillUnmount() {
    clearTimeout(this.timer);
    this.abort?.abort();
  }

  /** Asks what the item would do at a price, once the slider rests a moment. */
  try(price) {
    this.setState({price});
    clearTimeout(this.timer);
    this.abort?.abort();
    const abort = new AbortController();
    this.abort = abort;
    this.timer = setTimeout(() => post(of(state.of, ['prices', `${this.props.id}`]).concat(':simulate'), {price: String(price)}, abort.signal)
      .then((simulation) => this.setState({simulation, problem: null}),
        (problem) => !abort.signal.aborted && this.setState({simulation: null, problem})), DELAY_MS);
  }

  reset() {
    clearTimeout(this.timer);
    this.abort?.abort();
    this.setState({price: undefined, simulation: null, problem: null});
  }

  render({id, name, currency, actions, price: answer, priceProblem, curve, curveProblem}, {price, simulation, problem}) {
    const advice = answer?.item;
    if (!advice) {
      return h('section', null, h('h3', null, T.drawer.price), h('p', {class: 'note'}, priceProblem ? sentence(priceProblem.message) : T.drawer.loading));
    }
    const {proposal} = advice;
    return h('section', {class: 'pricing'}, h('h3', null, T.drawer.price),
      h('p', {class: 'advice'}, h('b', {class: `action action-${advice.action}`}, T.drawer.action[advice.action] ?? advice.action),
        proposal ? h('span', {class: 'note'}, T.drawer.confidence[proposal.confidence] ?? '') : null),
      h('p', null, advice.recommendation),
      proposal ? proposal.warnings.map((warning) => h('p', {key: warning, class: 'note'}, warning)) : null,
      curve ? h(Curve, {curve, advice, name, currency, price}) : h('p', {class: 'note'}, curveProblem ? sentence(curveProblem.message) : T.drawer.loading),
      curve ? this.slider(curve, currency, price, advice) : null,
      problem ? h('p', {class: 'note', role: 'alert'}, sentence(problem.message)) : null,
      price !== undefined && simulation ? h(Scenario, {simulation, currency}) : null,
      price !== undefined && simulation && mayWrite() ? h('button', {type: 'button', class: 'primary', onClick: () => actions.edit(id, 'price', String(price))}, T.drawer.set(money(price, currency))) : null,
      h(EditState, {id}),
      h(Elasticity, {elasticity: proposal?.elasticity ?? curve?.elasticity}),
      proposal && proposal.guardrails.length > 0 ? [h('h4', null, T.drawer.guardrails), h('ul', {class: 'plain-list'}, proposal.guardrails.map(({rule, before, after}) => h('li', {key: rule},
        T.drawer.clamp(T.drawer.rules[rule] ?? rule, money(before, currency), money(after, currency)))))] : null,
      answer.last_change ? [h('h4', null, T.drawer.lastChange), h('p', null,
        T.drawer.lastChangeSays(longDay(answer.last_change.date), money(answer.last_change.before, currency), money(answer.last_change.after, currency)), ' ', answer.last_change.words)]
        : answer.last_change_note ? h('p', {class: 'note'}, sentence(answer.last_change_note)) : null);
  }

  slider(curve, currency, price, advice) {
    const digits = decimals(currency);
    const span = curve.points.at(-1).price - curve.points[0].price;
    const step = [1, 5, 10, 50, 100, 500, 1000].map((size) => size / 10 ** digits).find((size) => size >= span / MOST_STEPS) ?? span / MOST_STEPS;
    const round = (value) => Number(value.toFixed(digits));
    const lowest = round((Math.floor(curve.points[0].price / step) + 1) * step);
    const highest = round((Math.ceil(curve.points.at(-1).price / step) - 1) * step);
    const shown = price ?? curve.current_price;
    return h('div', {class: 'what-if'},
      h('label', {for: 'what-if'}, T.drawer.whatIf, ' ', h('output', {for: 'what-if'}, money(shown, currency))),
      h('input', {
        type: 'range', id: 'what-if', min: lowest, max: highest, step: round(step), value: shown,
        'aria-valuetext': money(shown, currency), onInput: (event) => this.try(round(Number(event.target.value))),
      }),
      h('div', {class: 'buttons'},
        adviceMarks(advice).map((mark) => h('button', {key: mark.kind, type: 'button', class: 'secondary', onClick: () => this.try(mark.price)}, `${T.drawer.curveLegend[mark.kind]}: ${money(mark.price, currency)}`)),
        price === undefined ? null : h('button', {type: 'button', class: 'secondary', onClick: () => this.reset()}, T.drawer.whatIfReset)));
  }
}

/** The prices that are advised: the one before a bad change and nothing else, or one to change to, or one to test. */
const adviceMarks = ({proposal, test, undo}) => (undo ? [{kind: 'undo', price: undo.price}] : [
  ...(proposal && proposal.price_change !== 0 ? [{kind: 'proposed', price: proposal.optimal.price}] : []),
  ...(test ? [{kind: 'test', price: test.price}] : []),
]);

function Curve({curve, advice, name, currency, price}) {
  const what = curve.points[0].profit === null ? 'revenue' : 'profit';
  const marks = [{kind: 'now', price: curve.current_price},
    ...adviceMarks(advice),
    ...(price === undefined ? [] : [{kind: 'tried', price}])];
  return h('figure', {class: 'curve'},
    h('figcaption', null, (what === 'profit' ? T.drawer.curve : T.drawer.curveRevenue)(number(curve.horizon_days))),
    h(Sized, {height: 210}, (width) => h(CurveChart, {
      width, height: 210, name, points: curve.points, allowed: curve.allowed_prices, what, marks, money: (value, whole) => money(value, currency, whole),
    })),
    h('ul', {class: 'legend'}, ['band', ...(curve.allowed_prices.length > 0 ? ['allowed'] : [])].map((sign) =>
      h('li', {key: sign}, h('i', {class: `sign-${sign}`}), T.drawer.curveLegend[sign]))));
}

/** What changes at the price that is tried, each with its interval. */
function Scenario({simulation, currency}) {
  const {current, simulated, guardrails, warnings} = simulation;
  const rows = [
    ['units', current.demand, simulated.demand, simulation.demand_change, (value) => number(value), (value) => signed(value)],
    ['revenue', current.revenue, simulated.revenue, simulation.revenue_change, (value) => money(value, currency, true), (value) => signedMoney(value, currency)],
    ...(simulation.profit_change ? [['profit', current.profit, simulated.profit, simulation.profit_change, (value) => money(value, currency, true), (value) => signedMoney(value, currency)]] : []),
  ];
  const {what, now, then, change} = T.drawer.columns;
  return h('div', {class: 'scenario', id: 'scenario', 'aria-live': 'polite'},
    h('table', {class: 'small'},
      h('thead', null, h('tr', null, h('td', null, what), [now, then, change].map((name) => h('th', {key: name, scope: 'col', class: 'numeric'}, name)))),
      h('tbody', null, rows.map(([key, before, after, by, show, showChange]) => h('tr', {key},
        h('th', {scope: 'row'}, T.drawer.rows[key]), h('td', {class: 'numeric'}, show(before.point)),
        h('td', {class: 'numeric'}, show(after.point), h('small', null, T.drawer.range(show(after.low), show(after.high)))),
        h('td', {class: 'numeric'}, showChange(by.point), h('small', null, T.drawer.range(showChange(by.low), showChange(by.high)))))))),
    h('p', null, [simulation.probability === null ? '' : T.drawer.sure(chance(simulation.probability)),
      simulation.break_even_pct === null ? '' : T.drawer.breakEven(`${signed(simulation.break_even_pct, 1)} %`)].join(' ')),
    guardrails.length > 0
      ? h('div', {class: 'breaks'}, h('p', null, T.drawer.breaks), h('ul', {class: 'plain-list'}, guardrails.map(({rule, words}) => h('li', {key: rule}, `${T.drawer.rules[rule] ?? rule}: ${words}`))))
      : h('p', {class: 'note'}, T.drawer.breaksNothing),
    warnings.map((warning) => h('p', {key: warning, class: 'note'}, warning)));
}

function EditState({id}) {
  const edit = [...state.edits.values()].find((one) => one.item === id && one.field === 'price' && one.restaurant === state.of);
  return edit ? h('p', {role: 'status', class: 'note'}, edit.state === 'refused' ? T.menu.refused(edit.reason) : T.menu[edit.state]) : null;
}

function Elasticity({elasticity}) {
  if (!elasticity) {
    return null;
  }
  const {low, point, high, evidence, why} = elasticity;
  const drop = 1 - 1.1 ** point;
  return [h('h4', null, T.drawer.elasticity), h('p', null,
    T.drawer.elasticitySays(number(low, 2), number(point, 2), number(high, 2)), ' ', drop > 0 ? T.drawer.elasticityWords(percent(0.1), percent(drop)) : '', ' ',
    T.drawer.evidenceWhy(T.drawer.evidence[evidence] ?? evidence, why))];
}
