/** The rival's learning curve, and the height at which the class meets it. */
import { svg } from "../elements.js";
import { count, nats } from "../figures.js";
import { phrasesRead } from "../names.js";
import { grid, isNumber, pathOf, roundTicks, scale, spreadApart } from "./axes.js";

const WIDE = 540;
const HIGH = 400;
const LEFT = 44;
const FLOOR = 34;
const NAMES = 172;

/** Return the picture; null where no rival was kept at several ages. */
export function ladderNode(curves) {
  const rungs = rungsOf(curves);
  if (rungs.length < 3) return null;
  const lines = ["class", "together"]
    .map((name) => ({ name, value: lastOf(curves[name]) }))
    .filter((line) => isNumber(line.value));
  const most = Math.max(...rungs.map((rung) => rung.value), ...lines.map((line) => line.value)) * 1.06;
  const to = { x: scale(0, rungs.length - 1, LEFT + 26, WIDE - NAMES - 26), y: scale(0, most, HIGH - FLOOR, 14) };
  const picture = svg("svg", {
    class: "picture",
    viewBox: `0 0 ${WIDE} ${HIGH}`,
    role: "img",
    "aria-label": describeLadder(rungs, lines),
  });
  picture.append(
    ...grid(roundTicks(most), to.y, LEFT, WIDE - NAMES),
    ...ages(rungs, to.x),
    ladder(rungs, to),
    ...levels(lines, to),
    ...names(rungs, lines, to),
  );
  return picture;
}

/** Return the rival's ages with its mean at each, the youngest first. */
export function rungsOf(curves) {
  const all = Object.keys(curves).map((name) => ({ phrases: phrasesRead(name), value: lastOf(curves[name]) }));
  return all.filter((rung) => rung.phrases !== null && isNumber(rung.value)).sort((a, b) => a.phrases - b.phrases);
}

/** Return a number of phrases in few letters. */
export function shortly(phrases) {
  if (phrases >= 1e6) return `${Number((phrases / 1e6).toPrecision(3))}M`;
  return phrases >= 1000 ? `${Number((phrases / 1000).toPrecision(3))}k` : String(phrases);
}

function describeLadder(rungs, lines) {
  const ages = rungs.map((rung) => `${count(rung.phrases)}: ${nats(rung.value)}`).join("; ");
  const levelsTold = lines
    .map((line) => `${line.name === "class" ? "the class, mean" : "the class together"}: ${nats(line.value)}`)
    .join("; ");
  return `Mean surprise of the rival in nats, by the phrases it had read. ${ages}. Beside it ${levelsTold}.`;
}

function ages(rungs, x) {
  return rungs.map((rung, n) =>
    svg("text", { class: "tick", x: x(n), y: HIGH - 8, "text-anchor": "middle" }, shortly(rung.phrases)),
  );
}

function ladder(rungs, to) {
  const points = rungs.map((rung, n) => [to.x(n), to.y(rung.value)]);
  return svg(
    "g",
    { class: "of rival" },
    svg("path", { class: "stroke", d: pathOf(points) }),
    points.map(([cx, cy]) => svg("circle", { cx, cy, r: 5 })),
  );
}

function levels(lines, to) {
  return lines.map(({ name, value }) =>
    svg(
      "g",
      { class: `of ${name}` },
      svg("line", { class: "stroke", x1: LEFT, x2: WIDE - NAMES, y1: to.y(value), y2: to.y(value) }),
    ),
  );
}

/** The names of the class's levels and of the rival, at their ends, none upon another. */
function names(rungs, lines, to) {
  const ends = [...lines, { name: "rival", value: rungs[rungs.length - 1].value }];
  const placed = spreadApart(
    ends.map((end) => to.y(end.value)),
    24,
    18,
    HIGH - FLOOR,
  );
  const words = { class: "class, mean", together: "class together", rival: "the rival" };
  return ends.map(({ name }, n) =>
    svg(
      "g",
      { class: `of ${name}` },
      svg("text", { class: "name", x: WIDE - NAMES + 4, y: placed[n] + 6 }, words[name]),
    ),
  );
}

function lastOf(values) {
  return [...(values || [])].reverse().find(isNumber);
}
