/** Curves with their names at their ends: running means item by item, or losses of models that learn. */
import { svg } from "../elements.js";
import { count, nats } from "../figures.js";
import { grid, isNumber, pathOf, roundTicks, scale, spreadApart } from "./axes.js";

const HIGH = 400;
const LEFT = 44;
const TOP = 14;
const FLOOR = 30; // room for the figures below
const NAMES = 176; // room for names at the right
const APART = 23; // between two names

/**
 * Return a picture of curves.
 *
 * @param {{label: string, kind: string, values: (number|null)[], at?: number[]}[]} lines `at` is where the values lie; left out: 1, 2, 3 …
 * @param {string} title what it shows, for those who do not see it
 *   With `at` it is the course of a learning, of which only the heights that it comes through are drawn.
 * @param {number} wide in the picture's own units, 400 of which are its height
 */
export function curvesNode(lines, title, wide = 540) {
  const shown = lines.filter((line) => line.values.some(isNumber));
  const known = shown.flatMap((line) => line.values.filter(isNumber));
  const isCourse = shown.some((line) => line.at);
  const [first, last] = isCourse
    ? [0, Math.max(...shown.flatMap(placesOf))]
    : [1, Math.max(2, ...shown.flatMap(placesOf))];
  const [low, most] = isCourse ? room(known) : [0, Math.max(0.7, ...known) * 1.06];
  const to = { x: scale(first, last, LEFT + 12, wide - NAMES - 14), y: scale(low, most, HIGH - FLOOR, TOP) };
  const picture = svg("svg", {
    class: "picture",
    viewBox: `0 0 ${wide} ${HIGH}`,
    role: "img",
    "aria-label": describe(shown, title),
  });
  picture.append(
    ...grid(roundTicks(most, low), to.y, LEFT, wide - NAMES),
    ...numbers(isCourse ? roundTicks(last) : steps(first, last), to.x),
    ...shown.map((line) => drawn(line, to)),
    ...names(shown, to, wide),
  );
  return picture;
}

/** Return curves in words: where each begins and ends. */
export function describe(lines, title) {
  const told = lines.map((line) => {
    const known = line.values.filter(isNumber);
    return `${line.label}: from ${nats(known[0])} to ${nats(known[known.length - 1])}`;
  });
  return `${title}. ${told.join("; ")}.`;
}

function placesOf(line) {
  return line.at || line.values.map((_, n) => n + 1);
}

function room(known) {
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const air = 0.12 * Math.max(most - least, 0.1);
  return [Math.max(0, least - air), most + air];
}

function steps(first, last) {
  const step = Math.max(1, Math.ceil((last - first) / 6));
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, n) => first + n * step);
}

function numbers(values, x) {
  return values.map((value) =>
    svg("text", { class: "tick", x: x(value), y: HIGH - 6, "text-anchor": "middle" }, count(value)),
  );
}

function drawn(line, to) {
  const places = placesOf(line);
  const points = line.values.map((value, n) => (isNumber(value) ? [to.x(places[n]), to.y(value)] : null));
  const dots = points.length > 30 ? [] : points.filter(Boolean).map(([x, y]) => svg("circle", { cx: x, cy: y, r: 4 }));
  return svg("g", { class: `of ${line.kind}` }, svg("path", { class: "stroke", d: pathOf(points) }), dots);
}

function names(lines, to, wide) {
  const ends = lines.map((line) => to.y([...line.values].reverse().find(isNumber)));
  const placed = spreadApart(ends, APART, TOP + 4, HIGH - FLOOR);
  return lines.map((line, n) =>
    svg("text", { class: `name of ${line.kind}`, x: wide - NAMES, y: placed[n] + 6 }, line.label),
  );
}
