"""From another model's tokens to ours, through bytes: the pure arithmetic behind hf_rival.py, in NumPy alone.

Their model says how likely each of *their* tokens comes next; we need the same of *our* tokens. Both stand for bytes,
so the question becomes: how likely is it that the text goes on with the bytes of our token?

1. A token of theirs that begins with our token's bytes, or is them, counts wholly.
2. One that is shorter counts if the rest comes after it. What comes after the likeliest few is asked of the model (they
   are *followed*); after all others, and from the third token of theirs on, it is what the model says after that one
   token with nothing before it, asked once in the beginning. That is an approximation; the rest of step 2 is exact.
3. "A" and "At" and "Ate" all begin "Ate", but we cut it into one token only, mostly the longest of ours that fits. So a
   token gets the chance that the text goes on with its bytes, less the chances that it goes on with longer tokens of
   ours. These are probabilities of things that exclude each other, and sum to one.
4. The text so far may end inside what is one token for them: after our " walk" they may have meant " walking" all
   along. So the last token of theirs is taken back, and longer ones in its place are weighed against it; what such a
   token has *over* the text so far is what the text then goes on with.
5. That our last token ended where it did is known too: no token can follow that would have made it a longer one.
6. Byte-pair encoding does not always take the longest that fits: of the English corpus's held-out tokens 3.5 % are
   shorter. A small share of the chances of steps 1 and 2 is mixed in for them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ids = NDArray[np.int64]

SHORTER = 0.04  # the share of step 6
SMALLEST = 1e-300


class ByteMap:
    """Carries distributions over their tokens to ours; both vocabularies are known beforehand.

    Args:
        theirs: the bytes of each of their tokens (U of them); empty for special ones.
        ours: the bytes of each of ours (V of them), all single bytes among them; None for special ones.
        their_end: their token for the end of a text.
        our_end: ours.
        after: the chances of what comes after one token of theirs with nothing before it, shape (U,); called once for
            each token that a token of ours may begin with or go on with.
    """

    def __init__(
        self,
        theirs: Sequence[bytes],
        ours: Sequence[bytes | None],
        their_end: int,
        our_end: int,
        after: Callable[[int], Floats],
    ) -> None:
        self._theirs, self._their_end, self._our_end, self._size = list(theirs), their_end, our_end, len(ours)
        self._tokens = np.array([token for token, text in enumerate(ours) if text is not None])  # (W,)
        self._texts = [text for text in ours if text is not None]
        self._known = {text: place for place, text in enumerate(self._texts)}
        self._parent = np.array([_longest_beginning(text, self._known) for text in self._texts])  # (W,)
        # R rests: all that may be left of a token of ours when a part of it has come
        rests = sorted(
            {text[at:] for text in self._texts for at in range(len(text))}, key=lambda rest: (len(rest), rest)
        )
        self._place = {rest: place for place, rest in enumerate(rests)}
        self._of_token = np.array([self._place[text] for text in self._texts])  # (W,)
        self._order, self._first, self._behind = _ranges(theirs, rests)
        self._sorted = [theirs[token] for token in self._order]
        # P ways to begin a rest with a token of theirs that is shorter, and what is then left of it
        self._whole, self._head, self._tail = _ways(theirs, self._place)
        self._then = self._chained(after, np.array([len(rest) for rest in rests]))

    def reach(self, p: Floats) -> Floats:
        """Return how likely the text goes on with each rest (R,) if their next token has the chances `p` (U,)."""
        chances = self._wholly(p, slice(None))
        np.add.at(chances, self._whole, p[self._head] * self._then)
        return chances

    def _wholly(self, p: Floats, rests: Ids | slice) -> Floats:
        """How likely their next token alone begins with each of these rests."""
        running = np.concatenate([[0.0], np.cumsum(p[self._order])])
        chances: Floats = running[self._behind[rests]] - running[self._first[rests]]
        return chances

    def _chained(self, after: Callable[[int], Floats], lengths: Ids) -> Floats:
        """How likely the tail of each way (P,) comes after its head, if each token depends on the one before alone."""
        by_whole: defaultdict[int, list[int]] = defaultdict(list)
        for way, whole in enumerate(self._whole.tolist()):
            by_whole[whole].append(way)
        steps = [(way, on) for way, tail in enumerate(self._tail.tolist()) for on in by_whole[tail]]
        way, on = np.array(steps, dtype=np.int64).reshape(-1, 2).T  # a way, and one to go on with its tail
        then, step = np.empty(len(self._whole)), np.empty(len(way))
        for head in np.unique(self._head).tolist():
            p = after(head)
            mine, going = np.flatnonzero(self._head == head), np.flatnonzero(self._head[way] == head)
            then[mine] = self._wholly(p, self._tail[mine])
            step[going] = p[self._head[on[going]]]
        for length in np.unique(lengths[self._tail[way]]).tolist():  # shorter tails first: longer ones go on with them
            now = lengths[self._tail[way]] == length
            np.add.at(then, way[now], step[now] * then[on[now]])
        return then

    def starts(self, p: Floats, followed: Mapping[int, Floats]) -> Floats:
        """Return how likely the text goes on with each of our ordinary tokens' bytes, shape (W,).

        Args:
            p: the chances of their tokens, shape (U,).
            followed: for some of their tokens, the chances of what comes after them, shape (U,) each.
        """
        chances = self.reach(p)
        for token, after in followed.items():
            ways = np.flatnonzero(self._head == token)
            asked = self.reach(after)[self._tail[ways]]
            np.add.at(chances, self._whole[ways], p[token] * (asked - self._then[ways]))
        result: Floats = chances[self._of_token]
        return result

    def carry(
        self,
        p: Floats,
        followed: Mapping[int, Floats],
        over: Mapping[bytes, float] | None = None,
        last: bytes = b"",
        shorter: float = SHORTER,
    ) -> Floats:
        """Return the probability of each of our tokens, shape (V,).

        Args:
            p: the chances of their tokens where the text so far is all that they have read, shape (U,).
            followed: for some of their tokens, the chances of what comes after them, shape (U,) each.
            over: what the text goes on with where a token of theirs reaches over its end, and the chance of that; what
                is left of 1 is the chance of `p`.
            last: our last token.
            shorter: the share that goes to tokens which are not the longest that fit.
        """
        over = over or {}
        meets = 1 - sum(over.values())  # a token of theirs ends where the text so far does
        starts = meets * self.starts(p, followed) + self._starts_over(over, self.reach(p))  # (W,)
        end = meets * p[self._their_end]
        child = self._parent >= 0
        longest = starts - np.bincount(self._parent[child], starts[child], len(starts))
        possible = np.maximum(longest, 0.0) * self._may_follow(last)
        end /= max(end + possible.sum(), SMALLEST)  # what cannot follow makes all the rest likelier, the end too
        result = np.zeros(self._size)
        result[self._tokens] = (1 - end) * ((1 - shorter) * _share(possible) + shorter * _share(starts))
        result[self._our_end] = end
        return result

    def over(self, p: Floats, last: int) -> dict[bytes, float]:
        """Return what their tokens that begin like `last` have over it, and the chances of them, among all of these.

        Args:
            p: the chances of their tokens where `last` came, shape (U,).
            last: the token of theirs that the text so far ends with.
        """
        text = self._theirs[last]
        first = bisect_left(self._sorted, text)
        behind = bisect_right(self._sorted, text, key=itemgetter(slice(len(text))))
        alike = self._order[first:behind]
        total = float(p[alike].sum())
        chances: defaultdict[bytes, float] = defaultdict(float)
        for token in alike.tolist():
            if len(self._theirs[token]) > len(text) and total > 0:
                chances[self._theirs[token][len(text) :]] += float(p[token]) / total
        return dict(chances)

    def _starts_over(self, over: Mapping[bytes, float], chances: Floats) -> Floats:
        """How likely the text goes on with each of our tokens' bytes, by what reaches over its end: (W,)."""
        starts = np.zeros(len(self._texts))
        for text, chance in over.items():
            for cut in range(1, len(text) + 1):  # ours that it begins with
                if text[:cut] in self._known:
                    starts[self._known[text[:cut]]] += chance
            for place, rest in self._longer(text):  # ours that begin with it
                starts[place] += chance * chances[self._place[rest]]
        return starts

    @cache  # noqa: B019 - one map lives as long as the program
    def _longer(self, text: bytes) -> list[tuple[int, bytes]]:
        """Ours that are longer than `text` and begin with it: their places, and what is then left."""
        longer = ((known, place) for known, place in self._known.items() if len(known) > len(text))
        return [(place, known[len(text) :]) for known, place in longer if known.startswith(text)]

    @cache  # noqa: B019
    def _may_follow(self, last: bytes) -> NDArray[np.bool_]:
        """Which of ours can stand behind `last` without making a longer token of it: (W,)."""
        longer = {rest for _, rest in self._longer(last)} if last else set()
        return np.array([all(text[:n] not in longer for n in range(1, len(text) + 1)) for text in self._texts])


