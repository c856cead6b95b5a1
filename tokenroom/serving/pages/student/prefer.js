/** Valuing a pair of answers, and what it cost. */
import { button, el, setText } from "../elements.js";
import { nats, percent } from "../figures.js";
import { minusLogSigmoid, sigmoid } from "../softmax.js";
import { safeText } from "../tokens.js";
import { costTable } from "./costs.js";
import { keepDraft, recallDraft } from "./keeper.js";
import { stepper } from "./stepper.js";

const MOST = 1000;

/** Return the form for a pair. */
export function askPrefer({ stage, key }, act) {
  const { asked, guideline } = stage.view;
  const draft = recallDraft(key) || { first: 0, second: 0 };
  const meaning = el("p", { class: "meaning", role: "status" });
  const refresh = () => setText(meaning, meant(draft.first - draft.second));
  const side = (name, title) =>
    valued(name, title, asked[name], draft, () => {
      keepDraft(key, draft);
      refresh();
    });
  refresh();
  const send = button(
    "Answer",
    () => act.answer({ command: "value_pair", ...draft }, [[meant(draft.first - draft.second)]]),
    { class: "main wide" },
  );
  const nodes = [
    promptNode(asked),
    el("div", { class: "pair" }, side("first", "First answer"), side("second", "Second answer")),
    guidelineNode(guideline),
    el("div", { class: "bottom" }, meaning, send),
  ];
  return { nodes, send };
}

/** Return what was said before the two answers. */
export function promptNode(asked) {
  const turns = asked.prompt.map((turn) => el("p", {}, el("strong", {}, `${turn.role}: `), safeText(turn.text)));
  return el("section", { class: "card", "aria-label": "What was said" }, turns);
}

/** Return what values with this difference say. */
export function meant(difference) {
  if (difference === 0) return "You say: both are worth the same. Whichever is better, this costs 0.69 nats.";
  const share = sigmoid(Math.abs(difference));
  const [right, wrong] = [minusLogSigmoid(Math.abs(difference)), minusLogSigmoid(-Math.abs(difference))];
  const which = difference > 0 ? "first" : "second";
  return `You say: the ${which} is better, with ${percent(share)}. It costs ${nats(right)} nats if you are right, ${nats(wrong)} if not.`;
}

function valued(name, title, text, draft, onChange) {
  const set = (value) => {
    draft[name] = value;
    onChange();
  };
  const number = stepper({
    label: `value of the ${name} answer`,
    value: draft[name],
    step: 1,
    least: -MOST,
    most: () => MOST,
    onChange: set,
  });
  return el(
    "section",
    { class: "card" },
    el("h2", {}, title),
    el("p", { class: "book" }, safeText(text)),
    el("p", { class: "soft small" }, "What is it worth?"),
    number,
  );
}

function guidelineNode(guideline) {
  if (!guideline) return null;
  return el(
    "details",
    { class: "card" },
    el("summary", {}, "What decides which is better"),
    el("p", { class: "lines" }, safeText(guideline)),
  );
}

/** Return what came of a pair. */
export function revealPrefer({ stage, yours }) {
  const { asked, revealed, choices, turned, figures } = stage.view;
  const [first, second, neither] = choices;
  const better = el(
    "section",
    { class: "card" },
    el("h2", {}, `The ${revealed.better} answer is better`),
    el("p", { class: "book" }, safeText(asked[revealed.better])),
    reasonNode(revealed),
    gaveNode(yours),
  );
  const most = `${first} of the class chose the first, ${second} the second, ${neither} neither.${turned ? " Most would choose against the guideline." : ""}`;
  const players = { "reward model": revealed.model_surprise };
  return [
    promptNode(asked),
    better,
    costTable(yours, figures, players, revealed.surprise),
    el("p", { class: "card" }, most),
    learnedNode(stage.view),
  ];
}

function reasonNode({ reason }) {
  return reason ? el("p", { class: "soft" }, `What the guideline goes by here: ${safeText(reason, 200)}.`) : null;
}

function gaveNode(yours) {
  if (!yours || typeof yours.surprise !== "number") return el("p", {}, "You gave no answer here.");
  return el(
    "p",
    {},
    `Your values gave it ${percent(Math.exp(0 - yours.surprise))}; so this cost you −log σ(better − other) = ${nats(yours.surprise)} nats.`,
  );
}

/** Return how often the reward models agree with the guideline, once that is known. */
export function learnedNode({ learned }) {
  if (!learned) return null;
  const line = (share, words) =>
    share === null ? null : el("li", {}, `${words}: agrees on `, el("strong", { class: "figure" }, percent(share)));
  const lines = [
    line(learned.few, "Reward model that learned from the class's pairs"),
    line(learned.full, "Reward model that learned from all pairs"),
  ];
  return el("section", { class: "card" }, el("h2", {}, "On pairs it has never seen"), el("ul", {}, lines));
}
