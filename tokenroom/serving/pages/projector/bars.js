/** Shares of tokens and surprises of players as bars, with their figures beside them. */
import { el } from "../elements.js";
import { nats, percent } from "../figures.js";
import { spokenToken, tokenLabel } from "../tokens.js";

/**
 * Return tokens with their shares as bars.
 *
 * @param {{id: number, text: string, p: number}[]} options
 * @param {string} caption what the shares are
 * @param {string} kind whose shares they are: a class that gives the bars their colour
 * @param {number|null} came the id of the token that came
 */
export function shareBars(options, caption, kind, came = null) {
  const most = Math.max(...options.map((option) => option.p), 1e-9);
  const row = (option) =>
    barRow({
      label: tokenNode(option, option.id === came),
      kind: option.id === came ? "came" : kind,
      share: option.p / most,
      figure: percent(option.p),
    });
  return barTable(caption, ["Token", "Share"], options.map(row), "tokens");
}

/**
 * Return players with their surprise as bars, lowest first.
 *
 * @param {{label: string, kind: string, value: number}[]} players
 */
export function costBars(players, caption) {
  const sorted = [...players].sort((a, b) => a.value - b.value);
  const most = Math.max(0.7, ...sorted.map((player) => player.value));
  return barTable(
    caption,
    ["Who", "Nats"],
    sorted.map((player) =>
      barRow({ label: player.label, kind: player.kind, share: player.value / most, figure: nats(player.value) }),
    ),
  );
}

/** Return how many chose what, most first. */
export function voteBars(rows, caption) {
  const most = Math.max(1, ...rows.map((row) => row.votes));
  return barTable(
    caption,
    ["Wanted", "Votes"],
    rows.map((row) =>
      barRow({
        label: row.label,
        kind: row.kind || "class",
        share: row.votes / most,
        figure: String(row.votes),
        note: row.note,
      }),
    ),
  );
}

/** A token in one line, whatever its length, so that its bar stands beside it. */
function tokenNode({ text }, hasCome) {
  return el(
    "div",
    { class: "inline" },
    el("span", { class: "token", "aria-hidden": "true" }, tokenLabel(text, 16)),
    el("span", { class: "unseen" }, spokenToken(text)),
    hasCome ? [" ", el("span", { class: "note" }, "came")] : null,
  );
}

function barTable(caption, heads, rows, kind = "players") {
  const head = el(
    "tr",
    { class: "unseen" },
    el("th", { scope: "col" }, heads[0]),
    el("th", { scope: "col" }, heads[1]),
  );
  return el(
    "table",
    { class: `bars ${kind}` },
    el("caption", { class: "unseen" }, caption),
    el("thead", {}, head),
    el("tbody", {}, rows),
  );
}

function barRow({ label, kind, share, figure, note = "" }) {
  const fill = el("span", { class: "fill" });
  fill.style.width = `${(100 * Math.min(1, Math.max(0, share))).toFixed(1)}%`;
  const name = el("th", { scope: "row" }, label, note ? [" ", el("span", { class: "note" }, note)] : null);
  return el(
    "tr",
    { class: `of ${kind}` },
    name,
    el(
      "td",
      {},
      el(
        "div",
        { class: "bar" },
        el("span", { class: "rail", "aria-hidden": "true" }, fill),
        el("span", { class: "figure" }, figure),
      ),
    ),
  );
}
