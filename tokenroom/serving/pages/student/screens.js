/** Which screen belongs to a phase of the lesson, and what is said when it comes. */
import { el } from "../elements.js";
import { count, counted } from "../figures.js";
import { safeText } from "../tokens.js";
import { ownCurves } from "./curves.js";
import { passageNode } from "./passage.js";
import { askPredict } from "./predict.js";
import { askPrefer, learnedNode, promptNode, revealPrefer } from "./prefer.js";
import { askQuestions } from "./questions.js";
import { equalsNode, outcomeInWords, revealPredict } from "./reveal.js";
import { meansTable } from "./means.js";
import { askCurate, askMerge, comparedNode, revealCurate, revealMerge, scoredNode } from "./votes.js";

const ASK = { predict: askPredict, prefer: askPrefer, merge: askMerge, curate: askCurate, questions: askQuestions };
const REVEAL = { predict: revealPredict, prefer: revealPrefer, merge: revealMerge, curate: revealCurate };
const NOUN = { predict: "Item", prefer: "Pair", merge: "Merge", curate: "Filter" };
const PLURAL = { predict: "item", prefer: "pair", merge: "merge", curate: "filter" };

/** Return the key of the screen that a state asks for: another key, another screen. */
export function screenKey({ stage, yours, sending, me }) {
  const { view, phase } = stage;
  const place = view ? `${view.view} ${view.play} ${view.item}` : "";
  if (!isAsking(phase)) return `${stage.stage} ${phase} ${place} ${yours ? yours.state : ""} ${me.name}`;
  return `asked ${place} ${isAnswered(yours) || sending === keyOf(view) ? "answered" : "open"}`;
}

/** Return the key of an item: under it drafts are kept. */
export function keyOf(view) {
  return `${view.play} ${view.item}`;
}

/** Return the screen: its heading, its nodes, what is said; and, of a form, its button. */
export function screenOf(state, act) {
  const { stage } = state;
  if (isAsking(stage.phase)) return askScreen(state, act);
  return { lobby, talk, opened, revealed, working, worked, ended, over }[stage.phase](state);
}

/** Whether a phase is one in which an item stands open, even if the teacher has locked it. */
export function isAsking(phase) {
  return phase === "asked" || phase === "locked";
}

/** Whether a student's own part says that the item was answered. */
export function isAnswered(yours) {
  return Boolean(yours) && yours.state !== "open";
}

function askScreen(state, act) {
  const { stage, yours, sending } = state;
  const key = keyOf(stage.view);
  if (isAnswered(yours) || sending === key) return answered(state);
  const form = ASK[stage.view.view]({ stage, key }, act);
  const heading = itemHeading(stage);
  const wrong = el("p", { class: "problem", role: "alert", hidden: true });
  form.send.before(wrong);
  return {
    ...form,
    heading,
    wrong,
    nodes: [head(stage, heading), toldNode(stage), form.nodes],
    said: `${heading}. It is open.`,
  };
}

function answered({ stage, sent, isKept }) {
  const { view } = stage;
  const heading = itemHeading(stage);
  const isQuestions = view.view === "questions";
  const words = isKept ? "Your answer is kept." : "Sending your answer …";
  const what =
    sent && sent.key === keyOf(view)
      ? el(
          "ul",
          { class: "yours" },
          sent.told.map((parts) =>
            el(
              "li",
              {},
              parts.map((part) => el("span", {}, part)),
            ),
          ),
        )
      : null;
  const status = el("p", { class: "big", id: "kept" }, words);
  const wait = el(
    "p",
    { class: "soft" },
    isQuestions
      ? "Wait for your teacher."
      : "What came is shown when your teacher says so. Nobody is faster than anybody here.",
  );
  const card = el("section", { class: "card kept" }, status, what, wait);
  const again = view.view === "predict" ? passageNode(view) : view.view === "prefer" ? promptNode(view.asked) : null;
  return { heading, nodes: [head(stage, heading), card, again], said: isKept ? words : "", status };
}

function lobby({ stage, me }) {
  const heading = `Hello, ${safeText(me.name, 24)}`;
  const words = el(
    "section",
    { class: "card words-card" },
    el("p", {}, "These two words are yours alone. With them you come back to this seat from another device:"),
    el("p", { class: "words big" }, me.word),
  );
  return {
    heading,
    nodes: [el("h1", {}, heading), el("p", {}, "You are in. Wait for your teacher to begin."), words],
    said: `You are in, ${me.name}. Your two words are ${me.word}. Wait for your teacher to begin.`,
  };
}

