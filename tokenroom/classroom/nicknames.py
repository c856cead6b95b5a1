"""Nicknames: text only, one line, at most 24 cells wide, and no two in a class that look the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from tokenroom.classroom.codes import suggested

WIDEST = 24  # cells of a terminal
_MARKS = 2  # accents on one letter
_SUGGESTED = 3


class BadName(ValueError):  # noqa: N818 - it names what came in
    """A name that cannot be taken; its text is one line for whoever typed it."""


def cleaned(typed: str) -> str:
    r"""Return a name as it will be shown, compatible letters folded, whatever does not print in place left out.

    >>> cleaned("  Ada\u202e  \x1b[31mB. ")
    'Ada [31mB.'

    Raises:
        BadName: nothing is left, or it is too wide.
    """
    letters: list[str] = []
    marks = 0
    for c in unicodedata.normalize("NFKC", typed):
        category = unicodedata.category(c)
        marks = marks + 1 if category.startswith("M") else 0
        if category[0] == "Z" or c in "\t\n\r":
            letters.append(" ")
        elif category[0] != "C" and marks <= _MARKS:
            letters.append(c)
    name = " ".join("".join(letters).split())
    if not any(unicodedata.category(c)[0] in "LNSP" for c in name):
        raise BadName("a name needs a letter")
    if width(name) > WIDEST:
        raise BadName(f"a name has room for {WIDEST} letters")
    return name


def width(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    return sum(_cells(c) for c in text)


def likeness(name: str) -> str:
    """Return what two names share that could be taken for each other: case and spaces aside."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def suggestions(secret: bytes, visitor: int, taken: Collection[str]) -> tuple[str, ...]:
    """Return three names that are free for the `visitor`-th who comes in; `taken` are likenesses."""
    found: list[str] = []
    for number in range(50 * visitor, 50 * (visitor + 1)):
        name = suggested(secret, number)
        if likeness(name) not in taken and name not in found:
            found.append(name)
        if len(found) == _SUGGESTED:
            break
    return tuple(found)


def _cells(c: str) -> int:
    if unicodedata.category(c) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1
