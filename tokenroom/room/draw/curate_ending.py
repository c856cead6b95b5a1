"""The ending of *curate*: the goal, both rivals, what was set, and the curves once more."""

from __future__ import annotations

from functools import partial

from rich.text import Text

from tokenroom.room.curate_view import CurateView
from tokenroom.room.draw.curate import compared_text, header_text, left_text, losses_text, table_text
from tokenroom.room.draw.ending import Draw, Ending
from tokenroom.room.draw.merge_ending import told_at_the_end
from tokenroom.room.draw.report import verdict_text

CURVES = 12  # lines


def curate_ending(view: CurateView) -> Ending:
    """Return the ending of a session."""
    assert view.ended is not None
    return Ending(view.ended, lambda width, _: header_text(view, width), tuple(_parts(view)))


def _parts(view: CurateView) -> list[Draw]:
    ended = view.ended
    assert ended is not None
    parts: list[Draw] = [lambda width, _: verdict_text(ended.won, ended.goal, width)]
    if view.compared is not None:
        parts += [lambda width, _: compared_text(view, width, with_goal=False), partial(_curves, view)]
    parts += [lambda width, _: table_text(view, -1, width), lambda width, _: left_text(view, width)]
    return [*parts, *told_at_the_end(ended)]


def _curves(view: CurateView, width: int, _height: int) -> Text:
    return losses_text(view, min(width, 100), CURVES)
