/** The list of tokens to answer with: each with its share as it would be now, and what sets it. */
import { el, setText } from "../elements.js";
import { nats, percent } from "../figures.js";
import { chipsSpread, MOST_CHIPS, sharesOf, surpriseOf } from "../softmax.js";
import { spokenToken, tokenLabel } from "../tokens.js";
import { stepper } from "./stepper.js";

const MAX_SCORE = 1000;

/** Return the rows for some tokens: the element, and `refresh` that draws the shares of the draft anew. */
export function tokenRows(options, draft, onChange) {
  const shown = options.map((option) => ({ option, ...row(option, draft, onChange) }));
  const refresh = () => {
    const { shares, others } = sharesOf(options, draft);
    for (const each of shown) each.draw(shares.get(each.option.id));
    return { shares, others };
  };
  return {
    node: el(
      "ul",
      { class: `rows ${draft.mode}` },
      shown.map((each) => each.node),
    ),
    refresh,
  };
}

function row(option, draft, onChange) {
  const share = el("span", { class: "share figure" });
  const cost = el("span", { class: "cost figure soft small" });
  const bar = el("span", { class: "fill" });
  const name = el(
    "span",
    { class: "token" },
    el("span", { "aria-hidden": "true" }, tokenLabel(option.text)),
    el("span", { class: "unseen" }, spokenToken(option.text)),
  );
  const node = el(
    draft.mode === "guess" ? "label" : "div",
    { class: "row" },
    setter(option, draft, onChange),
    name,
    el("span", { class: "bar", "aria-hidden": "true" }, bar),
    el("span", { class: "both-figures" }, share, cost),
  );
  const draw = (now) => {
    bar.style.width = `${(100 * now).toFixed(2)}%`;
    setText(share, percent(now));
    setText(cost, `${nats(surpriseOf(now))} nats`);
    node.classList.toggle("set", isSet(option, draft));
  };
  return { node: el("li", {}, node), draw };
}

function isSet(option, draft) {
  if (draft.mode === "guess") return draft.token === option.id;
  return Boolean(draft[draft.mode][option.id]);
}

function setter(option, draft, onChange) {
  if (draft.mode === "guess") return guessed(option, draft, onChange);
  const numbers = draft[draft.mode];
  const isChips = draft.mode === "chips";
  const others = () => chipsSpread(numbers) - (numbers[option.id] || 0);
  return stepper({
    label: `${isChips ? "chips" : "score"} for ${spokenToken(option.text)}`,
    value: numbers[option.id] || 0,
    step: isChips ? 5 : 0.5,
    least: isChips ? 0 : -MAX_SCORE,
    most: () => (isChips ? MOST_CHIPS - others() : MAX_SCORE),
    onChange: (value) => {
      numbers[option.id] = isChips ? Math.floor(value) : value;
      onChange(option);
    },
  });
}

function guessed(option, draft, onChange) {
  const input = el("input", {
    type: "radio",
    name: "guess",
    onchange: () => {
      draft.token = option.id;
      onChange(option);
    },
  });
  input.checked = draft.token === option.id;
  return input;
}
