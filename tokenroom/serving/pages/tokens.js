/** How tokens and other people's text are shown: what moves, recolours or turns text is made visible. */

const NAMED = { "\n": "⏎", "\t": "⇥", "\r": "␍" };
const UNSEEN = /^[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]$/u;
const SPREAD = /(?:\\x[89a-f][0-9a-f]){2,}/g; // bytes that are no letter alone, as vocabularies show them

/** Return a label for one token: a leading space as ·, a line end as ⏎, no control code. */
export function tokenLabel(text, limit = 24) {
  const letters = [...text].slice(0, limit + 1).map(visible);
  const shown = [...markSpaces(letters.join(""))];
  return shown.length <= limit ? shown.join("") : `${shown.slice(0, limit - 1).join("")}…`;
}

/** Return what a screen reader is to say for a token: its text, or the name of what cannot be heard. */
export function spokenToken(text) {
  const label = tokenLabel(text).replace(/^·(?=[^·])/, "");
  if (/^·+$/.test(label)) return label.length === 1 ? "a space" : `${label.length} spaces`;
  return label.replace(/⏎/g, " line end ").replace(/⇥/g, " tab ").trim();
}

/** Return text with line ends kept and all other codes visible, cut to `limit` letters. */
export function safeText(text, limit = 10000) {
  const letters = [...text];
  const cut = letters.length <= limit ? letters : [...letters.slice(0, limit - 1), "…"];
  return cut.map((letter) => (letter === "\n" ? letter : visible(letter))).join("");
}

/** Return tokens as one text; letters whose bytes are spread over several tokens are put together again. */
export function joinedText(texts) {
  return texts.join("").replace(SPREAD, putTogether);
}

function putTogether(match) {
  const bytes = Uint8Array.from(match.slice(2).split("\\x"), (byte) => parseInt(byte, 16));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    return match;
  }
}

function markSpaces(shown) {
  if (!shown.replace(/ /g, "")) return shown.replace(/ /g, "·");
  return shown.startsWith(" ") ? `·${shown.slice(1)}` : shown;
}

function visible(letter) {
  if (NAMED[letter]) return NAMED[letter];
  return UNSEEN.test(letter) ? escaped(letter.codePointAt(0)) : letter;
}

function escaped(code) {
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, "0")}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}
