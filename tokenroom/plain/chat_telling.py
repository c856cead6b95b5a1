"""What is said of each event of *chat* behind its items, as paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from tokenroom.game.chat import ChatSetup
from tokenroom.game.chat_events import (
    BothAnswered,
    ChatCleared,
    ChatCompared,
    ChatItemsDone,
    ChatTuned,
    ChatTuningBegan,
    ChatTuningEnded,
)
from tokenroom.game.chat_figures import compared_in_words, items_in_words, outcome_in_words, tuning_in_words
from tokenroom.game.events import AnyEvent, Hinted, Said, SessionEnded
from tokenroom.game.names import BASE
from tokenroom.game.units import Units
from tokenroom.game.wire import Shown
from tokenroom.plain.report import report_lines
from tokenroom.text.display import joined_text, safe_text

HELP = (
    "",
    "The base model goes on with any text. From dialogues it can learn to answer: im_start and im_end stand around "
    "each message, and only what the assistant says counts in its loss.",
    "Then both are put the same questions, and you can talk to both. quit leaves; the session is kept.",
)
TALK = (
    "",
    "Say anything: both answer, first the base model. An empty line lets them answer once more; new begins a new chat; "
    "done ends the level. What you type is text: no token that you spell out becomes one.",
)
_SHOWN = 600  # characters of an answer


def told(event: AnyEvent, setup: ChatSetup, units: Units) -> Sequence[str]:
    """Return what is said of an event; nothing of those that say nothing to a person.

    Args:
        event: what happened.
        setup: what the session is played with.
        units: in which surprise is told in the report.
    """
    match event:
        case Said():
            return _said(event)
        case ChatItemsDone():
            return ["", items_in_words(event)]
        case ChatTuningBegan():
            return ["", _began(event), tuning_in_words(event)]
        case ChatTuned():
            held_out = "" if event.held_out is None else f", held-out {event.held_out:.2f}"
            return [f"  step {event.step:>5,} of {event.total:,}: training {event.loss:.2f}{held_out}"]
        case ChatTuningEnded():
            return ["", outcome_in_words(event)]
        case ChatCompared():
            return ["", *compared_in_words(event)]
        case BothAnswered():
            return _answered(event)
        case ChatCleared():
            return ["A new chat: neither remembers what was said."]
        case Hinted():
            return ["", f"Hint: {event.text} ({event.left} left)"]
        case SessionEnded():
            return _ended(event, units)
        case _:
            return []


def _began(event: ChatTuningBegan) -> str:
    return (
        f"It learns from {event.dialogues:,} dialogues in {event.steps:,} steps. Held-out, the base model pays "
        f"{event.held_out:.2f} nats a token of the assistant. Ctrl-C stops it."
    )


def _answered(event: BothAnswered) -> list[str]:
    """Both answers; what a person typed stands there already."""
    head = [f"Question {event.number}: {safe_text(event.question)}"] if event.number else []
    forgot = ["(The chat is longer than what they see at once: its oldest part is forgotten.)"] if event.forgot else []
    return ["", *head, *forgot, f"Base model: {_text(event.base)}", f"Chat model: {_text(event.tuned)}"]


def _text(tokens: Sequence[Shown]) -> str:
    text = safe_text(joined_text(token.text for token in tokens), limit=_SHOWN)
    return " ".join(text.split()) or "(nothing)"


def _ended(event: SessionEnded, units: Units) -> list[str]:
    outcome = "Goal reached" if event.won else "Goal not reached"
    debrief = [line for said in event.debrief for line in _said(said)]
    heads = ["", "What could have been known:"] if debrief else []
    journal = ["", f"For your journal: {event.journal}"] if event.journal else []
    report = report_lines(event.report, BASE, units)
    return ["", f"{outcome}: {event.goal}.", "", *report, *heads, *debrief, *journal]


def _said(event: Said) -> list[str]:
    return ["", f"Voice: {event.text}" if event.speaker == "voice" else event.text]
