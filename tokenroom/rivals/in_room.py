"""Players of a tokenizer's vocabulary among the room's 128,000 numbers, most of which stand for nothing.

How much a player keeps back for numbers that it has never met is Witten and Bell's estimate (1991, method C): new ones
come as often as new ones have come so far, types / (tokens + types). Who has read nothing keeps all back, and is
uniform: 11.76 nats. What is kept back is shared evenly among all numbers, so one share with its multiplicity is exact.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tokenroom.rivals.base import Rival
from tokenroom.scoring import Floats
from tokenroom.text.room_numbers import SIZE, RoomNumbers


class InRoom:
    """A player of tokens that answers in the room's numbering, under its own name.

    Args:
        player: who predicts tokens.
        numbering: where the tokens lie.
        tokens_read: how many tokens of text the player has learned from.
    """

    def __init__(self, player: Rival, numbering: RoomNumbers, tokens_read: int) -> None:
        self._player, self._numbering = player, numbering
        types = len(numbering.numbers)
        self._kept_back = types / (tokens_read + types)

    @property
    def name(self) -> str:
        """The name of the player."""
        return self._player.name

    def log_probs(self, context: Sequence[int]) -> Floats:
        """Return log-probabilities of every number after `context`, shape (128000,)."""
        tokens = self._numbering.from_room(context)
        p = np.exp(self._player.log_probs(tokens))  # (V,)
        return self._spread(*self._put_together(tokens, p))

    def passage_log_probs(self, ids: Sequence[int]) -> Floats:
        """Return `log_probs(ids[:t])` for each t below len(ids), shape (T, 128000)."""
        return np.stack([self.log_probs(ids[:t]) for t in range(len(ids))])

    def _put_together(self, tokens: list[int], p: Floats) -> tuple[Floats, dict[int, float]]:
        """Move from the tokens (V,) to each word that is one number what belongs to the word as a whole.

        A word whose first tokens stand there as numbers of their own will not come: it would have been one number. What
        it would have had is shared by all that can come.
        """
        p, words = p.copy(), {}
        for number, parts in self._numbering.whole.items():
            words[number] = self._likely(tokens, parts)
            p[parts[0]] -= words[number]
            done = _begun(tokens, parts)
            if done:
                p[parts[done]] -= self._likely(tokens, parts[done:])
        p = np.maximum(p, 0.0)  # what rounding may have left below
        total = float(p.sum()) + sum(words.values())
        return p / total, {number: likely / total for number, likely in words.items()}

    def _likely(self, tokens: list[int], following: tuple[int, ...]) -> float:
        """How likely the tokens `following` are, one after the other."""
        likely, context = 1.0, list(tokens)
        for token in following:
            likely *= float(np.exp(self._player.log_probs(context)[token]))
            context.append(token)
        return likely

    def _spread(self, p: Floats, words: dict[int, float]) -> Floats:
        """Turn probabilities of tokens (V,) and words into log-probabilities of numbers (128000,)."""
        out = np.zeros(SIZE)  # (128000,)
        out[self._numbering.numbers] = p
        for number, likely in words.items():
            out[number] = likely
        return np.log((1.0 - self._kept_back) * out + self._kept_back / SIZE)


def _begun(tokens: list[int], parts: tuple[int, ...]) -> int:
    """How many of a word's first tokens `tokens` ends with; never all, for then it would be one number."""
    return next((n for n in range(len(parts) - 1, 0, -1) if tuple(tokens[-n:]) == parts[:n]), 0)
