"""Reading a typed line of *curate*: set a filter, look at a page, train, go on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tokenroom.errors import one_line
from tokenroom.game.curate_commands import LookAtPage, SetFilter, Train
from tokenroom.game.curate_events import FilterOffer
from tokenroom.game.session import CommandError
from tokenroom.text.curation.filters import FilterName

Word = Literal["help", "hint", "filters", "go on"]
_WORDS: dict[str, Word] = {
    "?": "help",
    "help": "help",
    "hint": "hint",
    "filters": "filters",
    "": "go on",
    "next": "go on",
}
_PLACE = re.compile("[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class NextPage:
    """Show the next page; if a filter is named, the next of which it takes something."""

    taken_by: FilterName | None = None


@dataclass(frozen=True, slots=True)
class Examples:
    """Say what a filter offers, and give examples of what it takes."""

    filter: FilterName


Request = SetFilter | LookAtPage | Train | NextPage | Examples | Word


def read_request(line: str, offers: Sequence[FilterOffer]) -> Request:
    """Return what a typed line asks for (raises CommandError with one line that says what is wrong with it)."""
    text = " ".join(line.casefold().split())
    first, _, rest = text.partition(" ")
    if text in _WORDS:
        return _WORDS[text]
    if text == "train":
        return Train()
    if first == "page":
        return NextPage() if not rest else LookAtPage(_number(rest))
    if first == "taken":
        return NextPage(_offer(rest, offers).filter)
    offer = _offer(first, offers)
    return SetFilter(offer.filter, _setting(rest, offer)) if rest else Examples(offer.filter)


def _offer(name: str, offers: Sequence[FilterOffer]) -> FilterOffer:
    for number, offer in enumerate(offers, start=1):
        if name and (name == str(number) or offer.filter.startswith(name)):
            return offer
    known = ", ".join(offer.filter for offer in offers)
    raise CommandError(f"{_quoted(name)} is no filter and no command; the filters are {known}; ? explains more")


def _setting(name: str, offer: FilterOffer) -> str:
    for number, option in enumerate(offer.options, start=1):
        if name in {str(number), option.setting}:
            return option.setting
    known = ", ".join(option.setting for option in offer.options)
    raise CommandError(f"{_quoted(name)} is no setting of {offer.filter}: there is {known}")


def _number(text: str) -> int:
    if not _PLACE.fullmatch(text) or int(text) == 0:
        raise CommandError(f"{_quoted(text)} is no number of a page, such as: page 17")
    return int(text)


def _quoted(text: str) -> str:
    return f"'{one_line(text, 30)}'"
