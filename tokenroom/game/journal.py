"""The journal: what each level taught, in two sentences with the player's own figures."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

COUNTS = ("items",)
SHARES = ("judge_before", "judge_after")  # per cent of few answers
TUNED = ("before", "after", "tuned")  # of *chat*
STEERED = ("before", "after", "kl", *SHARES, "good")  # of *steer*
PREDICTED = ("you", "rival", "chance", "optimum", "best", "numbers", "words")
NAMES = (*dict.fromkeys([*PREDICTED, *TUNED, *STEERED]), *COUNTS)
_PLACE = re.compile(r"\{([^{}]*)\}")


class TemplateError(ValueError):
    """A sentence of the journal asks for what is no figure."""


class JournalEntry(msgspec.Struct, frozen=True):
    """What one level taught."""

    level: str  # its name
    title: str
    when: str  # the date, such as 2026-11-22
    text: str


def check_template(template: str) -> None:
    """See that a template asks for nothing but figures (raises TemplateError)."""
    fill(template, dict.fromkeys(NAMES, 0.0))


def fill(template: str, figures: Mapping[str, float]) -> str:
    """Return `template` with each `{name}` replaced by its figure: two decimals, counts and shares none.

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


def _figure(name: str, figures: Mapping[str, float]) -> str:
    if name not in NAMES:
        raise TemplateError(f"{name[:40]!r} is no figure: there is {', '.join(NAMES)}")
    if name not in figures:
        raise TemplateError(f"there is no figure for {name!r} here")
    return f"{figures[name]:,.0f}" if name in {*COUNTS, *SHARES} else f"{figures[name]:.2f}"
