/** An item of *predict*: what is asked, and what came. */
import { el } from "../elements.js";
import { count, nats } from "../figures.js";
import { inWords } from "../names.js";
import { spokenToken, tokenLabel } from "../tokens.js";
import { costBars, shareBars } from "./bars.js";
import { curvesNode } from "./curves.js";
import { equalsNode } from "./equals.js";
import { meterNode } from "./meter.js";
import { passageNode, passedNode } from "./passage.js";
import { costsOf, linesOf } from "./players.js";
import { spreadNamesNode, spreadNode } from "./spread.js";
import { toldNode } from "./talk.js";

const LISTED = 8; // candidates
const BARS = 6; // of the class's distribution, beside what came

/** Return the screen. */
export function predictScreen(room) {
  return room.stage.view.revealed ? revealScreen(room) : askScreen(room);
}

function askScreen({ stage, count: counts }) {
  const { view } = stage;
  const left = el(
    "div",
    { class: "column wide" },
    el("h1", {}, "What comes next?"),
    toldNode(stage.told),
    passedNode(view),
    passageNode(view),
  );
  const right = el(
    "div",
    { class: "column" },
    candidatesNode(view),
    stage.phase === "locked" ? lockedNode() : null,
    meterNode(counts),
  );
  return [el("div", { class: "twocolumns" }, left, right)];
}

function lockedNode() {
  return el("p", { class: "locked" }, "No more answers are taken.");
}

function candidatesNode(view) {
  const listed = view.candidates.slice(0, LISTED);
  const others = view.vocabulary_size - listed.length;
  const rest =
    others > 0 ? el("p", { class: "soft" }, `and ${count(others)} other ${others === 1 ? "token" : "tokens"}`) : null;
  return el(
    "section",
    { class: "card instinct" },
    el("h2", {}, "What instinct says"),
    shareBars(listed, "Shares that the instinct gives", "other"),
    rest,
  );
}

function revealScreen({ stage, spread }) {
  const { view } = stage;
  const { revealed, figures } = view;
  const top = el("div", { class: "revealtop" }, passageNode(view, revealed.text), cameNode(stage, revealed));
  const classes = figures.curves.class.length > 1 || figures.equals ? soFarNode(view) : null;
  const cards = el(
    "div",
    { class: classes ? "threecolumns" : "twohalves" },
    distributionNode(view),
    costsNode(view, spread),
    classes,
  );
  return [top, cards, spreadNamesNode(spread, view)];
}

function cameNode(stage, revealed) {
  const token = [
    el("span", { "aria-hidden": "true" }, tokenLabel(revealed.text)),
    el("span", { class: "unseen" }, spokenToken(revealed.text)),
  ];
  return el(
    "section",
    { class: "whatcame" },
    el("h1", {}, el("span", { class: "soft" }, "What came: "), el("span", { class: "token" }, token)),
    toldNode(stage.told),
  );
}

function distributionNode({ revealed, figures }) {
  const listed = revealed.yours.filter((option, n) => n < BARS || option.id === revealed.token);
  const came = revealed.yours.find((option) => option.id === revealed.token);
  const kind = figures.answered ? "class" : "other";
  const bars = shareBars(listed, "The class's shares, as one player", kind, revealed.token);
  const none = figures.answered ? null : el("p", {}, "Nobody answered in time: this is the instinct alone.");
  const gave = came ? el("p", { class: "soft" }, `Surprise: ${nats(revealed.surprise)} nats.`) : null;
  return el("section", { class: "card" }, el("h2", {}, "The class as one player"), none, bars, gave);
}

function costsNode(view, spread) {
  const { figures, rival } = view;
  const rivalWords =
    rival && rival in figures.players ? el("p", { class: "soft small" }, `The rival: ${inWords(rival)}.`) : null;
  return el(
    "section",
    { class: "card" },
    el("h2", {}, "Surprise, in nats"),
    costBars(costsOf(figures, rival), "Surprise at this item in nats, lowest first"),
    rivalWords,
    spreadNode(spread, view),
  );
}

function soFarNode(view) {
  const { curves } = view.figures;
  const picture =
    curves.class.length > 1
      ? curvesNode(linesOf(curves, view.rival), "Mean surprise so far in nats, item by item")
      : null;
  return el(
    "section",
    { class: "card" },
    el("h2", {}, "So far"),
    equalsNode(view.figures, "So far", picture === null),
    picture,
  );
}
