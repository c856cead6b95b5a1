"""The room's numbering: our vocabulary spread over 1 to 128,000, the story's four numbers where the story has them.

The other numbers stand for nothing: no text has them. They are options all the same. Ids are from 0: the room shows id
n as the number n + 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from tokenroom.text.tokenizer import Tokenizer
from tokenroom.text.vocabulary import Vocabulary, tokens_of

Ids = NDArray[np.int64]
SIZE = 128_000
PINNED: Mapping[str, int] = {" the": 125, " to": 10_932, " tree": 2_034, " forest": 60_031}  # as the story has them
_SEED = 350_341_796  # where the others lie


@dataclass(frozen=True)
class RoomNumbers:
    """Where each token of a tokenizer lies among the room's numbers.

    A pinned word that the tokenizer writes in several tokens is one number here: `whole` tells which.

    Attributes:
        tokenizer: whose tokens are numbered.
        numbers: (V,), the room's id of each token.
        whole: the room's id of a word, and the tokens that the tokenizer writes it in.
    """

    tokenizer: Tokenizer
    numbers: Ids
    whole: Mapping[int, tuple[int, ...]]

    def to_room(self, ids: Sequence[int]) -> tuple[int, ...]:
        """Return the room's ids of a text's tokens; words that are whole here are put together."""
        out: list[int] = []
        place = 0
        while place < len(ids):
            word = self._word_at(ids, place)
            out.append(int(self.numbers[ids[place]]) if word is None else word)
            place += 1 if word is None else len(self.whole[word])
        return tuple(out)

    def from_room(self, ids: Sequence[int]) -> list[int]:
        """Return the tokens behind the room's ids (raises KeyError for a number that stands for nothing)."""
        return [token for number in ids for token in self.tokens(number)]

    def tokens(self, number: int) -> tuple[int, ...]:
        """Return the tokens that a room's id stands for (raises KeyError if it stands for nothing)."""
        return self.whole[number] if number in self.whole else (self._by_number[number],)

    @cached_property
    def named(self) -> Vocabulary:
        """All options under what they stand for; those that stand for nothing keep their number."""
        texts, n_bytes = list(numbers_alone().texts), list(self.numbered.n_bytes)
        known = tokens_of(self.tokenizer)
        for token, number in enumerate(self.numbers.tolist()):
            texts[number], n_bytes[number] = known.texts[token], known.n_bytes[token]
        for number, tokens in self.whole.items():
            texts[number], n_bytes[number] = self.tokenizer.decode(tokens), sum(known.n_bytes[t] for t in tokens)
        return Vocabulary(texts, n_bytes, "tokens", lambda text: self.to_room(self.tokenizer.encode(text)))

    @cached_property
    def numbered(self) -> Vocabulary:
        """All options as numbers; each has as many bytes as the text that it stands for, or its digits."""
        digits, n_bytes = numbers_alone(), list(numbers_alone().n_bytes)
        known = tokens_of(self.tokenizer).n_bytes
        for token, number in enumerate(self.numbers.tolist()):
            n_bytes[number] = known[token]
        for number, tokens in self.whole.items():
            n_bytes[number] = sum(known[t] for t in tokens)
        return Vocabulary(digits.texts, n_bytes, "numbers")

    @cached_property
    def _by_number(self) -> dict[int, int]:
        return {number: token for token, number in enumerate(self.numbers.tolist())}

    def _word_at(self, ids: Sequence[int], place: int) -> int | None:
        for number, tokens in self.whole.items():
            if tuple(ids[place : place + len(tokens)]) == tokens:
                return number
        return None


@cache
def numbers_alone() -> Vocabulary:
    """Return 128,000 numbers that stand for nothing."""
    texts = [*map(str, range(1, SIZE + 1))]
    return Vocabulary(texts, [*map(len, texts)], "numbers")


@cache
def room_numbers(tokenizer: Tokenizer) -> RoomNumbers:
    """Return the numbering of a tokenizer's vocabulary: the same for everyone, for ever."""
    pinned = {number - 1: tuple(tokenizer.encode(word)) for word, number in PINNED.items()}
    single = {tokens[0]: number for number, tokens in pinned.items() if len(tokens) == 1}
    free = np.delete(np.arange(SIZE), list(pinned))  # (F,)
    drawn = np.random.default_rng(_SEED).choice(free, tokenizer.size, replace=False)  # (V,)
    numbers = np.array([single.get(token, drawn[token]) for token in range(tokenizer.size)])  # (V,)
    return RoomNumbers(tokenizer, numbers, {n: tokens for n, tokens in pinned.items() if len(tokens) > 1})
