"""A hundred draws: what was said, what the model says, and what came, as a histogram that grows."""

from __future__ import annotations

from collections import Counter

from rich.text import Text

from tokenroom.game.sample_events import Bin, Drawn
from tokenroom.game.sample_words import drawn_words
from tokenroom.room.draw.lines import bar, cell, right, stack, wrapped
from tokenroom.room.ink import BAR, CURRENT, MUTED, TITLE, YOU
from tokenroom.text.display import token_label

SAID, MODEL, CAME = 9, 8, 6  # columns
LABEL = 18


def draws_text(drawn: Drawn, shown: int, width: int, height: int) -> Text:
    """Return the first `shown` draws as a histogram beside the distribution; behind the last, what everyone paid.

    Args:
        drawn: all draws.
        shown: how many have been drawn as far as one sees.
        width: columns.
        height: lines.
    """
    came = Counter(drawn.draws[:shown])
    order = sorted(range(len(drawn.bins)), key=lambda n: (-drawn.bins[n].p, n))
    heads = (("you said", SAID), ("model", MODEL), ("came", CAME))
    head = Text(cell("  comes first", LABEL) + "".join(right(name, size) for name, size in heads), style=MUTED)
    scale = max(max(each.p, each.came / len(drawn.draws)) for each in drawn.bins)
    lines = [head, *(_line(drawn.bins[n], came[n], len(drawn.draws), shown, scale, width) for n in order)]
    if shown < len(drawn.draws):
        return stack([*lines, Text(), Text(f"  {shown} of {len(drawn.draws)} draws", style=TITLE)])
    words = [line for sentence in drawn_words(drawn) for line in wrapped(sentence, width - 2, TITLE)]
    gap = [Text()] if len(lines) + len(words) < height else []
    return stack([*lines, *gap, *(Text.assemble("  ", line) for line in words)])


def _line(each: Bin, came: int, draws: int, shown: int, scale: float, width: int) -> Text:
    """A bin: the bar is how often it came, and `│` stands where the model would have it."""
    room = max(0, width - LABEL - SAID - MODEL - CAME - 2)
    share = came / max(1, draws)
    return Text.assemble(
        cell(f"  {token_label(each.text)}", LABEL),
        (right(f"{100 * each.said:.0f} %", SAID), YOU),
        right(f"{100 * each.p:.0f} %", MODEL),
        (right(f"{came}" if shown else "", CAME), CURRENT),
        "  ",
        *_marked(bar(share / scale, room), round(each.p / scale * (room - 1))),
    )


def _marked(drawn: str, place: int) -> tuple[tuple[str, str], ...]:
    """A bar with a mark at a column, seen through where the bar covers it."""
    if not drawn:
        return ()
    mark = ("│", CURRENT) if drawn[place] == " " else ("┃", CURRENT)
    return (drawn[:place], BAR), mark, (drawn[place + 1 :], BAR)
