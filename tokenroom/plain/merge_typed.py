"""Reading a typed line of the mechanic *merge*: a pair by its number or by its two symbols, or a word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tokenroom.game.merge_commands import PickPair
from tokenroom.game.merge_events import ShownPair
from tokenroom.game.session import CommandError
from tokenroom.text.symbol_names import read_pair

Word = Literal["help", "hint", "text", "pairs", "pass"]
_WORDS: dict[str, Word] = {
    "?": "help",
    "help": "help",
    "hint": "hint",
    "text": "text",
    "pairs": "pairs",
    "pass": "pass",
}
_NUMBER = re.compile(r"#?([0-9]{1,4})")


@dataclass(frozen=True, slots=True)
class Say:
    """Show one of the things that a single word asks for, or let the pick pass."""

    word: Word


def read_line(line: str, offered: Sequence[ShownPair], symbols: Sequence[bytes]) -> PickPair | Say:
    """Return what a typed line asks for (raises CommandError with one line that says what is wrong with it).

    Args:
        line: what was typed.
        offered: the pairs on offer, numbered from 1.
        symbols: all symbols by id.
    """
    text = line.strip()
    if text.casefold() in _WORDS:
        return Say(_WORDS[text.casefold()])
    if number := _NUMBER.fullmatch(text):
        return _by_number(int(number[1]), offered)
    try:
        return PickPair(*read_pair(line, symbols))
    except ValueError as error:
        raise CommandError(str(error)) from error


def _by_number(number: int, offered: Sequence[ShownPair]) -> PickPair:
    if not 1 <= number <= len(offered):
        raise CommandError(f"there is no pair {number}: the list runs from 1 to {len(offered)}")
    pair = offered[number - 1]
    return PickPair(pair.left.id, pair.right.id)
