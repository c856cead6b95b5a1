"""The last line of a screen: which keys do what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from tokenroom.room.ink import CURRENT, MUTED


class Key(NamedTuple):
    """A key as it is named on the line, what it does in a word, and the Textual action behind it."""

    name: str
    words: str
    action: str


def keys_text(keys: Sequence[Key], width: int) -> Text:
    """Return as many keys as fit, most important first."""
    text = Text(" ")
    for key in _fitting(keys, width):
        text.append(key.name, style=CURRENT)
        text.append(f" {key.words}  ", style=MUTED)
    text.truncate(width, overflow="crop")
    return text


def key_at(keys: Sequence[Key], x: int, width: int) -> Key | None:
    """Return the key that stands at column `x`."""
    start = 1
    for key in _fitting(keys, width):
        end = start + _width(key)
        if start <= x < end:
            return key
        start = end
    return None


def _fitting(keys: Sequence[Key], width: int) -> list[Key]:
    used, fitting = 1, []
    for key in keys:
        used += _width(key)
        if used - 2 <= width:
            fitting.append(key)
    return fitting


def _width(key: Key) -> int:
    return cell_len(key.name) + cell_len(key.words) + 3
