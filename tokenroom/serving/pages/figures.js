/** How numbers are written: nats, shares, counts. */

/** Return a surprise with two decimals; what is beyond all bounds as ∞. */
export function nats(surprise) {
  return Number.isFinite(surprise) ? surprise.toFixed(2) : "∞";
}

/** Return a share (0 to 1) in per cent, with as many decimals as it deserves. */
export function percent(share) {
  const hundred = 100 * share;
  if (hundred > 0 && hundred < 0.1)
    return hundred < 0.0001 ? "<0.0001%" : `${hundred.toFixed(2 - Math.ceil(Math.log10(hundred)) - 1)}%`;
  if (hundred < 9.95) return `${hundred.toFixed(1)}%`;
  return hundred > 99 && hundred < 100 ? `${Math.min(99.9, hundred).toFixed(1)}%` : `${hundred.toFixed(0)}%`;
}

/** Return a whole number with commas. */
export function count(n) {
  return n.toLocaleString("en");
}

/** Return `1 answer`, `2 answers`. */
export function counted(n, noun) {
  return `${count(n)} ${noun}${n === 1 ? "" : "s"}`;
}

/** Return a time as minutes and seconds. */
export function clock(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
