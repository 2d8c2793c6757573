/** Elements, for what is drawn by hand; everything else is of `h`. Text is always text, never markup. */

import {h} from './preact/dist/preact.module.js';
import {classNamed} from './classes.js';

/** An element with attributes and children; a name `svg:…` makes one of SVG. */
export function el(name, attributes = {}, ...children) {
  const svg = name.startsWith('svg:');
  const element = svg
    ? document.createElementNS('http://www.w3.org/2000/svg', name.slice(4))
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? '' : value);
    }
  }
  element.append(...children);
  return element;
}

/** Changes attributes that differ: a browser lays out and paints again what is set, were it to the same. */
export function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (element.getAttribute(name) !== value) {
      element.setAttribute(name, value);
    }
  }
}

/** Changes text only when it differs: untouched nodes cost no layout and are not announced again. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** The name of a class with its sign, by hand. */
export const chip = (quadrant) => el('span', {class: `chip class-${quadrant}`}, classNamed(quadrant).name);

/** The same of `h`. */
export const Chip = ({of}) => h('span', {class: `chip class-${of}`}, classNamed(of).name);
