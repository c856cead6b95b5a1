"""Byte-pair encoding as plain functions: a text as symbols, counting pairs, merging one pair, the greedy rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

import regex

from tokenroom.text.tokenizer import SPLIT_PATTERN

Pair = tuple[bytes, bytes]
Piece = tuple[bytes, ...]  # the symbols of one piece of text; no merge crosses from one piece into the next
BYTES = 256  # symbols that everything begins with: one for each value of a byte

# tiktoken's matcher calls space what Unicode does; this one counts four control codes to it as well.
_SPLIT = regex.compile(SPLIT_PATTERN.replace(r"\s", r"\p{White_Space}").replace(r"\S", r"\P{White_Space}"))


def split(text: str) -> list[str]:
    """Cut a text as our tokenizer does before it merges anything; the pieces together are the text.

    >>> split("The lamp, the lamp!")
    ['The', ' lamp', ',', ' the', ' lamp', '!']
    """
    pieces: list[str] = _SPLIT.findall(text)
    return pieces


def as_symbols(text: str) -> tuple[Piece, ...]:
    """Return a text as pieces of symbols, each a single byte of UTF-8: where byte-pair encoding begins.

    >>> as_symbols("a lamp")
    ((b'a',), (b' ', b'l', b'a', b'm', b'p'))
    """
    return tuple(tuple(bytes([b]) for b in _utf8(piece)) for piece in split(text))


def count_symbols(pieces: Iterable[Piece]) -> int:
    """Return how many symbols there are in all: the tokens that the text costs."""
    return sum(map(len, pieces))


def count_pairs(pieces: Iterable[Piece]) -> Counter[Pair]:
    """Count each pair of neighbours: how many tokens one saves by merging it.

    Three of a kind are one pair, not two, since a symbol can be merged only once.

    >>> count_pairs(as_symbols("aaab"))[b"a", b"a"], count_pairs(as_symbols("aaab"))[b"a", b"b"]
    (1, 1)
    """
    counts: Counter[Pair] = Counter()
    for piece, times in Counter(pieces).items():
        counts.update({pair: times * n for pair, n in _pairs_in(piece).items()})
    return counts


def merge_pair(pieces: Iterable[Piece], pair: Pair) -> tuple[Piece, ...]:
    """Return the pieces with each occurrence of `pair`, from the left, made one symbol.

    >>> merge_pair(as_symbols("a lamp"), (b"a", b"m"))
    ((b'a',), (b' ', b'l', b'am', b'p'))
    """
    pieces = tuple(pieces)
    merged = {piece: _merged(piece, pair) for piece in set(pieces)}
    return tuple(merged[piece] for piece in pieces)


def best_pair(counts: Mapping[Pair, int]) -> Pair | None:
    """Return the most frequent pair; of several the first by its bytes. None if there is none.

    >>> best_pair({(b"t", b"h"): 3, (b"h", b"e"): 3, (b"e", b"r"): 1})
    (b'h', b'e')
    """
    return min(counts, key=lambda pair: (-counts[pair], pair), default=None)


def greedy_merges(pieces: tuple[Piece, ...], n: int) -> tuple[Pair, ...]:
    """Return the first `n` merges of byte-pair encoding: always the most frequent pair; fewer if none is left.

    Source: Sennrich, Haddow & Birch (2016), *Neural Machine Translation of Rare Words with Subword Units*, section 3.2.
    """
    merges: list[Pair] = []
    while len(merges) < n and (pair := best_pair(count_pairs(pieces))) is not None:
        merges.append(pair)
        pieces = merge_pair(pieces, pair)
    return tuple(merges)


def encode(text: str, merges: Iterable[Pair]) -> tuple[Piece, ...]:
    """Return a text as symbols after `merges`, carried out one after the other as they were on the text they came from.

    >>> encode("a lamp", [(b"a", b"m"), (b"am", b"p")])
    ((b'a',), (b' ', b'l', b'amp'))
    """
    pieces = as_symbols(text)
    for pair in merges:
        pieces = merge_pair(pieces, pair)
    return pieces


def symbol_text(symbol: bytes) -> str:
    r"""Return a symbol as text; bytes that are no UTF-8 alone are shown as escapes.

    >>> symbol_text(b" th"), symbol_text(b"\xe2")
    (' th', '\\xe2')
    """
    return symbol.decode("utf-8", "backslashreplace")


def vocabulary_size(merges: Iterable[Pair]) -> int:
    """Return how many symbols one needs with `merges`: all bytes, and one for each that was made."""
    return BYTES + len({left + right for left, right in merges})


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _pairs_in(piece: Piece) -> Counter[Pair]:
    counts: Counter[Pair] = Counter()
    free = 0  # where the next pair of equals may begin: the one before has used up its right half
    for at, (left, right) in enumerate(pairwise(piece)):
        if left != right or at >= free:
            counts[left, right] += 1
            free = at + 2 if left == right else free
    return counts


def _merged(piece: Piece, pair: Pair) -> Piece:
    out: list[bytes] = []
    at = 0
    while at < len(piece):
        if piece[at : at + 2] == pair:
            out.append(pair[0] + pair[1])
            at += 2
        else:
            out.append(piece[at])
            at += 1
    return tuple(out)
