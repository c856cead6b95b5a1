/** What stands above a screen: the teacher looks at the name first; the class has gone on. */
import { button, byId, el, put } from "../elements.js";

/** Draw it; nothing where all is as usual. */
export function drawBanner({ me, stage, yours, behind }, act) {
  const waiting =
    me && me.waiting
      ? el("p", { class: "banner" }, "Your teacher looks at your name first. You can take part already.")
      : null;
  put(byId("banner"), waiting, me && stage && behind ? behindNode(stage, yours, behind, act) : null);
}

/** Return what is said to somebody whom the class has left behind. */
export function behindInWords(behind, isRevealed) {
  const there =
    behind.class_item > behind.item
      ? `The class is at item ${behind.class_item}, you are at item ${behind.item}.`
      : "The class has been shown what came.";
  return isRevealed ? there : `${there} No hurry: yours is still open.`;
}

function behindNode(stage, yours, behind, act) {
  const isRevealed = stage.phase === "revealed";
  const one = button(isRevealed ? "My next item" : "Go on without an answer", () => act.goOn("next"));
  const isFar = behind.class_item > behind.item;
  const all = isFar ? button("Straight to the class", () => act.goOn("class")) : null;
  return el(
    "section",
    { class: "banner", "aria-label": "Behind the class" },
    el("p", {}, behindInWords(behind, isRevealed)),
    el("div", { class: "beside" }, one, all),
  );
}
