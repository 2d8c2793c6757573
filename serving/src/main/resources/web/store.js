/** The state of the page, in one place; whoever changes it has everything drawn once, at the next frame. */

export const state = {
  /** What is chosen, from the address. */
  chosen: {},
  /** `null` before they are known. */
  restaurants: null,
  /** Answers of the node by name, see `questions.js`. */
  answers: {},
  /** The restaurant they are of: while another is chosen and not answered yet, not that one. */
  of: null,
  /** The question that the quadrants answer, and the quadrants by item: what changes from one answer to the next. */
  question: '',
  quadrants: new Map(),
  /** When the answers came, by the browser's clock. */
  at: 0,
  /** The problem of the last round, or null. */
  problem: null,
  nextTry: 0,
  /** live, polling or down. */
  connection: 'down',
  signedOut: false,
  /** What the key may, as the node says with every answer; null before the first. */
  role: null,
  /** Items that changed their quadrant while the page looked, the latest first. */
  changes: [],
  /** The item under the pointer, or null. */
  pointed: null,
  /** What was typed and is on its way, see `edits.js`. */
  edits: new Map(),
  now: Date.now(),
};

/** Whether the key may change menus. */
export const mayWrite = () => state.role === 'manager' || state.role === 'admin';
/** Whether it may operate the node. */
export const mayOperate = () => state.role === 'admin';

let draw = () => {};
let due = false;

/** @param drawing draws the state as it is */
export function onChange(drawing) {
  draw = drawing;
}

/** Changes the state; drawn at the next frame, or soon where there are no frames because nobody looks. */
export function update(changes = {}) {
  Object.assign(state, changes);
  if (!due) {
    due = true;
    const once = () => {
      if (due) {
        due = false;
        draw();
      }
    };
    requestAnimationFrame(once);
    setTimeout(once, 200);
  }
}
