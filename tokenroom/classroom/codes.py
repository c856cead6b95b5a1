"""Codes, tokens and words of a class: all drawn from one secret, so that a room that is rebuilt has the same ones."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

from tokenroom.classroom.words import ANIMALS, COLOURS, THINGS

# No vowels, which make words; none of 0 O Q, 1 I L, 2 Z, 5 S, 8 B, G, U: they are taken for each other.
LETTERS = "CDFHJKMNPRTVWXY34679"
CLASS_CODE, REMOTE_CODE = 5, 8  # letters: 3.2 million, and 26 thousand million


def class_code(secret: bytes) -> str:
    """Return the code that students and projectors enter with."""
    return _code(secret, "class", CLASS_CODE)


def remote_code(secret: bytes) -> str:
    """Return the code that remotes enter with."""
    return _code(secret, "remote", REMOTE_CODE)


def as_typed(code: str) -> str:
    """Return a code as it is compared, whatever case, spaces and hyphens it was typed with.

    >>> as_typed(" k7r-wx")
    'K7RWX'
    """
    return "".join(c for c in code.upper() if c not in " -")


def is_code(typed: str, code: str) -> bool:
    """Whether what was typed is the code; takes as long whatever is wrong with it."""
    return is_same(as_typed(typed), code)


def token_of(secret: bytes, seat: int) -> str:
    """Return the token with which the client of a seat comes back: its number, and 128 bits in hex."""
    return f"{seat}-{_digest(secret, 'token', seat).hex()[:32]}"


def is_same(typed: str, secret: str) -> bool:
    """Whether two texts are the same; takes as long whatever is wrong with the first."""
    return hmac.compare_digest(typed.encode("utf-8", "surrogatepass"), secret.encode())


def word_of(secret: bytes, seat: int) -> str:
    """Return the two words with which a student comes back on another device."""
    digest = _digest(secret, "word", seat)
    return f"{_drawn(THINGS, digest, 0)}-{_drawn(THINGS, digest, 4)}"


def is_word(typed: str, word: str) -> bool:
    """Whether what was typed is the word, case aside, with a hyphen or a space."""
    return is_same("-".join(typed.casefold().replace("-", " ").split()), word)


def suggested(secret: bytes, number: int) -> str:
    """Return the `number`-th name that is suggested to somebody who comes in, such as "amber otter"."""
    digest = _digest(secret, "name", number)
    return f"{_drawn(COLOURS, digest, 0)} {_drawn(ANIMALS, digest, 4)}"


def _code(secret: bytes, purpose: str, length: int) -> str:
    digest = _digest(secret, purpose, 0)
    return "".join(_drawn(LETTERS, digest, 2 * n) for n in range(length))


def _digest(secret: bytes, purpose: str, number: int) -> bytes:
    return hmac.digest(secret, f"tokenroom {purpose} {number}".encode(), hashlib.sha256)


def _drawn(among: Sequence[str], digest: bytes, at: int) -> str:
    """One of `among`, from two to four bytes: so many that none is noticeably likelier than another."""
    return among[int.from_bytes(digest[at : at + 4], "big") % len(among)]
