/** The student's page: the line to the host, what it says, and the screen that belongs to it. */
import { Connection } from "../connection.js";
import { button, byId, el, setText } from "../elements.js";
import { behindInWords, drawBanner } from "./banner.js";
import { doorScreen } from "./door.js";
import { mount, say, showClock, whisper } from "./frame.js";
import { answering, heard, NOTHING } from "./hearing.js";
import { deviceSecret, keep, recall, unansweredStore } from "./keeper.js";
import { isAsking, keyOf, screenKey, screenOf } from "./screens.js";
import { drawSeat } from "./seat.js";
import { shock } from "./shock.js";

const VERSION = 1;
const SETTLE = 30; // ms for messages that come together
const LINE = {
  connecting: "Connecting …",
  lost: "No connection. This page tries again by itself; nothing you have written is lost.",
  open: "",
  stopped: "",
};
const OUT = {
  removed: [
    "You have been sent out",
    "Your teacher has closed this seat. If they let you in again, all you had is as it was.",
  ],
  moved: ["Your seat is on another device", "Or in another tab of this one. You can take it back."],
};

let state = { ...NOTHING, mine: JSON.parse(recall("mine", "sessionStorage") || "null") };
let door = { code: window.location.hash.slice(1, 17), entered: null, wrong: "", place: "", name: "" };
let shown = { key: null, screen: null };
let drawing = 0;
let wasBehind = false;

const line = new Connection({ hello, onMessage: hear, onStatus: showStatus, storage: unansweredStore });
const act = { answer, find, goOn, whisper };

start();

function start() {
  const waiting = [...line.unanswered.values()].find((message) => message.kind === "answer");
  if (waiting) stillSending(waiting);
  draw();
  line.start();
}

/** An answer that was given before this page was loaded anew. */
async function stillSending({ id, play, item }) {
  state = { ...state, sending: keyOf({ play, item }) };
  const reply = await line.reply(id);
  if (reply.kind === "refused") answerRefused(reply, state);
}

function hello() {
  const token = recall("token");
  if (token) return { kind: "resume", version: VERSION, token };
  return door.code ? { kind: "enter", version: VERSION, role: "student", code: door.code } : null;
}

function hear(message) {
  state = heard(state, message);
  if (message.kind === "entered") door = { ...door, entered: message, wrong: "", place: "" };
  if (message.kind === "seated") keep("token", message.token);
  if (message.kind === "refused" && message.id === null) refused(message);
  if (message.kind === "yours") keep("mine", JSON.stringify(state.mine), "sessionStorage");
  later();
}

/** What was refused without being a message of ours with an id: our code or our token. */
function refused({ code, why }) {
  if (code === "token") forgetSeat();
  if (code === "removed") {
    state = { ...state, out: "removed" };
    line.stop();
  }
  if (!recall("token") && code !== "token") {
    door = { ...door, entered: null, wrong: sentence(why) };
    line.stop();
  }
  if (code === "version") say(sentence(why));
}

function forgetSeat() {
  keep("token", null);
  line.forget();
  state = { ...NOTHING };
  line.start();
}

function later() {
  clearTimeout(drawing);
  drawing = setTimeout(draw, SETTLE);
}

function draw() {
  drawSeat(state.me, leave);
  if (state.out && OUT[state.out]) return drawOut();
  drawBanner(state, act);
  if (!state.me || !state.stage) return drawDoor();
  drawStage();
  sayBehind();
}

function drawDoor() {
  if (recall("token")) return;
  showClock(null);
  const key = `door ${JSON.stringify(door)}`;
  if (shown.key !== key) show(key, doorScreen(door, { enter, join, comeBack }));
}

function drawOut() {
  const [heading, text] = OUT[state.out];
  const back = () => {
    state = { ...state, out: null };
    line.start();
  };
  const nodes = [
    el("h1", {}, heading),
    el("p", { class: "card" }, text),
    button(state.out === "moved" ? "Take it back" : "Try again", back, { class: "main" }),
  ];
  byId("banner").replaceChildren();
  byId("curtain").hidden = true;
  byId("screen").hidden = false;
  if (shown.key !== state.out) show(state.out, { heading, nodes, said: `${heading}. ${text}` });
}

