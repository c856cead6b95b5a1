/** The line to the host: enters or resumes, comes back by itself, sends again what was not answered. */
import { makeId } from "./ids.js";
import { pauseBefore } from "./pauses.js";

const SILENCE = 8000; // ms after which a host that owes an answer is taken to be gone
const STILL = 50000; // ms without a sign of life from a host that gives them (every 20 s), after which the line is dead
const TOO_FAST = 1500; // ms before a message that came too fast is sent again
const AWAY = 10000; // ms that a page may be hidden before its line is not trusted any more: phones let lines die in silence
const LET_IN = ["entered", "seated"];
const KEPT_OVER_RELOAD = ["answer", "go_on"];

/** Return the address of the host's WebSocket, beside this page. */
export function lineAddress(place = window.location) {
  return `${place.protocol === "https:" ? "wss:" : "ws:"}//${place.host}/ws`;
}

/**
 * A line to the host; nothing happens before `start`.
 *
 * @param {object} options
 * @param {() => object|null} options.hello returns the first message (`enter` or `resume`); null: do not connect
 * @param {(message: object) => void} options.onMessage is told whatever the host says
 * @param {(status: string) => void} options.onStatus "connecting", "open", "lost" (it will try again) or "stopped"
 * @param {Storage|null} options.storage keeps what was not answered over a reload
 */
export class Connection {
  constructor({ hello, onMessage, onStatus = () => {}, storage = null, address = lineAddress() }) {
    Object.assign(this, { hello, onMessage, onStatus, storage, address });
    this.unanswered = new Map(this.loadUnanswered()); // id -> message
    this.replies = new Map(); // id -> what resolves its promise
    this.socket = null;
    this.tries = 0;
    this.status = "stopped";
    this.isIn = false;
    this.hiddenSince = Infinity;
    window.addEventListener("online", () => this.hurry());
    window.addEventListener("offline", () => this.drop());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.left() : this.back()));
  }

  /** Connect, or connect anew with another `hello`. */
  start() {
    this.tries = 0;
    this.hangUp();
    this.open();
  }

  /** Hang up and stay so until `start`. */
  stop() {
    this.setStatus("stopped");
    this.hangUp();
  }

  /** Send a message that changes something or wants an answer; resolves with the reply, however often it must be sent. */
  ask(kind, fields = {}) {
    const message = { kind, id: makeId(), ...fields };
    this.unanswered.set(message.id, message);
    this.saveUnanswered();
    if (this.isIn) this.say(message);
    this.watch();
    return this.reply(message.id);
  }

  /** Return a promise of the reply to a message that is not answered yet. */
  reply(id) {
    return new Promise((resolve) => this.replies.set(id, resolve));
  }

  /** Give up what was not answered: the seat that it was for is no longer ours. */
  forget() {
    this.unanswered.clear();
    this.saveUnanswered();
  }

  open() {
    const hello = this.hello();
    if (hello === null) return this.setStatus("stopped");
    this.setStatus(this.tries ? "lost" : "connecting");
    const socket = new WebSocket(this.address);
    this.socket = socket;
    socket.onopen = () => socket.send(JSON.stringify(hello));
    socket.onmessage = (event) => socket === this.socket && this.hear(JSON.parse(event.data));
    socket.onclose = (event) => socket === this.socket && this.lost(event.code);
    this.watch();
  }

  hear(message) {
    clearTimeout(this.silence);
    if (message.kind === "beat") this.givesSigns = true;
    this.listen();
    if (message.kind === "beat") return this.watch();
    if (message.kind === "refused" && message.code === "too_fast") return this.sayLater(message.id);
    this.settle(message);
    if (message.kind === "out" && message.why !== "closed") this.stop();
    this.onMessage(message);
    if (LET_IN.includes(message.kind)) this.letIn();
    this.watch();
  }

  letIn() {
    this.tries = 0;
    this.isIn = true;
    this.setStatus("open");
    for (const message of this.unanswered.values()) this.say(message);
  }

  settle(message) {
    if (!message.id || !this.unanswered.delete(message.id)) return;
    this.saveUnanswered();
    const resolve = this.replies.get(message.id);
    this.replies.delete(message.id);
    if (resolve) resolve(message);
  }

  say(message) {
    if (this.socket && this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  sayLater(id) {
    setTimeout(() => this.isIn && this.unanswered.has(id) && this.say(this.unanswered.get(id)), TOO_FAST);
  }

  lost(code) {
    this.hangUp();
    if (this.status === "stopped") return;
    this.tries += 1;
    this.setStatus("lost");
    this.waiting = setTimeout(() => this.open(), pauseBefore(this.tries, code));
  }

  /** Hang up and try again: the network is gone, or the host owes an answer for too long. */
  drop() {
    if (this.socket) this.lost(1006);
  }

  hangUp() {
    clearTimeout(this.waiting);
    clearTimeout(this.silence);
    clearTimeout(this.dead);
    this.givesSigns = false;
    const socket = this.socket;
    this.socket = null;
    this.isIn = false;
    if (socket) socket.close();
  }

  /** Try now: the network or the person is back. */
  hurry() {
    if (this.status !== "lost" || this.socket) return;
    clearTimeout(this.waiting);
    this.open();
  }

  left() {
    this.hiddenSince = Date.now();
  }

  back() {
    if (this.status === "open" && Date.now() - this.hiddenSince > AWAY) this.start();
    else this.hurry();
  }

  watch() {
    clearTimeout(this.silence);
    const owes = this.socket && (!this.isIn || this.unanswered.size > 0);
    if (owes) this.silence = setTimeout(() => this.drop(), SILENCE);
  }

  /** Hang up once the host has been still for too long; older hosts give no signs and are trusted. */
  listen() {
    clearTimeout(this.dead);
    if (this.givesSigns) this.dead = setTimeout(() => this.drop(), STILL);
  }

  setStatus(status) {
    if (status === this.status) return;
    this.status = status;
    this.onStatus(status);
  }

  loadUnanswered() {
    const text = this.storage && this.storage.getItem("unanswered");
    return text ? JSON.parse(text) : [];
  }

  saveUnanswered() {
    if (!this.storage) return;
    const kept = [...this.unanswered].filter(([, message]) => KEPT_OVER_RELOAD.includes(message.kind));
    this.storage.setItem("unanswered", JSON.stringify(kept));
  }
}
