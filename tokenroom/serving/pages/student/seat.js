/** The foot of the page: who one is, the two words, and what one may switch. */
import { button, byId, el, put } from "../elements.js";
import { safeText } from "../tokens.js";
import { allowVibration, mayVibrate } from "./shock.js";

/** Draw the foot of the page; nothing without a seat. */
export function drawSeat(me, leave) {
  if (!me) return put(byId("seat"));
  const name = el("summary", {}, "You are ", el("strong", {}, safeText(me.name, 24)));
  const word = el(
    "p",
    {},
    "If you change to another device, come back with your name and these two words: ",
    el("strong", { class: "words" }, me.word),
    ". They are for you alone.",
  );
  const leaving = button("Leave this seat on this device", leave, { class: "quiet" });
  return put(byId("seat"), el("details", {}, name, word, vibration(), leaving));
}

function vibration() {
  if (!navigator.vibrate) return null;
  const box = el("input", { type: "checkbox", id: "vibrate", onchange: () => allowVibration(box.checked) });
  box.checked = mayVibrate();
  return el("label", { class: "check", for: "vibrate" }, box, " Vibrate a little when something surprises me");
}
