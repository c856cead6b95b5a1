/** The form in which the projector is told the class code. */
import { el } from "../elements.js";

/** Return the form; `onCode` is told what was typed. */
export function doorNode(why, onCode) {
  const field = el("input", {
    type: "text",
    id: "code",
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    maxlength: 12,
    required: true,
    "aria-describedby": "wrong",
  });
  const wrong = el(
    "p",
    { id: "wrong", class: "wrong", role: "alert" },
    why ? `${why[0].toUpperCase()}${why.slice(1)}.` : "",
  );
  const send = (event) => {
    event.preventDefault();
    if (field.value.trim()) onCode(field.value.trim());
  };
  return el(
    "form",
    { class: "door card", onsubmit: send },
    el("h1", {}, "The projector of a class"),
    el("p", { class: "soft" }, "It shows what the class does, and can change nothing."),
    el("label", { for: "code" }, "Class code"),
    field,
    wrong,
    el("button", { type: "submit", class: "main" }, "Show the class"),
  );
}