function talk({ stage }) {
  const text = stage.view && stage.view.text ? safeText(stage.view.text).trim() : "";
  return {
    heading: title(stage),
    nodes: [head(stage, title(stage)), el("div", { class: "card book lines" }, paragraphs(text))],
    said: `${title(stage)}. ${text}`,
  };
}

function opened({ stage }) {
  const { view } = stage;
  const items = counted(view.items, PLURAL[view.view] || "item");
  return {
    heading: title(stage),
    nodes: [
      head(stage, title(stage)),
      toldNode(stage),
      el("p", { class: "soft" }, `${items} to come. Your teacher begins.`),
    ],
    said: [title(stage), ...stage.told.map((said) => said.text)].join(". "),
  };
}

function revealed(state) {
  const { stage, yours } = state;
  const { view } = stage;
  const heading = itemHeading(stage);
  const said = view.view === "predict" ? outcomeInWords(view.revealed, yours) : `${heading}: it is shown what came.`;
  return { heading, nodes: [head(stage, heading), REVEAL[view.view](state), toldNode(stage)], said };
}

function working({ stage }) {
  const bar = el("progress", { max: 1, value: 0, "aria-label": "How far it has learned" });
  const told = el("p", { class: "figure" });
  const update = ({ stage: now }) => {
    const { progress } = now.view;
    bar.value = progress && progress.total ? progress.done / progress.total : 0;
    told.textContent = progress
      ? `${count(progress.done)} of ${count(progress.total)}${lossesInWords(progress.losses)}`
      : "";
  };
  const nodes = [
    head(stage, "A model is learning"),
    toldNode(stage),
    el("section", { class: "card" }, el("p", {}, "A model is learning from what this class chose."), bar, told),
    learnedNode(stage.view),
  ];
  return { heading: "A model is learning", nodes, said: "A model is learning from what this class chose.", update };
}

function lossesInWords(losses) {
  const told = Object.entries(losses).map(([name, loss]) => `${name} ${loss.toFixed(3)} nats`);
  return told.length ? `; ${told.join(", ")}` : "";
}

function worked({ stage }) {
  return {
    heading: "It has learned",
    nodes: [head(stage, "It has learned"), toldNode(stage), learnedNode(stage.view), comparedNode(stage.view)],
    said: "The model has learned.",
  };
}

function ended(state) {
  const { stage, mine } = state;
  const { view } = stage;
  const yours = mine && mine.play === view.play ? mine : null;
  const nodes = [
    head(stage, title(stage)),
    meansTable(view.figures, yours, view.rival),
    ownCurves(view.figures, yours, view.rival),
    equalsNode(view.figures),
    learnedNode(view),
    scoredNode(view),
    comparedNode(view),
    toldNode(stage),
  ];
  return { heading: title(stage), nodes, said: `${title(stage)}: this level has ended.` };
}

function over({ stage, me }) {
  const nodes = [
    el("h1", {}, "That was the lesson"),
    el("p", { class: "card" }, `Thank you, ${safeText(me.name, 24)}. You have been a language model for a while.`),
    toldNode(stage),
  ];
  return { heading: "That was the lesson", nodes, said: "That was the lesson." };
}

function itemHeading({ view, title: step }) {
  if (view.view === "questions") return safeText(step, 80);
  return `${NOUN[view.view]} ${view.item} of ${view.items}`;
}

function title(stage) {
  return safeText(stage.title, 80);
}

function head(stage, heading) {
  const above = title(stage) === heading ? null : el("p", { class: "above soft small" }, title(stage));
  return [above, el("h1", {}, heading)];
}

function toldNode(stage) {
  const paragraph = (said) =>
    el(
      "p",
      { class: said.speaker === "voice" ? "voice" : null },
      said.speaker === "voice" ? el("span", { class: "unseen" }, "The voice: ") : null,
      safeText(said.text),
    );
  return stage.told.length
    ? el("section", { class: "card told", "aria-label": "The story" }, stage.told.map(paragraph))
    : null;
}

function paragraphs(text) {
  return text.split(/\n\s*\n/).map((each) => el("p", {}, each));
}
