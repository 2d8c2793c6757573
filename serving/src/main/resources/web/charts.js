/** Small charts as SVG, drawn at the width they have, so that text and lines keep their size. */

import {Component, createRef, h} from './preact/dist/preact.module.js';
import {ticks} from './axes.js';
import {day, hour, longDay, number, weekday} from './format.js';
import {T} from './texts.js';

/** Draws its child at the width there is. */
export class Sized extends Component {
  root = createRef();

  componentDidMount() {
    this.observer = new ResizeObserver(([{contentRect: {width}}]) => {
      if (Math.floor(width) !== this.state.width) {
        this.setState({width: Math.floor(width)});
      }
    });
    this.observer.observe(this.root.current);
  }

  componentWillUnmount() {
    this.observer.disconnect();
  }

  render({children, height}, {width = 0}) {
    return h('div', {ref: this.root, class: 'sized', style: {minHeight: `${height}px`}}, width > 0 ? children(width) : null);
  }
}

const linear = (low, high, from, to) => (value) => from + ((value - low) / (high - low || 1)) * (to - from);
const path = (points) => points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)},${y.toFixed(1)}`).join('');
const area = (upper, lower) => (upper.length > 0 ? `${path(upper)}${path(lower.toReversed()).replace('M', 'L')}Z` : '');
const label = (x, y, text, anchor = 'middle') => h('text', {class: 'tick', x, y, 'text-anchor': anchor}, text);

/** Room for the longest of the numbers beside an axis. */
const room = (values, format) => 10 + 6.8 * Math.max(...values.map((value) => format(value).length));

/** Lines across at round numbers, and the numbers. */
const grid = (values, y, left, right, format) => values.map((value) => h('g', {key: value},
  h('line', {class: 'grid', x1: left, x2: right, y1: y(value), y2: y(value)}), label(left - 6, y(value) + 4, format(value), 'end')));

/** Bars of units sold in each hour over the band of the forecast; the running hour is paler. */
export function HourChart({width, height, hours, running}) {
  const high = Math.max(4, ...hours.map(({units, p90}) => Math.max(units, p90 ?? 0)));
  const rows = ticks(0, high, 3);
  const frame = {left: room(rows, number), right: width - 4, top: 8, bottom: height - 20};
  const y = linear(0, high, frame.bottom, frame.top);
  const step = (frame.right - frame.left) / Math.max(1, hours.length);
  const x = (i) => frame.left + (i + 0.5) * step;
  const bar = Math.max(3, Math.min(26, step * 0.56));
  const known = hours.map((one, i) => ({...one, x: x(i)})).filter(({p50}) => p50 !== undefined);
  const every = Math.ceil(hours.length / Math.max(2, Math.floor((frame.right - frame.left) / 60)));
  const sold = hours.reduce((all, {units}) => all + units, 0);
  return h('svg', {class: 'chart', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': T.today.said(number(sold))},
    grid(rows, y, frame.left, frame.right, number),
    h('path', {class: 'band', d: area(known.map(({x: at, p90}) => [at, y(p90)]), known.map(({x: at, p10}) => [at, y(p10)]))}),
    h('path', {class: 'middle', d: path(known.map(({x: at, p50}) => [at, y(p50)]))}),
    hours.map((one, i) => h('g', {key: one.hour},
      h('title', null, one.p50 === undefined ? T.today.hourNone(hour(one.hour), number(one.units))
        : T.today.hour(hour(one.hour), number(one.units), number(one.p10), number(one.p90))),
      h('rect', {class: 'hit', x: x(i) - step / 2, y: frame.top, width: step, height: frame.bottom - frame.top}),
      h('rect', {
        class: one.hour === running ? 'bar running' : 'bar', x: x(i) - bar / 2, width: bar, y: y(Math.max(0, one.units)),
        height: Math.max(0, frame.bottom - y(Math.max(0, one.units))), rx: 2,
      }),
      i % every === 0 ? label(x(i), height - 5, hour(one.hour)) : null)));
}

/** Units by day, the running day paler, and the forecast with its band after them. */
export function HistoryChart({width, height, name, days, forecast}) {
  const all = [...days, ...forecast.filter(({date}) => date > (days.at(-1)?.date ?? ''))];
  const high = Math.max(2, ...days.map(({units}) => units), ...forecast.map(({p90}) => p90));
  const low = Math.min(0, ...days.map(({units}) => units));
  const rows = ticks(low, high, 4);
  const frame = {left: room(rows, number), right: width - 6, top: 8, bottom: height - 20};
  const y = linear(low, high, frame.bottom, frame.top);
  const places = new Map(all.map(({date}, i) => [date, i]));
  const step = (frame.right - frame.left) / Math.max(1, all.length);
  const x = (date) => frame.left + (places.get(date) + 0.5) * step;
  const open = forecast.filter(({state}) => state === 'OPEN');
  const every = Math.ceil(all.length / Math.max(2, Math.floor((frame.right - frame.left) / 64)));
  const today = forecast.length > 0 ? forecast[0].date : days.at(-1)?.date;
  return h('svg', {
    class: 'chart', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img',
    'aria-label': T.drawer.salesSaid(name, day(days[0]?.date), day(days.at(-1)?.date), forecast.length),
  },
  grid(rows, y, frame.left, frame.right, number),
  h('path', {class: 'band', d: area(open.map(({date, p90}) => [x(date), y(p90)]), open.map(({date, p10}) => [x(date), y(p10)]))}),
  h('path', {class: 'middle', d: path(open.map(({date, expected}) => [x(date), y(expected)]))}),
  days.map(({date, units}) => h('g', {key: date}, h('title', null, T.drawer.point(weekday(date), number(units, 2))),
    h('rect', {class: 'hit', x: x(date) - step / 2, width: step, y: frame.top, height: frame.bottom - frame.top}),
    h('rect', {
      class: date === today ? 'bar running' : 'bar', x: x(date) - step * 0.36, width: Math.max(1, step * 0.72),
      y: Math.min(y(units), y(0)), height: Math.abs(y(0) - y(units)),
    }))),
  forecast.map((one) => h('g', {key: `f${one.date}`},
    h('title', null, one.state === 'OPEN' ? T.drawer.ahead(weekday(one.date), number(one.expected, 1), number(one.p10), number(one.p90)) : T.drawer.closedDay(weekday(one.date))),
    h('circle', {class: 'mark', cx: x(one.date), cy: y(one.state === 'OPEN' ? one.expected : 0), r: 2.6}))),
  all.map(({date}, i) => (i % every === 0 ? label(x(date), height - 5, day(date)) : null)));
}

/** Fewer than five may come to a single round number, of which no scale can be read. */
const PROFIT_TICKS = 5;

/** The least and the most of values, apart where they are the same. */
function ends(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low < high ? [low, high] : [low - 1, high + 1];
}

/** Profit by price with its interval, the price now, the one proposed and the one tried. */
export function CurveChart({width, height, name, points, allowed, what, marks, money}) {
  const values = points.flatMap((point) => [point[what].low, point[what].high]);
  const [low, high] = ends(values);
  const rows = ticks(low, high, PROFIT_TICKS);
  const isWhole = high - low >= PROFIT_TICKS;
  const shown = (value) => money(value, isWhole);
  const half = 3.4 * money(points.at(-1).price).length;
  const frame = {left: Math.max(room(rows, shown), half), right: width - half - 2, top: 36, bottom: height - 20};
  const y = linear(low, high, frame.bottom, frame.top);
  const x = linear(points[0].price, points.at(-1).price, frame.left, frame.right);
  const line = (side) => points.map((point) => [x(point.price), y(point[what][side])]);
  const best = points.reduce((most, point) => (point[what].point > most[what].point ? point : most));
  const now = marks.find(({kind}) => kind === 'now').price;
  return h('svg', {
    class: 'chart', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img',
    'aria-label': T.drawer.curveSaid(name, money(points[0].price), money(points.at(-1).price), money(now), money(best.price)),
  },
  grid(rows, y, frame.left, frame.right, shown),
  allowed.filter((price) => price >= points[0].price && price <= points.at(-1).price)
    .map((price) => h('rect', {key: price, class: 'allowed', x: x(price) - 1, width: 2, y: frame.bottom, height: 4})),
  h('path', {class: 'band', d: area(line('high'), line('low'))}),
  h('path', {class: 'middle', d: path(line('point'))}),
  inRows(marks.filter(({price}) => price >= points[0].price && price <= points.at(-1).price), x).map(({kind, price, row}) => h('g', {key: kind, class: `mark-${kind}`},
    h('line', {x1: x(price), x2: x(price), y1: 18 + 13 * row, y2: frame.bottom}),
    h('circle', {cx: x(price), cy: y(at(points, price, what)), r: 4.5}),
    h('text', {x: x(price), y: 14 + 13 * row, 'text-anchor': x(price) > frame.right - 40 ? 'end' : x(price) < frame.left + 40 ? 'start' : 'middle'}, T.drawer.curveLegend[kind]))),
  ticks(points[0].price, points.at(-1).price, Math.max(3, Math.floor((frame.right - frame.left) / 80)))
    .map((price) => label(x(price), height - 3, money(price))));
}

/** Marks from left to right, each in the first of two rows where its name has room. */
function inRows(marks, x) {
  const ends = [-Infinity, -Infinity];
  return marks.toSorted((a, b) => a.price - b.price).map((mark) => {
    const row = x(mark.price) - ends[0] > 66 ? 0 : 1;
    ends[row] = x(mark.price);
    return {...mark, row};
  });
}

function at(points, price, what) {
  const i = Math.max(1, points.findIndex((point) => point.price >= price));
  const [a, b] = [points[i - 1], points[i]];
  return a[what].point + ((price - a.price) / (b.price - a.price || 1)) * (b[what].point - a[what].point);
}

/** Bars of units sold at each list price. */
export function PriceBars({prices, money}) {
  const most = Math.max(1e-9, ...prices.map(({quantity_sold: units}) => units));
  return h('ul', {class: 'price-bars'}, prices.map(({price, quantity_sold: units, from, to}) => h('li', {key: price},
    h('b', null, money(price)),
    h('span', {class: 'track'}, h('span', {class: 'fill', style: {width: `${Math.max(0, (units / most) * 100)}%`}})),
    h('span', null, T.drawer.unitsAt(number(units, 2))),
    h('small', null, T.drawer.dates(longDay(from), longDay(to))))));
}

/** The corners of a line through values, as wide and high as said. */
export function sparkline(values, width, height) {
  const high = Math.max(...values);
  const low = Math.min(...values);
  const y = high > low ? linear(low, high, height - 2, 2) : () => height / 2;
  const x = linear(0, Math.max(1, values.length - 1), 1, width - 1);
  return values.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
}
