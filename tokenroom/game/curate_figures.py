"""The figures of *curate* as people are shown them: what is left behind each filter, and whether the goal is near."""

from __future__ import annotations

from dataclasses import dataclass

from tokenroom.game.curate_events import CurateStarted, Filtered, RivalsCompared
from tokenroom.game.units import percent
from tokenroom.text.curation.filters import FilterName


@dataclass(frozen=True, slots=True)
class FilterRow:
    """One filter: its setting, the pages it takes whole, and what is left behind it, as shares of the whole heap."""

    filter: FilterName
    setting: str
    pages_in: int
    pages_taken: int
    good: float  # share of the good text that is left, 0 to 1
    rest: float  # share of everything else that is left, 0 to 1


def filter_rows(started: CurateStarted, filtered: Filtered) -> list[FilterRow]:
    """Return a row for each filter, in the order in which the pages meet them."""
    good = filtered.good_left + sum(effect.good_taken for effect in filtered.effects)
    rest = whole = filtered.bad_left + sum(effect.bad_taken for effect in filtered.effects)
    rows = []
    for effect in filtered.effects:
        good, rest = good - effect.good_taken, rest - effect.bad_taken
        shares = good / max(1, started.good), rest / max(1, whole)
        rows.append(FilterRow(effect.filter, effect.setting, effect.pages_in, effect.pages_taken, *shares))
    return rows


def broken_share(started: CurateStarted, filtered: Filtered) -> float:
    """Return the share of the good text that nobody took and that is still not there: markup stands in its runs.

    Nothing (0.0) where the text of the pages is extracted: what is then missing was taken.
    """
    if any(effect.setting != "off" for effect in filtered.effects if effect.filter == "extraction"):
        return 0.0
    there = filtered.good_left + sum(effect.good_taken for effect in filtered.effects)
    return max(0.0, 1.0 - there / max(1, started.good))


def left_in_words(started: CurateStarted, filtered: Filtered) -> str:
    """Say what is left of the heap, and what is missing though nobody took it."""
    runs = filtered.good_left + filtered.bad_left
    clean = filtered.good_left / runs if runs else 0.0
    broken = broken_share(started, filtered)
    cut = f" Markup cuts through {percent(broken, 1)} of the good text, until it is extracted." if broken else ""
    return (
        f"{filtered.pages_left:,} of {started.pages:,} pages and {filtered.bytes_left:,} of {started.n_bytes:,} bytes "
        f"are left; {percent(clean)} of it is good text; {filtered.contacts_left:,} of {started.contacts:,} contacts "
        f"of people can be read.{cut}"
    )


def compared_in_words(compared: RivalsCompared) -> str:
    """Say how the rivals compare, in one sentence."""
    if compared.gain == 0:
        return f"Both cost {compared.raw:.2f} nats a token on clean English: they read the same text."
    side = "ahead" if compared.gain > 0 else "behind"
    margin = "" if compared.margin is None else f" ± {compared.margin:.2f}"
    return (
        f"On {compared.tokens:,} tokens of clean English the raw one costs {compared.raw:.2f} nats a token, the "
        f"cleaned one {compared.cleaned:.2f}: {side} by {abs(compared.gain):.2f}{margin}."
    )
