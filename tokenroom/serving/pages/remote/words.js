/** Stages in words that fit a phone: what is shown now, what the large button does. */
import { counted, nats } from "../figures.js";
import { joinedText, safeText, tokenLabel } from "../tokens.js";

const NOUNS = { predict: "Item", prefer: "Pair", merge: "Merge", curate: "Filter" };
const TAIL = 140; // characters of a passage

/** Return a line of the host's as a sentence. */
export function sentence(why) {
  const text = safeText(why, 300).trim();
  return text ? `${text[0].toUpperCase()}${text.slice(1)}${/[.!?…]$/.test(text) ? "" : "."}` : "";
}

/** Return what the large button does now. */
export function goLabel({ phase, view, looking_back }) {
  if (looking_back) return "Forward";
  const isAsked = phase === "asked" || phase === "locked";
  if (isAsked && view.view !== "questions") return "Reveal";
  return { lobby: "Begin", working: "Stop learning", ended: "Next step", over: "The end" }[phase] || "Next";
}

/** Return the act that the large button sends. */
export function goAct(stage) {
  return goLabel(stage) === "Reveal" ? "reveal" : "next";
}

/** Return where the class is, as a heading. */
export function headWords({ phase, view, title }) {
  const number = view && view.item ? `${NOUNS[view.view] || "Item"} ${view.item} of ${view.items}` : "";
  const words = {
    lobby: "The class comes in",
    talk: "Look and talk",
    opened: "The level begins",
    asked: view && view.view === "questions" ? "Questions are open" : `${number} is open`,
    locked: `${number}: no more answers`,
    revealed: `${number} is revealed`,
    working: "A model is learning",
    worked: "The model has learned",
    ended: "The level is over",
    over: "The lesson is over",
  };
  return words[phase] || safeText(title, 120);
}

/** Return what is said when the class has come to another stage. */
export function announcedWords(stage) {
  const paused = stage.paused ? "Paused. " : "";
  return `${paused}${headWords(stage)}. ${safeText(stage.title, 120)}.`;
}

/** Return what the projector shows, as lines. */
export function shownWords(stage) {
  const { view, phase } = stage;
  if (!view) return [];
  if (phase === "working" && view.progress) return [`${view.progress.done} of ${view.progress.total} learned`];
  const words = BY_VIEW[view.view](view, phase).filter(Boolean);
  return words.length ? words : stage.told.slice(0, 1).map((said) => cut(said.text));
}

const BY_VIEW = {
  talk: talkWords,
  questions: questionsWords,
  predict: predictWords,
  prefer: preferWords,
  merge: mergeWords,
  curate: curateWords,
};

function talkWords({ text }) {
  return [cut(text)];
}

function questionsWords({ questions }) {
  return questions.map((question) => cut(question.text));
}

function predictWords(view, phase) {
  if (!view.item || phase === "ended") return figuresWords(view.figures);
  const texts = view.passage.map((token) => token.text);
  const text = safeText(view.spaced ? texts.map((each) => tokenLabel(each)).join(" ") : joinedText(texts), 20000);
  const passage = `${text.length > TAIL ? "…" : ""}${text.slice(-TAIL)}${view.spaced ? " " : ""}`;
  if (!view.revealed) return [`${passage}[?]`];
  return [`${passage}[${tokenLabel(view.revealed.text)}]`, ...figuresWords(view.figures)];
}

/** Return the figures of the class in words. */
export function figuresWords(figures) {
  if (!figures) return [];
  if (figures.mean === null) return ["Nobody answered in time."];
  const equals = figures.equals ? `So far this class ${figures.equals}.` : "";
  return [
    `${counted(figures.answered, "answer")}: class mean ${nats(figures.mean)} nats, together ${nats(figures.together)}.`,
    equals,
  ];
}

function preferWords({ asked, revealed, choices }, phase) {
  if (phase === "ended" || !asked) return [];
  if (!revealed) return [`First: ${cut(asked.first)}`, `Second: ${cut(asked.second)}`];
  return [
    `The ${revealed.better} is better${revealed.reason ? ` (${safeText(revealed.reason, 60)})` : ""}.`,
    `${choices[0]} chose the first, ${choices[1]} the second, ${choices[2]} neither.`,
  ];
}

function mergeWords({ revealed, candidates }, phase) {
  if (phase === "ended") return [];
  if (!revealed) return candidates.length ? [`${counted(candidates.length, "pair")} on offer.`] : [];
  return [
    revealed.made ? `The class makes ${tokenLabel(revealed.made.text)}.` : "The class merges nothing.",
    `Saved so far: ${revealed.saved} by the class, ${revealed.greedy_saved} by the machine.`,
  ];
}

function curateWords({ words, revealed, filter }, phase) {
  if (!filter || phase === "ended") return [];
  return [safeText(words, 160), revealed ? `The class sets it to ${safeText(revealed, 60)}.` : ""];
}

function cut(text) {
  const line = safeText(text, 2000).replace(/\s+/g, " ").trim();
  return line.length > TAIL ? `${line.slice(0, TAIL)}…` : line;
}
