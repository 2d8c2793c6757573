/** Asks again and again: one round at a time, only while the page is looked at, more seldom while it fails or is told of changes. */

const PERIOD_MS = 2000;
const TOLD_PERIOD_MS = 20_000;
const LONGEST_MS = 30_000;
/** Between two rounds however many changes there are: a page is not read faster, and a node that is slow is asked less. */
const PAUSE_MS = 400;
const PAUSE_OF_ROUND = 2;

export class Poll {
  #ask;
  #failed;
  #timer = 0;
  #failures = 0;
  #abort = null;
  #rung = false;
  #told = false;

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

  /** Something changed: asks as soon as it is its turn. While rounds fail, they keep their own time. */
  ring() {
    if (this.#failures > 0 || document.hidden) {
      return;
    }
    if (this.#abort !== null) {
      this.#rung = true;
    } else {
      clearTimeout(this.#timer);
      this.#round();
    }
  }

  /** Whether somebody rings when there is something to ask. */
  told(told) {
    this.#told = told;
  }

  /** Asks no more until `now`. */
  stop() {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#abort = null;
    this.#rung = false;
  }

  async #round() {
    const abort = new AbortController();
    this.#abort = abort;
    this.#rung = false;
    const begin = performance.now();
    let wait;
    try {
      await this.#ask(abort.signal);
      this.#failures = 0;
      // What it was answered decides whether somebody will tell.
      wait = this.#told ? TOLD_PERIOD_MS : PERIOD_MS;
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
      // What is rung for during the pause waits for its end.
      const pause = Math.min(wait, Math.max(PAUSE_MS, PAUSE_OF_ROUND * (performance.now() - begin)));
      this.#timer = setTimeout(() => {
        this.#abort = null;
        if (this.#rung) {
          this.#round();
        } else {
          this.#timer = setTimeout(() => this.#round(), wait - pause);
        }
      }, pause);
    }
  }
}
