"""A text cut by several vocabularies beside each other: ours, and those of tiktoken's that are on this machine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import tiktoken

from tokenroom.errors import BadInput
from tokenroom.schema import read_text
from tokenroom.text.encodings import NotHere, open_encoding, public_names
from tokenroom.text.merge_steps import MergeStep, Ranks, merge_steps
from tokenroom.text.tokenizer import Tokenizer

LONGEST = 4_000_000  # characters of a text that is cut
_LONG_GAP = re.compile(r"\s{20001}")  # not all of tiktoken's patterns survive many more


@dataclass(frozen=True)
class Cutter:
    """A vocabulary that can cut text.

    Attributes:
        name: what it is called.
        ranks: token bytes -> rank, for all tokens that merges have made.
        encode: gives the ids of a text.
        encoding: tiktoken's own.
    """

    name: str
    ranks: Ranks
    encode: Callable[[str], list[int]]
    encoding: tiktoken.Encoding

    @property
    def vocabulary(self) -> int:
        """Number of tokens, the special ones included."""
        return self.encoding.n_vocab

    def bytes_of(self, token: int) -> bytes:
        """Return what a token stands for (raises KeyError if there is no such token)."""
        return self.encoding.decode_single_token_bytes(token)

    def steps(self, token: int) -> tuple[MergeStep, ...]:
        """Return the merges that make a token (see `merge_steps`); none for a byte and for a special token."""
        raw = self.bytes_of(token)
        return merge_steps(raw, self.ranks) if self.ranks.get(raw) == token else ()

    def find(self, named: str) -> int | None:
        """Return the token that `named` means: its text, else its id as a number; None if there is none."""
        found = self.ranks.get(named.encode("utf-8", "surrogatepass"))
        if found is not None and not named.isdecimal():
            return found
        if named.isascii() and named.isdecimal() and len(named) < 10 and self._is_token(int(named)):
            return int(named)
        return found

    def _is_token(self, token: int) -> bool:
        try:
            self.bytes_of(token)
        except KeyError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Cut:
    """A text as tokens of one vocabulary."""

    cutter: Cutter
    ids: tuple[int, ...]
    n_bytes: int  # of the text in UTF-8

    @property
    def tokens_per_byte(self) -> float:
        """Tokens for each byte of text; 0 for no text."""
        return len(self.ids) / self.n_bytes if self.n_bytes else 0.0


def our_cutter(tokenizer: Tokenizer) -> Cutter:
    """Return one of our own vocabularies."""
    return Cutter(tokenizer.name, tokenizer.ranks, tokenizer.encode, tokenizer.encoding)


def open_cutter(name: str) -> Cutter:
    """Return one of tiktoken's vocabularies (raises NotHere if it is not on this machine)."""
    encoding = open_encoding(name)
    return Cutter(name, encoding._mergeable_ranks, partial(_encode, encoding), encoding)


def other_cutters() -> tuple[list[Cutter], dict[str, str]]:
    """Return the vocabularies of tiktoken that are on this machine, and for each of the others why it is not there."""
    here: list[Cutter] = []
    missing: dict[str, str] = {}
    for name in public_names():
        try:
            here.append(open_cutter(name))
        except NotHere as error:
            missing[name] = str(error)
    return here, missing


def cut(cutter: Cutter, text: str) -> Cut:
    """Cut a text.

    Raises:
        NotHere: this vocabulary's rule for splitting text cannot cope with it, such as with a megabyte of spaces.
    """
    return Cut(cutter, tuple(cutter.encode(text)), len(text.encode("utf-8", "surrogatepass")))


def cut_all(cutters: Iterable[Cutter], text: str) -> tuple[Cut, ...]:
    """Cut a text with every vocabulary that can cope with it."""
    cuts: list[Cut] = []
    for cutter in cutters:
        with suppress(NotHere):
            cuts.append(cut(cutter, text))
    return tuple(cuts)


def opened_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        BadInput: there is none, it is not UTF-8, or it is longer than `LONGEST` characters.
    """
    if path.is_file() and path.stat().st_size > 4 * LONGEST:  # at most four bytes a character
        raise BadInput(path, "", f"is larger than {4 * LONGEST:,} bytes", "cut it into parts")
    text = read_text(path)
    if len(text) > LONGEST:
        raise BadInput(path, "", f"is longer than {LONGEST:,} characters", "cut it into parts")
    return text


def _encode(encoding: tiktoken.Encoding, text: str) -> list[int]:
    if _LONG_GAP.search(text):
        raise NotHere("its rule for splitting text cannot cope with so many spaces")
    return encoding.encode_ordinary(text)
