"""The journal: what each level taught, in two sentences with the player's own figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from tokenroom.game.compare import Report
from tokenroom.game.names import YOU

COUNTS = ("items",)  # shown without decimals
NAMES = ("you", "rival", "chance", "optimum", "best", "numbers", "words", *COUNTS)
_PLACE = re.compile(r"\{([^{}]*)\}")


class TemplateError(ValueError):
    """A sentence of the journal asks for what is no figure."""


class JournalEntry(msgspec.Struct, frozen=True):
    """What one level taught."""

    level: str  # its name
    title: str
    when: str  # the date, such as 2026-11-22
    text: str


class Ended(msgspec.Struct, frozen=True):
    """A session that was played to its end: its level, when (ISO 8601), and how everyone did."""

    level: str
    at: str
    report: Report
    rival: str | None = None  # the player that sat next door
    measured: Mapping[str, float] = {}  # what its kind of level knows besides: optimum, numbers, words; nats


def check_template(template: str) -> None:
    """See that a template asks for nothing but figures (raises TemplateError)."""
    fill(template, dict.fromkeys(NAMES, 0.0))


def fill(template: str, figures: Mapping[str, float]) -> str:
    """Return `template` with each `{name}` replaced by its figure: two decimals, `items` a whole number.

    A level may come from a stranger: only the names in NAMES are known, and nothing else in braces means anything.

    Raises:
        TemplateError: a name is unknown, no figure is given for it, or a brace stands alone.

    >>> fill("You needed {you} nats for {items} tokens.", {"you": 2.345, "items": 12})
    'You needed 2.35 nats for 12 tokens.'
    """
    pieces = _PLACE.split(template)  # text, name, text, name, ..., text
    if any(brace in text for text in pieces[::2] for brace in "{}"):
        raise TemplateError("a brace stands alone")
    filled = [_figure(piece, figures) if n % 2 else piece for n, piece in enumerate(pieces)]
    return "".join(filled)


def figures_of(ended: Ended) -> dict[str, float]:
    """Return the figures of a session: means in nats, how many items there were, and what else was measured."""
    means = {s.player: s.mean for s in ended.report.standings}
    players = {"you": YOU, "chance": "uniform", "rival": ended.rival}
    named = {name: means[player] for name, player in players.items() if player in means}
    return {**ended.measured, **named, "items": len(ended.report.items)}


def journal_entries(sessions: Iterable[Ended], templates: Mapping[str, tuple[str, str]]) -> tuple[JournalEntry, ...]:
    """Return an entry for each level that was played to its end, the one last played at the end.

    Args:
        sessions: in the order of play; the last of a level counts, `best` is the lowest mean of all of them.
        templates: title and template by level. A level that has none, or asks for a figure that there is not, is
            left out.
    """
    entries: dict[str, JournalEntry] = {}
    best: dict[str, float] = {}
    for ended in sessions:
        figures, (title, template) = figures_of(ended), templates.get(ended.level, ("", ""))
        if "you" in figures:
            best[ended.level] = figures["best"] = min(figures["you"], best.get(ended.level, figures["you"]))
        try:
            text = fill(template, figures)
        except TemplateError:
            continue
        entries.pop(ended.level, None)
        if text:
            entries[ended.level] = JournalEntry(ended.level, title, ended.at[:10], text)
    return tuple(entries.values())


def _figure(name: str, figures: Mapping[str, float]) -> str:
    if name not in NAMES:
        raise TemplateError(f"{name[:40]!r} is no figure: there is {', '.join(NAMES)}")
    if name not in figures:
        raise TemplateError(f"there is no figure for {name!r} here")
    return f"{figures[name]:,.0f}" if name in COUNTS else f"{figures[name]:.2f}"
