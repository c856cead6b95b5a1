/** Nobody scrolls a projector: text is made smaller until the screen holds all of it. */

const NARROW = 900; // pixels, as in narrow.css: a page that somebody holds or has zoomed into may be scrolled
const STEPS = [1, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58];

/** Fit what is drawn into the window; what is too much even then can be scrolled. */
export function fitScreen() {
  const root = document.documentElement;
  for (const step of window.innerWidth > NARROW ? STEPS : [1]) {
    root.style.setProperty("--fit", String(step));
    if (root.scrollHeight <= window.innerHeight + 1) break;
  }
  for (const sight of document.querySelectorAll(".sight")) markCut(sight);
}

/** Mark a passage whose beginning does not fit: it fades out at the top. */
function markCut(sight) {
  const text = sight.firstElementChild;
  sight.classList.toggle("cut", text !== null && text.offsetHeight > sight.clientHeight + 2);
}
