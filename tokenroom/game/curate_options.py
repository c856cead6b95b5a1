"""The settings that each filter offers in the game, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tokenroom.text.curation.filters import FILTERS, FilterName, Filters

Settings = Mapping[FilterName, str]  # by filter, the name of its setting


@dataclass(frozen=True, slots=True)
class Option:
    """One setting of a filter: its name, what it does in a few words, and what it changes."""

    name: str
    words: str
    change: dict[str, Any] = field(default_factory=dict)
    lists: tuple[str, ...] = ()  # of blocked addresses, by their names in the heap


WORDS: dict[FilterName, str] = {
    "addresses": "which addresses are thrown away unread",
    "extraction": "what of a page is text",
    "language": "which pages are in the language that is wanted",
    "duplicates": "from when on a page is a copy of an earlier one",
    "personal": "what of people's contacts goes",
}
OPTIONS: dict[FilterName, tuple[Option, ...]] = {
    "addresses": (
        Option("off", "every address is read"),
        Option("listed", "hosts that somebody has reported", lists=("listed",)),
        Option("patterns", "these, and what such addresses have in common", lists=("listed", "patterns")),
        Option("letters", "these, and any address with win, hat or sea in it", lists=("listed", "patterns", "letters")),
    ),
    "extraction": (
        Option("off", "the page as it is, with its markup and scripts"),
        Option("all text", "everything that can be read: menus and notices too", {"extraction": "all"}),
        Option("main text", "what stands in the middle of the page", {"extraction": "main"}),
    ),
    "language": (
        Option("off", "any language"),
        Option("loose", "most likely English", {"language": "en", "loosest": 1_200}),
        Option("middle", "English, and not too odd", {"language": "en", "loosest": 400}),
        Option("strict", "English as in whole sentences", {"language": "en", "loosest": 300}),
        Option("severe", "English as in an encyclopaedia", {"language": "en", "loosest": 255}),
    ),
    "duplicates": (
        Option("off", "copies stay"),
        Option("nearly all", "9 in 10 runs of words are the same", {"alike": 0.9}),
        Option("half", "half of the runs of words are the same", {"alike": 0.5}),
        Option("a fifth", "a fifth of the runs of words is the same", {"alike": 0.2}),
    ),
    "personal": (
        Option("off", "everything stays"),
        Option("contacts", "e-mail addresses, telephone numbers, entries in lists", {"personal": "contacts"}),
        Option("digits", "every line that has a digit in it", {"personal": "digits"}),
    ),
}
LISTS = ("listed", "patterns", "letters")  # of blocked addresses that a heap must have
OFF: Settings = dict.fromkeys(FILTERS, "off")


def find_option(name: FilterName, setting: str) -> Option | None:
    """Return a filter's setting by its name, None if there is none."""
    return next((option for option in OPTIONS[name] if option.name == setting), None)


def filters_for(settings: Settings, language: str, blocked: Mapping[str, tuple[str, ...]]) -> Filters:
    """Return what settings come to.

    Args:
        settings: by filter; each must be one of its options.
        language: the one that is wanted, in place of English.
        blocked: the heap's rules for addresses, by list.
    """
    filters = Filters()
    for name, setting in settings.items():
        option = find_option(name, setting)
        assert option is not None
        rules = tuple(rule for which in option.lists for rule in blocked[which])
        filters = replace(filters, blocked=filters.blocked + rules, **option.change)
    return replace(filters, language=language) if filters.language else filters
