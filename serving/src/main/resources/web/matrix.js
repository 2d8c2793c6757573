/** The matrix as SVG. Elements are kept by item, so that a bubble glides to its new place. */

import {classNamed, isQuadrant} from './classes.js';
import {el, setAttributes, setText} from './dom.js';
import {Glide} from './glide.js';
import {T} from './texts.js';

const MARGIN = {top: 10, right: 12, bottom: 44, left: 52};
/** From the edge to the numbers of the upright axis: room for its title, and a gap. */
const TITLE = 20;
const TICK_GAP = 7;
const CORNER_STRIP = 30;
const LABEL_HEIGHT = 14;
const LABEL_LENGTH = 24;
const MOST_LABELS = 60;
const HIGHLIGHT_MS = 6000;
const ARROW = 20;
/** More than these nobody follows with their eyes: they are at their new places at once. */
const MOST_GLIDING = 120;
/** Pixels of the squares by which bubbles are looked for. */
const SQUARE = 48;
const CORNERS = {STAR: [1, 0], PUZZLE: [0, 0], PLOWHORSE: [1, 1], DOG: [0, 1]};

export class Matrix {
  #container;
  #svg = el('svg:svg', {role: 'img', class: 'plot'});
  #back = el('svg:g', {class: 'back'});
  #bubbles = el('svg:g', {class: 'bubbles'});
  #labels = el('svg:g', {class: 'labels', 'aria-hidden': 'true'});
  #byItem = new Map();
  #placed = new Map();
  #plot = null;
  #size = {width: 0, height: 0};
  #left = MARGIN.left;
  #measure = document.createElement('canvas').getContext('2d');
  #widths = new Map();
  #linked = null;
  #drawn = '';
  #glide = new Glide();
  #jump = false;

