/**
 * Listens to a restaurant's events and rings when there is one. What changed is then asked for as anything else is: the
 * question of the page, by its own window, method and filters, has one answer of one moment, and a node without events is
 * asked every two seconds by the same code. EventSource cannot send a key, so the stream is read here.
 */

import {of, problemOf} from './api.js';
import {credentials} from './key.js';

const FIRST_MS = 1000;
const LONGEST_MS = 30_000;
/** Heartbeats come every 15 seconds: without three of them the connection is dead, whatever the system says. */
const SILENCE_MS = 45_000;

export class Live {
  #ring;
  #connected;
  #restaurant = null;
  #abort = null;
  #timer = 0;
  #silence = 0;
  #failures = 0;
  #lastId = '';

  /** @param ring told the name of each event; @param connected told whether events come */
  constructor(ring, connected) {
    this.#ring = ring;
    this.#connected = connected;
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) {
        this.#stop();
      } else if (this.#restaurant !== null) {
        this.#connect();
      }
    });
  }

  /** Listens to a restaurant, and to no other; null: to none. */
  listen(restaurant) {
    if (restaurant === this.#restaurant) {
      return;
    }
    this.#stop();
    this.#restaurant = restaurant;
    this.#lastId = '';
    this.#failures = 0;
    if (restaurant !== null && !document.hidden) {
      this.#connect();
    }
  }

  #stop() {
    clearTimeout(this.#timer);
    clearTimeout(this.#silence);
    this.#abort?.abort();
    this.#abort = null;
    this.#connected(false);
  }

  async #connect() {
    this.#stop();
    const abort = new AbortController();
    this.#abort = abort;
    let wait = null;
    try {
      const response = await fetch(of(this.#restaurant, ['events']), {
        headers: {...credentials(), Accept: 'text/event-stream', ...(this.#lastId ? {'Last-Event-ID': this.#lastId} : {})},
        signal: abort.signal,
      });
      if (!response.ok) {
        const problem = await problemOf(response);
        wait = problem.passes ? problem.retryAfter * 1000 : LONGEST_MS;
        throw problem;
      }
      await this.#read(response.body.pipeThrough(new TextDecoderStream()).getReader(), abort);
    } catch {
      // Said by the polling, which goes on.
    }
    if (!abort.signal.aborted || abort === this.#abort) {
      this.#connected(false);
      this.#failures += 1;
      const back = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(10, this.#failures - 1));
      this.#timer = setTimeout(() => this.#connect(), Math.max(back, wait ?? 0));
    }
  }

  /** Reads until the stream ends. */
  async #read(reader, abort) {
    let text = '';
    this.#hear(abort);
    this.#failures = 0;
    this.#connected(true);
    for (;;) {
      const {done, value} = await reader.read();
      if (done) {
        return;
      }
      this.#hear(abort);
      const events = (text + value.replaceAll('\r', '')).split('\n\n');
      text = events.pop();
      events.forEach((event) => this.#take(event));
    }
  }

  #hear(abort) {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      if (this.#abort === abort) {
        this.#connect();
      }
    }, SILENCE_MS);
  }

  #take(event) {
    const fields = event.split('\n').map((line) => line.match(/^(id|event|data): ?(.*)$/s)).filter((field) => field);
    const id = fields.find(([, name]) => name === 'id');
    if (id) {
      this.#lastId = id[2];
    }
    if (fields.some(([, name]) => name === 'data')) {
      this.#ring(fields.find(([, name]) => name === 'event')?.[2] ?? 'message');
    }
  }
}
