/** What an answer would mean, before it is sent: shares from scores, chips or a guess on top of the instinct's. */

export const MOST_CHIPS = 99; // one of 100 stays with the instinct
export const LEAST_SURE = 1;
export const MOST_SURE = 99;

/**
 * Return each token's share under an answer, by id, and the share of all that are not listed.
 *
 * @param {{id: number, p: number}[]} options the tokens that are listed, with the instinct's share
 * @param {{mode: string, scores: object, chips: object, token: number|null, sure: number}} draft the answer so far
 */
export function sharesOf(options, draft) {
  const shares = new Map(options.map((option) => [option.id, shareOf[draft.mode](option, options, draft)]));
  const listed = [...shares.values()].reduce((sum, share) => sum + share, 0);
  return { shares, others: Math.max(0, 1 - listed) };
}

/** Return what it costs, in nats, if a token with this share comes. */
export function surpriseOf(share) {
  return share > 0 ? 0 - Math.log(share) : Infinity;
}

/** Return the chips that are spread already. */
export function chipsSpread(chips) {
  return Object.values(chips).reduce((sum, n) => sum + n, 0);
}

/** Return σ(x): the share that a difference of values gives to the first of two answers. */
export function sigmoid(x) {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

/** Return -log σ(x) in nats. */
export function minusLogSigmoid(x) {
  return x >= 0 ? Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)) - x;
}

/** Return the answer as the host takes it. */
export function asAnswer(draft) {
  if (draft.mode === "chips") return { command: "chips", chips: withoutZeros(draft.chips) };
  if (draft.mode === "guess" && draft.token !== null) return { command: "guess", token: draft.token, sure: draft.sure };
  return { command: "scores", scores: draft.mode === "scores" ? withoutZeros(draft.scores) : {} };
}

const shareOf = { scores: byScores, chips: byChips, guess: byGuess };

function byScores(option, options, { scores }) {
  const highest = Math.max(0, ...Object.values(scores)); // so that no exponential overflows
  const named = options.filter((other) => scores[other.id]);
  const rest = 1 - named.reduce((sum, other) => sum + other.p, 0);
  const lift = (other) => other.p * Math.exp((scores[other.id] || 0) - highest);
  const total = named.reduce((sum, other) => sum + lift(other), Math.max(0, rest) * Math.exp(-highest));
  return lift(option) / total;
}

function byChips(option, options, { chips }) {
  return (chips[option.id] || 0) / 100 + (1 - chipsSpread(chips) / 100) * option.p;
}

function byGuess(option, options, { token, sure }) {
  const guessed = options.find((other) => other.id === token);
  if (!guessed) return option.p;
  return option.id === token ? sure / 100 : (option.p * (1 - sure / 100)) / (1 - guessed.p);
}

function withoutZeros(numbers) {
  return Object.fromEntries(Object.entries(numbers).filter(([, n]) => n !== 0));
}