def _share(weights: Floats) -> Floats:
    total = weights.sum()
    return weights / total if total > 0 else np.full(len(weights), 1 / len(weights))


def _longest_beginning(text: bytes, known: Mapping[bytes, int]) -> int:
    """The place of the longest shorter token that `text` begins with; -1 if there is none."""
    return next((known[text[:end]] for end in range(len(text) - 1, 0, -1) if text[:end] in known), -1)


def _ranges(theirs: Sequence[bytes], rests: Sequence[bytes]) -> tuple[Ids, Ids, Ids]:
    """Their tokens in the order of their bytes, and for each rest where those that begin with it start and end."""
    order = sorted((token for token, text in enumerate(theirs) if text), key=lambda token: theirs[token])
    texts = [theirs[token] for token in order]
    first = [bisect_left(texts, rest) for rest in rests]
    behind = [bisect_right(texts, rest, key=itemgetter(slice(len(rest)))) for rest in rests]
    return np.array(order, dtype=np.int64), np.array(first), np.array(behind)


def _ways(theirs: Sequence[bytes], place: Mapping[bytes, int]) -> tuple[Ids, Ids, Ids]:
    """All ways to begin a rest with a shorter token of theirs: the rest, the token, and what is left; (P,) each."""
    by_text: defaultdict[bytes, list[int]] = defaultdict(list)
    for token, text in enumerate(theirs):
        by_text[text].append(token)
    ways = [
        (whole, head, place[rest[cut:]])
        for rest, whole in place.items()
        for cut in range(1, len(rest))
        for head in by_text.get(rest[:cut], [])
    ]
    whole, head, tail = np.array(ways, dtype=np.int64).reshape(-1, 3).T
    return whole, head, tail


def gpt2_bytes(token: str) -> bytes:
    """Return the bytes of a token as GPT-2's kind of tokenizer writes it: each byte as one printable character."""
    return bytes(_BYTE_OF[character] for character in token if character in _BYTE_OF)


def sentencepiece_bytes(token: str) -> bytes:
    """Return the bytes of a token as SentencePiece writes it: spaces as U+2581, single bytes as <0x0A>."""
    if len(token) == 6 and token.startswith("<0x") and token.endswith(">"):
        return bytes([int(token[3:5], 16)])
    return token.replace("\u2581", " ").encode()


def _bytes_as_characters() -> dict[str, int]:
    """GPT-2's alphabet: a byte that prints is itself, the others are the characters from U+0100 on, in order."""
    printing = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    others = [byte for byte in range(256) if byte not in printing]
    return {chr(byte): byte for byte in printing} | {chr(256 + n): byte for n, byte in enumerate(others)}


_BYTE_OF = _bytes_as_characters()
