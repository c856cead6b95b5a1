"""The parts of the ending, each a function from columns and lines to text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from rich.text import Text

from tokenroom.game.compare import Item, Report
from tokenroom.game.events import SessionEnded
from tokenroom.game.units import Units
from tokenroom.room.draw.lines import rule, stack, wrapped
from tokenroom.room.draw.report import ladder_text, strip_text, table_text, verdict_text
from tokenroom.room.ink import MUTED, TITLE
from tokenroom.room.view import PlayView
from tokenroom.text.display import safe_text

Draw = Callable[[int, int], Text]


@dataclass(frozen=True, slots=True)
class Ending:
    """What the ending of a level shows, whatever its mechanic.

    Attributes:
        ended: the session's last event.
        header: the first line of the screen.
        parts: what has something to say, in order.
        items: answered items for the chart of running means; none where there is nothing to draw.
        opponent: whom they are compared with.
    """

    ended: SessionEnded
    header: Draw
    parts: tuple[Draw, ...]
    items: tuple[Item, ...] = ()
    opponent: str = "uniform"


def predict_ending(view: PlayView) -> Ending:
    """Return the ending of a session of *predict*."""
    assert view.ended is not None
    return Ending(view.ended, partial(header, view), tuple(parts(view)), view.items, view.opponent)


def header(view: PlayView, width: int, _height: int) -> Text:
    """Return the first line of the screen."""
    title = view.started.title if view.started else ""
    return rule(title, f"{len(view.items)} items · shock {view.units.figure(view.shock, 1)} {view.units.name}", width)


def parts(view: PlayView) -> list[Draw]:
    """Return the parts that have something to say, in order."""
    ended = view.ended
    assert ended is not None
    report, exact = ended.report, 2 if view.started and view.started.vocabulary_size > 12 else 3
    drawn: list[Draw] = [lambda width, _: verdict_text(ended.won, ended.goal, width)]
    if report.equals is not None:
        words = report.equals.words
        drawn.append(lambda width, _: _ladder(report, words, view.units, width))
    drawn.append(lambda width, _: table_text(report, exact, width, view.units))
    drawn.append(lambda width, _: _strip(view, width))
    if ended.source:
        drawn.append(lambda width, _: stack(wrapped(f"The passage is from “{safe_text(ended.source)}”.", width, MUTED)))
    return drawn


def _ladder(report: Report, words: str, units: Units, width: int) -> Text:
    told = Text(f"{words[:1].upper()}{words[1:]}.", style=TITLE)
    return stack([told, ladder_text(report, min(width, 90), units)])


def _strip(view: PlayView, width: int) -> Text:
    rival = "the rival" if view.started and view.started.rival else "chance"
    words = f"Token by token: + you beat {rival} by so many {view.units.name}, − you were beaten, = neither."
    return stack([*wrapped(words, width, MUTED), strip_text(view.items, view.opponent, width, view.units)])
