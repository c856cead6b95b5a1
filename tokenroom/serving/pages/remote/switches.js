/** Who may come in and what is shown of them: switches that the host has the last word on. */
import { byId, el, setText } from "../elements.js";

const SWITCHES = [
  { id: "door_open", words: "New students may come in", kind: "door", field: "open" },
  { id: "names_first", words: "New names wait until I have seen them", kind: "names_first", field: "on" },
  { id: "names_shown", words: "Names are shown on the projector", kind: "show_names", field: "shown" },
];

/** Draw the switches as they stand on the desk. */
export function drawDoor({ desk, address }, acts) {
  if (address) setText(byId("address"), `at ${address}`);
  if (!desk) return;
  setText(byId("class-code"), desk.code);
  for (const each of SWITCHES) switchOf(each, acts).checked = desk[each.id];
}

function switchOf(each, acts) {
  return byId(each.id) || made(each, acts);
}

function made({ id, words, kind, field }, acts) {
  const box = el("input", { type: "checkbox", id });
  box.addEventListener("change", async () => {
    const wanted = box.checked;
    if (!(await acts(kind, { [field]: wanted }))) box.checked = !wanted;
  });
  byId("come").append(el("p", { class: "switch" }, box, el("label", { for: id }, words)));
  return box;
}
