"""Telling the events of the mechanic *merge* in lines that read well aloud."""

from __future__ import annotations

from collections.abc import Sequence

from tokenroom.game.events import AnyEvent, Hinted, Said, SessionEnded
from tokenroom.game.merge_events import (
    Choice,
    MergeAsked,
    MergePicked,
    MergeScore,
    MergeScored,
    MergeStarted,
    ShownPair,
)
from tokenroom.game.merge_report import cutter_in_words
from tokenroom.game.names import YOU
from tokenroom.text.display import safe_text
from tokenroom.text.merging import Piece
from tokenroom.text.symbol_names import marked_runs, symbol_label

COLUMNS, COLUMN = 4, 18  # of the list of pairs, and how wide each is
OPENING = 400  # characters of the text that are shown after each pick; `text` shows all


def told(event: AnyEvent, items: int) -> list[str]:
    """Return an event as paragraphs; none for those that say nothing to a person."""
    match event:
        case MergeStarted():
            return _started(event)
        case Said():
            return _said(event)
        case MergeAsked():
            return ["", f"Pick {event.pick} of {items}.", *pairs_told(event.candidates)]
        case MergePicked():
            return ["", *_picked(event)]
        case MergeScored():
            return ["", *_scored(event)]
        case Hinted():
            return [f"Hint: {event.text} ({event.left} left)"]
        case SessionEnded():
            return ["", *_ended(event)]
    return []


def pairs_told(pairs: Sequence[ShownPair]) -> list[str]:
    """Return the pairs on offer, numbered."""
    if not pairs:
        return ["No two symbols stand beside each other any more: type pass."]
    named = [f"#{n:<3} {_pair(pair):<{COLUMN - 6}}" for n, pair in enumerate(pairs, start=1)]
    rows = ["  " + " ".join(named[at : at + COLUMNS]).rstrip() for at in range(0, len(named), COLUMNS)]
    return ["Some of the pairs in the text, by the alphabet (a dot is a space):", *rows]


def text_told(pieces: Sequence[Piece], limit: int) -> str:
    """Return the text with each symbol that was made in brackets, cut to about `limit` characters."""
    shown: list[str] = []
    used = 0
    for text, made in marked_runs(pieces):
        shown.append(f"[{symbol_label(text)}]" if made else text)
        used += len(shown[-1])
        if used >= limit:
            return safe_text("".join(shown), limit)
    return safe_text("".join(shown), limit)


def _started(event: MergeStarted) -> list[str]:
    return [
        "",
        f"{event.title}: {event.merges} pairs to merge, in a text of {event.n_bytes:,} bytes. "
        "Before the first merge each byte is a token.",
        f"What you make is then tried on {event.held_out_bytes:,} bytes of other pages.",
        f"To win: {event.goal}.",
    ]


def _picked(event: MergePicked) -> list[str]:
    if event.picked is None:
        lines = ["You let this one pass: nothing is saved."]
    else:
        times = f"{event.picked.saved:,} time{'s' * (event.picked.saved != 1)}"
        lines = [f"{_pair(event.picked)} stood there {times}: so many tokens are saved."]
    lines.append(_beside(event))
    return [*lines, f"The text now costs {event.tokens:,} tokens. {_race(event)}"]


def _beside(event: MergePicked) -> str:
    if event.best is None:
        return "The machine would have found nothing either."
    if event.picked is not None and _ids(event.picked) == _ids(event.best):
        return "The machine would have taken the same."
    return f"The machine would have taken {_pair(event.best)} here: {event.best.saved:,}."


def _race(event: MergePicked) -> str:
    return f"Saved so far: you {event.saved:,}, the machine on its own {event.greedy_saved:,}."


def _ended(event: SessionEnded) -> list[str]:
    outcome = "Goal reached" if event.won else "Goal not reached"
    debrief = [told for said in event.debrief for told in _said(said)]
    journal = ["", f"For your journal: {event.journal}"] if event.journal else []
    return [f"{outcome}: {event.goal}.", "", f"The text is from: {event.source}", *debrief, *journal]


def _said(event: Said) -> list[str]:
    return ["", f"Voice: {event.text}" if event.speaker == "voice" else event.text]


def _scored(event: MergeScored) -> list[str]:
    heads = [f"On {event.held_out_bytes:,} bytes of pages that nobody has learned from:", ""]
    rows = [f"  {'':<16} {'tokens a byte':>13} {'tokens':>9} {'vocabulary':>11}", *map(_row, event.scores)]
    made = [f"You made: {_listed(event.yours)}", f"The machine makes: {_listed(event.greedys)}"]
    return [*heads, *rows, "", *made]


def _row(score: MergeScore) -> str:
    name = f"{cutter_in_words(score.player)}{' <' * (score.player == YOU)}"
    return f"  {name:<16} {score.tokens_per_byte:>13.3f} {score.tokens:>9,} {score.vocabulary:>11,}"


def _listed(symbols: Sequence[str]) -> str:
    return ", ".join(map(symbol_label, symbols)) or "nothing"


def _pair(pair: ShownPair | Choice) -> str:
    return f"{symbol_label(pair.left.text)}+{symbol_label(pair.right.text)}"


def _ids(pair: Choice) -> tuple[int, int]:
    return pair.left.id, pair.right.id
