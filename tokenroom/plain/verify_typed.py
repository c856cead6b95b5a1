"""Reading a typed line of *verify*: how sure one is, a checker, an answer, a training."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from tokenroom.errors import one_line
from tokenroom.game.session import CommandError
from tokenroom.game.verify_commands import (
    CheckAnswer,
    PredictPass,
    VerifyTakeShipped,
    VerifyTrain,
    VerifyUndo,
    WriteChecker,
)

Word = Literal["help", "hint", "names", "checkers", "drawer", "go on", "end"]
Request = PredictPass | WriteChecker | CheckAnswer | VerifyTrain | VerifyUndo | VerifyTakeShipped | Word
_WORDS: dict[str, Word] = {
    "?": "help",
    "help": "help",
    "hint": "hint",
    "names": "names",
    "checkers": "checkers",
    "drawer": "drawer",
    "": "go on",
    "next": "go on",
    "end": "end",
}
_DEEDS: dict[str, VerifyTrain | VerifyUndo | VerifyTakeShipped] = {
    "train": VerifyTrain(),
    "undo": VerifyUndo(),
    "shipped": VerifyTakeShipped(),
}
_SURE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,6})?) ?%?")


def read_sure(line: str) -> PredictPass | Word:
    """Return what is typed where a prediction is asked for; an empty line is one half."""
    text = line.strip().casefold()
    if not text:
        return PredictPass(50.0)
    if text in ("?", "help", "hint"):
        return _WORDS[text]
    match = _SURE.fullmatch(text)
    if match is None or not 1 <= float(match[1]) <= 99:
        raise CommandError(f"'{one_line(line.strip(), 20)}' is no figure from 1 to 99, such as: 20")
    return PredictPass(float(match[1]))


def read_request(line: str, checkers: Sequence[str]) -> Request:
    """Return what is typed at the bench (raises CommandError with one line that says what is wrong with it).

    Args:
        line: what was typed.
        checkers: those that the level offers, which a number stands for.
    """
    text = line.strip()
    first, _, rest = text.partition(" ")
    word = text.casefold()
    if word in _WORDS:
        return _WORDS[word]
    if word in _DEEDS:
        return _DEEDS[word]
    if first.casefold() in ("check", "checker"):
        return WriteChecker(rest.strip())
    if first.casefold() == "answer":
        return CheckAnswer(rest.strip())
    if re.fullmatch("[0-9]", word) and 0 < int(word) <= len(checkers):
        return WriteChecker(checkers[int(word) - 1])
    known = "check, answer, train, undo, shipped, checkers, names, drawer, end"
    raise CommandError(f"'{one_line(text, 20)}' is no command: there is {known}; ? explains them")
