/** Models that learn from what the class chose: how far they are, and their curves as they come. */
import { el } from "../elements.js";
import { count, nats, percent } from "../figures.js";
import { curvesNode } from "./curves.js";
import { kindOf, label } from "./players.js";
import { learnedNode } from "./prefer.js";
import { toldNode } from "./talk.js";

const HEADS = {
  prefer: ["A reward model is learning", "It has learned"],
  curate: ["Two models are learning", "They have learned"],
};
const READS = { prefer: "steps", curate: "phrases" };

/** Return the screen. */
export function learningScreen({ stage }) {
  const { view } = stage;
  const head = el("h1", {}, (HEADS[view.view] || HEADS.prefer)[stage.phase === "working" ? 0 : 1]);
  return [
    head,
    toldNode(stage.told),
    progressNode(view),
    courseNode(view),
    view.view === "curate" ? comparedNode(view) : learnedNode(view),
  ];
}

function progressNode({ view, progress }) {
  if (!progress) return null;
  const words = `${count(progress.done)} of ${count(progress.total)} ${READS[view]}`;
  return el(
    "div",
    { class: "metered" },
    el("label", { for: "learned" }, words),
    el("progress", { id: "learned", max: Math.max(1, progress.total), value: progress.done }),
  );
}

function courseNode({ view, progress }) {
  if (!progress || progress.course.length < 2) return null;
  const names = Object.keys(progress.losses);
  const at = progress.course.map((point) => point.done);
  const lines = names.map((name) => ({
    label: label(name),
    kind: name === "raw" ? "other" : kindOf(name),
    at,
    values: progress.course.map((point) => point.losses[name]),
  }));
  return el(
    "section",
    { class: "card grows" },
    el(
      "h2",
      {},
      view === "curate"
        ? "Surprise on text that neither has seen, nats a token"
        : "Surprise at the pairs that it learns from, nats a pair",
    ),
    curvesNode(lines, "Loss in nats while it learns", 1150),
  );
}

/** Return how both rivals did; null while that is unknown. */
export function comparedNode({ compared, good, contacts }) {
  if (!compared) return null;
  const margin = compared.margin === null ? "" : ` ± ${nats(compared.margin)}`;
  return el(
    "section",
    { class: "card" },
    el(
      "p",
      { class: "statement" },
      "On clean text: ",
      el("strong", {}, nats(compared.raw)),
      " nats a token after the raw heap, ",
      el("strong", {}, nats(compared.cleaned)),
      " after the heap that the class cleaned: ",
      el("strong", {}, `${nats(compared.gain)}${margin}`),
      compared.gain >= 0 ? " gained." : " (lost).",
    ),
    el(
      "p",
      { class: "soft" },
      `${percent(compared.spared)} of the good text was kept, and ${count(compared.contacts_left)} of ${count(contacts)} contacts of people.`,
    ),
  );
}
