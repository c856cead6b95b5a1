/** Questions to answer in one's own words; drafts are kept over a reload. */
import { button, el } from "../elements.js";
import { safeText } from "../tokens.js";
import { keepDraft, recallDraft } from "./keeper.js";

const LONGEST = 2000;

/** Return the form for the questions of a step. */
export function askQuestions({ stage, key }, act) {
  const { questions } = stage.view;
  const kept = recallDraft(key) || [];
  const fields = questions.map((question, n) => field(question, n, kept[n] || ""));
  const texts = () => fields.map((each) => each.input.value.slice(0, LONGEST));
  for (const each of fields) each.input.addEventListener("input", () => keepDraft(key, texts()));
  const send = button(
    "Send",
    () =>
      act.answer(
        { command: "write", texts: texts() },
        texts().map((text) => [text]),
      ),
    { class: "main wide" },
  );
  const intro = el("p", { class: "soft" }, "Write what you think. This is no test; only your teacher reads it.");
  return {
    nodes: [
      intro,
      el(
        "section",
        { class: "card" },
        fields.map((each) => each.node),
      ),
      el("div", { class: "bottom" }, send),
    ],
    send,
  };
}

function field(question, n, text) {
  const input = el("textarea", { id: `question-${n}`, maxlength: LONGEST, rows: 5 });
  input.value = text;
  return {
    input,
    node: el("div", { class: "question" }, el("label", { for: `question-${n}` }, safeText(question.text)), input),
  };
}
