"""Talking to an assistant in lines: what a person types goes in as their message, what it draws comes out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tokenroom.plain.intake import EndOfInput
from tokenroom.plain.talk import Quit, Talk
from tokenroom.rivals.assistants import Assistant
from tokenroom.text.chat import Message

HELP = (
    "Type something, Enter sends it. An empty line draws the last answer again.",
    "new: begin a new chat; tokens: show this chat as the model sees it; quit: leave.",
)
NOTHING = "Nothing was said yet."


def chat_in_lines(
    talk: Talk, assistant: Assistant, name: str, system: str, temperature: float, rng: np.random.Generator
) -> None:
    """Talk until there are no more lines, or one says quit.

    Args:
        talk: where lines come from and go to.
        assistant: who answers.
        name: what it is called.
        system: what it is told before the chat; empty for nothing.
        temperature: of its answers.
        rng: the source of chance.
    """
    beginning = (Message(role="system", content=system),) if system.strip() else ()
    said: tuple[Message, ...] = beginning
    talk.say([f"You talk to {name}. ? explains."])
    while True:
        try:
            line = talk.ask("you> ").strip()
        except (Quit, EndOfInput):
            return
        if line in ("?", "help"):
            talk.say(HELP)
        elif line == "new":
            said = beginning
            talk.say(["A new chat."])
        elif line == "tokens":
            talk.say([_as_the_model_sees(assistant, said)])
        elif line or said != beginning:
            said = _answered(talk, assistant, _asked(said, line), name, temperature, rng)
        else:
            talk.say([NOTHING])


def _asked(said: tuple[Message, ...], line: str) -> tuple[Message, ...]:
    """Return the chat with what was typed; with nothing typed, without the last answer, so that it is drawn again."""
    return (*said, Message(role="user", content=line)) if line else said[:-1]


def _answered(
    talk: Talk, assistant: Assistant, said: tuple[Message, ...], name: str, temperature: float, rng: np.random.Generator
) -> tuple[Message, ...]:
    if assistant.forgets(said):
        talk.say(["(The chat is longer than its context: the oldest turns are forgotten.)"])
    answer = assistant.tokenizer.decode(assistant.answer(said, rng, temperature)).strip() or "…"
    talk.say([f"{name}: {answer}"])
    return (*said, Message(role="assistant", content=answer))


def _as_the_model_sees(assistant: Assistant, said: Sequence[Message]) -> str:
    return assistant.tokenizer.decode(assistant.seen(said)) if said else NOTHING
