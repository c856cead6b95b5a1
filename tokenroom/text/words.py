"""The words of a text as numbers: NumPy finds and hashes them all at once, several times faster than one by one."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
_BASE = 0x5851F42D4C957F2D  # Knuth's, of MMIX; odd, so that there is an inverse modulo 2^64
_MIX = np.uint64(0xBF58476D1CE4E5B9)  # SplitMix64's: whoever adds hashes up must not meet those of other words
_LEAST = 1 << 14  # powers that are worked out at once


@dataclass(frozen=True, slots=True)
class Words:
    """Words in the order of their text.

    Attributes:
        hashes: (words,), 64 bits each; the same in every process.
        paragraphs: (words,), how many blank lines stand before a word.
    """

    hashes: Hashes
    paragraphs: NDArray[np.intp]


def words_of(text: str) -> Words:
    r"""Return the words of a text, case aside: what `\w+` matches in it.

    A word's hash is the polynomial of its characters: a difference of two sums over the text, brought to the word's
    own beginning by a power of the base's inverse.
    """
    codes = np.frombuffer(text.casefold().encode("utf-32-le", "surrogatepass"), "<u4")  # (characters,)
    inside = np.zeros(len(codes) + 2, bool)  # (characters + 2,), with one outside at either end
    inside[1:-1] = _is_in_word(_rounded(codes.max(initial=0)))[codes]
    edges = np.flatnonzero(inside[1:] != inside[:-1])  # (2 words,)
    starts, ends = edges[::2], edges[1::2]  # (words,) each
    powers, inverses = _powers(_rounded(len(codes)))
    sums = np.zeros(len(codes) + 1, np.uint64)  # (characters + 1,)
    np.cumsum(codes * powers[: len(codes)], out=sums[1:])
    hashes = (sums[ends] - sums[starts]) * inverses[starts]  # (words,)
    breaks = np.flatnonzero((codes[:-1] == ord("\n")) & (codes[1:] == ord("\n")))
    return Words((hashes ^ (hashes >> np.uint64(31))) * _MIX, np.searchsorted(breaks, starts))


def _rounded(number: int) -> int:
    """The next power of two above a number, so that few tables are made."""
    return max(_LEAST, 1 << int(number).bit_length())


@cache
def _is_in_word(count: int) -> NDArray[np.bool_]:
    """Whether each of the first characters may stand in a word: (count,)."""
    every = np.arange(min(count, sys.maxunicode + 1), dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    found = np.zeros(count, bool)
    for run in re.finditer(r"\w+", every):
        found[run.start() : run.end()] = True
    return found


@cache
def _powers(count: int) -> tuple[Hashes, Hashes]:
    """The first powers of the base and of its inverse, from the first on: (count,) each."""
    base, inverse = (np.full(count, number, np.uint64) for number in (_BASE, pow(_BASE, -1, 1 << 64)))
    return np.cumprod(base), np.cumprod(inverse)
