/** A pair of answers: what is asked, what the class chose, and the reward model that learns from it. */
import { el } from "../elements.js";
import { nats, percent } from "../figures.js";
import { safeText } from "../tokens.js";
import { costBars } from "./bars.js";
import { curvesNode } from "./curves.js";
import { meterNode } from "./meter.js";
import { costsOf, linesOf } from "./players.js";
import { toldNode } from "./talk.js";

const RULE = /^\s*\d+\.\s+\*\*(.+?)\*\*/gm; // a rule's name in the guideline
const SPEAKERS = { user: "Somebody asks", assistant: "The chatbot", system: "The instruction" };

/** Return the screen. */
export function preferScreen(room) {
  return room.stage.view.revealed ? revealScreen(room) : askScreen(room);
}

function askScreen({ stage, count }) {
  const { view } = stage;
  const locked = stage.phase === "locked" ? el("p", { class: "locked" }, "No more answers are taken.") : null;
  return [
    el("h1", {}, "Which answer is better?"),
    toldNode(stage.told),
    promptNode(view.asked),
    pairNode(view),
    rulesNode(view.guideline),
    locked,
    meterNode(count),
  ];
}

function promptNode({ prompt }) {
  return el(
    "section",
    { class: "prompt" },
    prompt.map((turn) =>
      el(
        "p",
        {},
        el("span", { class: "soft" }, `${SPEAKERS[turn.role] || safeText(turn.role, 20)}: `),
        safeText(turn.text, 1200),
      ),
    ),
  );
}

function pairNode({ asked, revealed, choices }) {
  return el(
    "div",
    { class: "pair" },
    answerNode("first", asked, revealed, choices[0]),
    answerNode("second", asked, revealed, choices[1]),
  );
}

function answerNode(side, asked, revealed, chosen) {
  const isBetter = revealed !== null && revealed.better === side;
  const head = el(
    "h2",
    {},
    side === "first" ? "First" : "Second",
    isBetter ? el("span", { class: "note" }, " better, says the guideline") : null,
  );
  const votes =
    revealed === null
      ? null
      : el(
          "p",
          { class: "chosen" },
          el("strong", {}, String(chosen)),
          ` ${chosen === 1 ? "student" : "students"} chose it`,
        );
  return el(
    "section",
    { class: isBetter ? "card answer better" : "card answer" },
    head,
    el("p", { class: "book" }, safeText(asked[side], 1600)),
    votes,
  );
}

function rulesNode(guideline) {
  const rules = [...guideline.matchAll(RULE)].map((found) => found[1]);
  if (!rules.length) return null;
  return el(
    "section",
    { class: "rules" },
    el("h2", {}, "What decides, first come first"),
    el(
      "ol",
      {},
      rules.map((rule) => el("li", {}, safeText(rule, 40))),
    ),
  );
}

function revealScreen({ stage }) {
  const { view } = stage;
  const cards = el("div", { class: "threecolumns" }, choiceNode(view), costsNode(view), modelNode(view));
  return [
    el("h1", {}, `The ${view.revealed.better} one is better`, reason(view.revealed)),
    toldNode(stage.told),
    promptNode(view.asked),
    pairNode(view),
    cards,
  ];
}

function reason({ reason: why, contested }) {
  const words = [
    why ? `it is decided by “${safeText(why, 80)}”` : "",
    contested ? "honest people disagree here" : "",
  ].filter(Boolean);
  return words.length ? el("span", { class: "soft" }, `: ${words.join("; ")}`) : null;
}

function choiceNode({ choices, revealed, turned }) {
  const [first, second, neither] = choices;
  const total = first + second + neither;
  const chosen =
    first === second ? "The class is split" : `The class chooses the ${first > second ? "first" : "second"}`;
  const learns = turned
    ? "That is against the guideline. The reward model learns what the class chose."
    : "The reward model learns from this pair.";
  const held = revealed.held_out ? "This pair is held out: nobody learns from it." : learns;
  const words = total
    ? `${first} to ${second}${neither ? `, ${neither} for neither` : ""}.`
    : "Nobody answered in time.";
  return el(
    "section",
    { class: "card" },
    el("h2", {}, total ? chosen : "No choice"),
    el("p", { class: "statement" }, words),
    el("p", { class: "soft" }, held),
  );
}

function costsNode({ figures }) {
  return el(
    "section",
    { class: "card" },
    el("h2", {}, "Surprise, in nats"),
    costBars(costsOf(figures, "reward-model"), "Surprise at this pair in nats, lowest first"),
    el("p", { class: "soft small" }, `To know nothing costs ${nats(Math.LN2)}.`),
  );
}

function modelNode(view) {
  const curves =
    view.figures.curves.class.length > 1
      ? curvesNode(linesOf(view.figures.curves, "reward-model"), "Mean surprise so far in nats, pair by pair")
      : el("p", {}, "Its curve begins with the next pair.");
  return el(
    "section",
    { class: "card" },
    el("h2", {}, "The reward model learns beside you"),
    curves,
    learnedNode(view),
  );
}

/** Return how often the reward models agree with the guideline; null while that is unknown. */
export function learnedNode({ learned }) {
  if (!learned) return null;
  const line = (share, words) => (share === null ? null : el("li", {}, `${words}: `, el("strong", {}, percent(share))));
  return el(
    "div",
    { class: "learned" },
    el("p", {}, "On pairs that it never saw it agrees with the guideline:"),
    el("ul", {}, line(learned.few, "after the class's few pairs"), line(learned.full, "after all pairs")),
  );
}
