"""Reading a typed line while a text is in hand: a token, chance, a knob, a place in the tree, or a word."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tokenroom.errors import one_line
from tokenroom.game.sample_commands import LetChance, TakeToken, TakeTop, TurnKnobs
from tokenroom.game.sample_figures import Knobs
from tokenroom.game.session import CommandError
from tokenroom.plain.naming import Desk

Word = Literal["help", "hint", "text", "list", "tree", "next"]
_WORDS: dict[str, Word] = {
    "?": "help",
    "help": "help",
    "hint": "hint",
    "text": "text",
    "list": "list",
    "tree": "tree",
    "next": "next",
}
_COUNT, _NUMBER = re.compile("[0-9]{1,6}"), re.compile(r"[0-9]{1,9}(?:\.[0-9]{0,9})?|\.[0-9]{1,9}")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True)
class Say:
    """Show one of the things that a single word asks for, or go on."""

    word: Word


@dataclass(frozen=True, slots=True)
class Back:
    """Go back so many tokens."""

    steps: int


@dataclass(frozen=True, slots=True)
class Branch:
    """Go to the end of a line of the tree, by its number."""

    number: int


@dataclass(frozen=True, slots=True)
class FindTokens:
    """List the tokens that begin with `text`."""

    text: str


Request = Say | Back | Branch | FindTokens | TakeToken | TakeTop | LetChance | TurnKnobs


def read_hand(line: str, desk: Desk, knobs: Knobs) -> Request:
    """Return what a typed line asks for (raises CommandError or AnswerError with one line that says what is wrong).

    Args:
        line: what was typed; empty takes the likeliest token.
        desk: the tokens that it may name.
        knobs: as they stand.
    """
    text = line.strip()
    first, rest = [*text.casefold().split(None, 1), "", ""][:2]
    if not text:
        return TakeTop()
    if text.casefold() in _WORDS:
        return Say(_WORDS[text.casefold()])
    if first in _COUNTED:
        return _COUNTED[first](_count(rest, first))
    if first == "branch":
        return Branch(_count(rest, first))
    if first == "start" and not rest:
        return Back(10**6)
    if first == "find":
        return FindTokens(text[len(first) :].strip())
    if first in {"temperature", "top-k", "top-p"} and rest:
        return _turned(first, rest.strip(), knobs)
    return TakeToken(_token(text, desk))


_COUNTED: dict[str, Callable[[int], Request]] = {"top": TakeTop, "chance": LetChance, "back": Back}


def _count(rest: str, name: str) -> int:
    if not rest and name != "branch":
        return 1
    if not _COUNT.fullmatch(rest) or int(rest) == 0:
        raise CommandError(f"{_quoted(rest)} is no count, such as: {name} 3")
    return int(rest)


def _turned(name: str, value: str, knobs: Knobs) -> TurnKnobs:
    number = _number(value) if value != "all" else None
    if name == "temperature":
        if number is None:
            raise CommandError("the temperature is a number, such as: temperature 0.7")
        return TurnKnobs(number, knobs.top_k, knobs.top_p)
    if name == "top-p":
        return TurnKnobs(knobs.temperature, knobs.top_k, number)
    if number is not None and (number != math.floor(number) or number < 1):
        raise CommandError("top-k is a whole number from 1, or all, such as: top-k 40")
    return TurnKnobs(knobs.temperature, None if number is None else int(number), knobs.top_p)


def _number(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise CommandError(f"{_quoted(text)} is no number, such as 0.7, nor all")
    return float(text)


def _token(text: str, desk: Desk) -> int:
    if match := re.fullmatch("#?([0-9]{1,6})", text):
        return desk.by_place(int(match[1]))
    if match := _QUOTED.fullmatch(text):
        return desk.by_text(match[1])
    return desk.by_name(text)


def _quoted(text: str) -> str:
    return f"'{one_line(text, 30)}'"
