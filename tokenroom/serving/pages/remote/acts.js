/** Sending what the teacher does, once each, and telling what the host refused. */
import { byId, setText } from "../elements.js";
import { sentence } from "./words.js";

const TOO_LATE = "The class was elsewhere by then, so nothing was changed. Look again.";
const WAITS = 1200; // ms after which it is told that the host has not answered yet

/**
 * Return a function that sends an act and says whether it was carried out.
 *
 * @param {Connection} line
 * @param {{stage: object|null}} room its newest stage, which an act of the lesson is meant for
 */
export function makeActs(line, room) {
  return async function act(kind, fields = {}, isOfStage = false) {
    tell("");
    const waiting = setTimeout(() => tell("Waiting for the host…"), WAITS);
    const stage = isOfStage && room.stage ? { stage: room.stage.stage } : {};
    const reply = await line.ask(kind, { ...fields, ...stage });
    clearTimeout(waiting);
    tell(reply.kind === "refused" ? refusalWords(reply) : "");
    return reply.kind === "done";
  };
}

/** Return a refusal in words. */
export function refusalWords({ code, why }) {
  return code === "stale" ? TOO_LATE : sentence(why);
}

function tell(words) {
  setText(byId("told"), words);
}
