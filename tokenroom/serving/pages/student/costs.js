/** What an item cost: you, the class, the others; in nats, as bars and as figures. */
import { el } from "../elements.js";
import { nats } from "../figures.js";
import { inShort } from "../names.js";

/**
 * Return the table.
 *
 * @param {object|null} yours the student's own part
 * @param {object|null} figures of the class, or null
 * @param {object} players name -> surprise, in the order in which they are to stand
 * @param {number} together what it cost the class as one player
 */
export function costTable(yours, figures, players, together) {
  const rows = costRows(yours, figures, players, together);
  const most = Math.max(0.7, ...rows.map((row) => row.cost));
  const drawn = rows.map((row) => costRow(row, most));
  const head = el(
    "tr",
    { class: "unseen" },
    el("th", { scope: "col" }, "Who"),
    el("th", { scope: "col" }, "Surprise in nats"),
  );
  return el(
    "section",
    { class: "card" },
    el("h2", {}, "What it cost"),
    el(
      "table",
      { class: "costs" },
      el("caption", { class: "unseen" }, "Surprise of each, in nats"),
      el("thead", {}, head),
      el("tbody", {}, drawn),
    ),
  );
}

function costRows(yours, figures, players, together) {
  const own = yours && isNumber(yours.surprise) ? [{ label: "you", kind: "you", cost: yours.surprise }] : [];
  const all =
    figures && isNumber(figures.mean)
      ? [
          { label: "class, mean", kind: "class", cost: figures.mean },
          { label: "class together", kind: "together", cost: together },
        ]
      : [];
  const others = Object.entries(players).map(([name, cost]) => ({ label: inShort(name), kind: "rival", cost }));
  return [...own, ...all, ...others].filter((row) => isNumber(row.cost));
}

function costRow({ label, kind, cost }, most) {
  const fill = el("span", { class: "fill" });
  fill.style.width = `${((100 * cost) / most).toFixed(1)}%`;
  const bar = el("span", { class: "bar", "aria-hidden": "true" }, fill);
  return el(
    "tr",
    { class: `player ${kind}` },
    el("th", { scope: "row" }, label),
    el("td", {}, el("span", { class: "barred" }, bar, el("span", { class: "figure" }, nats(cost)))),
  );
}

function isNumber(value) {
  return typeof value === "number";
}