  /** @param onPoint told the item under the pointer, or null; @param onSelect told the item that was clicked */
  constructor(container, {onPoint, onSelect}) {
    this.#container = container;
    this.#svg.append(this.#back, this.#bubbles, this.#labels);
    container.append(this.#svg);
    const itemAt = (event) => event.target.closest?.('[data-item]')?.dataset.item ?? null;
    this.#svg.addEventListener('pointerover', (event) => onPoint(itemAt(event)));
    this.#svg.addEventListener('pointerleave', () => onPoint(null));
    this.#svg.addEventListener('click', (event) => onSelect(itemAt(event)));
    new ResizeObserver(() => this.#resize()).observe(container);
  }

  /** Forgets every bubble: what comes next is of another restaurant. */
  clear() {
    this.#glide = new Glide();
    this.#byItem.clear();
    this.#placed.clear();
    this.#bubbles.replaceChildren();
    this.#labels.replaceChildren();
    this.#plot = null;
  }

  /** Draws a plot, or the same one again. */
  draw(plot) {
    this.#plot = plot;
    if (this.#size.width > 0) {
      this.#render();
    }
  }

  /** Links to the item pointed at elsewhere; null: to none. */
  link(id) {
    if (this.#linked === id) {
      return;
    }
    this.#byItem.get(this.#linked)?.group.classList.remove('linked');
    this.#linked = id;
    this.#byItem.get(id)?.group.classList.add('linked');
    this.#svg.classList.toggle('has-link', this.#byItem.has(id));
  }

  /** Draws attention to an item for a few seconds. */
  highlight(id) {
    const bubble = this.#byItem.get(id);
    if (bubble) {
      clearTimeout(bubble.timer);
      bubble.group.classList.remove('changed');
      requestAnimationFrame(() => bubble.group.classList.add('changed'));
      bubble.timer = setTimeout(() => bubble.group.classList.remove('changed'), HIGHLIGHT_MS);
    }
  }

  /** Where a bubble is on the page, or null. */
  boxOf(id) {
    return this.#byItem.get(id)?.circle.getBoundingClientRect() ?? null;
  }

  #resize() {
    const width = Math.floor(this.#container.clientWidth);
    const height = Math.round(Math.min(620, Math.max(360, width * 0.62)));
    if (width > 0 && width !== this.#size.width) {
      this.#size = {width, height};
      this.#svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
      this.#svg.setAttribute('height', height);
      if (this.#plot) {
        this.#render(true);
      }
    }
  }

  #render(jump = false) {
    const {points, x, y} = this.#plot;
    this.#jump = jump || points.length > MOST_GLIDING;
    this.#left = Math.max(MARGIN.left, TITLE + Math.max(...y.ticks.map((tick) => this.#width(y.format(tick)))) + TICK_GAP);
    const frame = {
      left: this.#left, right: this.#size.width - MARGIN.right,
      top: MARGIN.top, bottom: this.#size.height - MARGIN.bottom,
    };
    const area = (frame.right - frame.left) * (frame.bottom - frame.top);
    const largest = Math.min(32, Math.max(5, Math.sqrt(area / Math.max(8, points.length)) * 0.32));
    const inset = largest + 4;
    const toX = scale(x, frame.left + inset, frame.right - inset);
    const toY = scale(y, frame.bottom - inset - CORNER_STRIP, frame.top + inset + CORNER_STRIP);
    this.#drawBack(frame, toX, toY);
    const most = Math.max(1e-9, ...points.map((point) => point.item.revenue));
    const places = points.map(({item, x: px, y: py}) => ({
      id: item.item_id, item, x: toX(px), y: toY(py),
      r: Math.max(3, largest * Math.sqrt(Math.max(0, item.revenue) / most)),
    }));
    places.sort((a, b) => b.r - a.r);
    this.#drawBubbles(places);
    this.#drawLabels(places, frame, toX(x.threshold), toY(y.threshold));
  }

  #drawBack(frame, toX, toY) {
    const {x, y, points} = this.#plot;
    const atX = toX(x.threshold);
    const atY = toY(y.threshold);
    const counts = {};
    points.forEach(({item}) => { counts[item.quadrant] = (counts[item.quadrant] ?? 0) + 1; });
    const drawn = JSON.stringify([this.#size, frame, atX, atY, counts, x.label, y.label, x.ticks.map(toX), y.ticks.map(toY)]);
    if (this.#drawn === drawn) {
      return;
    }
    this.#drawn = drawn;
    const parts = [];
    for (const [quadrant, [right, low]] of Object.entries(CORNERS)) {
      const [left, width] = right ? [atX, frame.right - atX] : [frame.left, atX - frame.left];
      const [top, height] = low ? [atY, frame.bottom - atY] : [frame.top, atY - frame.top];
      parts.push(el('svg:rect', {
        class: `field-${quadrant}`, x: left, y: top, width: Math.max(0, width), height: Math.max(0, height),
      }));
      const corner = el('svg:text', {
        class: `corner class-${quadrant}`, x: right ? frame.right - 9 : frame.left + 9,
        y: low ? frame.bottom - 10 : frame.top + 19, 'text-anchor': right ? 'end' : 'start',
      });
      corner.append(classNamed(quadrant).corner, el('svg:tspan', {class: 'count', dx: 4}, String(counts[quadrant] ?? 0)));
      parts.push(corner);
    }
    const narrow = frame.right - frame.left < 420;
    x.ticks.forEach((tick, i) => {
      if (!narrow || i % 2 === 0 || x.ticks.length < 6) {
        parts.push(el('svg:text', {class: 'tick', x: toX(tick), y: frame.bottom + 16, 'text-anchor': 'middle'},
          x.format(tick)));
      }
    });
    y.ticks.forEach((tick) => parts.push(el('svg:text', {
      class: 'tick', x: frame.left - TICK_GAP, y: toY(tick) + 4, 'text-anchor': 'end',
    }, y.format(tick))));
    parts.push(
      el('svg:line', {class: 'threshold', x1: atX, x2: atX, y1: frame.top, y2: frame.bottom}),
      el('svg:line', {class: 'threshold', x1: frame.left, x2: frame.right, y1: atY, y2: atY}),
      el('svg:text', {class: 'axis', x: (frame.left + frame.right) / 2, y: this.#size.height - 8, 'text-anchor': 'middle'},
        `${x.label} →`),
      el('svg:text', {
        class: 'axis', 'text-anchor': 'middle', transform: `translate(12 ${(frame.top + frame.bottom) / 2}) rotate(-90)`,
      }, `${y.label} →`));
    this.#back.replaceChildren(...parts);
    const said = Object.keys(CORNERS).map((key) => `${counts[key] ?? 0} ${classNamed(key).corner.toLowerCase()}`);
    this.#svg.setAttribute('aria-label', T.matrix.said(said.join(', ')));
  }

  #drawBubbles(places) {
    const gone = new Set(this.#byItem.keys());
    for (const place of places) {
      gone.delete(place.id);
      let bubble = this.#byItem.get(place.id);
      if (!bubble) {
        const circle = el('svg:circle', {class: 'dot'});
        const arrow = el('svg:path', {class: 'arrow', hidden: true});
        const settled = el('svg:circle', {class: 'settled', hidden: true});
        const ring = el('svg:circle', {class: 'ring'});
        const group = el('svg:g', {'data-item': place.id}, ring, arrow, circle, settled);
        bubble = {group, circle, ring, arrow, settled, timer: 0, quadrant: ''};
        this.#byItem.set(place.id, bubble);
        this.#bubbles.append(group);
        group.classList.add('bubble');
      }
      if (bubble.quadrant !== place.item.quadrant) {
        bubble.group.classList.remove(`class-${bubble.quadrant}`);
        bubble.group.classList.add(`class-${place.item.quadrant}`);
        bubble.quadrant = place.item.quadrant;
      }
      bubble.group.classList.toggle('weak', place.item.evidence === 'LOW');
      this.#drawSettled(bubble, place);
      this.#drawArrow(bubble, place);
      this.#glide.to(bubble.group, [place.x, place.y, place.r], (at) => move(bubble, at), this.#jump);
    }
    for (const id of gone) {
      this.#glide.forget(this.#byItem.get(id).group);
      this.#byItem.get(id).group.remove();
      this.#byItem.delete(id);
    }
  }

  /** The settled class as a ring around a bubble that the running day has put elsewhere. */
  #drawSettled({settled}, {item}) {
    const differs = isQuadrant(item.settled) && item.settled !== item.quadrant;
    settled.toggleAttribute('hidden', !differs);
    if (differs) {
      setAttributes(settled, {class: `settled class-${item.settled}`});
    }
  }

  /** An arrow towards the corner of the class it is heading to; the surer the outlook, the stronger. */
  #drawArrow({arrow}, place) {
    const {item, x, y, r} = place;
    const heading = item.outlook?.predicted;
    const isLeaving = isQuadrant(heading) && heading !== item.quadrant;
    arrow.toggleAttribute('hidden', !isLeaving);
    if (!isLeaving) {
      return;
    }
    const [right, low] = CORNERS[heading];
    const to = this.#corner(right, low);
    const angle = Math.atan2(to.y - y, to.x - x);
    const at = (distance, turn = 0) =>
      `${(Math.cos(angle + turn) * distance).toFixed(1)},${(Math.sin(angle + turn) * distance).toFixed(1)}`;
    const end = r + ARROW;
    const tip = {x: x + Math.cos(angle) * end, y: y + Math.sin(angle) * end};
    place.arrow = {
      left: Math.min(x, tip.x) - 3, right: Math.max(x, tip.x) + 3, top: Math.min(y, tip.y) - 3, bottom: Math.max(y, tip.y) + 3,
    };
    const wing = Math.hypot(end - 6, 4.5);
    const turn = Math.atan2(4.5, end - 6);
    setAttributes(arrow, {
      class: `arrow class-${heading}`, d: `M${at(r + 1)}L${at(end)}M${at(wing, turn)}L${at(end)}L${at(wing, -turn)}`,
      'stroke-opacity': (0.35 + 0.65 * item.outlook.confidence).toFixed(2),
    });
  }

  #corner(right, low) {
    return {
      x: right ? this.#size.width - MARGIN.right - 40 : this.#left + 40,
      y: low ? this.#size.height - MARGIN.bottom - 40 : MARGIN.top + 40,
    };
  }

