/** Today, the day of the latest event: its sums against the same weekday, and its hours inside the forecast. */

import {h} from './preact/dist/preact.module.js';
import {HourChart, Sized} from './charts.js';
import {hour, hourAt, money, number, percent, roundMoney, signedPercent, sum, weekday} from './format.js';
import {zoneOf} from './header.js';
import {T} from './texts.js';

export function Today({state}) {
  const {classes, hours, day, dayBefore, forecast} = state.answers;
  if (!hours || !day) {
    return null;
  }
  const {currency, window: {to: today}} = classes;
  const clock = clockOf(state, new Date(classes.as_of));
  const now = pointsOf(hours, today);
  const before = pointsOf(hours, hours.window.from);
  const all = {now: total(now), before: total(before)};
  const ended = {now: total(now.filter(clock.isOver)), before: total(before.filter(clock.isOver))};
  const other = weekday(hours.window.from);
  const against = (of) => change(of(ended.now), of(ended.before), other, clock);
  const whole = (text) => (all.before.orders > 0 ? T.today.whole(text, other) : null);
  const average = (of) => (of.orders > 0 ? of.revenue / of.orders : null);
  return h('section', {class: 'card today', id: 'today', 'aria-labelledby': 'today-heading'},
    h('div', {class: 'today-facts'},
      h('h2', {id: 'today-heading'}, T.today.title(weekday(today))),
      h('dl', null,
        h(Fact, {name: T.today.revenue, value: roundMoney(all.now.revenue, currency), against: against(({revenue}) => revenue), whole: whole(roundMoney(all.before.revenue, currency))}),
        h(Fact, {name: T.today.orders, value: number(all.now.orders), against: against(({orders}) => orders), whole: whole(number(all.before.orders))}),
        h(Fact, {name: T.today.average, value: money(average(all.now), currency), against: against(average), whole: whole(money(average(all.before), currency))}),
        h(Margin, {day, before: dayBefore, currency, other}))),
    h('figure', {class: 'hours'},
      h('figcaption', null, h('b', null, T.today.hours), h('span', {class: 'note'}, ` ${captionOf(forecast, clock, today)}`)),
      h(Sized, {height: 132}, (width) => h(HourChart, {width, height: 132, hours: hoursOf(now, forecast, today, clock), running: clock.now}))));
}

/** The hours of the restaurant's clock in the order of its business day, and which of them are over. */
function clockOf(state, asOf) {
  const place = state.restaurants.find((one) => one.restaurant_id === state.of);
  const first = Number((place?.cut_off ?? '00:00').slice(0, 2));
  const order = (of) => (of - first + 24) % 24;
  const now = hourAt(asOf, zoneOf(state));
  return {first, order, now, isOver: (point) => order(point.hour) < order(now)};
}

const pointsOf = (sales, date) => sales.points.filter((point) => point.date === date);

function total(points) {
  return {
    revenue: sum(points.map((point) => point.revenue)), orders: points.reduce((all, point) => all + point.order_count, 0),
  };
}

/** How the hours that are over compare with the same hours a week before; a running hour would always look poor. */
function change(now, before, other, clock) {
  const until = hour(clock.now);
  if (clock.order(clock.now) === 0) {
    return {text: T.today.early(other), sign: 0};
  }
  if (!before) {
    return {text: T.today.nothingBefore(other), sign: 0};
  }
  const share = (now ?? 0) / before - 1;
  return {text: T.today.against(signedPercent(share), other, until), sign: Math.sign(Math.round(share * 100))};
}

const Fact = ({name, value, against, whole}) => h('div', null,
  h('dt', null, name), h('dd', {class: 'figure'}, value),
  h('dd', {class: `against ${['falls', '', 'rises'][against.sign + 1]}`}, against.text),
  whole ? h('dd', {class: 'whole'}, whole) : null);

/** What is left after food, of the items whose cost is known. */
function marginOf(items) {
  const sold = items.filter((item) => item.revenue !== 0 || item.quantity_sold !== 0);
  const known = sold.filter((item) => item.contribution_margin !== null);
  const revenue = sum(known.map((item) => item.revenue));
  const margin = sum(known.map((item) => item.contribution_margin));
  return {margin: known.length > 0 ? margin : null, rate: revenue > 0 ? margin / revenue : null, unknown: sold.length - known.length};
}

function Margin({day, before, currency, other}) {
  const now = marginOf(day.items);
  const then = before ? marginOf(before.items) : {rate: null};
  const text = now.margin === null ? T.today.noMargin : T.today.marginRate(percent(now.rate, 1));
  const whole = [then.rate === null ? '' : T.today.marginRateBefore(percent(then.rate, 1), other),
    now.unknown > 0 && now.margin !== null ? T.today.marginPart(now.unknown) : ''].filter((part) => part).join(', ');
  return h(Fact, {name: T.today.margin, value: roundMoney(now.margin, currency), against: {text, sign: 0}, whole});
}

const forecastOf = (forecast, today) => forecast?.total?.days.find((one) => one.date === today && one.hours) ?? null;

function captionOf(forecast, clock, today) {
  return forecastOf(forecast, today) ? `${T.today.hoursHint} ${T.today.hoursHintRunning}` : T.today.hoursNone;
}

/** Every hour with sales or a forecast, in the order of the business day, without holes. */
function hoursOf(points, forecast, today, clock) {
  const sold = new Map(points.map((point) => [point.hour, point.quantity_sold]));
  const ahead = new Map((forecastOf(forecast, today)?.hours ?? []).map((one) => [one.hour, one]));
  const places = [...sold.keys(), ...ahead.keys()].map(clock.order);
  if (places.length === 0) {
    return [];
  }
  const from = Math.min(...places);
  return Array.from({length: Math.max(...places) - from + 1}, (_, i) => (from + i + clock.first) % 24).map((of) => ({
    hour: of, units: sold.get(of) ?? 0, ...(ahead.has(of) ? {p10: ahead.get(of).p10, p50: ahead.get(of).p50, p90: ahead.get(of).p90} : {}),
  }));
}
