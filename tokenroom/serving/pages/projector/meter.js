/** How many have answered, large enough for the back row. */
import { el } from "../elements.js";
import { answeredWords } from "./frame.js";

/** Return the meter; `frame.js` moves it as answers come. */
export function meterNode(count) {
  const { answered, present } = count || { answered: 0, present: 0 };
  return el(
    "div",
    { class: "metered" },
    el("label", { id: "metered", for: "meter" }, answeredWords({ answered, present })),
    el("progress", { id: "meter", max: Math.max(1, answered, present), value: answered }),
  );
}
