/** Which screen belongs to a stage, and what is said of it to those who listen. */
import { curateScreen } from "./curate.js";
import { endedScreen } from "./ended.js";
import { learningScreen } from "./learning.js";
import { lobbyScreen } from "./lobby.js";
import { mergeScreen } from "./merge.js";
import { openedScreen, overScreen, questionsScreen, talkScreen } from "./talk.js";
import { predictScreen } from "./predict.js";
import { preferScreen } from "./prefer.js";

const BY_PHASE = {
  lobby: lobbyScreen,
  over: overScreen,
  opened: openedScreen,
  working: learningScreen,
  worked: learningScreen,
  ended: endedScreen,
};
const BY_VIEW = {
  talk: talkScreen,
  questions: questionsScreen,
  predict: predictScreen,
  prefer: preferScreen,
  merge: mergeScreen,
  curate: curateScreen,
};

/** Return the nodes of the screen, and a key that changes whenever they do. */
export function screenOf(room) {
  const { stage } = room;
  const screen = BY_PHASE[stage.phase] || BY_VIEW[stage.view.view];
  return { key: keyOf(room), nodes: screen(room) };
}

function keyOf({ stage, count, spread, names, address, code, isOpen }) {
  const { seconds_left, paused, ...drawn } = stage;
  const people = stage.phase === "lobby" ? [count && count.present, names, address, code, isOpen] : [];
  return JSON.stringify([drawn, stage.phase === "revealed" ? spread : null, people]);
}

/** Return what a screen reader is to say when the stage is another. */
export function announced({ stage }) {
  if (stage.phase === "working") return ""; // it changes twice a second
  const title = document.querySelector("#screen h1, #screen h2");
  return `${stage.title}. ${title && title.textContent !== stage.title ? title.textContent : ""}`;
}
