"""The journal in lines."""

from __future__ import annotations

from collections.abc import Sequence

from tokenroom.errors import one_line
from tokenroom.game.journal import JournalEntry

_LONGEST_TITLE, _LONGEST_TEXT = 60, 1_000  # characters


def journal_lines(entries: Sequence[JournalEntry]) -> list[str]:
    """Return the journal as paragraphs, an empty one between entries."""
    if not entries:
        return ["Nothing is written in the journal yet: each level that you play to its end leaves two sentences."]
    told = [(f"{one_line(e.title, _LONGEST_TITLE)}, {e.when}", one_line(e.text, _LONGEST_TEXT)) for e in entries]
    return [line for title, text in told for line in (title, f"  {text}", "")][:-1]
