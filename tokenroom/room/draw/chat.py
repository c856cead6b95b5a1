"""What each part of the chat screen shows: a fine-tuning at work, answers side by side, a talk with both."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text

from tokenroom.game.chat_events import BothAnswered, ChatCompared
from tokenroom.game.chat_figures import (
    compared_in_words,
    items_in_words,
    offer_in_words,
    outcome_in_words,
    tuning_in_words,
)
from tokenroom.game.names import BASE
from tokenroom.game.wire import Shown
from tokenroom.room.chat_view import ChatView, Stage
from tokenroom.room.draw.curves import Curve, curves_text
from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.lines import bar, padded, rule, stack, wrapped
from tokenroom.room.draw.pace import pace
from tokenroom.room.draw.report import strip_text
from tokenroom.room.ink import BAR, MUTED, RIVAL, TITLE, YOU
from tokenroom.text.display import joined_text, safe_text

Draw = Callable[[int, int], Text]  # from columns and lines to text
TRAINING_MARK, HELD_OUT_MARK = "○", "●"
SHOWN = 240  # characters of what was said, in the talk
_LAST = (Key("F1", "help", "help"), Key("Esc", "leave", "leave"))
KEYS: dict[Stage, tuple[Key, ...]] = {
    "training": (Key("S", "stop", "stop"), Key("F1", "help", "help"), Key("^Q", "quit", "app.quit")),
    "paused": (Key("Enter", "train on", "go_on"), Key("K", "keep it", "keep"), Key("U", "undo it", "undo"), *_LAST),
    "tuned": (Key("Enter", "compare", "go_on"), *_LAST),
    "answers": (Key("Enter", "ask both", "go_on"), Key("↑↓", "scroll", ""), *_LAST),
    "talking": (
        Key("Enter", "say", "submit"),
        Key("F3", "new chat", "clear"),
        Key("F4", "done", "end"),
        Key("F1", "help", "help"),
        Key("Esc", "leave", "leave"),
        Key("PgUp", "scroll", ""),
    ),
}
RESTING = Key("Enter", "let it learn", "go_on")
SHIPPED = Key("K", "take the one that ships", "take_shipped")
HINT = Key("^T", "hint", "hint")
GO_ON = (Key("Enter", "go on", "go_on"), *_LAST)


def keys(stage: Stage, view: ChatView) -> tuple[Key, ...]:
    """Return the keys that mean something at a stage."""
    if stage == "resting":
        shipped = (SHIPPED,) if view.started and view.started.shipped else ()
        return (RESTING, *shipped, *_LAST, HINT)
    if stage == "answers" and view.started and len(view.answers) == len(view.started.questions):
        return (Key("Enter", "talk to both", "go_on"), Key("↑↓", "scroll", ""), *_LAST)
    return KEYS.get(stage, GO_ON)


def header_text(view: ChatView, stage: Stage, width: int) -> Text:
    """Return the first line: the level, and where one is in it."""
    words = {
        "resting": "before the training",
        "training": "training",
        "paused": "stopped",
        "tuned": "tuned",
        "talking": "talking to both",
    }
    asked = len(view.started.questions) if view.started else 0
    where = f"question {len(view.answers)} of {asked}" if stage == "answers" else words.get(stage, "")
    return rule(view.title, where, width)


def training_text(view: ChatView, rate: float | None, width: int) -> Text:
    """Return what you did and what comes; or how far the fine-tuning is, how fast, and what it costs now.

    Args:
        view: the session so far.
        rate: steps in a second; None if nobody knows.
        width: columns.
    """
    if view.began is None:
        lines = wrapped(items_in_words(view.done), width, TITLE) if view.done else []
        taken = view.tuning is not None and view.tuning.outcome == "shipped"
        words = outcome_in_words(view.tuning) if view.tuning and taken else _offer(view)
        return stack([*lines, *wrapped(words, width)])
    step = view.points[-1].step if view.points else 0
    total = view.began.steps
    progress = f" {step:,} of {total:,} steps{pace(step, total, rate, 'step')}"
    loss = f"{view.points[-1].loss:5.2f}" if view.points else "  –  "
    share = Text.assemble("  ", (bar(step / total, max(4, min(30, width - len(progress) - 4))), BAR), progress)
    training = Text.assemble((f"  {TRAINING_MARK} training ", RIVAL), f"{loss} nats a token of the assistant")
    held_out = Text.assemble(
        (f"  {HELD_OUT_MARK} held-out ", YOU),
        f"{held_out_now(view):5.2f}, the base model {view.began.held_out:.2f}",
    )
    counts = [Text.assemble("  ", line) for line in wrapped(tuning_in_words(view.began), width - 2, MUTED)]
    return stack([share, training, held_out, *counts])


def _offer(view: ChatView) -> str:
    return offer_in_words(view.started) if view.started else ""


def held_out_now(view: ChatView) -> float:
    """Return the held-out loss that was measured last; before the first step it is the base model's."""
    assert view.began is not None
    measured = [point.held_out for point in view.points if point.held_out is not None]
    return measured[-1] if measured else view.began.held_out


