"""The page that lines are written on: wrapped, safe to show, in ASCII where the stream knows no more."""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from textwrap import wrap
from typing import TextIO

from tokenroom.text.display import ascii_label, safe_text

WIDTH = 78  # of a line: a terminal of 80 keeps a column free on each side
_WORDS_IN_ASCII = str.maketrans({"±": "+/-", "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


class Page:
    """Writes paragraphs to a stream, each line complete, printable and at most WIDTH long."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._utf8 = stream, knows_utf8(stream)

    @property
    def is_watched(self) -> bool:
        """Whether a person looks on: the stream is a terminal."""
        return self._stream.isatty()

    @property
    def is_utf8(self) -> bool:
        """Whether the stream takes any character."""
        return self._utf8

    def say(self, paragraphs: Iterable[str]) -> None:
        """Write paragraphs and flush; an empty one is a blank line."""
        for paragraph in paragraphs:
            for line in wrapped(paragraph):
                self._stream.write(self._encodable(line) + "\n")
        self._stream.flush()

    def ask(self, prompt: str) -> None:
        """Write a prompt and leave the line open behind it."""
        self._stream.write(self._encodable(safe_text(prompt)))
        self._stream.flush()

    def _encodable(self, line: str) -> str:
        if self._utf8:
            return line
        return ascii_label(line).translate(_WORDS_IN_ASCII).encode("ascii", "backslashreplace").decode()


def wrapped(paragraph: str) -> list[str]:
    """Return a paragraph as lines of at most WIDTH; those that go on keep the indent of the first.

    >>> wrapped("  one two")
    ['  one two']
    """
    return [line for part in safe_text(paragraph, limit=100_000).split("\n") for line in _wrapped_part(part)]


def _wrapped_part(part: str) -> list[str]:
    indent = " " * min(len(part) - len(part.lstrip(" ")), WIDTH // 2)
    return wrap(part, WIDTH, subsequent_indent=indent, break_on_hyphens=False) or [""]


def knows_utf8(stream: TextIO) -> bool:
    """Whether the stream takes any character; one without an encoding is kept in memory and does."""
    encoding = getattr(stream, "encoding", None)
    return encoding is None or codecs.lookup(encoding).name in {"utf-8", "utf-8-sig", "utf-16", "utf-32"}
