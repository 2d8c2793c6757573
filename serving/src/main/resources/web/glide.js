/**
 * Moves drawn things to where they belong, gliding. By hand and not by transitions of CSS: a browser makes a layer of its
 * own of every element that those move, and with a menu of hundreds that costs more than all the rest of the page.
 */

const GLIDE_MS = 600;
const ease = (share) => 1 - (1 - share) ** 3;

export class Glide {
  #movers = new Map();
  #still = matchMedia('(prefers-reduced-motion: reduce)');
  #frame = 0;

  /**
   * Has `show` called with numbers on their way to `target`.
   *
   * @param thing whose numbers they are; what is new, or told to `jump`, is there at once
   */
  to(thing, target, show, jump) {
    const mover = this.#movers.get(thing);
    if (mover === undefined || jump || this.#still.matches || document.hidden) {
      this.#movers.set(thing, {now: target, to: target, show});
      show(target);
      return;
    }
    if (target.some((number, i) => number !== mover.to[i])) {
      Object.assign(mover, {from: mover.now, to: target, begin: performance.now()});
      this.#frame ||= requestAnimationFrame(() => this.#step());
    }
    // What came to it since is where it is now.
    mover.show = show;
    show(mover.now);
  }

  forget(thing) {
    this.#movers.delete(thing);
  }

  #step() {
    const now = performance.now();
    let isMoving = false;
    for (const mover of this.#movers.values()) {
      if (mover.now !== mover.to) {
        const share = Math.min(1, (now - mover.begin) / GLIDE_MS);
        mover.now = share === 1 ? mover.to : mover.to.map((to, i) => mover.from[i] + (to - mover.from[i]) * ease(share));
        mover.show(mover.now);
        isMoving ||= share < 1;
      }
    }
    this.#frame = isMoving ? requestAnimationFrame(() => this.#step()) : 0;
  }
}
