"""Three ways to answer, scores, chips and a guess, all turned into scores on top of the instinct.

p = softmax(instinct + scores) over the whole vocabulary. Chips are a mixture, p = c + (1 - Σc) · instinct; the scores
that give the same p are ln(1 + c / ((1 - Σc) · instinct)). A guess means what it says: p = s for the token named, and
the others share 1 - s as the instinct has it; its score is logit(s) - logit(instinct). So one form serves all that
follows.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from tokenroom.game.commands import Answer, AnswerChips, AnswerScores
from tokenroom.scoring import Floats

MAX_SCORE = 1e6
LARGE_SCORE = 100.0  # beyond it a score is more likely a number of the room, typed in the wrong place
CHIPS = 100
MAX_CHIPS = CHIPS - 1  # one stays with the instinct, so that no loss is infinite
MIN_SURE, MAX_SURE = 1.0, 99.0  # per cent


class AnswerError(ValueError):
    """An answer that cannot be scored; its text is one line for the player."""


def as_added_scores(answer: Answer, instinct: Floats) -> dict[int, float]:
    """Return token id -> score to add to the instinct; tokens not named keep the instinct's score.

    Args:
        answer: what the player entered.
        instinct: log-probabilities of the instinct, shape (V,).

    Raises:
        AnswerError: an unknown token, a number that is not finite or out of range, too many chips.
    """
    if isinstance(answer, AnswerScores):
        return {_known(token, instinct): _score(score) for token, score in answer.scores.items()}
    if isinstance(answer, AnswerChips):
        return _from_shares({_known(t, instinct): _chips(n) / CHIPS for t, n in answer.chips.items()}, instinct)
    token = _known(answer.token, instinct)
    return {token: _made_as_likely(_sure(answer.sure) / 100.0, float(instinct[token]))}


def doubtful_score(answer: Answer) -> tuple[int, float] | None:
    """Return the token and the score that hardly anybody means, the largest of them; None if there is none."""
    scores = answer.scores if isinstance(answer, AnswerScores) else {}
    large = {token: score for token, score in scores.items() if LARGE_SCORE < abs(score) <= MAX_SCORE}
    return max(large.items(), key=lambda entry: abs(entry[1]), default=None)


def answer_scores(added: Mapping[int, float], instinct: Floats) -> Floats:
    """Return instinct + scores, the logits of the answer, shape (V,)."""
    logits = instinct.copy()
    for token, score in added.items():
        logits[token] += score
    return logits


def _from_shares(shares: Mapping[int, float], instinct: Floats) -> dict[int, float]:
    left = 1.0 - sum(shares.values())
    if left < 1.0 / CHIPS - 1e-9:
        raise AnswerError(f"that is more than {MAX_CHIPS} chips: one of the {CHIPS} stays with the instinct")
    return {token: _lift(share, left, float(instinct[token])) for token, share in shares.items() if share > 0}


def _lift(share: float, left: float, log_instinct: float) -> float:
    """ln((share + left · q) / (left · q)), in logs so that a tiny q does no harm."""
    return float(np.logaddexp(math.log(share), math.log(left) + log_instinct)) - math.log(left) - log_instinct


def _made_as_likely(share: float, log_instinct: float) -> float:
    """logit(share) - logit(q), in logs so that a tiny q does no harm; 0 where the instinct leaves nothing to others."""
    others = -math.expm1(log_instinct)  # 1 - q
    if others <= 0.0:
        return 0.0
    return math.log(share) - math.log1p(-share) - log_instinct + math.log(others)


def _known(token: int, instinct: Floats) -> int:
    if not 0 <= token < len(instinct):
        raise AnswerError(f"there is no token {token}: the tokens are 0 to {len(instinct) - 1}")
    return token


def _score(score: float) -> float:
    if not math.isfinite(score) or abs(score) > MAX_SCORE:
        raise AnswerError(f"a score is a number between {-MAX_SCORE:,.0f} and {MAX_SCORE:,.0f}")
    return float(score)


def _chips(chips: int) -> int:
    if not 0 <= chips <= CHIPS:  # checked before any sum: a program may send a number that no float can hold
        raise AnswerError(f"chips are whole numbers from 0 to {CHIPS}")
    return chips


def _sure(sure: float) -> float:
    if not MIN_SURE <= sure <= MAX_SURE:  # also false for NaN
        raise AnswerError(f"how sure is a number from {MIN_SURE:.0f} to {MAX_SURE:.0f} per cent")
    return sure
