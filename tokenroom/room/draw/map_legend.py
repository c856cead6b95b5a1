"""What the marks on the map mean, in one line: only of those that are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from tokenroom.room.draw.map import UNIT_MARKS, MapEntry, medal
from tokenroom.room.ink import MUTED


def legend_text(entries: Sequence[MapEntry], width: int) -> Text:
    """Return what medals and marked figures mean; empty where there are none."""
    text = Text("  ".join(_meanings(entries)), style=MUTED)
    text.truncate(width, overflow="ellipsis")
    return text


def _meanings(entries: Sequence[MapEntry]) -> Iterator[str]:
    if any(entry.medals for entry in entries):
        yield f"{medal(1000)} you paid less than a model of 1,000 phrases, once"
    units = {entry.unit for entry in entries if entry.best is not None}
    yield from (f"{mark} {unit}" for unit, mark in UNIT_MARKS.items() if unit in units)
