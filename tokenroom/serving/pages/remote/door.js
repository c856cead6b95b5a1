/** The form in which the remote's own code is asked for. */
import { el } from "../elements.js";
import { sentence } from "./words.js";

/** Return the form; `onCode` is told what was typed. */
export function doorNode(why, onCode) {
  const field = el("input", {
    type: "text",
    id: "code",
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    maxlength: 24,
    required: true,
    "aria-describedby": "wrong",
  });
  const wrong = el("p", { id: "wrong", class: "wrong", role: "alert" }, why ? sentence(why) : "");
  const send = (event) => {
    event.preventDefault();
    if (field.value.trim()) onCode(field.value.trim());
  };
  return el(
    "form",
    { class: "card door", onsubmit: send },
    el(
      "p",
      {},
      "This page leads the lesson. Its code has eight letters, and stands where the host was started; it is not the one for the class.",
    ),
    el("label", { for: "code" }, "The remote's code"),
    field,
    wrong,
    el("button", { type: "submit", class: "main" }, "Lead the lesson"),
  );
}
