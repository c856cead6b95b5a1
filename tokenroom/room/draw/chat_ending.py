"""The ending of *chat*: everyone on your items, both models on held-out dialogues, all answers side by side."""

from __future__ import annotations

from tokenroom.game.events import SessionEnded
from tokenroom.game.names import BASE
from tokenroom.room.chat_view import ChatView
from tokenroom.room.draw.chat import answers_text, compared_text, items_text, losses_text
from tokenroom.room.draw.debrief import costliest_text
from tokenroom.room.draw.ending import WIDEST, Draw, Ending, header
from tokenroom.room.draw.merge_ending import told_at_the_end
from tokenroom.room.draw.report import did_words, table_text, verdict_text

CURVES = 12  # lines


def chat_ending(view: ChatView) -> Ending:
    """Return the ending of a session."""
    assert view.ended is not None
    first, rest = _first(view, view.ended), _rest(view, view.ended)
    return Ending(
        ended=view.ended,
        header=lambda width, height: header(view.play, width, height),
        parts=(*first, *rest, *told_at_the_end(view.ended)),
        items=view.ended.report.items,
        opponent=BASE,
        seen_first=len(first),
        chart_at=len(first) + len(rest),
    )


def _first(view: ChatView, ended: SessionEnded) -> list[Draw]:
    """What is to be seen without scrolling."""
    units, did = view.play.units, did_words(ended.report, view.play.units)
    return [
        lambda width, _: verdict_text(ended.won, ended.goal, width, did),
        lambda width, _: table_text(ended.report, 2, width, units),
    ]


def _rest(view: ChatView, ended: SessionEnded) -> list[Draw]:
    items, units = ended.report.items, view.play.units
    drawn: list[Draw] = [lambda width, _: compared_text(view.compared, min(width, WIDEST))]
    if view.began is not None and view.points:
        drawn.append(lambda width, _: losses_text(view, min(width, WIDEST), CURVES))
    drawn.append(lambda width, _: answers_text(view.answers, None, min(width, WIDEST)))
    drawn.append(lambda width, _: costliest_text(items, min(width, WIDEST), units))
    return [*drawn, lambda width, _: items_text(view, width)]
