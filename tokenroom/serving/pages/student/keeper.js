/** What this device keeps: its secret, the seat's token, whether it may vibrate; and, for one tab, drafts. */
import { drawLetters } from "../ids.js";

const memory = new Map(); // where the browser lets us keep nothing

/** Return a stored text, or null. */
export function recall(name, store = "localStorage") {
  try {
    return window[store].getItem(`tokenroom-${name}`);
  } catch (error) {
    return memory.has(name) ? memory.get(name) : null;
  }
}

/** Store a text; null forgets it. */
export function keep(name, text, store = "localStorage") {
  try {
    if (text === null) window[store].removeItem(`tokenroom-${name}`);
    else window[store].setItem(`tokenroom-${name}`, text);
  } catch (error) {
    if (text === null) memory.delete(name);
    else memory.set(name, text);
  }
}

/** Return this device's secret: the same one gets the same seat, however often it asks. */
export function deviceSecret() {
  const secret = recall("device") || drawLetters(32);
  keep("device", secret);
  return secret;
}

/** Where a connection keeps what was not answered, over a reload of this tab. */
export const unansweredStore = {
  getItem: (name) => recall(name, "sessionStorage"),
  setItem: (name, text) => keep(name, text, "sessionStorage"),
};

/** Return the draft of an answer, if the one that was kept is for this item. */
export function recallDraft(key) {
  const kept = JSON.parse(recall("draft", "sessionStorage") || "null");
  return kept && kept.key === key ? kept.draft : null;
}

/** Keep the draft of an answer over a reload. */
export function keepDraft(key, draft) {
  keep("draft", JSON.stringify({ key, draft }), "sessionStorage");
}
