/** The remote: comes in with its own code, shows where the class is and who is here, sends what the teacher does. */
import { Connection } from "../connection.js";
import { byId, put, setText } from "../elements.js";
import { addressOfStudents } from "../projector/where.js";
import { safeText } from "../tokens.js";
import { makeActs } from "./acts.js";
import { doorNode } from "./door.js";
import { keepCode, keptCode } from "./keeper.js";
import { drawBar, listenToBar } from "./lead.js";
import { drawClock, drawCount, drawNow } from "./now.js";
import { drawPlan } from "./plan.js";
import { drawSay } from "./say.js";
import { drawStudents } from "./students.js";
import { listenToTabs } from "./tabs.js";
import { drawTiming } from "./timing.js";
import { drawDoor } from "./switches.js";
import { announcedWords, goLabel } from "./words.js";

const room = { code: "", stage: null, count: null, desk: null, spread: null, since: 0, turned: 0, address: "" };
const line = new Connection({ hello, onMessage: hear, onStatus: tellStatus });
const acts = makeActs(line, room);
const HEAR = { entered, stage: staged, count: counted, spread: spreadCame, desk: deskCame, refused, out: sentOut };
const STATUS = { connecting: "Connecting…", open: "", lost: "No connection. Trying again…", stopped: "" };

function hello() {
  return room.code ? { kind: "enter", version: 1, role: "remote", code: room.code } : null;
}

function hear(message) {
  if (HEAR[message.kind]) HEAR[message.kind](message);
}

function tellStatus(status) {
  setText(byId("line"), STATUS[status]);
  byId("line").dataset.status = status;
}

function entered({ title }) {
  keepCode(room.code);
  setText(byId("title"), safeText(title, 120));
  showRoom(true);
}

function showRoom(isIn) {
  byId("door").hidden = isIn;
  byId("room").hidden = !isIn;
  byId("bar").hidden = !isIn;
}

function staged(stage) {
  const before = room.stage;
  room.stage = stage;
  room.since = Date.now();
  if (!before || meantBy(before) !== meantBy(stage)) room.turned = room.since;
  if (!before || before.stage !== stage.stage) setText(byId("said"), announcedWords(stage));
  draw();
}

/** What the keys mean at a stage: while a model learns, it is told anew several times a second, and means the same. */
function meantBy(stage) {
  return `${stage.stage} ${goLabel(stage)}`;
}

function counted(count) {
  room.count = count;
  drawCount(room);
}

function spreadCame(spread) {
  room.spread = spread;
}

function deskCame(desk) {
  room.desk = desk;
  drawStudents(room, acts);
  drawPlan(room, acts);
  drawDoor(room, acts);
  drawSay(room);
}

function refused({ code, why, id }) {
  if (!id && ["code", "too_many_tries", "version"].includes(code)) askForCode(why);
}

function sentOut() {
  setText(byId("line"), "The host has closed the class. This page comes back by itself when it is opened again.");
}

function askForCode(why = "") {
  line.stop();
  keepCode("");
  room.code = "";
  showRoom(false);
  put(byId("door"), doorNode(why, enter));
  if (why) byId("code").focus();
}

function enter(code) {
  room.code = code;
  line.start();
}

function draw() {
  drawNow(room);
  drawBar(room);
  drawTiming(room, acts);
  drawCount(room);
  drawSay(room);
}

async function begin() {
  listenToTabs();
  listenToBar(room, acts);
  setInterval(() => drawClock(room), 250);
  const typed = decodeURIComponent(window.location.hash.slice(1)).slice(0, 24);
  if (typed) window.history.replaceState(null, "", window.location.pathname); // nobody is to read it off the screen
  const code = typed || keptCode();
  if (code) enter(code);
  else askForCode();
  room.address = await addressOfStudents();
  drawDoor(room, acts);
}

begin();
