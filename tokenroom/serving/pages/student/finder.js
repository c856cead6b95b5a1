/** Looking for any token by how it begins, to put it into the list. */
import { button, el, put, setText } from "../elements.js";
import { percent } from "../figures.js";
import { spokenToken, tokenLabel } from "../tokens.js";

/**
 * Return the search.
 *
 * @param {(text: string) => Promise<object>} find asks the host
 * @param {(option: object) => void} onPick is told the token that was chosen
 */
export function finder(find, onPick) {
  const input = el("input", {
    type: "text",
    id: "find",
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
    maxlength: 40,
  });
  const told = el("p", { class: "soft small", role: "status" });
  const list = el("ul", { class: "found" });
  const look = async (event) => {
    event.preventDefault();
    if (input.value) showFound(await find(input.value), told, list, onPick);
  };
  const form = el(
    "form",
    { onsubmit: look },
    el("label", { for: "find" }, "How does the token begin?"),
    el("div", { class: "beside" }, input, el("button", { type: "submit" }, "Find")),
  );
  return el("details", { class: "finder" }, el("summary", {}, "Find another token"), form, told, list);
}

function showFound(message, told, list, onPick) {
  if (message.kind !== "found") return setText(told, message.why);
  const none = "No token begins so. Try fewer letters.";
  setText(
    told,
    message.tokens.length ? `${message.tokens.length} found. Choose one to put it on top of the list.` : none,
  );
  const pick = (option) =>
    button(
      [tokenLabel(option.text), el("span", { class: "soft small figure" }, ` ${percent(option.p)}`)],
      () => onPick(option),
      { "aria-label": `Add ${spokenToken(option.text)}` },
    );
  return put(
    list,
    message.tokens.map((option) => el("li", {}, pick(option))),
  );
}
