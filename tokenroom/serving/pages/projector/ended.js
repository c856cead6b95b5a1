/** The end of a level: how everyone did, the curves, where the class lies on the rival's, and what could be known. */
import { el } from "../elements.js";
import { count } from "../figures.js";
import { inWords } from "../names.js";
import { safeText, tokenLabel } from "../tokens.js";
import { costBars } from "./bars.js";
import { isNumber } from "./axes.js";
import { curvesNode } from "./curves.js";
import { equalsNode } from "./equals.js";
import { ladderNode } from "./ladder.js";
import { comparedNode } from "./learning.js";
import { linesOf } from "./players.js";
import { learnedNode } from "./prefer.js";
import { toldNode } from "./talk.js";

const SCORED = {
  you: "the class",
  greedy: "the machine, which counts",
  words: "whole words",
  shipped: "the tokenizer of this game",
  characters: "single letters",
};

/** Return the screen. */
export function endedScreen({ stage }) {
  const { view } = stage;
  const found = view.figures ? equalsNode(view.figures, "In this level", true) : null;
  const words = [found, toldNode(stage.told)];
  return [
    el("h1", {}, safeText(stage.title, 200)),
    figuresNode(view),
    scoredNode(view),
    comparedNode(view),
    el("div", { class: "debrief" }, words),
  ];
}

function figuresNode(view) {
  const { figures } = view;
  if (!figures || !figures.curves.class.some(isNumber)) return null;
  const rival = view.rival || (view.view === "prefer" ? "reward-model" : null);
  const lines = linesOf(figures.curves, rival);
  const cards = [meansNode(lines, rival, view), curvesCard(lines), ladderCard(figures)].filter(Boolean);
  return el("div", { class: cards.length > 2 ? "threecolumns" : "twohalves" }, cards);
}

function meansNode(lines, rival, view) {
  const bars = lines
    .map((line) => ({ label: line.label, kind: line.kind, value: [...line.values].reverse().find(isNumber) }))
    .filter((bar) => isNumber(bar.value));
  const who =
    rival && rival !== "reward-model" ? el("p", { class: "soft small" }, `The rival: ${inWords(rival)}.`) : null;
  return el(
    "section",
    { class: "card" },
    el("h2", {}, "Mean surprise, in nats"),
    costBars(bars, "Mean surprise of this level in nats, lowest first"),
    who,
    view.learned ? learnedNode(view) : null,
  );
}

function curvesCard(lines) {
  const items = Math.max(...lines.map((line) => line.values.length));
  return items > 1
    ? el(
        "section",
        { class: "card" },
        el("h2", {}, "Item by item"),
        curvesNode(lines, "Mean surprise so far in nats, item by item"),
      )
    : null;
}

function ladderCard({ curves }) {
  const ladder = ladderNode(curves);
  return (
    ladder &&
    el(
      "section",
      { class: "card" },
      el("h2", {}, "The rival as it read"),
      ladder,
      el("p", { class: "soft small" }, "Phrases that it had read, to the right; its surprise, upwards."),
    )
  );
}

function scoredNode({ scored }) {
  if (!scored) return null;
  const most = Math.max(1, ...scored.scores.map((score) => score.tokens));
  const row = (score) => {
    const fill = el("span", { class: "fill" });
    fill.style.width = `${((100 * score.tokens) / most).toFixed(1)}%`;
    return el(
      "tr",
      { class: `of ${score.player === "you" ? "class" : "other"}` },
      el("th", { scope: "row" }, SCORED[score.player] || safeText(score.player, 40)),
      el(
        "td",
        {},
        el(
          "div",
          { class: "bar" },
          el("span", { class: "rail", "aria-hidden": "true" }, fill),
          el("span", { class: "figure" }, count(score.tokens)),
        ),
      ),
    );
  };
  const made = scored.yours.length
    ? el(
        "p",
        { class: "soft" },
        "The class made: ",
        scored.yours.map((text) => [el("span", { class: "symbol" }, tokenLabel(text)), " "]),
      )
    : null;
  const head = el(
    "tr",
    { class: "unseen" },
    el("th", { scope: "col" }, "Whose symbols"),
    el("th", { scope: "col" }, "Tokens"),
  );
  return el(
    "section",
    { class: "card" },
    el("h2", {}, `Tokens for ${count(scored.held_out_bytes)} bytes of text that nobody had seen`),
    el(
      "table",
      { class: "bars long" },
      el("caption", { class: "unseen" }, "Fewest tokens first"),
      el("thead", {}, head),
      el("tbody", {}, scored.scores.map(row)),
    ),
    made,
  );
}
