/** A vote on how a filter is set, and what most wanted. */
import { el } from "../elements.js";
import { count, percent } from "../figures.js";
import { safeText } from "../tokens.js";
import { meterNode } from "./meter.js";
import { toldNode } from "./talk.js";

/** Return the screen. */
export function curateScreen(room) {
  return room.stage.view.revealed ? revealScreen(room) : askScreen(room);
}

function askScreen({ stage, count: counts }) {
  const { view } = stage;
  return [
    el("h1", {}, `The filter: ${safeText(view.words, 200)}`),
    toldNode(stage.told),
    settingsTable(view, null),
    meterNode(counts),
  ];
}

function revealScreen({ stage }) {
  const { view } = stage;
  const head = el(
    "h1",
    {},
    "The class sets it to ",
    el("span", { class: "token chosen" }, safeText(view.revealed, 60)),
  );
  const none = Object.keys(view.votes).length ? null : el("p", { class: "lead" }, "Nobody voted: it stays as it was.");
  return [
    head,
    el("p", { class: "lead soft" }, safeText(view.words, 200)),
    none,
    toldNode(stage.told),
    settingsTable(view, view.revealed),
  ];
}

function settingsTable(view, chosen) {
  const heads = [
    ...(chosen === null ? [] : ["Votes"]),
    "Setting",
    "What it does",
    "Good text left",
    "Bad text left",
    "Contacts left",
  ];
  const worst = Math.max(1, ...view.options.map((option) => option.bad_left));
  const most = Math.max(1, ...Object.values(view.votes));
  const row = (option) =>
    el(
      "tr",
      { class: option.setting === chosen ? "chosen" : null },
      chosen === null
        ? null
        : share(
            (view.votes[option.setting] || 0) / most,
            String(view.votes[option.setting] || 0),
            option.setting === chosen ? "came" : "class",
          ),
      el(
        "th",
        { scope: "row" },
        safeText(option.setting, 60),
        option.setting === chosen ? el("span", { class: "note" }, " chosen") : null,
      ),
      el("td", {}, safeText(option.words, 200)),
      share(option.good_left / Math.max(1, view.good), percent(option.good_left / Math.max(1, view.good)), "class"),
      share(option.bad_left / worst, `${count(option.bad_left)} runs`, "other"),
      el("td", { class: "figure" }, count(option.contacts_left)),
    );
  return el(
    "section",
    { class: "card" },
    el(
      "table",
      { class: "settings" },
      el("caption", { class: "unseen" }, "What each setting would leave"),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          heads.map((head) => el("th", { scope: "col" }, head)),
        ),
      ),
      el("tbody", {}, view.options.map(row)),
    ),
  );
}

function share(part, words, kind) {
  const fill = el("span", { class: "fill" });
  fill.style.width = `${(100 * Math.min(1, part)).toFixed(1)}%`;
  return el(
    "td",
    { class: `of ${kind}` },
    el("span", { class: "rail", "aria-hidden": "true" }, fill),
    el("span", { class: "figure" }, words),
  );
}
