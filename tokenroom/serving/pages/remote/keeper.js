/** Keeps the remote's code while this tab is open, so that a reload does not ask for it again. */

const KEY = "tokenroom-remote-code";

/** Keep the code; an empty one is forgotten. */
export function keepCode(code) {
  try {
    if (code) window.sessionStorage.setItem(KEY, code);
    else window.sessionStorage.removeItem(KEY);
  } catch (error) {
    return; // a browser that keeps nothing asks again
  }
}

/** Return the code that was kept; empty if there is none. */
export function keptCode() {
  try {
    return window.sessionStorage.getItem(KEY) || "";
  } catch (error) {
    return "";
  }
}
