/** Where items stand in the matrix: two numbers per item, two axes with their thresholds. No drawing here. */

import {isQuadrant} from './classes.js';
import {money, number, percent} from './format.js';
import {T} from './texts.js';

const PERCENT_TICKS = [0, 0.25, 0.5, 0.75, 1];

/**
 * The plot of a classifications answer.
 *
 * Percentile: rank of units against rank of total margin, both thresholds at one half. Kasavana–Smith: menu mix C
 * against Q = factor / n, unit margin F against O = ΣL / ΣB. Compared within categories, every category has thresholds
 * of its own: then C / Q and F − O are drawn, so that one line serves all.
 */
export function plot(answer) {
  const items = answer.items.filter((item) => isQuadrant(item.quadrant));
  return answer.method === 'kasavana-smith' ? kasavanaSmith(answer, items) : percentile(items);
}

function percentile(items) {
  const byRevenue = items.some((item) => item.profit_basis === 'REVENUE');
  const axis = (label) => ({
    label, low: 0, high: 1, threshold: 0.5, root: false, ticks: PERCENT_TICKS, format: (value) => number(value * 100),
  });
  return {
    points: items.map((item) => ({item, x: item.popularity_percentile, y: item.profitability_percentile})),
    x: axis(T.matrix.axes.popularityPercentile),
    y: axis(byRevenue ? T.matrix.axes.revenuePercentile : T.matrix.axes.marginPercentile),
  };
}

function kasavanaSmith(answer, items) {
  const scopes = thresholds(answer);
  const relative = answer.scope === 'category';
  const points = items.map((item) => {
    const {mix, margin} = scopes.get(scopeOf(answer, item));
    return relative
      ? {item, x: item.menu_mix / mix, y: item.unit_margin - margin}
      : {item, x: item.menu_mix, y: item.unit_margin};
  });
  const only = relative ? {mix: 1, margin: 0} : scopes.get('') ?? {mix: 0, margin: 0};
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const xLow = below(Math.min(only.mix, ...xs));
  const xHigh = above(Math.max(only.mix * 2, ...xs));
  const [yLow, yHigh] = around(Math.min(only.margin, ...ys), Math.max(only.margin, ...ys));
  return {
    points,
    x: {
      label: relative ? T.matrix.axes.mixRelative : T.matrix.axes.mix,
      low: xLow, high: xHigh, threshold: only.mix, root: true, ticks: rootTicks(xLow, xHigh),
      format: (value) => (relative ? `${number(value, 2)}×` : percent(value, 2)),
    },
    y: {
      label: relative ? T.matrix.axes.marginRelative : T.matrix.axes.margin,
      low: yLow, high: yHigh, threshold: only.margin, root: false, ticks: ticks(yLow, yHigh),
      format: (value) => money(value, answer.currency, yHigh - yLow >= 8),
    },
  };
}

/** What an item is compared with by Kasavana and Smith: the menu mix Q and the unit margin O of its scope. */
export const thresholdsOf = (answer, item) => thresholds(answer).get(scopeOf(answer, item)) ?? null;

const scopeOf = (answer, item) => (answer.scope === 'category' ? item.category ?? '' : '');

/** Q and O of each scope, from the items that were ranked in it. */
function thresholds(answer) {
  const scopes = new Map();
  for (const item of answer.items) {
    if (item.menu_mix === null || item.menu_mix === undefined) {
      continue;
    }
    const key = scopeOf(answer, item);
    const sum = scopes.get(key) ?? {n: 0, units: 0, margin: 0};
    sum.n += 1;
    if (item.contribution_margin !== null) {
      sum.units += Math.max(0, item.quantity_sold);
      sum.margin += item.contribution_margin;
    }
    scopes.set(key, sum);
  }
  return new Map([...scopes].map(([key, sum]) =>
    [key, {mix: answer.popularity_factor / sum.n, margin: sum.units > 0 ? sum.margin / sum.units : 0}]));
}

/* Axes end at round numbers, so that they stay while the numbers move. */

const ROUND = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];
const powerOf = (value) => 10 ** Math.floor(Math.log10(value));

function above(value) {
  const power = powerOf(value);
  return value > 0 ? ROUND.find((round) => round * power >= value) * power : 1;
}

function below(value) {
  const power = powerOf(value);
  return value > 0 ? ROUND.findLast((round) => round * power <= value) * power : 0;
}

function step(span, count) {
  const rough = span / count;
  const power = powerOf(rough);
  return [1, 2, 5, 10].find((nice) => nice * power >= rough) * power;
}

function around(low, high) {
  const size = step(high - low || Math.abs(high) || 1, 20);
  return [Math.floor(low / size - 0.5) * size, Math.ceil(high / size + 0.5) * size];
}

/** Round numbers between two ends, about `count`. */
export function ticks(low, high, count = 7) {
  const size = step(high - low, count);
  const first = Math.ceil(low / size - 1e-9);
  const steps = Math.floor(high / size + 1e-9) - first + 1;
  return Array.from({length: steps}, (_, i) => (first + i) * size || 0);
}

/** Round numbers between the ends, as many as a root scale has room for. */
function rootTicks(low, high) {
  const place = (value) => (Math.sqrt(value) - Math.sqrt(low)) / (Math.sqrt(high) - Math.sqrt(low));
  const marks = [high];
  for (let power = powerOf(high); power >= high / 1000; power /= 10) {
    marks.push(...ROUND.toReversed().map((round) => round * power));
  }
  return [...marks, low].reduce((kept, mark) => {
    const last = kept.at(-1);
    const fits = mark >= low && (last === undefined || (mark < last && place(last) - place(mark) >= 0.11));
    return fits ? [...kept, mark] : kept;
  }, []);
}
