/** Votes: which pair to merge, how to set a filter; and what most wanted. */
import { button, el } from "../elements.js";
import { count, counted, nats, percent } from "../figures.js";
import { inShort } from "../names.js";
import { safeText, spokenToken, tokenLabel } from "../tokens.js";
import { choiceGroup } from "./vote.js";

const WHOSE = {
  you: "this class",
  greedy: "the greedy rule",
  shipped: "the shipped tokenizer",
  words: "whole words",
  characters: "single characters",
};
const PIECES = 60; // of the text, that are shown

/** Return the vote on a merge. */
export function askMerge({ stage }, act) {
  const { view } = stage;
  const choices = view.candidates.map((pair, n) => ({
    value: String(n),
    label: pairNode(pair.left.text, pair.right.text),
  }));
  const answers = new Map(
    view.candidates.map((pair, n) => [String(n), { command: "merge_pick", left: pair.left.id, right: pair.right.id }]),
  );
  answers.set("nothing", { command: "next" });
  const told = (value) => (value === "nothing" ? "nothing" : pairText(view.candidates[Number(value)]));
  return voteForm(
    "Which pair shall become one symbol?",
    [...choices, { value: "nothing", label: "Nothing" }],
    (value) => act.answer(answers.get(value), [[told(value)]]),
    piecesNode(view),
  );
}

/** Return the vote on a filter. */
export function askCurate({ stage }, act) {
  const { view } = stage;
  const note = (o) =>
    `leaves ${percent(o.good_left / Math.max(1, view.good))} of the good text, ${counted(o.bad_left, "run")} of the bad, ${count(o.contacts_left)} of ${counted(view.contacts, "contact")}`;
  const choices = view.options.map((o) => ({ value: o.setting, label: `${o.setting}: ${o.words}`, note: note(o) }));
  const intro = el("p", { class: "card" }, `The filter: ${view.words}.`);
  return voteForm(
    "How shall it be set?",
    choices,
    (setting) => act.answer({ command: "set_filter", filter: view.filter, setting }, [[setting]]),
    intro,
  );
}

function voteForm(legend, choices, onSend, intro) {
  let chosen = null;
  const send = button("Vote", () => chosen !== null && onSend(chosen), { class: "main wide", disabled: true });
  const choose = (value) => {
    chosen = value;
    send.disabled = false;
  };
  return {
    nodes: [
      intro,
      el("section", { class: "card" }, choiceGroup(legend, choices, choose)),
      el("div", { class: "bottom" }, send),
    ],
    send,
    isReady: () => chosen !== null,
  };
}

/** Return what came of a vote on a merge. */
export function revealMerge({ stage }) {
  const { revealed, votes } = stage.view;
  const made = revealed.made ? ["The class made ", symbol(revealed.made.text), "."] : ["The class merged nothing."];
  const best = revealed.best
    ? [
        "The greedy rule would have taken ",
        pairNode(revealed.best.left.text, revealed.best.right.text),
        `, which saves ${counted(revealed.best.saved, "token")}.`,
      ]
    : [];
  const rows = votes.map((vote) => [vote.left === null ? "nothing" : pairNode(vote.left, vote.right), vote.votes]);
  const saved = `Saved so far: ${counted(revealed.saved, "token")} by the class, ${count(revealed.greedy_saved)} by the greedy rule. The text now costs ${counted(revealed.tokens, "token")}.`;
  return [
    el("section", { class: "card" }, el("p", { class: "big" }, made), el("p", {}, best), el("p", {}, saved)),
    votesTable(rows),
  ];
}

/** Return what came of a vote on a filter. */
export function revealCurate({ stage }) {
  const { revealed, votes, words } = stage.view;
  const rows = Object.entries(votes).map(([setting, n]) => [safeText(setting, 60), n]);
  return [
    el(
      "section",
      { class: "card" },
      el("p", { class: "big" }, "The class chose ", el("strong", {}, safeText(revealed, 60)), "."),
      el("p", { class: "soft" }, `The filter: ${words}.`),
    ),
    votesTable(rows),
  ];
}

function votesTable(rows) {
  if (!rows.length) return el("p", { class: "card" }, "Nobody voted.");
  const row = ([label, n]) => el("tr", {}, el("th", { scope: "row" }, label), el("td", { class: "figure" }, String(n)));
  const head = el("tr", {}, el("th", { scope: "col" }, "Wanted"), el("th", { scope: "col", class: "figure" }, "Votes"));
  return el(
    "section",
    { class: "card" },
    el("h2", {}, "How the class voted"),
    el("table", {}, el("thead", {}, head), el("tbody", {}, rows.map(row))),
  );
}

/** Return how every way to cut text did, once all merges are made. */
export function scoredNode({ scored }) {
  if (!scored) return null;
  const row = (score) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, WHOSE[score.player] || inShort(score.player)),
      el("td", { class: "figure" }, count(score.tokens)),
      el("td", { class: "figure" }, nats(score.tokens_per_byte)),
    );
  const head = el(
    "tr",
    {},
    el("th", { scope: "col" }, "Whose symbols"),
    el("th", { scope: "col", class: "figure" }, "Tokens"),
    el("th", { scope: "col", class: "figure" }, "Per byte"),
  );
  return el(
    "section",
    { class: "card" },
    el("h2", {}, "On text that nobody had seen"),
    el("table", {}, el("thead", {}, head), el("tbody", {}, scored.scores.map(row))),
  );
}

/** Return how both rivals did, once they have learned. */
export function comparedNode({ compared }) {
  if (!compared) return null;
  const margin = compared.margin === null ? "" : ` ± ${nats(compared.margin)}`;
  const line = `In raw text a model learned to be surprised by ${nats(compared.raw)} nats a token; in the text that the class cleaned, ${nats(compared.cleaned)}: ${nats(compared.gain)}${margin} less.`;
  return el("section", { class: "card" }, el("h2", {}, "Two models, two heaps"), el("p", {}, line));
}

function piecesNode(view) {
  const pieces = view.pieces.slice(0, PIECES).map((piece) => el("span", { class: "piece" }, piece.map(symbol)));
  return el(
    "section",
    { class: "card", "aria-label": "The text as symbols" },
    el("p", { class: "pieces" }, pieces, view.pieces.length > PIECES ? " …" : ""),
  );
}

function symbol(text) {
  return el("span", { class: "symbol" }, tokenLabel(text).replace(/ /g, "·"));
}

function pairNode(left, right) {
  return el(
    "span",
    { class: "both" },
    symbol(left),
    el("span", { "aria-hidden": "true" }, " + "),
    el("span", { class: "unseen" }, " and "),
    symbol(right),
  );
}

function pairText(pair) {
  return `${spokenToken(pair.left.text)} + ${spokenToken(pair.right.text)}`;
}
