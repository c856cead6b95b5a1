"""The ending of *verify*: the goal, the predictions, the checker, and what the last training gave."""

from __future__ import annotations

from functools import partial

from rich.text import Text

from tokenroom.room.draw.ending import Draw, Ending
from tokenroom.room.draw.merge_ending import told_at_the_end
from tokenroom.room.draw.report import verdict_text
from tokenroom.room.draw.verify import header_text, past_text
from tokenroom.room.draw.verify_bench import measured_text, says_text, sound_text
from tokenroom.room.draw.verify_training import training_curves
from tokenroom.room.verify_view import VerifyView

CURVES, SAYS, WIDEST = 12, 9, 100  # lines, lines, columns


def verify_ending(view: VerifyView) -> Ending:
    """Return the ending of a session."""
    assert view.ended is not None
    return Ending(view.ended, lambda width, _: header_text(view, width), tuple(_parts(view)))


def _parts(view: VerifyView) -> list[Draw]:
    ended, written, measured = view.ended, view.written, view.measured
    assert ended is not None
    parts: list[Draw] = [lambda width, _: verdict_text(ended.won, ended.goal, width)]
    if written is not None:
        parts.append(lambda width, _: sound_text(written, width))
    parts.append(lambda width, _: past_text(view, width))
    if measured is not None:
        parts.append(lambda width, _: measured_text(measured, width))
        parts.append(lambda width, _: says_text(measured, width, SAYS))
    if view.updates:
        parts.append(partial(_curves, view))
    return [*parts, *told_at_the_end(ended)]


def _curves(view: VerifyView, width: int, _height: int) -> Text:
    return training_curves(view, min(width, WIDEST), CURVES)
