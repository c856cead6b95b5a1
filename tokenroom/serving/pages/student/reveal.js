/** The reveal of a *predict* item: what came, three distributions side by side, costs and curves. */
import { el } from "../elements.js";
import { nats, percent } from "../figures.js";
import { inWords } from "../names.js";
import { spokenToken, tokenLabel } from "../tokens.js";
import { costTable } from "./costs.js";
import { ownCurves } from "./curves.js";
import { passageNode } from "./passage.js";

const LISTED = 6;

/** Return what came of an item of *predict*. */
export function revealPredict({ stage, yours }) {
  const { view } = stage;
  const { revealed, figures } = view;
  return [
    passageNode(view, revealed.text),
    headline(revealed, yours),
    costTable(yours, figures, playersShown(view), revealed.surprise),
    sharesTable(view, yours),
    ownCurves(figures, yours, view.rival),
    equalsNode(figures),
  ];
}

/** Return one sentence on what came and what it cost. */
export function outcomeInWords(revealed, yours) {
  const came = `It was ${spokenToken(revealed.text)}.`;
  return yours && typeof yours.surprise === "number" ? `${came} Your surprise: ${nats(yours.surprise)} nats.` : came;
}

function headline(revealed, yours) {
  const came = el(
    "p",
    { class: "came" },
    el("span", { class: "soft" }, "It was "),
    el("strong", { class: "token" }, tokenLabel(revealed.text)),
  );
  if (!yours || typeof yours.surprise !== "number") {
    return el(
      "section",
      { class: "card outcome" },
      came,
      el("p", {}, yours && yours.state === "missed" ? "You gave no answer here." : ""),
    );
  }
  const cost = el(
    "p",
    { class: "cost-big" },
    el("span", { class: "figure" }, nats(yours.surprise)),
    " nats of surprise",
  );
  const gave = `You had given it ${percent(Math.exp(0 - yours.surprise))}.`;
  const chance = typeof yours.chance === "number" ? ` Knowing nothing costs ${nats(yours.chance)}.` : "";
  const late =
    yours.state === "late"
      ? el("p", { class: "soft" }, "Your answer came after the class: it is kept, and counts in no mean.")
      : null;
  return el("section", { class: "card outcome" }, came, cost, el("p", { class: "soft" }, gave + chance), late);
}

function playersShown({ rival, revealed }) {
  const names = [rival, "bigram", "uniform"].filter((name) => name && name in revealed.surprises);
  return Object.fromEntries([...new Set(names)].map((name) => [name, revealed.surprises[name]]));
}

function sharesTable(view, yours) {
  const { revealed } = view;
  const columns = [
    { label: "you", kind: "you", options: yours ? yours.options : [] },
    { label: "class", kind: "class", options: revealed.yours },
    { label: "rival", kind: "rival", options: view.rival ? revealed.rivals : [] },
  ].filter((column) => column.options.length);
  const rows = tokensShown(columns, revealed).map((token) => shareRow(token, columns, revealed));
  const head = el(
    "tr",
    {},
    el("th", { scope: "col" }, "Token"),
    columns.map((column) => el("th", { scope: "col" }, column.label)),
  );
  const whose = view.rival ? el("p", { class: "soft small" }, `The rival: ${inWords(view.rival)}.`) : null;
  return el(
    "section",
    { class: "card" },
    el("h2", {}, "Who believed what"),
    el("table", { class: "shares" }, el("thead", {}, head), el("tbody", {}, rows)),
    whose,
  );
}

function tokensShown(columns, revealed) {
  const found = new Map([[revealed.token, { id: revealed.token, text: revealed.text, most: 2 }]]);
  for (const option of columns.flatMap((column) => column.options.slice(0, LISTED))) {
    const known = found.get(option.id);
    if (!known || option.p > known.most) found.set(option.id, { ...option, most: option.p });
  }
  return [...found.values()].sort((a, b) => b.most - a.most).slice(0, LISTED + 2);
}

function shareRow(token, columns, revealed) {
  const isTrue = token.id === revealed.token;
  const mark = isTrue ? el("span", { class: "unseen" }, " (this one came)") : null;
  const cells = columns.map((column) => shareCell(column, token));
  return el(
    "tr",
    { class: isTrue ? "true" : null },
    el("th", { scope: "row" }, el("span", { class: "token" }, isTrue ? "▸ " : "", tokenLabel(token.text)), mark),
    cells,
  );
}

function shareCell({ kind, options }, token) {
  const option = options.find((each) => each.id === token.id);
  if (!option) return el("td", { class: `player ${kind}` }, el("span", { class: "soft small" }, "less"));
  const fill = el("span", { class: "fill" });
  fill.style.width = `${(100 * option.p).toFixed(1)}%`;
  return el(
    "td",
    { class: `player ${kind}` },
    el("span", { class: "figure small" }, percent(option.p)),
    el("span", { class: "bar", "aria-hidden": "true" }, fill),
  );
}

/** Return which of the machine's ages the class equals. */
export function equalsNode(figures) {
  if (!figures || !figures.equals) return null;
  const together = figures.together_equals ? ` As one player it ${figures.together_equals}.` : "";
  return el("p", { class: "card" }, `So far this class ${figures.equals}.${together}`);
}
