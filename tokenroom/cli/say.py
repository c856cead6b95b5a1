"""Printing on the command line: one line, whatever it holds is text and nothing else."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TextIO

from tokenroom.errors import one_line

LONGEST = 100_000  # characters of a line


def say(line: str, err: bool = False) -> None:
    """Print one line, to standard error if `err`; control characters are made visible."""
    _write(one_line(line, LONGEST) + "\n", sys.stderr if err else sys.stdout)


def say_over(line: str) -> None:
    """Print a line of progress on standard error over the last one; only where `can_say_over`."""
    _write("\r\x1b[2K" + one_line(line, LONGEST), sys.stderr)


def can_say_over() -> bool:
    """Whether standard error is a terminal on which a line can be written over."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def say_json(text: str) -> None:
    """Print one line of JSON; what does not print is escaped as JSON escapes it."""
    from tokenroom.plain.jsonl import printable_json

    _write(printable_json(text) + "\n", sys.stdout)


def warn(line: str) -> None:
    """Print one line about this program on standard error, if there is anybody to read it."""
    with suppress(OSError):
        say(f"tokenroom: {line}", err=True)


def _write(text: str, stream: TextIO) -> None:
    stream.write(text)
    stream.flush()
