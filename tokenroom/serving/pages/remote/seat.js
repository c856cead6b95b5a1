/** One student's row: name, whether here and done, and what the teacher may do about the seat. */
import { button, el, setText } from "../elements.js";
import { nats } from "../figures.js";
import { safeText } from "../tokens.js";

/** Return a row with `draw(seat)`, which changes only what is another. */
export function seatRow(number, acts) {
  const parts = {
    name: el("bdi", { class: "name" }),
    facts: el("span", { class: "soft small facts" }),
    let: letKey(number, acts),
    more: moreNode(number, acts),
  };
  const node = el(
    "li",
    { class: "seat card" },
    el("div", { class: "who" }, parts.name, " ", parts.facts),
    parts.let,
    parts.more.node,
  );
  return { node, draw: (seat) => drawRow(node, parts, seat) };
}

function drawRow(node, parts, seat) {
  const name = safeText(seat.name, 40);
  setText(parts.name, name);
  setText(parts.facts, factWords(seat));
  node.className = `seat card ${seat.state}${seat.answered ? " answered" : ""}${seat.here ? "" : " away"}`;
  parts.let.draw(seat, name);
  parts.more.draw(seat, name);
}

/** Return what is known of a seat, in words. */
export function factWords({ state, here, answered, mean }) {
  const states = { waiting: "waits for you", removed: "sent out" };
  const facts = [
    states[state],
    state === "removed" ? "" : here ? "here" : "away",
    answered ? "✓ answered" : "",
    mean === null ? "" : `mean ${nats(mean)}`,
  ];
  return facts.filter(Boolean).join(" · ");
}

function letKey(number, acts) {
  let kind = "admit";
  const key = button("Show name", () => acts(kind, { seat: number }), { class: "main" });
  key.draw = ({ state }, name) => {
    kind = state === "removed" ? "let_in" : "admit";
    key.hidden = state === "in";
    setText(key, state === "removed" ? "Let back in" : "Name is fine");
    key.setAttribute("aria-label", `${key.textContent}: ${name}`);
  };
  return key;
}

function moreNode(number, acts) {
  const summary = el("summary", {}, "More");
  const field = el("input", { type: "text", id: `name-${number}`, maxlength: 60, autocomplete: "off" });
  const remove = button("Send out", () => acts("remove", { seat: number }));
  const rename = async (event) => {
    event.preventDefault();
    if (field.value.trim() && (await acts("rename", { seat: number, name: field.value.trim() }))) node.open = false;
  };
  const send = el("button", { type: "submit" }, "Rename");
  const label = el("label", { for: `name-${number}` }, "Another name");
  const form = el("form", { class: "rename", onsubmit: rename }, label, el("div", { class: "row" }, field, send));
  const node = el("details", {}, summary, form, remove);
  const draw = ({ state }, name) => {
    remove.hidden = state === "removed";
    summary.setAttribute("aria-label", `More about ${name}`);
    remove.setAttribute("aria-label", `Send out: ${name}`);
    send.setAttribute("aria-label", `Rename: ${name}`);
  };
  return { node, draw };
}
