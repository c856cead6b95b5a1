"""Telling the events of the mechanic *prompt* in lines that read well aloud."""

from __future__ import annotations

from collections.abc import Sequence

from tokenroom.game.events import AnyEvent, Hinted, Said, SessionEnded
from tokenroom.game.names import YOU, in_words
from tokenroom.game.prompt_events import ContextTried, HiddenAnswer, HiddenOpened, PromptStarted, TokenCost
from tokenroom.game.prompt_figures import context_in_words
from tokenroom.game.prompt_model import ContextTokens
from tokenroom.text.display import safe_text, token_label


def told(event: AnyEvent) -> list[str]:
    """Return an event as paragraphs; none for those that say nothing to a person."""
    match event:
        case PromptStarted():
            return _started(event)
        case Said():
            return ["", f"Voice: {event.text}" if event.speaker == "voice" else event.text]
        case ContextTried():
            return ["", *_tried(event)]
        case HiddenOpened():
            return ["", *_opened(event)]
        case Hinted():
            return [f"Hint: {event.text} ({event.left} left)"]
        case SessionEnded():
            return ["", *_ended(event)]
    return []


def draft_told(lines: Sequence[str]) -> list[str]:
    """Return what is written so far, line by line."""
    if not lines:
        return ["Nothing is written yet."]
    return ["Your context:", *(f"  {n}: {safe_text(line, 500)}" for n, line in enumerate(lines, start=1))]


def tokens_told(tokens: ContextTokens, room: int) -> list[str]:
    """Return a context as tokens with a question in it, and what of it is lost."""
    used = len(tokens.read) + len(tokens.forgotten)
    lines = [f"With a question in it {used} tokens, and there is room for {room}:", _listed(tokens.read)]
    if tokens.forgotten:
        lines += [f"Too long: the model never sees the first {len(tokens.forgotten)}:", _listed(tokens.forgotten)]
    return lines


def _started(event: PromptStarted) -> list[str]:
    return [
        "",
        f"{event.title}: {event.tries} contexts to try, on {event.hidden} questions that you do not see. "
        f"{in_words(event.model).capitalize()} is asked.",
        f"It reads {event.room + event.kept} tokens at once; {event.kept} are kept for the answer.",
        f"To win: {event.goal}.",
    ]


def _tried(event: ContextTried) -> list[str]:
    head = f"Try {event.number}." if event.number else "The model, asked alone, by chance:"
    said = [
        f"  {each.question} -> {safe_text(each.text.strip(' '), 300)}".replace("\n", "⏎ ") for each in event.completions
    ]
    lines = [head, *said, "", *_costs(event)]
    if event.lost:
        lines.append(f"The context was too long: the first {event.lost} of {event.tokens} tokens were lost.")
    lines.append(f"The hidden answers cost {event.loss:.2f} nats a token{_beside(event)}.")
    if event.number:
        reached = "The goal is reached." if event.reached else "The goal is not reached yet."
        tries = "try" if event.left == 1 else "tries"
        lines.append(f"Your best: {event.best:.2f}. {reached} {event.left} {tries} left.")
    return lines


def _beside(event: ContextTried) -> str:
    rival = f"the rival's context makes it {event.rival:.2f}"
    return f"; without a context {event.without:.2f}; {rival}" if event.number else f"; {rival}"


def _costs(event: ContextTried) -> list[str]:
    lines = [f"The first answer token by token, alone: {_priced(event.costs_without)}"]
    return [*lines, f"behind your context: {_priced(event.costs)}"] if event.number else lines


def _priced(costs: Sequence[TokenCost]) -> str:
    return ", ".join(f"{token_label(cost.text)} {cost.nats:.1f}" for cost in costs)


def _listed(texts: Sequence[str]) -> str:
    return " | ".join(map(token_label, texts))


def _opened(event: HiddenOpened) -> list[str]:
    lines = ["On the hidden answers, nats a token:", ""]
    lines += [f"  {context_in_words(c.name)}{' <' * (c.name == YOU)}: {c.loss:.2f}" for c in event.contexts]
    lines += ["", "The contexts, ⏎ for the end of a line:"]
    for each in event.contexts:
        shown = safe_text(each.context, 1_000).replace("\n", "⏎ ")
        lines.append(f"  {context_in_words(each.name)}: {shown}")
    lines += ["", "The hidden questions (alone, yours, rival):"]
    return [*lines, *(f"  {safe_text(a.question)} {safe_text(a.answer)} {_three(a)}" for a in event.answers)]


def _three(answer: HiddenAnswer) -> str:
    return ", ".join(f"{nats:.2f}" for nats in (answer.without, answer.yours, answer.rival))


def _ended(event: SessionEnded) -> list[str]:
    outcome = "Goal reached" if event.won else "Goal not reached"
    debrief = [line for said in event.debrief for line in told(said)]
    journal = ["", f"For your journal: {event.journal}"] if event.journal else []
    return [f"{outcome}: {event.goal}.", *debrief, *journal]
