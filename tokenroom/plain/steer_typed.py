"""Reading a typed line of *steer*: words for runs; where an answer is wanted, a line is that answer."""

from __future__ import annotations

from typing import Literal

from tokenroom.errors import one_line
from tokenroom.game.session import CommandError
from tokenroom.game.steer_commands import LookAtGroup, Steer, TakeSteered, TryAnswer, UndoSteering

Word = Literal["help", "hint", "go on", "stop on", "keep", "without", "runs"]
_WORDS: dict[str, Word] = {
    "?": "help",
    "help": "help",
    "hint": "hint",
    "": "go on",
    "on": "stop on",
    "keep": "keep",
    "without": "without",
    "runs": "runs",
}
_COMMANDS: dict[str, Steer | TakeSteered | UndoSteering] = {
    "train": Steer(),
    "ship": TakeSteered(),
    "undo": UndoSteering(),
}
_WITH = ("knob", "updates", "prompt")


class Knob(float):
    """Where the knob is to stand."""


class Length(int):
    """How many updates a run is to take."""


Request = Steer | TakeSteered | UndoSteering | LookAtGroup | TryAnswer | Knob | Length | Word


def read_request(line: str, writes: bool = False) -> Request:
    """Return what a typed line asks for (raises CommandError with one line that says what is wrong with it).

    Args:
        line: as it was typed.
        writes: whether answers are wanted: then any line is one, but for ? hint and done.
    """
    text = " ".join(line.casefold().split())
    if writes:
        words: dict[str, Word] = {"?": "help", "hint": "hint", "done": "keep", "": "go on"}
        return words[text] if text in words else TryAnswer(line)
    if text in _WORDS:
        return _WORDS[text]
    if text in _COMMANDS:
        return _COMMANDS[text]
    word, _, number = text.partition(" ")
    if word not in _WITH:
        raise CommandError(f"'{one_line(text, 30)}' is no command here; ? explains all")
    try:
        return Knob(number) if word == "knob" else Length(number) if word == "updates" else LookAtGroup(int(number))
    except ValueError:
        raise CommandError(f"write a number behind {word}, such as: {word} 1") from None
