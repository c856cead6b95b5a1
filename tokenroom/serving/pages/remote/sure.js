/** A key that asks once more before it does what cannot be undone easily. */
import { button, setText } from "../elements.js";

const PATIENCE = 4000; // ms for the second tap

/** Return the key: the first tap asks `question`, the second does it. */
export function sureButton(label, question, onSure, attributes = {}) {
  let timer = 0;
  const key = button(label, () => (timer ? done() : ask()), attributes);
  const reset = () => {
    clearTimeout(timer);
    timer = 0;
    setText(key, label);
    key.classList.remove("asking");
  };
  const ask = () => {
    setText(key, question);
    key.classList.add("asking");
    timer = setTimeout(reset, PATIENCE);
  };
  const done = () => {
    reset();
    onSure();
  };
  key.addEventListener("blur", reset);
  return key;
}
