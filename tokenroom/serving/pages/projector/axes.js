/** The ground of a picture: scales, lines of a grid with their figures, labels that do not lie upon each other. */
import { svg } from "../elements.js";

/** Return a function from a value to a place: `low` lies at `from`, `high` at `to`. */
export function scale(low, high, from, to) {
  const span = high - low || 1;
  return (value) => from + ((value - low) / span) * (to - from);
}

/** Return round values from `low` up to `most`, six at the most. */
export function roundTicks(most, low = 0) {
  const size = 10 ** Math.floor(Math.log10((most - low) / 4.5 || 1));
  const step = [1, 2, 5, 10].map((each) => each * size).find((each) => (most - low) / each <= 4.5) || most;
  const first = Math.ceil(low / step - 1e-9);
  const length = Math.max(0, Math.floor(most / step + 1e-9) - first + 1);
  return Array.from({ length }, (_, n) => Number(((first + n) * step).toPrecision(9)));
}

/** Return places in the order of `wanted`, moved so that no two are nearer than `gap`, between `low` and `high`. */
export function spreadApart(wanted, gap, low, high) {
  const order = wanted.map((y, n) => ({ y, n })).sort((a, b) => a.y - b.y);
  let least = low;
  for (const each of order) least = (each.y = Math.max(each.y, least)) + gap;
  let most = high;
  for (const each of [...order].reverse()) most = (each.y = Math.min(each.y, most)) - gap;
  const placed = [];
  for (const { y, n } of order) placed[n] = y;
  return placed;
}

/** Return the horizontal lines of a grid with their values. */
export function grid(values, y, left, right) {
  return values.flatMap((value) => [
    svg("line", { class: "grid", x1: left, x2: right, y1: y(value), y2: y(value) }),
    svg("text", { class: "tick", x: left - 8, y: y(value) + 6, "text-anchor": "end" }, String(value)),
  ]);
}

/** Return the path through points; null breaks it. */
export function pathOf(points) {
  let isDown = false;
  const parts = points.map((point) => {
    const letter = isDown ? "L" : "M";
    isDown = point !== null;
    return point ? `${letter}${point[0].toFixed(1)} ${point[1].toFixed(1)}` : "";
  });
  return parts.join("");
}

/** Return whether a value is a number that can be drawn. */
export function isNumber(value) {
  return typeof value === "number" && Number.isFinite(value);
}
