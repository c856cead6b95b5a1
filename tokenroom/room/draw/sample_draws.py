"""A hundred draws: what was said, what the model says, and what came, as a histogram that grows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace
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
    came, draws = Counter(drawn.draws[:shown]), len(drawn.draws)
    below = _below(drawn, shown, width - 2)
    heads = (("you said", SAID), ("model", MODEL), ("came", CAME))
    head = Text(cell("  comes first", LABEL) + "".join(right(name, size) for name, size in heads), style=MUTED)
    rows = _fitted([replace(each, came=came[n]) for n, each in enumerate(drawn.bins)], height - 1 - len(below))
    scale = max(max(each.p, each.came / draws) for each in (*rows, *drawn.bins))
    lines = [head, *(_line(each, draws, scale, width) for each in rows)]
    gap = [Text()] if len(lines) + len(below) < height else []
    return stack([*lines, *gap, *(Text.assemble("  ", line) for line in below)])


def _below(drawn: Drawn, shown: int, width: int) -> list[Text]:
    """What stands below the bars: how many draws there have been, or what they cost."""
    if shown < len(drawn.draws):
        return [Text(f"{shown} of {len(drawn.draws)} draws", style=TITLE), Text()]
    return [line for sentence in drawn_words(drawn) for line in wrapped(sentence, width, TITLE)]


def _fitted(bins: Sequence[Bin], lines: int) -> list[Bin]:
    """The bins, the likeliest first; those that do not fit are put together into one."""
    order = sorted(bins, key=lambda each: -each.p)
    if len(order) <= max(2, lines):
        return order
    first, rest = order[: max(1, lines - 1)], order[max(1, lines - 1) :]
    sums = (sum(each.said for each in rest), sum(each.p for each in rest), sum(each.came for each in rest))
    return [*first, Bin(f"{len(rest)} others", *sums)]


def _line(each: Bin, draws: int, scale: float, width: int) -> Text:
    """A bin: the bar is how often it came, and `│` stands where the model would have it."""
    room = max(0, width - LABEL - SAID - MODEL - CAME - 2)
    return Text.assemble(
        cell(f"  {token_label(each.text)}", LABEL),
        (right(f"{100 * each.said:.0f} %", SAID), YOU),
        right(f"{100 * each.p:.0f} %", MODEL),
        (right(f"{each.came}", CAME), CURRENT),
        "  ",
        *_marked(bar(each.came / draws / scale, room), round(each.p / scale * (room - 1))),
    )


def _marked(drawn: str, place: int) -> tuple[tuple[str, str], ...]:
    """A bar with a mark at a column, seen through where the bar covers it."""
    if not drawn:
        return ()
    mark = ("│", CURRENT) if drawn[place] == " " else ("┃", CURRENT)
    return (drawn[:place], BAR), mark, (drawn[place + 1 :], BAR)
