/** The means of a level that has ended: you, the class, the others. */
import { el } from "../elements.js";
import { nats } from "../figures.js";
import { inShort } from "../names.js";

/** Return the table; null where nothing was predicted. */
export function meansTable(figures, yours, rival) {
  if (!figures) return null;
  const own = yours && typeof yours.mean === "number" ? [["you", yours.mean]] : [];
  const names = ["class", "together", rival, "bigram", "uniform"].filter((name) => name && figures.curves[name]);
  const others = [...new Set(names)].map((name) => [name, lastOf(figures.curves[name])]);
  const rows = [...own, ...others].filter(([, mean]) => typeof mean === "number").sort((a, b) => a[1] - b[1]);
  const row = ([name, mean]) =>
    el(
      "tr",
      { class: name === "you" ? "true" : null },
      el("th", { scope: "row" }, inShort(name)),
      el("td", { class: "figure" }, nats(mean)),
    );
  const head = el(
    "tr",
    {},
    el("th", { scope: "col" }, "Who"),
    el("th", { scope: "col", class: "figure" }, "Nats an item"),
  );
  return el(
    "section",
    { class: "card" },
    el("h2", {}, "Mean surprise, lowest first"),
    el("table", {}, el("thead", {}, head), el("tbody", {}, rows.map(row))),
  );
}

function lastOf(values) {
  const known = values.filter((value) => typeof value === "number");
  return known[known.length - 1];
}
