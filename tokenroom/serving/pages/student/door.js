/** Coming in: the code, then a name; or back to one's seat on another device. */
import { button, el } from "../elements.js";
import { safeText } from "../tokens.js";

/**
 * Return the screen of a door.
 *
 * @param {{code: string, entered: object|null, wrong: string, busy: boolean}} door
 * @param {{enter: Function, join: Function, comeBack: Function}} act
 */
export function doorScreen(door, act) {
  return door.entered ? nameScreen(door, act) : codeScreen(door, act);
}

function codeScreen(door, act) {
  const input = field("code", {
    value: door.code,
    autocapitalize: "characters",
    maxlength: 16,
    class: "code",
    required: true,
  });
  const submit = (event) => {
    event.preventDefault();
    if (input.value.trim()) act.enter(input.value.trim());
  };
  const form = el(
    "form",
    { class: "card", onsubmit: submit },
    el("label", { for: "code" }, "The code on the board"),
    input,
    problem(door.wrong, input),
    el("button", { type: "submit", class: "main wide" }, "Come in"),
  );
  const intro = el("p", { class: "soft" }, "For a while, you will be a language model.");
  return { heading: "Come in", nodes: [el("h1", {}, "Come in"), intro, form], said: "" };
}

function nameScreen(door, act) {
  const { entered } = door;
  const title = safeText(entered.title, 80);
  const intro = entered.door_open
    ? "Choose a name. No need for your real one."
    : "The door is closed for newcomers. If you have a seat already, come back to it below.";
  const nodes = [el("h1", {}, title), el("p", { class: "soft" }, intro)];
  if (entered.door_open) nodes.push(newcomer(door, act));
  nodes.push(comeBackForm(door, act));
  return { heading: title, nodes, said: intro };
}

function newcomer(door, act) {
  const names = door.entered.names.map((name) =>
    el(
      "li",
      {},
      button(safeText(name, 24), () => act.join(name), { class: "wide name" }),
    ),
  );
  const input = field("name", { maxlength: 24, value: door.name });
  const submit = (event) => {
    event.preventDefault();
    if (input.value.trim()) act.join(input.value.trim());
  };
  const own = el(
    "form",
    { onsubmit: submit },
    el("label", { for: "name" }, "Or a name of your own"),
    el("div", { class: "beside" }, input, el("button", { type: "submit" }, "Take it")),
    door.place === "join" ? problem(door.wrong, input) : null,
  );
  return el("section", { class: "card", "aria-label": "A name" }, el("ul", { class: "names" }, names), own);
}

function comeBackForm(door, act) {
  const name = field("back-name", { maxlength: 24 });
  const word = field("back-word", { maxlength: 40, autocapitalize: "none" });
  const submit = (event) => {
    event.preventDefault();
    if (name.value.trim() && word.value.trim()) act.comeBack(name.value.trim(), word.value.trim());
  };
  const labels = [
    el("label", { for: "back-name" }, "Your name in this class"),
    name,
    el("label", { for: "back-word" }, "The two words that you were shown"),
    word,
  ];
  const form = el(
    "form",
    { onsubmit: submit },
    labels,
    door.place === "return" ? problem(door.wrong, word) : null,
    el("button", { type: "submit", class: "wide" }, "Back to my seat"),
  );
  const isOpen = door.place === "return" || !door.entered.door_open;
  return el(
    "details",
    { class: "card", open: isOpen },
    el("summary", {}, "I was here before, on another device"),
    form,
  );
}

function field(id, attributes) {
  return el("input", { type: "text", id, autocomplete: "off", spellcheck: "false", ...attributes });
}

function problem(wrong, input) {
  if (!wrong) return null;
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", "problem");
  return el("p", { id: "problem", class: "problem", role: "alert" }, safeText(wrong, 200));
}
