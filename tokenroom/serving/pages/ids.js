/** Names that nobody else draws: ids of messages, and the secret of a device. */

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Return `length` random letters, six bits each. */
export function drawLetters(length) {
  const bytes = window.crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => LETTERS[byte % 64]).join("");
}

/** Return an id for a message. */
export function makeId() {
  return drawLetters(16);
}
