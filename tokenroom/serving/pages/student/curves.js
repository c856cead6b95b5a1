/** A student's own running means beside the class's and the rival's. */
import { el } from "../elements.js";
import { curveChart } from "../curve.js";
import { inShort } from "../names.js";

/** Return the card with the curves; null where there is nothing to draw yet. */
export function ownCurves(figures, yours, rival) {
  if (!figures) return null;
  const own = yours && yours.curve ? [{ kind: "you", label: "you", values: yours.curve }] : [];
  const lines = [...own, ...named(figures, "class", "class"), ...named(figures, rivalOf(figures, rival), "rival")];
  if (!lines.some((line) => line.values.some((value) => typeof value === "number"))) return null;
  return el(
    "section",
    { class: "card" },
    el("h2", {}, "Mean surprise so far"),
    curveChart(lines, "Mean surprise so far in nats, item by item; lower is better"),
  );
}

function rivalOf(figures, rival) {
  return rival && rival in figures.curves ? rival : ["bigram", "uniform"].find((name) => name in figures.curves);
}

function named(figures, name, kind) {
  return name && figures.curves[name] ? [{ kind, label: inShort(name), values: figures.curves[name] }] : [];
}
