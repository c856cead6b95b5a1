/** How long to wait before trying to connect again: longer each time, and not all at once. */

const FIRST = 400; // ms
const LONGEST = 10000; // ms
const CUT_OFF = 1008; // the close code for whoever said too much or nothing

/** Return the pause in ms before the try number `tries` (from 1); `chance` is from 0 to 1. */
export function pauseBefore(tries, code = 1006, chance = Math.random()) {
  const least = code === CUT_OFF ? 3000 : 0;
  const grown = Math.min(LONGEST, FIRST * 1.8 ** (tries - 1));
  return Math.max(least, grown) * (0.75 + 0.5 * chance);
}
