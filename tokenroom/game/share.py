"""The result of the daily phrase as text to share: how it went, and nothing of what the phrase was."""

from __future__ import annotations

import re
import textwrap
from bisect import bisect_right

from tokenroom.errors import BadInput
from tokenroom.game.compare import Item, Report, most_read
from tokenroom.game.curve import Place, rounded
from tokenroom.game.names import YOU, checkpoint_in_words

BOUNDS = (0.5, 1.0, 2.0, 3.0, 4.5, 6.0, 8.0)  # nats; a surprise of so much or more takes the next higher mark
HEIGHTS, DIGITS = "▁▂▃▄▅▆▇█", "12345678"
WON, LOST, LEVEL = ("▲", "+"), ("▼", "-"), ("=", "=")
WIDEST = 59  # columns of a line
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def share_text(report: Report, date: str, rival: str | None = None, ascii_only: bool = False) -> str:
    """Return a few lines that spoil nothing: they are the same whatever the tokens were.

    Args:
        report: the comparison over the items of that day.
        date: as `2026-11-22`.
        rival: the player to be measured against; None takes the checkpoint that has read most.
        ascii_only: digits for bars, + and - for who won.

    Raises:
        BadInput: `date` is not a date.
    """
    if not _DATE.fullmatch(date):
        raise BadInput("date", "", "is not a date", "write it as 2026-11-22")
    if not report.items:
        return f"tokenroom {date}\nnothing answered yet"
    against = rival or most_read(report)
    marks = [_mark(item, against, ascii_only) for item in report.items]
    lines = [
        f"tokenroom {date}",
        *textwrap.wrap(" ".join(marks), WIDEST, break_on_hyphens=False),
        _means(report, against),
    ]
    if report.equals is not None:
        lines += textwrap.wrap(_place(report.equals), WIDEST)
    return "\n".join(lines)


def height(nats: float) -> int:
    """Return how high the mark of a surprise stands, 0 to 7, on a scale that is the same for everyone and every day.

    >>> height(0.1), height(0.5), height(3.2), height(99.0)
    (0, 1, 4, 7)
    """
    return bisect_right(BOUNDS, nats)


def _mark(item: Item, against: str | None, ascii_only: bool) -> str:
    yours = item.surprises[YOU]
    bar = (DIGITS if ascii_only else HEIGHTS)[height(yours)]
    theirs = item.surprises.get(against) if against is not None else None
    if theirs is None:
        return bar
    side = WON if yours < theirs else LOST if yours > theirs else LEVEL
    return side[ascii_only] + bar


def _means(report: Report, against: str | None) -> str:
    means = {s.player: s.mean for s in report.standings}
    other = f", rival {_nats(means[against])}" if against in means else ""
    return f"you {_nats(means[YOU])}{other} nats an item"


def _nats(mean: float) -> str:
    return f"{mean:.2f}" if mean < 1e6 else f"{mean:.0e}"


def _place(place: Place) -> str:
    how = {"before": "does worse than", "on": "equals", "beyond": "does better than"}[place.side]
    phrases = rounded(place.phrases) if place.side == "on" else int(place.phrases)
    return f"{how} {checkpoint_in_words(phrases)}"
