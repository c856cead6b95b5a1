/** The plan: its steps, where the class is in it, and going to another one. */
import { byId, el, put } from "../elements.js";
import { safeText } from "../tokens.js";
import { sureButton } from "./sure.js";

const KINDS = { talk: "Talk", level: "Level", questions: "Questions" };
let drawn = "";

/** Draw the list, if it is another. */
export function drawPlan({ desk }, acts) {
  const key = JSON.stringify([desk.steps, desk.step]);
  if (key === drawn) return;
  drawn = key;
  put(
    byId("plan"),
    el(
      "ol",
      { class: "steps" },
      desk.steps.map((step, n) => stepNode(step, n, desk.step - 1, acts)),
    ),
  );
}

function stepNode(step, n, now, acts) {
  const isHere = n === now;
  const minutes = step.minutes ? ` · ${step.minutes} min` : "";
  const title = safeText(step.title, 120);
  const key = sureButton(
    isHere ? "Begin it anew" : "Go here",
    isHere ? "Anew? Tap again" : "Sure? Tap again",
    () => acts("open", { step: n }, true),
    { "aria-describedby": `step-${n}` },
  );
  return el(
    "li",
    { class: isHere ? "card step here" : "card step", "aria-current": isHere ? "step" : null },
    el("h2", { id: `step-${n}` }, title),
    el(
      "p",
      { class: "soft small" },
      `Step ${n + 1} · ${KINDS[step.kind] || safeText(step.kind, 20)}${minutes}${isHere ? " · now" : ""}`,
    ),
    step.say ? el("details", {}, el("summary", {}, "What to say"), el("p", {}, safeText(step.say, 2000))) : null,
    key,
  );
}
