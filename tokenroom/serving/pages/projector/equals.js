/** Where the class lies on the rival's learning curve, and what that means. */
import { el } from "../elements.js";

const MEANS = {
  equals:
    "It began as noise, and was kept now and then while it read. At that age these items surprised it as much as they surprise a student here, on average.",
  worse: "Even at that age these items surprised it less than they surprise a student here, on average.",
  better: "Even after all of that these items surprised it more than they surprise a student here, on average.",
};

/** Return the sentence, its meaning, and the same of the class as one player; null where there is no such curve. */
export function equalsNode({ equals, together_equals }, when, isLong = false) {
  if (!equals) return null;
  const together = together_equals ? el("p", { class: "soft" }, `The class together ${together_equals}.`) : null;
  const meaning = isLong
    ? el("p", { class: "soft" }, `${MEANS[sideOf(equals)]} A phrase is one piece of text that it learned from.`)
    : null;
  return el(
    "div",
    { class: "equals" },
    el("p", { class: "statement" }, `${when} this class `, strong(equals), "."),
    meaning,
    together,
  );
}

/** Return the meaning of a place on the curve. */
export function sideOf(equals) {
  return ["worse", "better"].find((side) => equals.startsWith(`does ${side}`)) || "equals";
}

function strong(equals) {
  const found = /^(.* has read )(.+)$/.exec(equals);
  return found ? [found[1], el("strong", {}, found[2])] : equals;
}