function drawStage() {
  const { stage } = state;
  setText(byId("place"), stage.step && stage.step <= stage.steps ? `Step ${stage.step} of ${stage.steps}` : "");
  const key = screenKey(state);
  if (key !== shown.key) show(key, screenOf(state, act));
  update();
  drawCurtain(stage.paused);
  const isTimed = isAsking(stage.phase) && !stage.paused && !state.behind && typeof stage.seconds_left === "number";
  showClock(isTimed ? stage.seconds_left : null);
}

function show(key, screen) {
  shown = { key, screen };
  mount(screen.nodes, screen.heading);
  if (screen.said) say(screen.said);
  feel();
}

/** What changes on a screen that stays: whether it is locked, whether the answer is kept, how far a model is. */
function update() {
  const { screen } = shown;
  if (screen.update) screen.update(state);
  if (screen.status && state.isKept && screen.status.textContent !== "Your answer is kept.") {
    setText(screen.status, "Your answer is kept.");
    say("Your answer is kept.");
  }
  if (!screen.send) return;
  const isLocked = state.stage.phase === "locked";
  screen.send.disabled = isLocked || (screen.isReady ? !screen.isReady() : false);
  if (isLocked !== screen.isLocked) showProblem(isLocked ? "No more answers are taken for this one." : "");
  screen.isLocked = isLocked;
}

function showProblem(text) {
  const { wrong } = shown.screen;
  if (!wrong) return;
  wrong.hidden = !text;
  setText(wrong, text);
}

function feel() {
  const { stage, yours } = state;
  if (!stage || stage.phase !== "revealed" || !yours || typeof yours.surprise !== "number") return;
  shock(keyOf(stage.view), yours.surprise);
}

function drawCurtain(isPaused) {
  const was = !byId("curtain").hidden;
  byId("curtain").hidden = !isPaused;
  byId("screen").hidden = isPaused;
  if (isPaused !== was) say(isPaused ? "Paused. Look up." : "It goes on.");
}

function sayBehind() {
  const isBehind = Boolean(state.behind);
  if (isBehind && !wasBehind) say(behindInWords(state.behind, state.stage.phase === "revealed"));
  wasBehind = isBehind;
}

function showStatus(status) {
  const text =
    status === "lost" && state.out === "closed"
      ? "The class is closed just now. This page comes back when it opens again."
      : LINE[status];
  setText(byId("line"), text);
  byId("line").classList.toggle("shown", Boolean(text));
}

function enter(code) {
  door = { ...door, code, wrong: "", place: "" };
  line.start();
}

async function join(name) {
  door = { ...door, name };
  doorReply(await line.ask("join", { device: deviceSecret(), name }), "join");
}

async function comeBack(name, word) {
  doorReply(await line.ask("return", { name, word }), "return");
}

function doorReply(reply, place) {
  if (reply.kind !== "refused") return;
  door = { ...door, wrong: sentence(reply.why), place };
  later();
}

async function answer(given, told) {
  const { view } = state.stage;
  const before = state;
  state = answering(state, keyOf(view), told);
  later();
  const reply = await line.ask("answer", { play: view.play, item: view.item, answer: given });
  if (reply.kind === "refused") answerRefused(reply, before);
}

/** A refused answer leaves the form as it was; one that was given already, on another device, counts. */
function answerRefused({ code, why }, before) {
  if (code === "answered")
    state = { ...state, sending: null, sent: null, isKept: true, yours: { ...(state.yours || {}), state: "kept" } };
  else state = { ...state, sending: null, sent: before.sent };
  draw();
  if (code !== "answered") showProblem(sentence(why));
}

function find(text) {
  return line.ask("find", { text });
}

function goOn(to) {
  const { view } = state.stage;
  line.ask("go_on", { play: view.play, item: view.item, to });
}

function leave() {
  const isSure = window.confirm("Leave this seat on this device? You come back with your name and your two words.");
  if (!isSure) return;
  keep("device", null); // whoever takes this device next is somebody else
  forgetSeat();
  door = { ...door, entered: null };
  later();
}

function sentence(text) {
  return text ? `${text[0].toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}` : "";
}
