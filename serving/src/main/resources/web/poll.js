/** Asks again and again: one request at a time, only while the page is looked at, more seldom while it fails. */

import {credentials} from './key.js';

const PERIOD_MS = 2000;
const LONGEST_MS = 30_000;
const PATIENCE_MS = 10_000;

/** An answer that is not the one hoped for, with the reason the node gave. */
export class Problem extends Error {
  constructor(status, title, detail, retryAfter) {
    super(detail);
    this.status = status;
    this.title = title;
    this.retryAfter = retryAfter;
  }

  /** Whether asking the same again may help. */
  get passes() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** What a GET of JSON answers; throws a Problem otherwise. */
export async function get(path, signal) {
  let response;
  try {
    response = await fetch(path, {headers: credentials(), signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)])});
    if (response.ok) {
      return await response.json();
    }
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    throw new Problem(0, 'No answer', 'The node does not answer.', 0);
  }
  const problem = await response.json().catch(() => ({}));
  throw new Problem(response.status, problem.title ?? 'Request failed',
    problem.detail ?? `The node answered ${response.status}.`, Number(response.headers.get('Retry-After')) || 0);
}

export class Poll {
  #ask;
  #failed;
  #timer = 0;
  #failures = 0;
  #abort = null;

  /** @param ask does one round; @param failed told the problem and the moment of the next try */
  constructor(ask, failed) {
    this.#ask = ask;
    this.#failed = failed;
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) {
        this.stop();
      } else {
        this.now();
      }
    });
  }

  /** Asks now, dropping what was being asked. */
  now() {
    this.stop();
    if (!document.hidden) {
      this.#round();
    }
  }

  /** Asks no more until `now`. */
  stop() {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#abort = null;
  }

  async #round() {
    const abort = new AbortController();
    this.#abort = abort;
    let wait = PERIOD_MS;
    try {
      await this.#ask(abort.signal);
      this.#failures = 0;
    } catch (error) {
      if (abort.signal.aborted) {
        return;
      }
      this.#failures += 1;
      const back = Math.min(LONGEST_MS, PERIOD_MS * 2 ** Math.min(10, this.#failures - 1));
      wait = Math.max(back, (error.retryAfter ?? 0) * 1000);
      this.#failed(error, Date.now() + wait);
    }
    if (!abort.signal.aborted) {
      this.#timer = setTimeout(() => this.#round(), wait);
    }
  }
}
