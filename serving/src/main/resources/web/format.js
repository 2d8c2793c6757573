/** How numbers, days and names are shown. */

/** Quadrants in the order of what an owner looks at first, then why there is none. */
export const CLASSES = {
  STAR: {name: 'Star', corner: 'Stars', hint: 'popular and profitable'},
  PLOWHORSE: {name: 'Plowhorse', corner: 'Plowhorses', hint: 'popular, low margin'},
  PUZZLE: {name: 'Puzzle', corner: 'Puzzles', hint: 'profitable, unpopular'},
  DOG: {name: 'Dog', corner: 'Dogs', hint: 'unpopular, low margin'},
  NEW_ITEM: {name: 'New', heading: 'New on the menu', hint: 'too few days to be judged'},
  UNKNOWN: {name: 'No cost', heading: 'Food cost unknown', hint: 'enter a cost to place it'},
  TOO_FEW_ITEMS: {name: 'Too few', heading: 'Too few to compare', hint: 'a menu of at least four is compared'},
  OUT_OF_SCOPE: {name: 'Off menu', heading: 'Off the menu', hint: 'not compared'},
};

const ORDER = Object.keys(CLASSES);

/** Whether it has a place in the matrix. */
export const isQuadrant = (quadrant) => ORDER.indexOf(quadrant) >= 0 && ORDER.indexOf(quadrant) < 4;

/** The class of an item: its quadrant, or OUT_OF_SCOPE. */
export const classOf = (item) => item.quadrant ?? 'OUT_OF_SCOPE';

/** What a class is called; what this page does not know yet is shown as it came. */
export const classNamed = (quadrant) => CLASSES[quadrant] ?? {name: quadrant, heading: quadrant, hint: ''};

/** Where a class stands when sorted. */
export const classRank = (quadrant) => {
  const rank = ORDER.indexOf(quadrant);
  return rank < 0 ? ORDER.length : rank;
};

const made = new Map();

function formatter(Kind, options) {
  const key = Kind.name + JSON.stringify(options);
  if (!made.has(key)) {
    made.set(key, new Kind(undefined, options));
  }
  return made.get(key);
}

export const NONE = '–';

const shown = (value, text) => (value === null || value === undefined ? NONE : text(value));

/** An amount in the restaurant's currency; `whole` leaves out the decimals. */
export const money = (value, currency, whole = false) => shown(value, (amount) =>
  formatter(Intl.NumberFormat, {
    style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...(whole ? {maximumFractionDigits: 0} : {}),
  }).format(amount));

/** A number with at most `digits` decimals. */
export const number = (value, digits = 0) => shown(value, (amount) =>
  formatter(Intl.NumberFormat, {maximumFractionDigits: digits}).format(amount));

/** A share 0..1 as a percentage. */
export const percent = (value, digits = 0) => shown(value, (share) =>
  formatter(Intl.NumberFormat, {style: 'percent', maximumFractionDigits: digits}).format(share));

/** A probability 0..1 as a percentage that never claims to be certain. */
export const chance = (value) => shown(value, (probability) =>
  (probability > 0.99 ? '> 99 %' : `${number(probability * 100)} %`));

/** A business date, which has no time zone. */
export const day = (date, options = {day: 'numeric', month: 'short'}) => shown(date, (text) =>
  formatter(Intl.DateTimeFormat, {...options, timeZone: 'UTC'}).format(new Date(`${text}T00:00:00Z`)));

/** A moment on the restaurant's clock. */
export function time(instant, zone) {
  const options = {dateStyle: 'medium', timeStyle: 'medium'};
  try {
    return formatter(Intl.DateTimeFormat, {...options, timeZone: zone}).format(instant);
  } catch {
    return formatter(Intl.DateTimeFormat, {...options, timeZone: 'UTC'}).format(instant) + ' UTC';
  }
}

/** How long ago, roughly. */
export function age(seconds) {
  if (seconds < 60) {
    return `${Math.floor(seconds)} s ago`;
  }
  const units = [[86400, 'd'], [3600, 'h'], [60, 'min']];
  const [size, unit] = units.find(([size]) => seconds >= size);
  return `${Math.floor(seconds / size)} ${unit} ago`;
}

/** An element with attributes and children; text is always text, never markup. */
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

/** Changes text only when it differs: untouched nodes cost no layout and are not announced again. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** The name of a class in its colour. */
export const chip = (quadrant) => el('span', {class: `chip class-${quadrant}`}, classNamed(quadrant).name);
