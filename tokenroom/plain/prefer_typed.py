"""Reading a typed line of *prefer*: two numbers, or a word."""

from __future__ import annotations

from typing import Literal

from tokenroom.errors import one_line
from tokenroom.game.prefer_commands import Fit, LearnFrom, ValuePair
from tokenroom.game.session import CommandError

Word = Literal["help", "hint", "guideline", "go on", "other", "pair", "undo", "without"]
_WORDS: dict[str, Word] = {
    "?": "help",
    "help": "help",
    "hint": "hint",
    "guideline": "guideline",
    "": "go on",
    "next": "go on",
    "keep": "go on",
    "other": "other",
    "pair": "pair",
    "undo": "undo",
    "without": "without",
}
Request = ValuePair | LearnFrom | Fit | Word
LONGEST = 30  # characters of a number
_WHOSE = {"mine": LearnFrom("mine"), "theirs": LearnFrom("guideline")}


def read_request(line: str) -> Request:
    """Return what a typed line asks for (raises CommandError with one line that says what is wrong with it)."""
    text = " ".join(line.casefold().replace(",", " ").replace("−", "-").split())
    if text in _WORDS:
        return _WORDS[text]
    if text in _WHOSE:
        return _WHOSE[text]
    if text == "train":
        return Fit()
    parts = text.split(" ")
    if len(parts) == 1 and _number(parts[0]) is not None:
        raise CommandError("that is one number: write one for A and one for B, such as: 2 0")
    values = [_number(part) for part in parts]
    if len(values) != 2 or values[0] is None or values[1] is None:
        raise CommandError(
            f"'{one_line(text, 30)}' is no pair of numbers and no command; write e.g. 2 0; ? explains more"
        )
    return ValuePair(values[0], values[1])


def _number(text: str) -> float | None:
    try:
        return float(text) if len(text) <= LONGEST and text[-1:] in set("0123456789.") else None
    except ValueError:
        return None
