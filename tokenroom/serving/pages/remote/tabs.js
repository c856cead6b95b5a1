/** Three tabs: the lesson, the students, the plan; with arrow keys, as tabs are used. */
import { byId } from "../elements.js";

const NAMES = ["lesson", "students", "plan"];

/** Let the tabs be chosen. */
export function listenToTabs() {
  NAMES.forEach((name, n) => {
    const tab = byId(`tab-${name}`);
    tab.addEventListener("click", () => choose(n));
    tab.addEventListener("keydown", (event) => move(event, n));
  });
}

function move(event, n) {
  const to = { ArrowRight: n + 1, ArrowLeft: n - 1, Home: 0, End: NAMES.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  choose((to + NAMES.length) % NAMES.length);
}

function choose(chosen) {
  NAMES.forEach((name, n) => {
    const tab = byId(`tab-${name}`);
    tab.setAttribute("aria-selected", String(n === chosen));
    tab.tabIndex = n === chosen ? 0 : -1;
    byId(name).hidden = n !== chosen;
  });
  byId(`tab-${NAMES[chosen]}`).focus();
  window.scrollTo(0, 0);
}