def losses_text(view: ChatView, width: int, height: int) -> Text:
    """Return the losses of training and of held-out dialogues as curves, as far as they have come."""
    if view.began is None:
        return items_text(view, width)
    training = [(float(p.step), p.loss) for p in view.points]
    held_out = [(0.0, view.began.held_out), *((p.step, p.held_out) for p in view.points if p.held_out is not None)]
    curves = [Curve(training, TRAINING_MARK, RIVAL), Curve(held_out, HELD_OUT_MARK, YOU)]
    title = Text.assemble(("  nats a token of the assistant   ", TITLE), (f"{TRAINING_MARK} training  ", RIVAL))
    title.append(f"{HELD_OUT_MARK} held-out", style=YOU)
    return stack([title, curves_text(curves, view.began.steps, width, max(3, height - 1))])


def items_text(view: ChatView, width: int) -> Text:
    """Return your items, token by token, beside the base model."""
    units = view.play.units
    words = f"Token by token: + you beat the base model by so many {units.name}, − you were beaten, = neither."
    return stack([*wrapped(words, width, MUTED), strip_text(view.play.items, BASE, width, units)])


def compared_text(compared: ChatCompared | None, width: int) -> Text:
    """Say how base and tuned model compare on held-out dialogues, and on your items."""
    return stack(line for words in compared_in_words(compared) for line in wrapped(words, width, TITLE))


def answers_text(answers: Sequence[BothAnswered], typed: int | None, width: int) -> Text:
    """Return questions with both answers side by side, of the last one only so many tokens as are typed."""
    lines: list[Text] = []
    for place, answered in enumerate(answers):
        counted = typed if place == len(answers) - 1 else None
        lines += [*wrapped(f"{answered.number}. {safe_text(answered.question)}", width, TITLE)]
        lines += [*_side_by_side(answered, counted, width), Text()]
    return stack(lines[:-1])


def talk_text(talk: Sequence[BothAnswered], typed: int | None, width: int) -> Text:
    """Return what was said and answered so far; before anything was said, what one can do."""
    if not talk:
        return stack(wrapped(TALK, width, MUTED))
    lines: list[Text] = []
    for place, answered in enumerate(talk):
        counted = typed if place == len(talk) - 1 else None
        lines += wrapped(f"You: {_one_paragraph(answered.question)}", width, TITLE)
        if answered.forgot:
            lines += wrapped(FORGOT, width, MUTED)
        lines += [*_side_by_side(answered, counted, width), Text()]
    return stack(lines[:-1])


TALK = (
    "Say anything. Both answer, first the base model, then the tuned one. Enter with nothing written lets them answer "
    "once more. What you write is text: no token that you spell out becomes one. F4 ends the talk."
)
FORGOT = "(The chat is longer than what they see at once: its oldest part is forgotten.)"


def said_text(tokens: Sequence[Shown], ended: bool = True) -> str:
    """Return an answer as text that is safe to show; one that is nothing at all has a mark in its place."""
    text = safe_text(joined_text(token.text for token in tokens)).strip()
    return text or ("(nothing)" if ended else "")


def lengths(answered: BothAnswered) -> int:
    """Return how many tokens both answers have together."""
    return len(answered.base) + len(answered.tuned)


def _side_by_side(answered: BothAnswered, typed: int | None, width: int) -> list[Text]:
    """Both answers in columns; the base model speaks first."""
    typed = lengths(answered) if typed is None else typed
    first, second = answered.base[:typed], answered.tuned[: max(0, typed - len(answered.base))]
    half = (width - 3) // 2
    left = _column("base model", RIVAL, first, typed >= len(answered.base), half)
    right = _column("chat model", YOU, second, typed >= lengths(answered), half)
    blank = Text(" " * half)
    high = max(len(left), len(right))
    left, right = ([*column, *[blank] * (high - len(column))] for column in (left, right))
    return [Text.assemble(a, (" │ ", MUTED), b) for a, b in zip(left, right, strict=True)]


def _column(name: str, ink: str, tokens: Sequence[Shown], ended: bool, width: int) -> list[Text]:
    lines = wrapped(said_text(tokens, ended), width)
    return [padded(name, ink, width), *(padded(line.plain, "", width) for line in lines if line.plain.strip())]


def _one_paragraph(text: str) -> str:
    return safe_text(" ".join(text.split()), limit=SHOWN)
