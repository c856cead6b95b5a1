/** What the teacher wanted to say at this step, and what to look for in answers to its questions. */
import { byId, el, put, setText } from "../elements.js";
import { safeText } from "../tokens.js";

/** Draw the card; without words it is away. */
export function drawSay({ desk }) {
  const step = desk ? desk.steps[desk.step - 1] : null;
  const points = step ? step.look_for : [];
  byId("say").hidden = !step || !(step.say || points.some((each) => each.length));
  if (!step) return;
  setText(byId("say-words"), safeText(step.say, 2000));
  put(byId("look-for"), points.some((each) => each.length) ? lookForNodes(points) : null);
}

function lookForNodes(points) {
  const list = (each) =>
    el(
      "ul",
      {},
      each.map((point) => el("li", {}, safeText(point, 300))),
    );
  const head = (n) => (points.length > 1 ? `Look for in answers to question ${n + 1}` : "Look for in the answers");
  return points.flatMap((each, n) => (each.length ? [el("h3", { class: "soft small" }, head(n)), list(each)] : []));
}
