/** The three keys that lead the lesson: back, the large one, pause. */
import { byId, setText } from "../elements.js";
import { goAct, goLabel } from "./words.js";

const TWICE = 450; // ms in which a second tap is one too many: the key means something else by now

/** Let the keys do what they say. */
export function listenToBar(room, acts) {
  onTap("go", room, () => acts(goAct(room.stage), {}, true));
  onTap("back", room, () => acts("back", {}, true));
  onTap("pause", room, () => acts("pause", { paused: !room.stage.paused }));
}

function onTap(id, room, send) {
  const key = byId(id);
  key.addEventListener("click", async () => {
    const isOff = key.getAttribute("aria-disabled") === "true";
    if (isOff || !room.stage || Date.now() - room.turned < TWICE) return;
    key.setAttribute("aria-disabled", "true");
    await send();
    key.removeAttribute("aria-disabled");
    drawBar(room);
  });
}

/** Draw the keys as they are meant at this stage. */
export function drawBar({ stage }) {
  setText(byId("go"), goLabel(stage));
  byId("go").classList.toggle("careful", stage.phase === "working");
  setOff("go", stage.phase === "over" && !stage.looking_back);
  setText(byId("pause"), stage.paused ? "Go on" : "Pause");
  byId("pause").setAttribute("aria-pressed", String(stage.paused));
}

function setOff(id, isOff) {
  if (isOff) byId(id).setAttribute("aria-disabled", "true");
  else byId(id).removeAttribute("aria-disabled");
}
