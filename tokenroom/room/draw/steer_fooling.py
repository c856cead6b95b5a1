"""What the steer screen shows while answers are written for the reward model."""

from __future__ import annotations

from rich.text import Text

from tokenroom.game.steer_events import AnswerJudged, Judgement
from tokenroom.game.steer_words import MODELS, outcome_words, over_words
from tokenroom.room.draw.lines import bar, cell, right, stack, wrapped
from tokenroom.room.ink import BAR, CURRENT, MUTED, RIVAL, TITLE, TRUTH, YOU
from tokenroom.room.steer_view import SteerView
from tokenroom.text.display import safe_text

LONGEST = 600  # characters of one text that are shown
REWARD, SCALE = 8, 12  # columns of a reward, and of its bar
WIDEST = 100


def wanted_text(view: SteerView, width: int) -> Text:
    """Return the question, a good answer, the model's answer, and what both are worth."""
    if view.wanted is None or view.started is None:
        return Text()
    width, wanted = min(width, WIDEST), view.wanted
    lines = wrapped(f"Question: {safe_text(wanted.question, LONGEST)}", width, TITLE)
    if not view.tries:
        lines += [*wrapped(f"Goal: {view.started.goal}.", width, MUTED), Text()]
    lines.append(Text(f"{'reward':>{REWARD}}", style=MUTED))
    lines += _judged(view, wanted.good, "a good answer, by a person", TRUTH, width)
    lines += _judged(view, wanted.models, MODELS[wanted.model], RIVAL, width)
    return stack(lines)


def tries_text(view: SteerView, width: int) -> Text:
    """Return what was written so far, the newest first, and what the reward model and the judge hold of it."""
    width = min(width, WIDEST)
    if not view.tries:
        return Text("Write an answer below. The reward model says at once what it is worth.", style=MUTED)
    newest = view.tries[-1]
    lines = [*wrapped(over_words(newest), width, TITLE), *wrapped(outcome_words(newest), width, TITLE)]
    for told in reversed(view.tries):
        lines += _try_lines(view, told, width)
    return stack(lines)


def _try_lines(view: SteerView, told: AnswerJudged, width: int) -> list[Text]:
    best = told.best == told.over and not told.yours.passed and all(t.over <= told.over for t in _fools(view))
    return _judged(view, told.yours, f"your answer {told.number}{', the best' if best else ''}", YOU, width)


def _fools(view: SteerView) -> list[AnswerJudged]:
    return [told for told in view.tries if not told.yours.passed]


def _judged(view: SteerView, judged: Judgement, name: str, ink: str, width: int) -> list[Text]:
    most = max([1.0, *(abs(j.reward) for j in _all(view))])
    lead = Text.assemble(
        (right(f"{judged.reward:.2f}", REWARD), CURRENT), "  ", (bar(max(0.0, judged.reward) / most, SCALE), BAR), "  "
    )
    room, pad = width - len(lead.plain), " " * len(lead.plain)
    passes = (" · the judge passes it" if judged.passed else " · the judge does not", MUTED)
    head = Text.assemble(lead, (cell(name, room - len(passes[0])).rstrip(), ink), passes)
    return [head, *(Text(pad) + line for line in wrapped(safe_text(judged.text, LONGEST) or "(nothing)", room))]


def _all(view: SteerView) -> list[Judgement]:
    both = [view.wanted.good, view.wanted.models] if view.wanted else []
    return [*both, *(told.yours for told in view.tries)]
