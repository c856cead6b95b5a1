/** What is told or asked in words: talks, questions, the beginning of a level, the end of the lesson. */
import { el } from "../elements.js";
import { counted } from "../figures.js";
import { safeText } from "../tokens.js";
import { meterNode } from "./meter.js";

const NOUNS = { predict: "item", prefer: "pair", merge: "merge", curate: "filter" };
const ASKS = {
  predict: "What comes next? Say what you expect, and be as sure as you dare.",
  prefer: "Which of two answers is better? Your choices train a reward model.",
  merge: "Which pair of symbols shall become one? Most votes decide.",
  curate: "What shall be thrown away before a model reads it? Most votes decide.",
};

/** Return something to look at and talk about. */
export function talkScreen({ stage }) {
  return [el("section", { class: "talk" }, el("h1", {}, safeText(stage.title, 200)), paragraphs(stage.view.text))];
}

/** Return the questions that everyone answers for themselves. */
export function questionsScreen({ stage, count }) {
  const list = stage.view.questions.map((question) => el("li", {}, safeText(question.text, 600)));
  return [
    el(
      "section",
      { class: "talk" },
      el("h1", {}, safeText(stage.title, 200)),
      el("p", { class: "lead soft" }, "Answer on your device, in your own words. It is no test."),
      el("ol", { class: "asked" }, list),
    ),
    meterNode(count),
  ];
}

/** Return how a level begins. */
export function openedScreen({ stage }) {
  const { view } = stage;
  const head = el(
    "div",
    { class: "opening" },
    el("h1", {}, safeText(stage.title, 200)),
    el(
      "p",
      { class: "lead" },
      ASKS[view.view] || "",
      " ",
      el("span", { class: "soft" }, `${counted(view.items, NOUNS[view.view] || "item")}.`),
    ),
  );
  return [el("section", { class: "talk" }, head, toldNode(stage.told, "story"))];
}

/** Return the end. */
export function overScreen({ title, names }) {
  return [
    el(
      "section",
      { class: "talk over" },
      el("h1", {}, "That was the lesson."),
      el("p", { class: "lead" }, safeText(title, 120)),
      el(
        "p",
        { class: "lead soft" },
        "Thank you for being a language model. You may stop guessing now: the curves stay on your own devices until the class is closed.",
      ),
    ),
  ];
}

/** Return what the story tells; null if it tells nothing. */
export function toldNode(told, kind = "told") {
  if (!told.length) return null;
  const words = ({ speaker, text }) =>
    el(
      "p",
      { class: speaker },
      speaker === "voice" ? el("span", { class: "unseen" }, "The voice: ") : null,
      safeText(text),
    );
  return el("div", { class: kind }, told.map(words));
}

function paragraphs(text) {
  return safeText(text)
    .split(/\n\s*\n/)
    .map((each) => each.trim())
    .filter(Boolean)
    .map((each) => el("p", { class: "lead" }, each));
}
