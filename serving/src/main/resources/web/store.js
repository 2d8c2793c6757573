/** The state of the page, in one place; whoever changes it has everything drawn once, at the next frame. */

export const state = {
  /** What is chosen, from the address. */
  chosen: {},
  /** `null` before they are known. */
  restaurants: null,
  /** Answers of the node by name, see `questions.js`; of the chosen restaurant only. */
  answers: {},
  /** When the answers came, by the browser's clock. */
  at: 0,
  /** The problem of the last round, or null. */
  problem: null,
  nextTry: 0,
  /** live, polling or down. */
  connection: 'down',
  signedOut: false,
  changes: [],
  pointed: null,
  edits: new Map(),
  drawer: null,
  now: Date.now(),
};

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
