/** The spread of the class at one item: a dot for every student, from sure and right to sure and wrong. */
import { el, svg } from "../elements.js";
import { nats } from "../figures.js";
import { safeText } from "../tokens.js";
import { roundTicks, scale } from "./axes.js";

const WIDE = 540;
const HIGH = 132;
const DOT = 7;
const FLOOR = HIGH - 30;

/** Return the picture; null where it belongs to another item, or nobody answered. */
export function spreadNode(spread, view) {
  const surprises = ofItem(spread, view) ? spread.surprises : [];
  if (!surprises.length) return null;
  const most = Math.max(1, ...surprises) * 1.04;
  const x = scale(0, most, 20, WIDE - 24);
  const picture = svg("svg", {
    class: "picture spread",
    viewBox: `0 0 ${WIDE} ${HIGH}`,
    role: "img",
    "aria-label": describeSpread(surprises),
  });
  picture.append(
    svg("line", { class: "axis", x1: 12, x2: WIDE - 12, y1: FLOOR, y2: FLOOR }),
    ...ticks(most, x),
    svg(
      "g",
      { class: "of class" },
      stacked(surprises.map(x)).map(([cx, cy]) => svg("circle", { cx, cy, r: DOT })),
    ),
  );
  return el("figure", { class: "spreadfigure" }, el("figcaption", {}, "Every student, in nats"), picture);
}

/** Return the students' names with what it cost them; null unless the teacher shows names. */
export function spreadNamesNode(spread, view) {
  if (!ofItem(spread, view) || !spread.names.length) return null;
  const line = (name, n) =>
    el(
      "li",
      {},
      el("bdi", {}, safeText(name, 40) || "–"),
      " ",
      el("span", { class: "figure soft" }, nats(spread.surprises[n])),
    );
  return el(
    "section",
    { class: "spreadnames", "aria-label": "Everyone's surprise" },
    el("ul", { class: "names" }, spread.names.map(line)),
  );
}

/** Return the spread in words. */
export function describeSpread(surprises) {
  const middle = surprises[Math.floor((surprises.length - 1) / 2)];
  const last = surprises[surprises.length - 1];
  return `The spread of ${surprises.length} answers: from ${nats(surprises[0])} to ${nats(last)} nats, the middle one ${nats(middle)}.`;
}

/** Return places of dots above an axis: those that would lie upon each other are stacked. */
export function stacked(places) {
  const columns = new Map();
  const high = places.map((place) => {
    const column = Math.round(place / (2 * DOT + 1));
    columns.set(column, (columns.get(column) || 0) + 1);
    return [column * (2 * DOT + 1), columns.get(column) - 1];
  });
  const tallest = Math.max(...columns.values());
  const step = Math.min(2 * DOT + 1, (FLOOR - 2 * DOT - 2) / Math.max(1, tallest - 1));
  return high.map(([x, n]) => [x, FLOOR - DOT - 3 - n * step]);
}

function ticks(most, x) {
  return roundTicks(most).map((value) =>
    svg("text", { class: "tick", x: x(value), y: HIGH - 6, "text-anchor": "middle" }, String(value)),
  );
}

function ofItem(spread, view) {
  return spread !== null && spread.play === view.play && spread.item === view.item;
}
