/** The shock: one slow change of the page in proportion to surprise, and a short vibration for those who want it. */
import { el } from "../elements.js";
import { keep, recall } from "./keeper.js";

const SECONDS_A_NAT = 0.6;
const LONGEST = 6; // seconds
const DEEPEST = 8; // nats from which on it goes no deeper

/** Return how a surprise is felt: seconds, depth (0 to 1), and milliseconds of vibration. */
export function feltOf(surprise) {
  const depth = Math.min(1, surprise / DEEPEST);
  return { seconds: Math.min(LONGEST, SECONDS_A_NAT * surprise), depth, buzz: Math.round(40 + 260 * depth) };
}

/** Let a surprise be felt, once an item; nothing moves where people asked for less motion. */
export function shock(key, surprise) {
  if (recall("shocked", "sessionStorage") === key || surprise < 0.05) return;
  keep("shocked", key, "sessionStorage");
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const felt = feltOf(surprise);
  if (mayVibrate() && navigator.vibrate) navigator.vibrate(felt.buzz);
  glow(felt);
}

function glow({ seconds, depth }) {
  const veil = el("div", { class: "shock", "aria-hidden": "true" });
  document.body.append(veil);
  const frames = [{ opacity: 0 }, { opacity: 0.25 + 0.75 * depth, offset: 0.35 }, { opacity: 0 }];
  veil.animate(frames, { duration: 1000 * Math.max(0.8, seconds), easing: "ease-in-out" }).onfinish = () =>
    veil.remove();
}

/** Whether this device may vibrate: only where somebody switched it on. */
export function mayVibrate() {
  return recall("vibrate") === "yes";
}

/** Remember whether this device may vibrate. */
export function allowVibration(isAllowed) {
  keep("vibrate", isAllowed ? "yes" : null);
}
