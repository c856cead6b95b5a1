"""The ending of *prefer*: the goal, what both paid, everyone's agreement on held-out pairs, and by which rule."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from rich.text import Text

from tokenroom.game.prefer import LN2
from tokenroom.room.draw.ending import Draw, Ending
from tokenroom.room.draw.lines import rule, stack, wrapped
from tokenroom.room.draw.merge_ending import told_at_the_end
from tokenroom.room.draw.prefer import curves
from tokenroom.room.draw.prefer_fit import agreement_text, by_reason_text
from tokenroom.room.draw.report import verdict_text
from tokenroom.room.ink import TITLE
from tokenroom.room.prefer_view import PreferView
from tokenroom.text.display import safe_text

CURVES = 9  # lines
WIDEST = 100  # columns


def prefer_ending(view: PreferView) -> Ending:
    """Return the ending of a session."""
    assert view.ended is not None
    return Ending(view.ended, partial(_header, view), tuple(_parts(view)))


def _header(view: PreferView, width: int, _height: int) -> Text:
    return rule(safe_text(view.started.title) if view.started else "", f"{len(view.told)} pairs", width)


def _parts(view: PreferView) -> list[Draw]:
    ended = view.ended
    assert ended is not None
    learned = replace(view, asked=None)  # the curves of the pairs that were told while a model learned
    rows = view.measured.rows if view.measured else ()
    return [
        lambda width, _: verdict_text(ended.won, ended.goal, width),
        lambda width, _: _paid(view, width),
        lambda width, _: agreement_text(rows, min(width, WIDEST)),
        lambda width, _: curves(learned, min(width, WIDEST), CURVES),
        lambda width, _: by_reason_text(rows, min(width, WIDEST)),
        *told_at_the_end(ended),
    ]


def _paid(view: PreferView, width: int) -> Text:
    """Say what both paid where one of them learned."""
    told, figure = view.of_kind(held_out=False), view.units.figure
    if not told:
        return Text()
    words = (
        f"You paid {figure(told[-1].mean, 3)} {view.units.name} a pair over {len(told)} pairs, the reward model that "
        f"learned from the same {figure(told[-1].model_mean, 3)}; equal values cost {figure(LN2, 3)}."
    )
    return stack(wrapped(words, min(width, WIDEST), TITLE))
