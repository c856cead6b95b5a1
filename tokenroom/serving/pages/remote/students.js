/** Who is here: a row for every seat, kept in place so that nobody loses their place in the list. */
import { byId, el, put, setText } from "../elements.js";
import { counted } from "../figures.js";
import { seatRow } from "./seat.js";

const ORDER = { waiting: 0, in: 1, removed: 2 };
const rows = new Map(); // seat -> its row
let list = null;
let isOnlyMissing = false;

/** Draw the list. */
export function drawStudents({ desk }, acts) {
  if (!list) build(desk, acts);
  const seats = [...desk.seats].sort((a, b) => ORDER[a.state] - ORDER[b.state] || a.seat - b.seat);
  setText(byId("summary"), summary(desk.seats));
  for (const seat of seats) drawSeat(seat, acts);
  arrange(seats.map((seat) => rows.get(seat.seat).node));
}

/** Return the class in one line. */
export function summary(seats) {
  const inside = seats.filter((seat) => seat.state !== "removed");
  const waiting = seats.filter((seat) => seat.state === "waiting").length;
  const words = [
    `${counted(inside.length, "seat")}`,
    `${inside.filter((seat) => seat.here).length} here`,
    `${inside.filter((seat) => seat.answered).length} answered`,
  ];
  return seats.length
    ? [...words, ...(waiting ? [`${waiting} waiting for you`] : [])].join(", ")
    : "Nobody has come in yet.";
}

function build(desk, acts) {
  list = el("ul", { class: "seats" });
  const box = el("input", { type: "checkbox", id: "missing" });
  box.addEventListener("change", () => {
    isOnlyMissing = box.checked;
    list.classList.toggle("onlymissing", isOnlyMissing);
  });
  put(
    byId("students"),
    el("h2", { id: "summary" }),
    el("p", { class: "switch" }, box, el("label", { for: "missing" }, "Only who has not answered")),
    list,
  );
}

function drawSeat(seat, acts) {
  if (!rows.has(seat.seat)) rows.set(seat.seat, seatRow(seat.seat, acts));
  rows.get(seat.seat).draw(seat);
}

function arrange(nodes) {
  nodes.forEach((node, n) => {
    if (list.children[n] !== node) list.insertBefore(node, list.children[n] || null);
  });
}
