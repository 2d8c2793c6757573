/** Opens a restaurant, lists a dish, sells it, and asks where it stands: every path, field and answer is the contract's. */

import createClient from 'openapi-fetch';
import type {paths} from './menuflow.js';

const node = process.env.MENUFLOW ?? 'http://localhost:8080';
// Lists are CSV as well where that is asked for: here every answer is JSON.
const {GET, PUT, POST} = createClient<paths, 'application/json'>({
  baseUrl: node,
  headers: {Authorization: `Bearer ${process.env.KEY ?? ''}`},
});
const restaurant = 'harbour-kitchen';

/** The answer, or the reason why there is none. */
function answered<T>(asked: {data?: T; error?: {detail?: string} | unknown; response: Response}): T {
  if (asked.data === undefined) {
    throw new Error(`${asked.response.url} answered ${asked.response.status}: ${JSON.stringify(asked.error)}`);
  }
  return asked.data;
}

async function until<T>(ask: () => Promise<T>, good: (answer: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries++) {
    const answer = await ask();
    if (good(answer)) {
      return answer;
    }
    if (tries === 100) {
      throw new Error(`still ${JSON.stringify(answer)}`);
    }
    await new Promise((later) => setTimeout(later, 100));
  }
}

const path = {restaurant};
answered(await PUT('/v1/restaurants/{restaurant}', {
  params: {path},
  body: {name: 'Harbour Kitchen', currency: 'GBP', zone: 'Europe/London'},
}));
await until(
  () => GET('/v1/restaurants/{restaurant}', {params: {path}}),
  ({response}) => response.ok);
answered(await PUT('/v1/restaurants/{restaurant}/menu/{item}', {
  params: {path: {restaurant, item: 'fish-and-chips'}},
  body: {name: 'Fish and Chips', price: 14.5, food_cost: '4.35'},
}));
const verdicts = answered(await POST('/v1/restaurants/{restaurant}/transactions', {
  params: {path},
  body: {
    transaction_id: `${Date.now()}`,
    closed_at: new Date().toISOString(),
    lines: [{item_id: 'fish-and-chips', quantity: 2, unit_list_price: '14.50'}],
  },
}));
if (verdicts.accepted !== 1) {
  throw new Error(JSON.stringify(verdicts));
}
const items = await until(
  async () => answered(await GET('/v1/restaurants/{restaurant}/items', {params: {path}})),
  (answer) => answer.items.some((item) => Number(item.quantity_sold) >= 2));
const {response} = await GET('/v1/restaurants/{restaurant}/items/{item}', {
  params: {path: {restaurant, item: 'no-such-dish'}},
});
if (response.status !== 404) {
  throw new Error(`a dish that is not there answered ${response.status}`);
}
for (const item of items.items) {
  console.log(`${item.item_name}: ${item.quantity_sold} sold, ${item.revenue} ${items.currency}`);
}