  /** The largest bubbles are named first, each where nothing is in the way; the others keep their name to the tooltip. */
  #drawLabels(places, frame, atX, atY) {
    const taken = Object.entries(CORNERS).map(([quadrant, [right, low]]) => {
      const width = this.#width(classNamed(quadrant).corner) * 1.25 + 40;
      const left = right ? frame.right - width : frame.left;
      const top = low ? frame.bottom - 28 : frame.top;
      return {left, top, right: left + width, bottom: top + 28};
    });
    taken.push({left: atX - 1, right: atX + 1, top: frame.top, bottom: frame.bottom}, {left: frame.left, right: frame.right, top: atY - 1, bottom: atY + 1});
    taken.push(...places.filter(({arrow}) => arrow).map(({arrow}) => arrow));
    const limit = Math.min(MOST_LABELS, Math.floor((frame.right - frame.left) / 13));
    const before = this.#placed;
    this.#placed = new Map();
    const squares = new Map();
    places.forEach((place) => squaresOf(around(place)).forEach((key) => squares.set(key, [...squares.get(key) ?? [], place])));
    for (const place of places) {
      if (this.#placed.size >= limit) {
        break;
      }
      const name = place.item.item_name;
      const text = name.length > LABEL_LENGTH ? `${name.slice(0, LABEL_LENGTH - 1).trimEnd()}…` : name;
      const spot = this.#spot(place, this.#width(text), before.get(place.id)?.side, squares, taken, frame);
      if (spot) {
        taken.push(spot);
        const label = before.get(place.id)?.label ?? this.#newLabel();
        this.#placed.set(place.id, {side: spot.side, label});
        setText(label, text);
        this.#glide.to(label, [spot.left, spot.bottom - 3.5],
          ([x, y]) => setAttributes(label, {x: x.toFixed(1), y: y.toFixed(1)}), this.#jump);
      }
    }
    for (const [id, {label}] of before) {
      if (!this.#placed.has(id)) {
        this.#glide.forget(label);
        label.remove();
      }
    }
  }

  #newLabel() {
    const label = el('svg:text', {class: 'label'});
    this.#labels.append(label);
    return label;
  }

  /** A free box for a label: on the side of its bubble where it was before, else on the first free one; or null. */
  #spot({x, y, r, id}, width, before, squares, taken, frame) {
    const half = LABEL_HEIGHT / 2;
    const near = r * 0.75 + 3;
    const at = {
      right: [x + r + 4, y - half], left: [x - r - 4 - width, y - half],
      above: [x - width / 2, y - r - 2 - LABEL_HEIGHT], below: [x - width / 2, y + r + 2],
      belowRight: [x + near, y + near - 4], belowLeft: [x - near - width, y + near - 4],
      aboveRight: [x + near, y - near - LABEL_HEIGHT + 4], aboveLeft: [x - near - width, y - near - LABEL_HEIGHT + 4],
    };
    const sides = Object.keys(at);
    for (const side of before ? [before, ...sides] : sides) {
      const [left, top] = at[side];
      const box = {side, left, top, right: left + width, bottom: top + LABEL_HEIGHT};
      const inside = box.left > frame.left + 2 && box.right < frame.right - 2
        && box.top > frame.top + 2 && box.bottom < frame.bottom - 2;
      if (inside && !taken.some((other) => overlap(box, other))
          && !squaresOf(box).some((key) => squares.get(key)?.some((other) => other.id !== id && touches(box, other)))) {
        return box;
      }
    }
    return null;
  }

  #width(text) {
    let width = this.#widths.get(text);
    if (width === undefined) {
      this.#measure.font = `500 12px ${getComputedStyle(document.body).fontFamily}`;
      width = this.#measure.measureText(text).width + 2;
      this.#widths.set(text, width);
    }
    return width;
  }
}

