"""The ending of *steer*: the goal, both curves of the last run, all runs, and what was written for the reward model."""

from __future__ import annotations

from functools import partial

from rich.text import Text

from tokenroom.game.steer_words import run_words
from tokenroom.room.draw.ending import Draw, Ending
from tokenroom.room.draw.lines import rule, stack, wrapped
from tokenroom.room.draw.merge_ending import told_at_the_end
from tokenroom.room.draw.report import verdict_text
from tokenroom.room.draw.steer import runs_text, samples_text
from tokenroom.room.draw.steer_curves import judged_curves
from tokenroom.room.draw.steer_fooling import tries_text, wanted_text
from tokenroom.room.ink import TITLE
from tokenroom.room.steer_view import SteerView
from tokenroom.text.display import safe_text

CURVES = 12  # lines
WIDEST = 100  # columns


def steer_ending(view: SteerView) -> Ending:
    """Return the ending of a session."""
    assert view.ended is not None
    return Ending(view.ended, partial(_header, view), tuple(_parts(view)))


def _header(view: SteerView, width: int, _height: int) -> Text:
    runs = f"{len(view.runs)} run{'' if len(view.runs) == 1 else 's'}"
    return rule(safe_text(view.started.title) if view.started else "", runs, width)


def _parts(view: SteerView) -> list[Draw]:
    ended = view.ended
    assert ended is not None
    parts: list[Draw] = [lambda width, _: verdict_text(ended.won, ended.goal, width)]
    if view.wanted is not None:
        parts += [lambda width, _: wanted_text(view, width), lambda width, _: tries_text(view, width)]
    if view.runs:
        most = max(judged.update for judged in view.last_run)
        parts += [
            lambda width, _: stack(wrapped(run_words(view.runs[-1], view.units), min(width, WIDEST), TITLE)),
            lambda width, _: judged_curves(view.last_run, most, min(width, WIDEST), CURVES),
            lambda width, _: runs_text(view.runs, view.units, min(width, WIDEST)),
        ]
    if view.ended_run is not None:
        parts.append(lambda width, _: samples_text(view, min(width, WIDEST)))
    return [*parts, *told_at_the_end(ended)]
