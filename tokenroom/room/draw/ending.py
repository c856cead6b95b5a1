"""The parts of the ending, each a function from columns and lines to text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from rich.text import Text

from tokenroom.game.compare import Item, Report, ladder_doubt
from tokenroom.game.events import SessionEnded
from tokenroom.game.units import Units
from tokenroom.room.draw.calibration import calibration_text
from tokenroom.room.draw.debrief import costliest_text, debrief_text, remembered_text, source_text
from tokenroom.room.draw.lines import rule, stack, wrapped
from tokenroom.room.draw.parts import FEW, parts_text
from tokenroom.room.draw.passing import curves_text
from tokenroom.room.draw.report import did_words, ladder_text, strip_text, table_text, verdict_text
from tokenroom.room.ink import MUTED, TITLE
from tokenroom.room.view import PlayView

Draw = Callable[[int, int], Text]
WIDEST = 96  # columns of what would be hard to follow from one end to the other


@dataclass(frozen=True, slots=True)
class Ending:
    """What the ending of a level shows, whatever its mechanic.

    Attributes:
        ended: the session's last event.
        header: the first line of the screen.
        parts: what has something to say, in order.
        items: answered items for the chart of running means; none where there is nothing to draw.
        opponent: whom they are compared with.
        seen_first: how many of the parts are to be seen without scrolling.
        chart_at: before which of the details, or else of the parts, the chart stands; None puts it behind all.
        details: parts that are shown when asked for, where all of them would be more than anybody reads.
    """

    ended: SessionEnded
    header: Draw
    parts: tuple[Draw, ...]
    items: tuple[Item, ...] = ()
    opponent: str = "uniform"
    seen_first: int = 1
    chart_at: int | None = None
    details: tuple[Draw, ...] = ()


def predict_ending(view: PlayView) -> Ending:
    """Return the ending of a session of *predict*."""
    assert view.ended is not None
    first, known = _first(view, view.ended), _known(view.ended)
    middle, kept, last = _parts(view, view.ended), _remembered(view.ended), _told(view, view.ended)
    is_long = len(view.ended.report.parts) > FEW
    return Ending(
        ended=view.ended,
        header=partial(header, view),
        parts=(*first, *known, *kept) if is_long else (*first, *known, *middle, *last[:1], *kept, *last[1:]),
        details=(*middle, *last) if is_long else (),
        items=view.items,
        opponent=view.opponent,
        seen_first=len(first),
        chart_at=len(middle) if is_long else len(first) + len(known) + len(middle),
    )


def header(view: PlayView, width: int, _height: int) -> Text:
    """Return the first line of the screen."""
    title = view.started.title if view.started else ""
    return rule(title, f"{len(view.items)} items · shock {view.units.figure(view.shock, 1)} {view.units.name}", width)


def _first(view: PlayView, ended: SessionEnded) -> list[Draw]:
    """What is to be seen without scrolling: the outcome, where you stand, the table of everyone."""
    report, exact = ended.report, 2 if view.started and view.started.vocabulary_size > 12 else 3
    did = did_words(report, view.units)
    drawn: list[Draw] = [lambda width, _: verdict_text(ended.won, ended.goal, width, did)]
    if report.equals is not None:
        words = report.equals.words
        drawn.append(lambda width, _: _ladder(report, words, view.units, width))
    elif report.parts:
        drawn.append(lambda width, _: curves_text(view, min(width, WIDEST)))
    return [*drawn, lambda width, _: table_text(report, exact, width, view.units)]


def _known(ended: SessionEnded) -> list[Draw]:
    """What could have been known: before the long tables, since it says what to look for in them."""
    return [lambda width, _: debrief_text(ended.debrief, width)] if ended.debrief else []


def _parts(view: PlayView, ended: SessionEnded) -> list[Draw]:
    """What the figures are made of: the parts, the calibration, what cost most."""
    drawn: list[Draw] = []
    if ended.report.parts:
        drawn.append(lambda width, _: parts_text(ended.report, view.opponent, min(width, WIDEST), view.units))
    calibration = ended.calibration
    if calibration is not None:
        drawn.append(lambda width, _: calibration_text(calibration, min(width, WIDEST), view.units))
    return [*drawn, lambda width, _: costliest_text(view.items, min(width, WIDEST), view.units)]


def _remembered(ended: SessionEnded) -> list[Draw]:
    """What the journal keeps."""
    return [lambda width, _: remembered_text(ended, width)] if ended.journal else []


def _told(view: PlayView, ended: SessionEnded) -> list[Draw]:
    """Token by token, and where the passages are from."""
    drawn: list[Draw] = [lambda width, _: _strip(view, width)]
    if ended.source:
        drawn.append(lambda width, _: source_text(ended, width))
    return drawn


def _ladder(report: Report, words: str, units: Units, width: int) -> Text:
    told = stack(wrapped(f"{words[:1].upper()}{words[1:]}.", width, TITLE))
    doubt = ladder_doubt(report)
    told_of_it = wrapped(doubt, width, MUTED) if doubt else []
    return stack([told, ladder_text(report, min(width, 90), units), *told_of_it])


def _strip(view: PlayView, width: int) -> Text:
    rival = "the rival" if view.started and view.started.rival else "chance"
    words = f"Token by token: + you beat {rival} by so many {view.units.name}, − you were beaten, = neither."
    return stack([*wrapped(words, width, MUTED), strip_text(view.items, view.opponent, width, view.units)])
