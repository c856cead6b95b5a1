"""The ending of the mechanic *sample*: the figure beside the model's, the draws again, or both texts."""

from __future__ import annotations

from functools import partial

from rich.text import Text

from tokenroom.game.events import Result
from tokenroom.game.sample_events import Drawn
from tokenroom.room.draw.ending import Draw, Ending
from tokenroom.room.draw.lines import rule, stack, wrapped
from tokenroom.room.draw.merge_ending import told_at_the_end
from tokenroom.room.draw.report import verdict_text
from tokenroom.room.draw.sample_draws import draws_text
from tokenroom.room.draw.sample_texts import texts_text
from tokenroom.room.ink import TITLE
from tokenroom.room.sample_view import SampleView

WIDEST = 96


def sample_ending(view: SampleView) -> Ending:
    """Return the ending of a session of *sample*."""
    ended = view.ended
    assert ended is not None
    parts: list[Draw] = [lambda width, _: verdict_text(ended.won, ended.goal, width)]
    if ended.result is not None:
        parts.append(partial(_figures, ended.result))
    parts += [partial(_draws, drawn) for drawn in view.drawn]
    if view.compared is not None:
        compared, prompt = view.compared, [token.text for token in view.prompt]
        parts.append(lambda width, _: texts_text(compared, prompt, None, min(width, WIDEST)))
    return Ending(ended, partial(_header, view), (*parts, *told_at_the_end(ended)))


def _header(view: SampleView, width: int, _height: int) -> Text:
    title = view.started.title if view.started else ""
    figure = view.ended.result if view.ended else None
    return rule(title, f"{figure.yours:.2f} {figure.unit}" if figure else "", width)


def _figures(result: Result, width: int, _height: int) -> Text:
    beside = "" if result.rival is None else f", the model's own {result.rival:.2f}"
    whose = "Your draws cost you" if result.unit == "nats a draw" else "Your text cost the model"
    return stack(wrapped(f"{whose} {result.yours:.2f} {result.unit}{beside}.", width, TITLE))


def _draws(drawn: Drawn, width: int, height: int) -> Text:
    title = Text(f"Round {drawn.round}", style=TITLE)
    return stack([title, draws_text(drawn, len(drawn.draws), min(width, WIDEST), height)])
