/** The lobby: code, address, QR code, and who is here. */
import { el } from "../elements.js";
import { counted } from "../figures.js";
import { safeText } from "../tokens.js";
import { CLOSED } from "./frame.js";

const DOTS = 200; // of students, that are drawn

/** Return the screen. */
export function lobbyScreen({ title, code, address, count, names, isOpen }) {
  const present = count ? count.present : 0;
  const door = isOpen ? [comeIn(title, code, address), qrNode(code)] : [closedNode(title, code, address)];
  return [el("div", { class: "lobby" }, door), hereNode(present, names)];
}

/** While nobody new can join, the code is there for those who come back, and small. */
function closedNode(title, code, address) {
  return el(
    "section",
    { class: "comein closed" },
    el("h1", {}, safeText(title, 120)),
    el("p", { class: "lead" }, CLOSED),
    el("p", { class: "step" }, `${address} · ${code.toUpperCase()}`),
  );
}

function comeIn(title, code, address) {
  const letters = [...code.toUpperCase()].map((letter) => el("span", { class: "letter" }, letter));
  return el(
    "section",
    { class: "comein" },
    el("h1", {}, safeText(title, 120)),
    el("p", { class: "step" }, "Open in a browser"),
    el("p", { class: "address" }, address),
    el("p", { class: "step" }, "and type the code"),
    el("p", { class: "code", role: "img", "aria-label": `The code: ${[...code.toUpperCase()].join(" ")}` }, letters),
  );
}

function qrNode(code) {
  const picture = el("img", {
    src: `/qr.svg?code=${encodeURIComponent(code)}`,
    alt: "QR code that opens the page of the class, code included",
  });
  return el("figure", { class: "qr" }, picture, el("figcaption", {}, "or point a camera here"));
}

function hereNode(present, names) {
  const words = present ? `${counted(present, "student")} here` : "Nobody is here yet";
  return el("section", { class: "here" }, el("h2", {}, words), names.length ? namesNode(names) : dotsNode(present));
}

function namesNode(names) {
  return el(
    "ul",
    { class: "names" },
    names.map((name) => el("li", {}, el("bdi", {}, safeText(name, 40)))),
  );
}

function dotsNode(present) {
  const dots = Array.from({ length: Math.min(present, DOTS) }, () => el("span", { class: "dot" }));
  return el("p", { class: "dots", "aria-hidden": "true" }, dots);
}
