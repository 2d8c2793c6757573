/** How numbers, money, days and moments are shown: by the browser's language, exactly, never rounded by a sum of doubles. */

import {T} from './texts.js';

const made = new Map();

function formatter(Kind, options) {
  const key = Kind.name + JSON.stringify(options);
  if (!made.has(key)) {
    made.set(key, new Kind(undefined, options));
  }
  return made.get(key);
}

export const NONE = '–';

const shown = (value, text) => (value === null || value === undefined ? NONE : text(value));

const MANY_DIGITS = /[0-9.]{17}/;

/** Reads JSON; a number of more digits than a double keeps stays the string it came as, which formats all of them. */
export const readJson = (text) => (MANY_DIGITS.test(text)
  ? JSON.parse(text, (key, value, context) => (typeof value === 'number' && (context?.source.length ?? 0) > 16 ? context.source : value))
  : JSON.parse(text));

/** An amount in the restaurant's currency; `whole` leaves out the decimals. */
export const money = (value, currency, whole = false) => shown(value, (amount) =>
  formatter(Intl.NumberFormat, {
    style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...(whole ? {maximumFractionDigits: 0} : {}),
  }).format(amount));

/** An amount without its decimals once it is large enough to do without. */
export const roundMoney = (value, currency) => money(value, currency, Math.abs(value) >= 1000);

/** The same with its sign. */
export const signedMoney = (value, currency) => shown(value, (amount) => formatter(Intl.NumberFormat, {
  style: 'currency', currency, currencyDisplay: 'narrowSymbol', signDisplay: 'exceptZero',
  ...(Math.abs(amount) >= 1000 ? {maximumFractionDigits: 0} : {}),
}).format(amount));

/** How many decimals the currency has. */
export const decimals = (currency) => formatter(Intl.NumberFormat, {style: 'currency', currency}).resolvedOptions().maximumFractionDigits;

/** An amount as it is typed: digits and a point, with the currency's decimals. */
export function typed(value, currency) {
  const text = String(value);
  const written = text.split('.')[1]?.length ?? 0;
  return written >= decimals(currency) || !/^-?[0-9.]+$/.test(text) ? text : Number(text).toFixed(decimals(currency));
}

/** What the node says in a sentence, written as one. */
export function sentence(text) {
  const first = `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
  return /[.!?]$/.test(first) || first === '' ? first : `${first}.`;
}

/** A number with at most `digits` decimals. */
export const number = (value, digits = 0) => shown(value, (amount) =>
  formatter(Intl.NumberFormat, {maximumFractionDigits: digits}).format(amount));

/** The same with its sign. */
export const signed = (value, digits = 0) => shown(value, (amount) =>
  formatter(Intl.NumberFormat, {maximumFractionDigits: digits, signDisplay: 'exceptZero'}).format(amount));

/** A share 0..1 as a percentage. */
export const percent = (value, digits = 0) => shown(value, (share) =>
  formatter(Intl.NumberFormat, {style: 'percent', maximumFractionDigits: digits}).format(share));

/** The same with its sign. */
export const signedPercent = (value, digits = 0) => shown(value, (share) =>
  formatter(Intl.NumberFormat, {style: 'percent', maximumFractionDigits: digits, signDisplay: 'exceptZero'}).format(share));

/** A probability 0..1 as a percentage that never claims to be certain. */
export const chance = (value) => shown(value, (probability) =>
  (probability > 0.99 ? `> ${percent(0.99)}` : probability < 0.01 ? `< ${percent(0.01)}` : percent(probability)));

/** A business date, which has no time zone. */
export const day = (date, options = {day: 'numeric', month: 'short'}) => shown(date, (text) =>
  formatter(Intl.DateTimeFormat, {...options, timeZone: 'UTC'}).format(new Date(`${text}T00:00:00Z`)));

export const weekday = (date) => day(date, {weekday: 'short', day: 'numeric', month: 'short'});
export const longDay = (date) => day(date, {day: 'numeric', month: 'short', year: 'numeric'});

/** The date `days` after one, both as yyyy-mm-dd. */
export const plusDays = (date, days) => new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Full hours of the clock, 0 to 23. */
export const hour = (hours) => formatter(Intl.DateTimeFormat, {hour: 'numeric', minute: '2-digit', timeZone: 'UTC'}).format(new Date(hours * 3_600_000));

function inZone(instant, zone, options) {
  try {
    return formatter(Intl.DateTimeFormat, {...options, timeZone: zone}).format(instant);
  } catch {
    return T.freshness.noZone(formatter(Intl.DateTimeFormat, {...options, timeZone: 'UTC'}).format(instant));
  }
}

/** A moment on the restaurant's clock. */
export const time = (instant, zone) => inZone(instant, zone, {dateStyle: 'medium', timeStyle: 'medium'});
/** The same without the date. */
export const clock = (instant, zone) => inZone(instant, zone, {timeStyle: 'medium'});

/** The hour of the restaurant's clock at a moment, 0 to 23. */
export function hourAt(instant, zone) {
  try {
    return Number(new Intl.DateTimeFormat('en-GB', {hour: '2-digit', hourCycle: 'h23', timeZone: zone}).format(instant));
  } catch {
    return instant.getUTCHours();
  }
}

/** How long, roughly. */
export function duration(seconds) {
  const units = [[86_400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
  const [size, unit] = units.find(([size]) => seconds >= size) ?? [1, 's'];
  return T.duration[unit](number(Math.floor(Math.max(0, seconds) / size)));
}

/** How long ago, roughly. */
export const age = (seconds) => T.ago(duration(seconds));

const SCALE = 10_000;

/** The exact sum of amounts of at most four decimals; each is below 900 billion. */
export function sum(amounts) {
  const total = amounts.reduce((all, amount) => all + BigInt(Math.round(Number(amount) * SCALE)), 0n);
  return Number(total) / SCALE;
}
