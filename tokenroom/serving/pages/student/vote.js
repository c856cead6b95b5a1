/** One choice of several, as cards with a radio button each. */
import { el } from "../elements.js";

let groups = 0;

/**
 * Return a group of choices.
 *
 * @param {string} legend what is asked
 * @param {{value: string, label: Node|string, note?: string}[]} choices
 * @param {(value: string) => void} onChoose
 * @param {string|null} chosen at first
 */
export function choiceGroup(legend, choices, onChoose, chosen = null) {
  groups += 1;
  const name = `choice-${groups}`;
  const card = ({ value, label, note }) => {
    const input = el("input", { type: "radio", name, value, onchange: () => onChoose(value) });
    input.checked = value === chosen;
    return el(
      "label",
      { class: "choice" },
      input,
      el("span", {}, label, note ? el("span", { class: "note soft small" }, note) : null),
    );
  };
  return el("fieldset", { class: "choices" }, el("legend", {}, legend), choices.map(card));
}
