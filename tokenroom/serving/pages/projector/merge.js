/** A vote on which pair of symbols becomes one, and what most wanted. */
import { el } from "../elements.js";
import { count, counted } from "../figures.js";
import { spokenToken, tokenLabel } from "../tokens.js";
import { voteBars } from "./bars.js";
import { meterNode } from "./meter.js";
import { toldNode } from "./talk.js";

const PIECES = 400;
const PAIRS = 14;
const ROWS = 7;

/** Return the screen. */
export function mergeScreen(room) {
  return room.stage.view.revealed ? revealScreen(room) : askScreen(room);
}

function askScreen({ stage, count: counts }) {
  const { view } = stage;
  const pairs = view.candidates.slice(0, PAIRS).map((pair) => el("li", {}, pairNode(pair.left.text, pair.right.text)));
  const more =
    view.candidates.length > PAIRS ? el("p", { class: "soft" }, "Any other two neighbours may be chosen too.") : null;
  const left = el(
    "div",
    { class: "column wide" },
    el("h1", {}, "Which two shall become one?"),
    toldNode(stage.told),
    piecesNode(view),
  );
  const right = el(
    "div",
    { class: "column" },
    el("section", { class: "card" }, el("h2", {}, "On offer"), el("ul", { class: "pairs" }, pairs), more),
    meterNode(counts),
  );
  return [el("div", { class: "twocolumns" }, left, right)];
}

function revealScreen({ stage }) {
  const { view } = stage;
  const { revealed } = view;
  const head = revealed.made ? ["The class makes ", symbol(revealed.made.text)] : ["The class merges nothing"];
  const right = el("div", { class: "column" }, votesNode(view), savedNode(revealed));
  const left = el(
    "div",
    { class: "column wide" },
    el("h1", {}, head),
    toldNode(stage.told),
    piecesNode(view, revealed.made),
  );
  return [el("div", { class: "twocolumns" }, left, right)];
}

function votesNode({ votes, revealed }) {
  const won = (vote) =>
    revealed.picked === null
      ? vote.left === null
      : vote.left === revealed.picked.left.text && vote.right === revealed.picked.right.text;
  const row = (vote) => ({
    label: vote.left === null ? "nothing" : pairNode(vote.left, vote.right),
    votes: vote.votes,
    kind: won(vote) ? "came" : "class",
    note: won(vote) ? "merged" : "",
  });
  const bars = votes.length
    ? voteBars(votes.slice(0, ROWS).map(row), "How the class voted")
    : el("p", {}, "Nobody voted.");
  return el("section", { class: "card" }, el("h2", {}, "How the class voted"), bars);
}

function savedNode(revealed) {
  const { best, picked } = revealed;
  const rule = best
    ? el(
        "p",
        {},
        "The machine, which counts, would take ",
        pairNode(best.left.text, best.right.text),
        `: it saves ${counted(best.saved, "token")}${picked ? `, the class's ${count(picked.saved)}` : ""}.`,
      )
    : null;
  return el(
    "section",
    { class: "card" },
    el("h2", {}, "Saved so far"),
    el(
      "p",
      { class: "statement" },
      "class ",
      el("strong", {}, count(revealed.saved)),
      ", machine ",
      el("strong", {}, count(revealed.greedy_saved)),
      " tokens",
    ),
    rule,
    el("p", { class: "soft" }, `The text now costs ${counted(revealed.tokens, "token")}.`),
  );
}

function piecesNode({ pieces }, made = null) {
  const shown = pieces.slice(0, PIECES).map((piece) => [
    el(
      "span",
      { class: "piece" },
      piece.map((text) => symbol(text, made !== null && text === made.text)),
    ),
    " ",
  ]);
  return el(
    "section",
    { class: "passage card fromtop", "aria-label": "The text as symbols" },
    el("div", { class: "sight" }, el("p", { class: "pieces" }, shown)),
  );
}

function symbol(text, isNew = false) {
  return el("span", { class: isNew ? "symbol new" : "symbol" }, tokenLabel(text).replace(/ /g, "·"));
}

/** Return two symbols that may become one. */
export function pairNode(left, right) {
  return el(
    "span",
    { class: "both" },
    el("span", { "aria-hidden": "true" }, symbol(left), " + ", symbol(right)),
    el("span", { class: "unseen" }, `${spokenToken(left)} and ${spokenToken(right)}`),
  );
}
