"""Sums that can be checked: a few digits to add up, in one breath or with a scratch line before the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

import numpy as np

from tokenroom.text.chat import Message

Way = Literal["at once", "aloud"]
INSTRUCTIONS: dict[Way, str] = {"at once": "Say the sum at once.", "aloud": "Think aloud, then say the sum."}
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Sum:
    """Some digits to add up."""

    terms: tuple[int, ...]

    @property
    def total(self) -> int:
        """What they come to."""
        return sum(self.terms)

    @property
    def question(self) -> str:
        """As it is asked, such as 7+5+8."""
        return "+".join(map(str, self.terms))

    def answer(self, way: Way) -> str:
        """Return a right answer: the total alone, or each step on the way to it, such as 7+5=12, 12+8=20."""
        if way == "at once":
            return str(self.total)
        totals = list(accumulate(self.terms))
        steps = zip(totals, self.terms[1:], totals[1:], strict=False)
        return ", ".join(f"{before}+{term}={after}" for before, term, after in steps)

    def messages(self, way: Way, answer: str | None = None) -> list[Message]:
        """Return the chat that asks for it in one way; with `answer`, that too."""
        asked = [Message(role="system", content=INSTRUCTIONS[way]), Message(role="user", content=self.question)]
        return asked if answer is None else [*asked, Message(role="assistant", content=answer)]


def last_number(text: str) -> int | None:
    """Return the last number written in `text`; None if there is none, or it is absurdly long."""
    found = _NUMBER.findall(text)
    return int(found[-1]) if found and len(found[-1]) <= 9 else None


def is_right(asked: Sum, answer: str) -> bool:
    """Tell whether the last number of an answer is the total."""
    return last_number(answer) == asked.total


def draw_sums(count: int, terms: int, rng: np.random.Generator, avoid: frozenset[Sum] = frozenset()) -> list[Sum]:
    """Draw `count` different sums of `terms` digits from 1 to 9, none of them in `avoid`.

    Raises:
        ValueError: there are not so many.
    """
    if count > 9**terms - len(avoid):
        raise ValueError(f"there are no {count} different sums of {terms} digits")
    found: dict[Sum, None] = {}
    for drawn in _endless(terms, rng):
        if drawn not in avoid:
            found[drawn] = None
        if len(found) == count:
            break
    return list(found)


def _endless(terms: int, rng: np.random.Generator) -> Iterator[Sum]:
    while True:
        yield Sum(tuple(rng.integers(1, 10, terms).tolist()))
