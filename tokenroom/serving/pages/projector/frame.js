/** What stands around every screen: where the lesson is, the time, how to come in, how many have answered. */
import { byId, el, put, setText } from "../elements.js";
import { clock, counted } from "../figures.js";
import { safeText } from "../tokens.js";

export const CLOSED = "The door is closed: nobody new can join now. Who has a seat can come back.";
const HURRY = 10; // seconds left from which on the clock stands out

/** Draw the head and the foot, and return whether there is another room left for the screen between them. */
export function drawFrame(room) {
  const { stage } = room;
  const before = byId("line").textContent;
  setText(byId("place"), placeWords(room));
  drawLine(bandWords(stage), stage.paused ? "paused" : stage.looking_back ? "calm" : "");
  drawCome(room);
  return byId("line").textContent !== before;
}

function drawCome({ stage, address, code, isOpen }) {
  const come = byId("come");
  come.hidden = stage.phase === "lobby" || stage.phase === "over";
  const words = `${address} ${code} ${isOpen}`;
  if (come.dataset.words !== words) put(come, isOpen ? comeWords(address, code) : CLOSED);
  come.dataset.words = words;
}

function comeWords(address, code) {
  return [
    "Join at ",
    el("strong", {}, address),
    " with code ",
    el("strong", { class: "figure" }, code.toUpperCase()),
  ];
}

/** Return where the lesson is, in one line. */
export function placeWords({ stage }) {
  if (stage.phase === "lobby" || stage.phase === "over") return "";
  const item =
    stage.view && stage.view.item && stage.view.items > 1 && stage.phase !== "ended"
      ? ` · ${stage.view.item} of ${stage.view.items}`
      : "";
  return `${safeText(stage.title, 120)}${item}`;
}

/** Return what the band across the screen says; empty if there is none. */
export function bandWords({ paused, looking_back }) {
  if (paused) return "Paused. Look up: your devices wait.";
  return looking_back ? "Looking back: this was shown before." : "";
}

/** Draw the band across the screen; `kind` is a class of its own: `calm`, `paused`, or nothing. */
export function drawLine(words, kind = "") {
  const band = byId("line");
  setText(band, words);
  band.className = `band ${kind}`.trim();
  band.hidden = !words;
}

/** Tell when the host cannot be reached. */
export function tellLine(status, isIn) {
  document.body.dataset.line = status;
  if (status === "lost") drawLine("The host cannot be reached. Trying again…");
  if (status === "connecting" && !isIn) drawLine("Connecting…");
  if (status === "stopped") drawLine("");
}

/** Draw how many are here, and how many of them have answered what is asked. */
export function drawCount({ stage, count }) {
  const place = byId("count");
  place.hidden = !count || stage.phase === "lobby" || stage.phase === "over";
  if (!count) return;
  setText(place, `${counted(count.present, "student")} here`);
  const meter = byId("meter");
  if (meter) drawMeter(meter, count);
}

/** Return how many have answered, in words. */
export function answeredWords({ answered, present }) {
  const all = Math.max(answered, present);
  if (!all) return "Nobody is here";
  return `${answered} of ${all} ${all === 1 ? "has" : "have"} answered`;
}

function drawMeter(meter, count) {
  meter.max = Math.max(1, count.answered, count.present);
  meter.value = count.answered;
  setText(byId("metered"), answeredWords(count));
}

/** Draw the time that is left. */
export function drawClock({ stage, since }) {
  const place = byId("clock");
  const isTimed = stage !== null && stage.phase === "asked" && stage.seconds_left !== null && !stage.looking_back;
  place.hidden = !isTimed;
  if (!isTimed) return;
  const left = stage.seconds_left - (stage.paused ? 0 : (Date.now() - since) / 1000);
  setText(place, clock(Math.max(0, left)));
  place.classList.toggle("hurry", left <= HURRY);
}
