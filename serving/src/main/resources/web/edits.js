/**
 * Prices and costs on their way to the node, one after the other. Until the node has one it is kept here and sent again: a
 * node that restarts loses none.
 */

import {get, of, put} from './api.js';
import {state, update} from './store.js';
import {T} from './texts.js';

const AMOUNT = /^[0-9]{1,10}(\.[0-9]{1,4})?$/;
const FIRST_MS = 1000;
const LONGEST_MS = 10_000;
const SAVED_MS = 4000;

/** The amount that was typed, as the node reads it; null when it is none. A comma may stand for the point. */
export function amountOf(text) {
  const plain = text.trim().replace(',', '.');
  return AMOUNT.test(plain) ? plain : null;
}

const nameOf = (restaurant, item, field) => JSON.stringify([restaurant, item, field]);

/** The edit of a field of the chosen restaurant, or undefined. */
export const editOf = (item, field) => state.edits.get(nameOf(state.chosen.restaurant, item, field));

export class Edits {
  #saved;
  #sending = false;
  #failures = 0;

  /** @param saved told the answers that are old now */
  constructor(saved) {
    this.#saved = saved;
  }

  /** Takes what was typed into `price` or `food_cost` of an item. */
  edit(item, field, text) {
    const restaurant = state.chosen.restaurant;
    const amount = amountOf(text);
    const edit = {restaurant, item, field, text, amount, state: amount === null ? 'refused' : 'waiting', reason: T.menu.badNumber};
    this.#put(edit);
    this.#send();
  }

  /** Forgets an edit that was refused. */
  discard(item, field) {
    state.edits.delete(nameOf(state.chosen.restaurant, item, field));
    update();
  }

  /** Whether an edit waits. */
  wait() {
    return [...state.edits.values()].some((edit) => edit.state === 'waiting' || edit.state === 'saving');
  }

  #put(edit) {
    state.edits.set(nameOf(edit.restaurant, edit.item, edit.field), edit);
    update();
  }

  /** Whether the edit is still the last one of its field. */
  #isLast(edit) {
    const last = state.edits.get(nameOf(edit.restaurant, edit.item, edit.field));
    return last?.text === edit.text && last.amount === edit.amount;
  }

  async #send() {
    if (this.#sending) {
      return;
    }
    this.#sending = true;
    for (let edit = this.#next(); edit; edit = this.#next()) {
      this.#put({...edit, state: this.#failures > 0 ? 'waiting' : 'saving'});
      const problem = await this.#write(edit).then(() => null, (failure) => failure);
      if (problem?.passes) {
        this.#failures += 1;
        if (this.#isLast(edit)) {
          this.#put({...edit, state: 'waiting'});
        }
        await new Promise((resolve) => setTimeout(resolve, Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(10, this.#failures - 1))));
        continue;
      }
      this.#failures = 0;
      if (this.#isLast(edit)) {
        this.#put({...edit, state: problem ? 'refused' : 'saved', reason: problem?.message ?? ''});
      }
      if (!problem) {
        this.#saved('menu', 'classes', 'items');
        setTimeout(() => this.#forget(edit), SAVED_MS);
      }
    }
    this.#sending = false;
  }

  #next() {
    return [...state.edits.values()].find((edit) => edit.state === 'waiting' || edit.state === 'saving');
  }

  #forget(edit) {
    const name = nameOf(edit.restaurant, edit.item, edit.field);
    if (state.edits.get(name)?.state === 'saved') {
      state.edits.delete(name);
      update();
    }
  }

  /** A PUT sets anew what it does not name: what the node has of the item now goes with the change. */
  async #write({restaurant, item, field, amount}) {
    const {items} = await get(of(restaurant, ['menu']));
    const listed = items.find((one) => one.item_id === item);
    const sold = state.answers.items?.items.find((one) => one.item_id === item);
    const kept = listed
      ? {
        category: listed.category, variant_of: listed.variant_of, merged_into: listed.merged_into, shared_item_id: listed.shared_item_id,
        prep_time_minutes: listed.prep_time_minutes, available_from: listed.available_from, available_until: listed.available_until,
        active: listed.active, metadata: listed.metadata,
      }
      : {name: sold?.item_name, category: sold?.category};
    await put(of(restaurant, ['menu', item]), {...kept, [field]: amount});
  }
}
