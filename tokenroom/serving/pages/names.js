/** What players are called in front of people, as in tokenroom/game/names.py. */
import { count } from "./figures.js";
import { safeText } from "./tokens.js";

const SHORT = {
  you: "you",
  uniform: "knows nothing",
  unigram: "knows how common",
  bigram: "knows what follows",
  counting: "who counts",
  optimum: "the best expected",
  patterns: "your instincts",
  twin: "the twin",
  class: "class, mean",
  together: "class together",
  base: "base model",
  tuned: "chat model",
};
const LONG = {
  uniform: "a player that knows nothing",
  unigram: "a player that knows how common tokens are",
  bigram: "a player that knows what follows what",
  counting: "a player that counts what has come so far",
  optimum: "the best that can be expected",
  patterns: "the instincts that you earned",
  twin: "the twin who has seen what you have seen",
  class: "the class on average",
  together: "the class together",
  base: "the base model",
  tuned: "the chat model",
};

/** Return a player's name for a narrow column. */
export function inShort(player) {
  const phrases = phrasesRead(player);
  if (phrases !== null) return phrases ? `model, ${count(phrases)} phrases` : "model, has read nothing";
  const runs = /^kneser-ney-(\d+)$/.exec(player);
  return runs ? `knows runs of ${runs[1]}` : SHORT[player] || safeText(player, 40);
}

/** Return a player's name as it stands in a sentence. */
export function inWords(player) {
  const phrases = phrasesRead(player);
  if (phrases !== null)
    return `a model that has read ${phrases ? count(phrases) : "no"} ${phrases === 1 ? "phrase" : "phrases"}`;
  const runs = /^kneser-ney-(\d+)$/.exec(player);
  return runs ? `a player that knows runs of ${runs[1]} tokens` : LONG[player] || safeText(player, 40);
}

/** Return how many phrases a checkpoint had read; null for any other player. */
export function phrasesRead(player) {
  const found = /^step-(\d{1,18})$/.exec(player);
  return found ? Number(found[1]) : null;
}