/**
 * Puts a bubble somewhere, by coordinates where it can: of everything that has a transform or an opacity of its own a browser
 * keeps a place in its list of what to paint, and of 300 bubbles that list costs more than to paint them.
 */
function move({circle, ring, settled, arrow}, [x, y, r]) {
  const at = {cx: x.toFixed(1), cy: y.toFixed(1)};
  setAttributes(circle, {...at, r: r.toFixed(1)});
  setAttributes(ring, {...at, r: (r + 5).toFixed(1)});
  if (!settled.hasAttribute('hidden')) {
    setAttributes(settled, {...at, r: (r + 3.5).toFixed(1)});
  }
  if (!arrow.hasAttribute('hidden')) {
    setAttributes(arrow, {transform: `translate(${at.cx} ${at.cy})`});
  }
}

function scale({low, high, root}, from, to) {
  const shape = root ? (value) => Math.sqrt(Math.max(0, value)) : (value) => value;
  const span = shape(high) - shape(low) || 1;
  return (value) => from + ((shape(value) - shape(low)) / span) * (to - from);
}

/** The squares of the plot that a box reaches into: only bubbles there can be in its way. */
function squaresOf({left, right, top, bottom}) {
  const keys = [];
  for (let column = Math.floor(left / SQUARE); column <= right / SQUARE; column += 1) {
    for (let row = Math.floor(top / SQUARE); row <= bottom / SQUARE; row += 1) {
      keys.push(column * 1000 + row);
    }
  }
  return keys;
}

const around = ({x, y, r}) => ({left: x - r - 1, right: x + r + 1, top: y - r - 1, bottom: y + r + 1});

const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function touches(box, {x, y, r}) {
  const dx = x - Math.min(Math.max(x, box.left), box.right);
  const dy = y - Math.min(Math.max(y, box.top), box.bottom);
  return dx * dx + dy * dy < (r + 1) * (r + 1);
}
