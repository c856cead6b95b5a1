/** The projector: comes in with the class code, sends nothing, draws what the host says. */
import { Connection } from "../connection.js";
import { byId, put } from "../elements.js";
import { doorNode } from "./door.js";
import { fitScreen } from "./fit.js";
import { drawClock, drawCount, drawFrame, drawLine, tellLine } from "./frame.js";
import { announced, screenOf } from "./screens.js";
import { drawSizes } from "./sizes.js";
import { addressOfStudents } from "./where.js";

const room = {
  code: codeInAddress(),
  title: "",
  address: "",
  stage: null,
  count: null,
  spread: null,
  names: [],
  isOpen: true, // whether new students may join
  since: 0,
};
const line = new Connection({ hello, onMessage: hear, onStatus: (status) => tellLine(status, room.stage !== null) });
let drawn = ""; // what the screen shows: it is drawn anew only when that changes
const HEAR = { entered, stage: staged, count: counted, spread: spreadCame, here: namesCame, refused, out: sentOut };

function codeInAddress() {
  return decodeURIComponent(window.location.hash.slice(1)).slice(0, 24);
}

function hello() {
  return room.code ? { kind: "enter", version: 1, role: "projector", code: room.code } : null;
}

function hear(message) {
  if (HEAR[message.kind]) HEAR[message.kind](message);
}

function entered(message) {
  room.title = message.title;
  room.isOpen = message.door_open;
  document.title = `${message.title}: projector`;
}

function staged(stage) {
  room.stage = stage;
  room.since = Date.now();
  draw();
}

function counted(count) {
  room.count = count;
  draw();
}

function spreadCame(spread) {
  room.spread = spread;
  draw();
}

function namesCame({ names, door_open }) {
  room.names = names;
  room.isOpen = door_open;
  draw();
}

function refused({ code, why }) {
  if (code === "code" || code === "too_many_tries" || code === "version") askForCode(why);
}

function sentOut({ why }) {
  if (why === "closed")
    drawLine("The host has closed the class. This page comes back by itself when it is opened again.");
}

/** Ask for the class code; `why` says what was wrong with the last one. */
function askForCode(why = "") {
  line.stop();
  room.stage = null;
  drawn = "";
  put(
    byId("screen"),
    doorNode(why, (code) => {
      room.code = code;
      window.history.replaceState(null, "", `#${encodeURIComponent(code)}`);
      line.start();
    }),
  );
}

function draw() {
  if (!room.stage) return;
  const hasMoved = drawFrame(room);
  drawCount(room);
  const screen = screenOf(room);
  if (screen.key !== drawn) show(screen);
  else if (hasMoved) fitScreen();
}

function show(screen) {
  drawn = screen.key;
  document.body.dataset.phase = room.stage.phase;
  put(byId("screen"), screen.nodes);
  fitScreen();
  byId("said").textContent = announced(room);
}

async function begin() {
  room.address = await addressOfStudents();
  drawSizes(fitScreen);
  window.addEventListener("resize", fitScreen);
  window.addEventListener("hashchange", () => {
    room.code = codeInAddress();
    if (room.code) line.start();
  });
  setInterval(() => drawClock(room), 250);
  if (room.code) line.start();
  else askForCode();
}

begin();
