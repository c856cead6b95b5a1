/** A number with a button for less and one for more. */
import { button, el } from "../elements.js";

/**
 * Return a stepper.
 *
 * @param {object} options
 * @param {string} options.label what the number is, such as "Score for tree"
 * @param {number} options.value at first
 * @param {number} options.step of the buttons
 * @param {number} options.least
 * @param {() => number} options.most the largest that is allowed now
 * @param {(value: number) => void} options.onChange is told each change
 */
export function stepper({ label, value, step, least, most, onChange }) {
  const input = el("input", {
    type: "number",
    inputmode: "decimal",
    "aria-label": label,
    min: least,
    step: "any",
    value,
    class: "figure",
  });
  const set = (wanted, isTyped) => {
    const taken = Math.max(least, Math.min(most(), Number.isFinite(wanted) ? wanted : 0));
    if (!isTyped) input.value = String(taken);
    onChange(taken);
  };
  const now = () => Number(input.value) || 0;
  const by = (sign) => () => set(Math.round((now() + sign * step) * 100) / 100, false);
  input.addEventListener("input", () => set(Number(input.value), true));
  input.addEventListener("change", () => set(now(), false));
  input.addEventListener("keydown", (event) => stepByKey(event, by));
  const less = button("−", by(-1), { "aria-label": `Less: ${label}`, class: "step" });
  const more = button("+", by(1), { "aria-label": `More: ${label}`, class: "step" });
  return el("div", { class: "stepper" }, less, input, more);
}

function stepByKey(event, by) {
  const sign = { ArrowUp: 1, ArrowDown: -1 }[event.key];
  if (sign || event.key === "Enter") event.preventDefault(); // Enter would send the answer before it is finished
  if (sign) by(sign)();
}
