/** The page around the screens: puts one on, keeps the focus sensible, says what matters. */
import { byId, put, setText } from "../elements.js";
import { clock } from "../figures.js";

const PATIENCE = 500; // ms without a further press before a changed share is said

let whispering = 0;
let ticking = 0;

/** Put a screen's nodes on the page; who was in the old one is brought to the heading of the new one. */
export function mount(nodes, heading) {
  const screen = byId("screen");
  const wasInside = screen.contains(document.activeElement);
  put(screen, nodes);
  window.scrollTo(0, 0);
  const target = screen.querySelector("h1");
  document.title = heading ? `${heading} – tokenroom` : "tokenroom class";
  if (wasInside && target) {
    target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
  }
}

/** Say something to whoever listens; nothing for those who look. */
export function say(text) {
  clearTimeout(whispering);
  setText(byId("said"), text);
}

/** Say something once nobody presses any more. */
export function whisper(text) {
  clearTimeout(whispering);
  whispering = setTimeout(() => say(text), PATIENCE);
}

/** Show the time that is left, counting down; null: there is none. */
export function showClock(seconds) {
  clearInterval(ticking);
  const node = byId("clock");
  node.hidden = seconds === null;
  if (seconds === null) return;
  const end = Date.now() + 1000 * seconds;
  const draw = () => setText(node, clock((end - Date.now()) / 1000));
  ticking = setInterval(draw, 250);
  draw();
}
