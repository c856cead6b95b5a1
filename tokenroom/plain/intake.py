"""Taking in lines that someone typed or a program sent: never endless ones, never undecodable ones."""

from __future__ import annotations

import io
from contextlib import suppress
from typing import TextIO


class EndOfInput(Exception):  # noqa: N818 - not an error: input may end at any moment
    """There are no more lines."""


class TooLong(ValueError):  # noqa: N818 - it names what came in
    """A line was longer than the limit; all of it has been skipped."""


class Intake:
    """Reads a stream line by line.

    Args:
        stream: where lines come from; bytes that are no text are read as escapes from here on.
        limit: the longest line that is taken, in characters.
    """

    def __init__(self, stream: TextIO, limit: int) -> None:
        self._stream, self._limit = stream, limit
        if isinstance(stream, io.TextIOWrapper):
            with suppress(io.UnsupportedOperation):  # some of it has been read already: it stays as it is
                stream.reconfigure(errors="backslashreplace")

    @property
    def is_watched(self) -> bool:
        """Whether a person types: the stream is a terminal, which shows what is typed."""
        return self._stream.isatty()

    def line(self) -> str:
        """Return the next line without its end.

        Raises:
            EndOfInput: there is none.
            TooLong: it was longer than the limit.
        """
        line = self._stream.readline(self._limit + 1)
        if not line:
            raise EndOfInput
        if len(line) > self._limit and not line.endswith("\n"):
            self._skip_rest()
            raise TooLong(f"that line is longer than {self._limit:,} characters: none of it was read")
        return line.removesuffix("\n").removesuffix("\r")

    def _skip_rest(self) -> None:
        """Read on in pieces, since the rest may be larger than the memory."""
        while (piece := self._stream.readline(65_536)) and not piece.endswith("\n"):
            pass
