/** The table as a CSV file, made here: what is seen is what is written. */

import {classOf} from './classes.js';
import {priceOf} from './items.js';
import {T} from './texts.js';

/** A spreadsheet takes text that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value) {
  const text = value === null || value === undefined ? '' : String(value);
  const safe = typeof value === 'string' && FORMULA.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const rowOf = (item) => [
  item.item_id, item.item_name, item.category, classOf(item), item.settled, item.evidence, item.quantity_sold, item.revenue,
  priceOf(item), item.food_cost, item.unit_margin, item.margin_pct, item.outlook?.predicted, item.outlook?.confidence, item.last_sold_at,
];

/** The CSV of items. */
export const csvOf = (items) => [T.items.csv, ...items.map(rowOf)].map((row) => `${row.map(cell).join(',')}\r\n`).join('');

/** Has the browser keep the CSV of items as a file. */
export function exportItems(restaurant, day, items) {
  const address = URL.createObjectURL(new Blob(['\ufeff', csvOf(items)], {type: 'text/csv;charset=utf-8'}));
  const link = document.createElement('a');
  link.href = address;
  link.download = T.items.file(restaurant, day);
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
