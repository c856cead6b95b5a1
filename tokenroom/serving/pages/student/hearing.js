/** What the host says becomes the state of the page: plain functions from a state and a message to a state. */

/** A page that has heard nothing yet. */
export const NOTHING = {
  me: null,
  stage: null,
  yours: null,
  behind: null,
  sending: null,
  sent: null,
  isKept: false,
  out: null,
  mine: null,
};

/** Return the state after a message of the host's. */
export function heard(state, message) {
  const hear = HEAR[message.kind];
  return hear ? hear(state, message) : state;
}

/** Return the state after an answer was given, before the host has kept it. */
export function answering(state, key, told) {
  return { ...state, sending: key, sent: { key, told }, isKept: false };
}

const HEAR = {
  seated: (state, { name, word, waiting, seat }) => ({ ...state, me: { name, word, waiting, seat }, out: null }),
  stage: hearStage,
  yours: hearYours,
  behind: (state, message) => ({ ...state, behind: message }),
  kept: hearKept,
  out: (state, { why }) => ({ ...state, out: why }),
};

function hearStage(state, stage) {
  const isSame = state.stage && place(state.stage.view) === place(stage.view);
  return { ...state, stage, behind: null, yours: isSame && stage.phase !== "revealed" ? state.yours : null, out: null };
}

function hearYours(state, yours) {
  const mine = typeof yours.mean === "number" ? yours : state.mine;
  return { ...state, yours, mine, isKept: yours.state !== "open" };
}

function hearKept(state, { play, item, late }) {
  if (!state.stage || !state.stage.view || place(state.stage.view) !== place({ play, item }))
    return { ...state, sending: null };
  const kept = { ...(state.yours || { play, item }), state: late ? "late" : "kept" };
  return { ...state, yours: kept, sending: null, isKept: true };
}

function place(view) {
  return view ? `${view.play} ${view.item}` : "";
}
