/** Larger and smaller text, for rooms whose back row is far away; kept on this machine. */
import { button, byId, put } from "../elements.js";

const SIZES = [0.8, 0.9, 1, 1.15, 1.3, 1.5];
const USUAL = 2;
const KEY = "tokenroom-projector-size";

/** Draw the two buttons; `onChange` is called when the size is another. */
export function drawSizes(onChange) {
  let size = kept();
  const set = (step) => {
    size = Math.min(SIZES.length - 1, Math.max(0, size + step));
    keep(size);
    apply(SIZES[size]);
    onChange();
  };
  apply(SIZES[size]);
  put(
    byId("sizes"),
    button("A−", () => set(-1), { "aria-label": "A−: smaller text" }),
    button("A+", () => set(1), { "aria-label": "A+: larger text" }),
  );
}

function apply(size) {
  document.documentElement.style.setProperty("--size", String(size));
}

function keep(size) {
  try {
    window.localStorage.setItem(KEY, String(size));
  } catch (error) {
    return; // a browser that keeps nothing begins with the usual size
  }
}

function kept() {
  try {
    const n = Number(window.localStorage.getItem(KEY) || USUAL);
    return SIZES[n] ? n : USUAL;
  } catch (error) {
    return USUAL;
  }
}
