/** The quadrants, in the order of what an owner looks at first, then why there is none. */

import {T} from './texts.js';

const ORDER = Object.keys(T.classes);

/** Whether it has a place in the matrix. */
export const isQuadrant = (quadrant) => ORDER.indexOf(quadrant) >= 0 && ORDER.indexOf(quadrant) < 4;

/** The class of an item: its quadrant, or OUT_OF_SCOPE. */
export const classOf = (item) => item.quadrant ?? 'OUT_OF_SCOPE';

/** What a class is called; what this page does not know yet is shown as it came. */
export const classNamed = (quadrant) => T.classes[quadrant] ?? {name: quadrant, corner: quadrant, hint: ''};

/** Where a class stands when sorted. */
export const classRank = (quadrant) => {
  const rank = ORDER.indexOf(quadrant);
  return rank < 0 ? ORDER.length : rank;
};
