/** Who is drawn beside the class: the rival, the best of the n-grams, and who knows nothing. */
import { inShort } from "../names.js";

const LABELS = {
  class: "class, mean",
  together: "class together",
  uniform: "knows nothing",
  unigram: "unigram",
  bigram: "bigram",
  "reward-model": "reward model",
  cleaned: "from the cleaned heap",
  raw: "from the raw heap",
};
const NGRAMS = ["bigram", "unigram"];

/** Return the names that are drawn, the class first; `known` holds those that there are. */
export function drawnPlayers(known, rival) {
  const runs = known.filter((name) => name.startsWith("kneser-ney-")).slice(-1);
  const wanted = [
    "class",
    "together",
    rival || "",
    "reward-model",
    "twin",
    "counting",
    "optimum",
    ...runs,
    ...NGRAMS,
    "uniform",
  ];
  return wanted.filter((name, n) => known.includes(name) && wanted.indexOf(name) === n);
}

/** Return what a player is called on a picture. */
export function label(name, rival = null) {
  return LABELS[name] || (name === rival ? "rival" : inShort(name));
}

/** Return the class that gives a player's line its colour and dashes. */
export function kindOf(name, rival) {
  if (name === "class" || name === "together") return name;
  if (name === rival || name === "reward-model" || name === "cleaned") return "rival";
  return name === "uniform" ? "nothing" : "other";
}

/** Return the players of an item with what it cost them, in nats. */
export function costsOf(figures, rival) {
  const all = { class: figures.mean, together: figures.answered ? figures.together : null, ...figures.players };
  const names = drawnPlayers(Object.keys(all), rival);
  return names
    .filter((name) => typeof all[name] === "number")
    .map((name) => ({ label: label(name, rival), kind: kindOf(name, rival), value: all[name] }));
}

/** Return the lines of a running picture; unigrams are left out where bigrams are. */
export function linesOf(curves, rival) {
  const names = drawnPlayers(Object.keys(curves), rival);
  const drawn = names.filter((name) => !(name === "unigram" && names.includes("bigram")));
  return drawn.map((name) => ({ label: label(name, rival), kind: kindOf(name, rival), values: curves[name] }));
}
