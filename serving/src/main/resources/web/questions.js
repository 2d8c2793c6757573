/** What the page asks the node, and how old each answer may be before it is asked again. */

import {get, of} from './api.js';
import {plusDays} from './format.js';

const MINUTE_MS = 60_000;
const GROUP_MS = 15_000;
/** Locations of a group that are compared, and how many are asked about at once. */
const MOST_LOCATIONS = 24;
const AT_ONCE = 4;
/** Days of the trend beside an item. */
export const TREND_DAYS = 28;

/** The answers of one restaurant. */
export class Questions {
  #restaurant = null;
  #kept = new Map();

  /** The answers by name, for what is chosen. Throws a Problem when what the view stands on has none. */
  async answers(chosen, signal) {
    if (this.#restaurant !== chosen.restaurant) {
      this.#restaurant = chosen.restaurant;
      this.#kept.clear();
    }
    const ask = (name, parts, parameters, every = 0) =>
      this.#ask(name, of(chosen.restaurant, parts, parameters), every, signal);
    if (chosen.view === 'menu') {
      const [classes, items, menu] = await Promise.all([
        ask('classes', ['classifications'], {}), ask('items', ['items'], {}), ask('menu', ['menu'], {})]);
      return {classes, items, menu};
    }
    const filter = {window: chosen.window, order_type: chosen.order_type, daypart: chosen.daypart};
    const [classes, items, sales, menu] = await Promise.all([
      ask('classes', ['classifications'], {...filter, method: chosen.method}),
      ask('items', ['items'], filter),
      ask('sales', ['sales'], filter),
      ask('menu', ['menu'], {}, MINUTE_MS),
    ]);
    return {classes, items, sales, menu, ...await this.#aside(ask, classes)};
  }

  /** What stands beside: where one of these has no answer, its place says so, and the rest is shown. */
  async #aside(ask, classes) {
    if (classes.as_of === null) {
      return {};
    }
    const today = classes.window.to;
    const before = plusDays(today, -7);
    const asked = {
      hours: ask('hours', ['sales'], {from: before, to: today, granularity: 'hour'}),
      day: ask('day', ['items'], {from: today, to: today}),
      dayBefore: ask('dayBefore', ['items'], {from: before, to: before}, MINUTE_MS),
      forecast: ask('forecast', ['forecasts'], {level: 'total', by: 'hour', days: 2}, MINUTE_MS),
      trend: ask('trend', ['item-sales'], {from: plusDays(today, -TREND_DAYS), to: plusDays(today, -1)}, MINUTE_MS),
    };
    const names = Object.keys(asked);
    const settled = await Promise.allSettled(Object.values(asked));
    const broken = settled.find(({reason}) => reason && (reason.passes || reason.status === undefined));
    if (broken) {
      throw broken.reason;
    }
    return Object.fromEntries(names.map((name, i) => [name, settled[i].value ?? null]));
  }

  /**
   * The answers of a group, and those of its locations; one that does not answer says why.
   *
   * @param correct told the group when the chosen one is none
   */
  async group(chosen, correct, signal) {
    const ask = (path) => this.#ask(path, path, GROUP_MS, signal);
    const {groups, missing} = await ask('v1/groups');
    if (groups.length === 0) {
      return {groups, missing};
    }
    const {group} = groups.find((one) => one.group === chosen.group) ?? groups[0];
    if (group !== chosen.group) {
      correct(group);
    }
    const window = chosen.window;
    const path = `v1/groups/${encodeURIComponent(group)}`;
    const [items, classes, sales] = await Promise.all([ask(`${path}/items?window=${window}&limit=10000`),
      ask(`${path}/classifications?window=${window}&limit=10000`), ask(`${path}/sales?window=${window}`)]);
    const locations = items.restaurants.slice(0, MOST_LOCATIONS);
    const answers = [];
    for (let i = 0; i < locations.length; i += AT_ONCE) {
      answers.push(...await Promise.all(locations.slice(i, i + AT_ONCE).map(async (one) => {
        const [its, sold] = await Promise.allSettled([ask(of(one.restaurant_id, ['items'], {window, limit: 10_000})), ask(of(one.restaurant_id, ['sales'], {window}))]);
        const reason = its.reason ?? sold.reason;
        return {...one, items: its.value, sales: sold.value, problem: reason?.message};
      })));
      signal.throwIfAborted();
    }
    return {groups, group, window, items, classes, sales, locations: answers};
  }

  /** Forgets an answer: it was changed from here. */
  forget(...names) {
    names.forEach((name) => this.#kept.delete(name));
  }

  forgetAll() {
    this.#kept.clear();
  }

  async #ask(name, path, every, signal) {
    const kept = this.#kept.get(name);
    if (kept && kept.path === path && Date.now() - kept.at < every) {
      return kept.answer;
    }
    const answer = await get(path, signal);
    this.#kept.set(name, {path, at: Date.now(), answer});
    return answer;
  }
}
