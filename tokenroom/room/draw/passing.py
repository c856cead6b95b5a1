"""Phrases that go by, and two learning curves side by side: yours and the twin's."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from tokenroom.game.compare import Item
from tokenroom.game.names import YOU, in_short, part_in_words
from tokenroom.room.draw.lines import cell, right, stack
from tokenroom.room.ink import CURRENT, MUTED, RIVAL, TITLE
from tokenroom.room.ink import YOU as YOUR_INK
from tokenroom.room.view import PlayView
from tokenroom.text.display import safe_text

STEPS = "▁▂▃▄▅▆▇█"


def passed_text(view: PlayView, width: int, height: int) -> Text:
    """Return the last phrases that went by, one a line, and how many there have been."""
    passed = view.passed
    if passed is None:
        return Text()
    head = Text(f"{passed.count:,} phrases go by; {passed.total:,} so far. Both of you see them all.", style=TITLE)
    lines = [cell(" ".join(safe_text(token.text) for token in phrase), width) for phrase in passed.last]
    return stack([head, *(Text(line, style=MUTED) for line in lines[-max(1, height - 1) :])])


def curves_text(view: PlayView, width: int) -> Text:
    """Return, for each kind of item answered so far, your surprises and the opponent's as two rows of steps."""
    kinds = list(dict.fromkeys(item.part for item in view.items))
    if not kinds:
        return Text("Nothing has been asked yet.", style=MUTED)
    top = max(s for item in view.items for s in (item.surprises[YOU], item.surprises.get(view.opponent, 0.0)))
    lines: list[Text] = [Text("Surprise at each item, in the order of their coming", style=TITLE)]
    for kind in kinds:
        items = [item for item in view.items if item.part == kind]
        lent = " (an instinct of yours now)" if kind in view.earned else ""
        lines.append(Text(cell(f"{part_in_words(kind)}{lent}", width), style=CURRENT))
        lines += [_row("you", YOU, YOUR_INK, items, top, width), _row_of(view.opponent, items, top, width)]
    return stack(lines)


def _row_of(player: str, items: Sequence[Item], top: float, width: int) -> Text:
    return _row(in_short(player), player, RIVAL, items, top, width)


def _row(name: str, player: str, ink: str, items: Sequence[Item], top: float, width: int) -> Text:
    values = [item.surprises[player] for item in items if player in item.surprises]
    room = max(1, width - 26)
    line = " ".join(step(value, top) for value in values)[-room:] if values else ""
    last = f"{values[-1]:.2f}" if values else ""
    return Text.assemble("  ", (cell(name, 14), ink), (cell(line, room), ink), right(last, 8))


def step(value: float, top: float) -> str:
    """Return a surprise as one of eight steps, `top` the highest.

    >>> step(0.0, 8.0), step(8.0, 8.0)
    ('▁', '█')
    """
    return STEPS[min(7, int(8 * value / top))] if top > 0 else STEPS[0]
