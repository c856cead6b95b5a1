"""Reading a typed line of *chat* between the items and the talk: train, stop for good, take the shipped model."""

from __future__ import annotations

from typing import Literal

from tokenroom.errors import one_line
from tokenroom.game.session import CommandError

Request = Literal["train", "train on", "keep", "undo", "shipped", "hint", "help"]
_ALWAYS: dict[str, Request] = {"hint": "hint", "?": "help", "help": "help"}
_PAUSED: dict[str, Request] = {"": "train on", "train": "train on", "keep": "keep", "undo": "undo"}
_RESTING: dict[str, Request] = {"": "train", "train": "train", "shipped": "shipped"}


def read_request(line: str, paused: bool, has_shipped: bool) -> Request:
    """Return what a typed line asks for (raises CommandError with one line that says what is wrong with it).

    Args:
        line: what was typed.
        paused: whether a training was stopped that can be gone on with.
        has_shipped: whether a chat model comes with the program.
    """
    known = {**(_PAUSED if paused else _RESTING), **_ALWAYS}
    if not paused and not has_shipped:
        del known["shipped"]
    text = " ".join(line.casefold().split())
    if text not in known:
        words = ", ".join(word for word in known if word.isalpha())
        raise CommandError(f"'{one_line(text, 30)}' is no command here; there is {words}")
    return known[text]
