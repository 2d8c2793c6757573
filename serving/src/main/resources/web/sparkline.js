/** Daily revenue as a small line. */

import {day, el} from './format.js';

const WIDTH = 320;
const HEIGHT = 56;
const DAY_MS = 86_400_000;

/** Draws `points` of the business days of `window`; a day without sales is zero, the last day is not over. */
export function sparkline(svg, caption, window, points, money) {
  const revenues = new Map(points.map((point) => [point.date, point.revenue]));
  const first = Date.parse(`${window.from}T00:00:00Z`);
  const dates = Array.from({length: window.days}, (_, i) => new Date(first + i * DAY_MS).toISOString().slice(0, 10));
  const values = dates.map((date) => revenues.get(date) ?? 0);
  const high = Math.max(1e-9, ...values);
  const low = Math.min(0, ...values);
  const x = (i) => 3 + (i / Math.max(1, values.length - 1)) * (WIDTH - 6);
  const y = (value) => HEIGHT - 4 - ((value - low) / (high - low)) * (HEIGHT - 10);
  const corners = values.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`);
  const closed = corners.slice(0, -1);
  const last = values.length - 1;
  svg.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  const best = values.indexOf(Math.max(...values));
  svg.setAttribute('aria-label',
    `Daily revenue from ${day(window.from)} to ${day(window.to)}; most on ${day(dates[best])}, ${money(values[best])}`);
  svg.replaceChildren(
    el('svg:polygon', {class: 'area', points: `3,${y(0)} ${corners.join(' ')} ${x(last)},${y(0)}`}),
    el('svg:polyline', {class: 'line', points: closed.join(' ')}),
    el('svg:polyline', {class: 'line today', points: corners.slice(-2).join(' ')}));
  caption.textContent = `Revenue by day, ${day(window.from)} – ${day(window.to)}; most ${money(values[best])} on ${day(dates[best])}`;
}
