"""What is told behind the figures of a level: what cost most, what could have been known, what to remember."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from tokenroom.game.compare import Item
from tokenroom.game.costliest import costliest, price_words, token_words
from tokenroom.game.events import Said, SessionEnded
from tokenroom.game.units import NATS, Units
from tokenroom.room.draw.lines import cell, stack, wrapped
from tokenroom.room.draw.voice import count_words, story_text
from tokenroom.room.ink import CURRENT, MUTED, TITLE
from tokenroom.text.display import safe_text

WIDEST = 80  # columns; longer lines are hard to read
TOKEN = 30  # columns of what came


def costliest_text(items: Sequence[Item], width: int, units: Units = NATS) -> Text:
    """Return the items that cost you most, each with what whoever knew most paid for it."""
    several = len({item.part for item in items}) > 1
    found = costliest(items)
    names = [token_words(costly, several) for costly in found]
    column = min(TOKEN, max(map(cell_len, names), default=0))
    lines = [Text("What cost you most", style=TITLE)]
    for name, costly in zip(names, found, strict=True):
        for n, line in enumerate(wrapped(price_words(costly, units), max(20, width - column - 4))):
            lines.append(Text.assemble("  ", (cell(name if n == 0 else "", column), CURRENT), "  ", line))
    return stack(lines)


def debrief_text(paragraphs: Sequence[Said], width: int) -> Text:
    """Return what is told of what could have been known."""
    told = story_text(paragraphs, count_words(paragraphs), min(width, WIDEST), gap=True)
    return stack([Text("What could have been known", style=TITLE), told])


def remembered_text(ended: SessionEnded, width: int) -> Text:
    """Return the sentence for the journal."""
    return stack([Text("In your journal", style=TITLE), *wrapped(safe_text(ended.journal), min(width, WIDEST))])


def source_text(ended: SessionEnded, width: int) -> Text:
    """Return where the passages are from."""
    source = safe_text(ended.source)
    words = f"The passages are from: {source}" if "; " in source else f"The passage is from “{source}”."
    return stack(wrapped(words, min(width, WIDEST), MUTED))
