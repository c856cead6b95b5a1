"""Players of a tokenizer's vocabulary among the room's 128,000 numbers, most of which stand for nothing.

How much a player keeps back for numbers that it has never met is Witten and Bell's estimate (1991, method C): new ones
come as often as new ones have come so far, types / (tokens + types). Who has read nothing keeps all back, and is
uniform: 11.76 nats. What is kept back is shared evenly among all numbers, so one share with its multiplicity is exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
        words = dict(self._words(tokens, p))
        p = self._without_words(tokens, p)
        return self._spread(p, words)

    def passage_log_probs(self, ids: Sequence[int]) -> Floats:
        """Return `log_probs(ids[:t])` for each t below len(ids), shape (T, 128000)."""
        return np.stack([self.log_probs(ids[:t]) for t in range(len(ids))])

    def _words(self, tokens: list[int], p: Floats) -> Iterator[tuple[int, float]]:
        """Yield each word that is one number here, and how likely all of its tokens are, one after the other."""
        for number, parts in self._numbering.whole.items():
            if not self._ends_inside(tokens, parts):
                yield number, float(p[parts[0]]) * self._rest(tokens, parts, 1)

    def _without_words(self, tokens: list[int], p: Floats) -> Floats:
        """Take from each word's next token what belongs to the word as a whole, for the text would show that."""
        p = p.copy()
        for parts in self._numbering.whole.values():
            done = self._ends_inside(tokens, parts)
            p[parts[done]] -= p[parts[done]] * self._rest(tokens, parts, done + 1)
        return p / p.sum() if any(self._ends_inside(tokens, w) for w in self._numbering.whole.values()) else p

    def _rest(self, tokens: list[int], parts: tuple[int, ...], done: int) -> float:
        """How likely the tokens from `done` on are, once those before them have come."""
        already = self._ends_inside(tokens, parts)
        likely, context = 1.0, [*tokens, *parts[already:done]]
        for token in parts[done:]:
            likely *= float(np.exp(self._player.log_probs(context)[token]))
            context.append(token)
        return likely

    def _ends_inside(self, tokens: list[int], parts: tuple[int, ...]) -> int:
        """How many of a word's first tokens `tokens` ends with, all of them never."""
        return next((n for n in range(len(parts) - 1, 0, -1) if tuple(tokens[-n:]) == parts[:n]), 0)

    def _spread(self, p: Floats, words: dict[int, float]) -> Floats:
        """Turn probabilities of tokens (V,) and words into log-probabilities of numbers (128000,)."""
        out = np.zeros(SIZE)  # (128000,)
        out[self._numbering.numbers] = p
        for number, likely in words.items():
            out[number] = likely
        return np.log((1.0 - self._kept_back) * out + self._kept_back / SIZE)
