/** Running means as a picture: inline SVG, a legend with figures, and the same as a table. */
import { el, svg } from "./elements.js";
import { nats } from "./figures.js";

const WIDE = 320;
const HIGH = 170;
const LEFT = 30;
const FLOOR = 18; // room for the items' numbers

/**
 * Return a figure of curves.
 *
 * @param {{kind: string, label: string, values: (number|null)[]}[]} lines `kind` is a class that gives colour and dashes
 * @param {string} title what it shows, for those who do not see it
 */
export function curveChart(lines, title) {
  const shown = lines.filter((line) => line.values.some(isNumber));
  const items = Math.max(1, ...shown.map((line) => line.values.length));
  const most = Math.max(1, ...shown.flatMap((line) => line.values.filter(isNumber))) * 1.08;
  const to = {
    x: (n) => LEFT + ((WIDE - LEFT - 10) * (n + 0.5)) / items,
    y: (v) => 8 + (HIGH - FLOOR - 8) * (1 - v / most),
  };
  const picture = svg("svg", {
    class: "curve",
    viewBox: `0 0 ${WIDE} ${HIGH}`,
    role: "img",
    "aria-label": describe(shown, title),
  });
  picture.append(...axes(items, most, to), ...shown.map((line) => drawn(line, to)));
  return el("figure", { class: "curves" }, picture, el("figcaption", {}, legend(shown)), table(shown, items));
}

/** Return the curves in one sentence each: where they begin and end. */
export function describe(lines, title) {
  const told = lines.map((line) => {
    const known = line.values.filter(isNumber);
    return `${line.label}: from ${nats(known[0])} to ${nats(known[known.length - 1])}`;
  });
  return `${title}. ${told.join("; ")}.`;
}

function axes(items, most, to) {
  const ticks = niceTicks(most).map((value) => [
    svg("line", { class: "grid", x1: LEFT, x2: WIDE - 6, y1: to.y(value), y2: to.y(value) }),
    svg("text", { x: LEFT - 5, y: to.y(value) + 3.5, "text-anchor": "end" }, String(value)),
  ]);
  const every = Math.ceil(items / 8);
  const numbers = Array.from({ length: items }, (_, n) => n).filter((n) => n % every === 0);
  return [
    ...ticks.flat(),
    ...numbers.map((n) => svg("text", { x: to.x(n), y: HIGH - 4, "text-anchor": "middle" }, String(n + 1))),
  ];
}

function niceTicks(most) {
  const step = [0.5, 1, 2, 5, 10, 20, 50].find((each) => most / each <= 4.5) || 100;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, n) => n * step);
}

function drawn(line, to) {
  const points = line.values.map((value, n) => (isNumber(value) ? [to.x(n), to.y(value)] : null));
  const path = svg("path", { d: pathOf(points), class: "stroke" });
  return svg(
    "g",
    { class: `player ${line.kind}` },
    path,
    points.filter(Boolean).map(([x, y]) => marker(line.kind, x, y)),
  );
}

/** Each kind of player has a shape of its own: colour alone tells nothing to many. */
function marker(kind, x, y) {
  if (kind === "you") return svg("circle", { class: "marker", cx: x, cy: y, r: 3.4 });
  const turned = kind === "rival" ? `rotate(45 ${x} ${y})` : null;
  return svg("rect", { class: "marker", x: x - 2.8, y: y - 2.8, width: 5.6, height: 5.6, transform: turned });
}

function pathOf(points) {
  let isDown = false;
  return points
    .map((point) => {
      const letter = isDown ? "L" : "M";
      isDown = point !== null;
      return point ? `${letter}${point[0].toFixed(1)} ${point[1].toFixed(1)}` : "";
    })
    .join("");
}

function legend(lines) {
  const sample = (kind) =>
    svg(
      "svg",
      { class: "sample", viewBox: "0 0 30 10", "aria-hidden": "true" },
      svg("path", { class: "stroke", d: "M2 5H28" }),
      marker(kind, 15, 5),
    );
  return el(
    "ul",
    { class: "legend" },
    lines.map((line) => {
      const known = line.values.filter(isNumber);
      return el(
        "li",
        { class: `player ${line.kind}` },
        sample(line.kind),
        `${line.label} `,
        el("span", { class: "figure" }, nats(known[known.length - 1])),
      );
    }),
  );
}

function table(lines, items) {
  const numbers = Array.from({ length: items }, (_, n) => n);
  const head = el(
    "tr",
    {},
    el("th", { scope: "col" }, "Item"),
    lines.map((line) => el("th", { scope: "col", class: "figure" }, line.label)),
  );
  const cell = (line, n) => el("td", { class: "figure" }, isNumber(line.values[n]) ? nats(line.values[n]) : "–");
  const rows = numbers.map((n) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, String(n + 1)),
      lines.map((line) => cell(line, n)),
    ),
  );
  return el(
    "details",
    {},
    el("summary", {}, "As a table"),
    el("div", { class: "wide" }, el("table", {}, el("thead", {}, head), el("tbody", {}, rows))),
  );
}

function isNumber(value) {
  return typeof value === "number";
}
