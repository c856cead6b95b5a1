/** Answering an item of *predict*: scores, chips or a guess, with the adjusted list as it would be. */
import { button, el, put, setText } from "../elements.js";
import { percent } from "../figures.js";
import { asAnswer, chipsSpread, LEAST_SURE, MOST_CHIPS, MOST_SURE } from "../softmax.js";
import { spokenToken, tokenLabel } from "../tokens.js";
import { finder } from "./finder.js";
import { keepDraft, recallDraft } from "./keeper.js";
import { passageNode } from "./passage.js";
import { tokenRows } from "./rows.js";

const MODES = { scores: "Scores", chips: "Chips", guess: "One guess" };
const HELP = {
  scores: "Give a token a higher score and it becomes likelier. Only differences count.",
  chips: "Spread up to 99 chips of 100. What is left stays as the room's instinct has it.",
  guess: "Choose one token and say how sure you are.",
};

/** Return the form for an item of *predict*. */
export function askPredict({ stage, key }, act) {
  const { view } = stage;
  const form = {
    view,
    key,
    act,
    draft: recallDraft(key) || freshDraft(view),
    list: el("div"),
    total: el("p", { class: "total small" }),
    sure: el("div"),
  };
  form.modes = modeButtons(form);
  form.send = button("Answer", () => act.answer(asAnswer(form.draft), told(form)), { class: "main wide" });
  drawList(form);
  const search = view.whole ? null : finder(act.find, (option) => addToken(form, option));
  const answer = el(
    "section",
    { class: "card", "aria-label": "Your answer" },
    form.modes,
    form.help,
    form.list,
    search,
    form.sure,
  );
  return { nodes: [passageNode(view), answer, el("div", { class: "bottom" }, form.total, form.send)], send: form.send };
}

function freshDraft(view) {
  return {
    mode: MODES[view.answer_in] ? view.answer_in : "scores",
    scores: {},
    chips: {},
    token: null,
    sure: 60,
    added: [],
  };
}

function modeButtons(form) {
  form.help = el("p", { class: "soft small" });
  const choose = (mode) => () => {
    form.draft.mode = mode;
    drawList(form);
  };
  form.tabs = Object.entries(MODES).map(([mode, label]) => ({ mode, node: button(label, choose(mode)) }));
  return el(
    "div",
    { class: "modes", role: "group", "aria-label": "How to answer" },
    form.tabs.map((tab) => tab.node),
  );
}

function optionsOf({ view, draft }) {
  const listed = new Set(view.candidates.map((option) => option.id));
  return [...draft.added.filter((option) => !listed.has(option.id)), ...view.candidates];
}

function drawList(form) {
  const { draft } = form;
  for (const tab of form.tabs) tab.node.setAttribute("aria-pressed", String(tab.mode === draft.mode));
  setText(form.help, HELP[draft.mode]);
  form.rows = tokenRows(optionsOf(form), draft, (option) => changed(form, option));
  put(form.list, form.rows.node);
  put(form.sure, draft.mode === "guess" ? sureSlider(form) : null);
  refresh(form);
}

function refresh(form) {
  const now = form.rows.refresh();
  const others = form.view.vocabulary_size - optionsOf(form).length;
  const rest = others > 0 ? `All ${others.toLocaleString("en")} others together: ${percent(now.others)}. ` : "";
  const chips = form.draft.mode === "chips" ? `${MOST_CHIPS - chipsSpread(form.draft.chips)} chips left.` : "";
  setText(form.total, rest + chips);
  setText(form.send, isEmpty(form.draft) ? "Answer as the instinct has it" : "Answer");
  return now;
}

function changed(form, option) {
  const { shares } = refresh(form);
  keepDraft(form.key, form.draft);
  form.act.whisper(`${spokenToken(option.text)}: ${percent(shares.get(option.id))}`);
}

function addToken(form, option) {
  form.draft.added = [option, ...form.draft.added.filter((other) => other.id !== option.id)];
  if (form.draft.mode === "guess") form.draft.token = option.id;
  keepDraft(form.key, form.draft);
  drawList(form);
  const first = form.list.querySelector("input");
  if (first) first.focus();
}

function sureSlider(form) {
  const { draft } = form;
  const shown = el("output", { class: "figure", for: "sure" }, `${draft.sure}%`);
  const slide = (event) => {
    draft.sure = Number(event.target.value);
    setText(shown, `${draft.sure}%`);
    refresh(form);
    keepDraft(form.key, draft);
  };
  const input = el("input", {
    type: "range",
    id: "sure",
    min: LEAST_SURE,
    max: MOST_SURE,
    value: draft.sure,
    "aria-valuetext": null,
    oninput: slide,
  });
  return el("div", { class: "sure" }, el("label", { for: "sure" }, "How sure are you? ", shown), input);
}

function isEmpty(draft) {
  if (draft.mode === "guess") return draft.token === null;
  return !Object.values(draft[draft.mode]).some(Boolean);
}

/** What the answer was, to be shown until the reveal: the likeliest tokens of it. */
function told(form) {
  const { shares } = form.rows.refresh();
  const likeliest = optionsOf(form).sort((a, b) => shares.get(b.id) - shares.get(a.id));
  return likeliest.slice(0, 4).map((option) => [tokenLabel(option.text), percent(shares.get(option.id))]);
}
