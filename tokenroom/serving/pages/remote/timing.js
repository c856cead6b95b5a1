/** Time for the open item: lock it, give it a time, give it more. */
import { button, byId, el, put } from "../elements.js";

let drawn = "";

/** Draw the card, while something is asked. */
export function drawTiming({ stage }, acts) {
  const card = byId("timing");
  card.hidden = !["asked", "locked"].includes(stage.phase) || stage.looking_back > 0;
  const kind = stage.phase === "locked" ? "locked" : stage.seconds_left === null ? "untimed" : "timed";
  if (kind === drawn) return;
  const hadFocus = card.contains(document.activeElement);
  drawn = kind;
  put(card, el("h2", { id: "timing-head", tabindex: "-1" }, "Time to answer"), KINDS[kind](acts));
  if (hadFocus) byId("timing-head").focus();
}

const KINDS = { untimed, timed, locked };

function untimed(acts) {
  const limit = (label, seconds) => button(label, () => acts("time", { seconds }, true));
  return [
    el("p", { class: "soft small" }, "No limit. You may set one:"),
    el("div", { class: "row" }, limit("30 s", 30), limit("1 min", 60), limit("2 min", 120), limit("5 min", 300)),
    el("div", { class: "row" }, lockKey(acts)),
  ];
}

function timed(acts) {
  return [
    el(
      "div",
      { class: "row" },
      more("+30 s", 30, acts),
      more("+1 min", 60, acts),
      button("No limit", () => acts("time", { seconds: null }, true)),
    ),
    el("div", { class: "row" }, lockKey(acts)),
  ];
}

function locked(acts) {
  return [
    el("p", { class: "soft small" }, "No more answers are taken. Open it again for:"),
    el("div", { class: "row" }, more("30 s", 30, acts), more("1 min", 60, acts), more("2 min", 120, acts)),
  ];
}

function more(label, seconds, acts) {
  return button(label, () => acts("extend", { seconds }, true));
}

function lockKey(acts) {
  return button("Take no more answers", () => acts("lock", {}, true), { class: "wide" });
}
