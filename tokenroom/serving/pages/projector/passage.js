/** The passage in plain sight, with the masked token behind it, or what came in its place. */
import { el } from "../elements.js";
import { count } from "../figures.js";
import { joinedText, safeText, spokenToken, tokenLabel } from "../tokens.js";

const MOST = 2400; // characters in sight: more than any screen holds
const SQUARES = 5; // masked tokens that are drawn behind the one that is asked for
const TILES = 120; // tokens that are drawn apart

/** Return the passage; with `came` the square is open. */
export function passageNode(view, came = null) {
  const text = view.spaced ? tiles(view.passage) : running(view.passage);
  const flow = el(
    "p",
    { class: view.spaced ? "flow apart" : "flow" },
    text,
    came === null ? mask() : opened(came),
    squares(view.hidden),
  );
  return el(
    "section",
    { class: "passage card", "aria-label": "The passage" },
    headNode(view),
    el("div", { class: "sight" }, flow),
  );
}

function headNode(view) {
  const part = view.part ? el("span", {}, safeText(view.part, 80)) : null;
  const behind = view.hidden ? el("span", { class: "behind" }, `${count(view.hidden)} more masked`) : null;
  return part || behind ? el("p", { class: "soft where" }, part, part && behind ? " · " : null, behind) : null;
}

function running(passage) {
  return safeText(joinedText(passage.map((token) => token.text)), 20000).slice(-MOST);
}

function tiles(passage) {
  return passage.slice(-TILES).map((token) => [el("span", { class: "tile" }, tokenLabel(token.text)), " "]);
}

function mask() {
  return el(
    "span",
    { class: "mask" },
    el("span", { "aria-hidden": "true" }, "?"),
    el("span", { class: "unseen" }, " (masked: what comes here?) "),
  );
}

function opened(came) {
  return el(
    "mark",
    { class: "mask" },
    el("span", { "aria-hidden": "true" }, tokenLabel(came)),
    el("span", { class: "unseen" }, ` ${spokenToken(came)} `),
  );
}

function squares(hidden) {
  const drawn = Array.from({ length: Math.min(hidden, SQUARES) }, () => el("span", { class: "square" }));
  return drawn.length
    ? el("span", { class: "squares", "aria-hidden": "true" }, drawn, hidden > SQUARES ? "…" : "")
    : null;
}

/** Return the last phrases that went by; null if none did. */
export function passedNode({ passed }) {
  if (!passed.length) return null;
  const phrases = passed.map((phrase) => el("li", {}, phrase.map((token) => tokenLabel(token.text)).join(" ")));
  return el("section", { class: "passed" }, el("h2", { class: "soft" }, "What went by"), el("ul", {}, phrases));
}
