/** Where the class is and what the projector shows. */
import { byId, el, put, setText } from "../elements.js";
import { clock, counted } from "../figures.js";
import { safeText } from "../tokens.js";
import { headWords, shownWords } from "./words.js";

/** Draw the card. */
export function drawNow(room) {
  const { stage } = room;
  const step =
    stage.step >= 1 && stage.step <= stage.steps
      ? `Step ${stage.step} of ${stage.steps} · ${safeText(stage.title, 120)}`
      : safeText(stage.title, 120);
  setText(byId("where"), step);
  setText(byId("now-head"), headWords(stage));
  drawShown(stage);
  drawClock(room);
}

function drawShown(stage) {
  const notes = [
    stage.paused ? "Paused: the students' devices are covered." : "",
    stage.looking_back
      ? `The projector looks ${counted(stage.looking_back, "stage")} back; students stay where they are.`
      : "",
  ];
  const lines = shownWords(stage).map((words) => el("p", {}, words));
  put(
    byId("shown"),
    notes.filter(Boolean).map((words) => el("p", { class: "note" }, words)),
    lines.length ? el("h3", { class: "soft small" }, "On the projector") : null,
    lines,
  );
}

/** Draw how many have answered, or are here. */
export function drawCount({ stage, count }) {
  const isShown = Boolean(stage && count);
  byId("answered").hidden = !isShown;
  if (!isShown) return;
  const isAsked = stage.phase === "asked" || stage.phase === "locked";
  const all = Math.max(count.answered, count.present);
  setText(
    byId("answered-words"),
    isAsked
      ? `${count.answered} of ${all} have answered`
      : `${count.present} of ${counted(count.seats, "student")} here`,
  );
  const bar = byId("answered-bar");
  bar.max = Math.max(1, isAsked ? all : count.seats);
  bar.value = isAsked ? count.answered : count.present;
  setText(byId("tab-students"), `Students ${count.present}`);
}

/** Draw the time that is left. */
export function drawClock({ stage, since }) {
  const place = byId("clock");
  const isTimed = Boolean(stage) && stage.phase === "asked" && stage.seconds_left !== null && !stage.looking_back;
  place.hidden = !isTimed;
  if (!isTimed) return;
  setText(place, clock(stage.seconds_left - (stage.paused ? 0 : (Date.now() - since) / 1000)));
}
