/** A passage with the token that is asked for, or that came, behind it. */
import { button, el } from "../elements.js";
import { counted } from "../figures.js";
import { joinedText, safeText, spokenToken, tokenLabel } from "../tokens.js";

const TAIL = 420; // characters that are shown at first

/** Return the passage of a *predict* item; with `came` the blank is filled. */
export function passageNode(view, came = null) {
  const text = passageText(view);
  const end = el("span", {}, view.spaced ? " " : "", came === null ? blank() : filled(came));
  const beginning = el("span", {}, text.length > TAIL ? `…${text.slice(-TAIL)}` : text);
  const more = text.length > TAIL && button("Show all of it", () => show(beginning, more, text), { class: "quiet" });
  const part = view.part ? el("p", { class: "soft small" }, safeText(view.part, 120)) : null;
  const behind =
    came === null && view.hidden
      ? el("p", { class: "soft small" }, `${counted(view.hidden, "more token")} behind it, out of sight.`)
      : null;
  return el(
    "section",
    { class: "card passage", "aria-label": "The passage" },
    part,
    el("p", { class: "book" }, beginning, end),
    more,
    passedNode(view),
    behind,
  );
}

/** Return what stands before the token that is asked for, as one text. */
export function passageText(view) {
  const texts = view.passage.map((token) => token.text);
  const text = view.spaced ? texts.map((each) => tokenLabel(each)).join(" ") : safeText(joinedText(texts), 20000);
  return view.before ? `…${text}` : text;
}

function show(beginning, more, text) {
  beginning.textContent = text;
  more.remove();
}

function blank() {
  return el(
    "span",
    { class: "blank" },
    el("span", { "aria-hidden": "true" }, "?"),
    el("span", { class: "unseen" }, " (what comes here?) "),
  );
}

function filled(came) {
  return el(
    "mark",
    {},
    el("span", { "aria-hidden": "true" }, tokenLabel(came)),
    el("span", { class: "unseen" }, ` ${spokenToken(came)}`),
  );
}

function passedNode(view) {
  if (!view.passed.length) return null;
  const phrases = view.passed.map((phrase) => el("li", {}, phrase.map((token) => tokenLabel(token.text)).join(" ")));
  return el("details", {}, el("summary", {}, "What went by before"), el("ul", { class: "book passed" }, phrases));
}
