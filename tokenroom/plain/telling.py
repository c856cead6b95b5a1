"""Telling events in lines: what happened, as paragraphs that read well aloud."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tokenroom.game.events import (
    Adjusted,
    AnyEvent,
    Hinted,
    InstinctEarned,
    ItemAsked,
    Option,
    PassageOpened,
    PhrasesPassed,
    Revealed,
    RivalLocked,
    Said,
    SessionEnded,
    SessionStarted,
    Shocked,
)
from tokenroom.game.names import in_words, part_in_words
from tokenroom.game.parts import Part
from tokenroom.game.reveal import pattern_told
from tokenroom.game.units import NATS, Units
from tokenroom.plain.report import calibration_lines, report_lines
from tokenroom.text.display import joined_text, safe_text, token_label

_PASSAGE_TAIL = 480  # characters of a passage that are repeated with each item; `passage` shows all
_SQUARES = 12  # hidden symbols that are drawn one by one
_BESIDE = 5  # tokens of each distribution that are named after the reveal


def told(event: AnyEvent, part: Part, items: int, units: Units = NATS) -> list[str]:
    """Return an event as paragraphs; none for those that say nothing to a person.

    Args:
        event: what happened.
        part: the part of the session it belongs to.
        items: how many items the session has.
        units: in which surprise is told.
    """
    match event:
        case SessionStarted():
            return _started(event, part)
        case PhrasesPassed():
            return _passed(event)
        case PassageOpened():
            return ["", f"Part {event.part} of {event.parts}: {event.title}."] if event.title else []
        case InstinctEarned():
            lent = f"From now on you have an instinct for it: {part_in_words(event.pattern)}."
            mean = f"{units.of(event.mean):,.2f} {units.name}"
            return ["", f"Your mean on the last of these was {mean}. {lent}"]
        case Said():
            return _said(event)
        case RivalLocked():
            return ["", f"{_capital(in_words(event.rival))} has locked its answer."]
        case ItemAsked():
            return _asked(event, part, items)
        case Adjusted():
            return _adjusted(event, units)
        case Revealed():
            surprise = f"{units.of(event.surprise):,.3f} {units.name}"
            pattern = [words] if (words := pattern_told(event)) else []
            return ["", f"The square opens: {token_label(event.text)}", *pattern, f"Surprise: {surprise}."]
        case Shocked():
            return [f"Shock: {event.seconds:,.3f} seconds." if event.seconds else "Shock: none at this pace."]
        case Hinted():
            return [f"Hint: {event.text} ({event.left} left)"]
        case SessionEnded():
            return _ended(event, part, units)
    return []


def passage_told(seen: Sequence[int], hidden: int, part: Part) -> str:
    """Return the passage in plain sight, [?] for the token asked for, and how many are hidden behind it."""
    texts = [part.vocabulary.texts[token] for token in seen]
    if part.vocabulary.is_spaced:
        squares = ["[_]"] * hidden if hidden <= _SQUARES else [f"[{hidden:,} hidden]"]
        return " ".join([*texts, "[?]", *squares])
    behind = f" [{hidden:,} more hidden]" if hidden else " [the last one]"
    return f"{safe_text(joined_text(texts), limit=100_000)}[?]{behind}"


def side_by_side(revealed: Revealed, part: Part, units: Units = NATS) -> list[str]:
    """Return both distributions in few lines, and the sentence that compares the two surprises."""
    rival = part.rival.name if part.rival else None
    lines = [f"You: {_shares(revealed.yours, revealed.token)}"]
    cost = f"{units.of(revealed.surprise):,.2f} {units.name}"
    mine = f"You gave it {percent(math.exp(-revealed.surprise))}: {cost}."
    if rival is None:
        return [*lines, mine]
    theirs = revealed.surprises[rival]
    name = "Your twin" if rival == "twin" else "The rival"
    sentence = f"{mine} {name} gave it {percent(math.exp(-theirs))}: {units.of(theirs):,.2f}."
    return [*lines, f"{name}: {_shares(revealed.rivals, revealed.token)}", sentence]


def previewed(listed: Sequence[tuple[str, float]], others: int) -> list[str]:
    """Return what softmax makes of an answer that has not been given: tokens with their shares, and the rest."""
    rest = 1.0 - sum(p for _, p in listed)
    lines = ["That would mean:", *_share_rows([(f"  {label}", p) for label, p in listed])]
    return [*lines, f"  {_others(others, rest)}"] if others else lines


def percent(p: float) -> str:
    """Return a probability in per cent, with a decimal where one matters.

    >>> percent(0.042), percent(0.11), percent(0.00001)
    ('4.2 %', '11 %', 'less than 0.1 %')
    """
    hundredths = 100.0 * p
    if 0 < hundredths < 0.1:
        return "less than 0.1 %"
    if 99.5 <= hundredths < 100:
        return "more than 99 %"
    return f"{hundredths:.1f} %" if hundredths < 9.95 else f"{hundredths:.0f} %"


def _started(event: SessionStarted, part: Part) -> list[str]:
    kinds = f"{event.vocabulary_size:,} {part.vocabulary.named}"
    counted = f"{event.items} item" + ("" if event.items == 1 else "s")
    paragraphs = ["", f"{event.title}: {counted}, {kinds} to choose from."]
    if event.rival:
        paragraphs.append(f"In the next room: {in_words(event.rival)}.")
    return paragraphs


def _asked(event: ItemAsked, part: Part, items: int) -> list[str]:
    passage = passage_told(part.passage.ids[: event.position], event.hidden, part)
    if len(passage) > _PASSAGE_TAIL:
        passage = "..." + passage[-_PASSAGE_TAIL:].partition(" ")[2]
    heads = ["", f"Item {event.item} of {items}. What comes at [?]", "", passage, ""]
    rows = [(f"  #{place:<3} {token_label(o.text)}", o.p) for place, o in enumerate(event.candidates, start=1)]
    others = len(part.vocabulary) - len(rows)
    rest = 1.0 - sum(o.p for o in event.candidates)
    what = "The tokens" if part.lists_whole_vocabulary else "What comes to mind"
    listed = [*heads, f"{what}, and the share that instinct gives each:", *_share_rows(rows)]
    return [*listed, f"  {_others(others, rest)}"] if others else listed


def _adjusted(event: Adjusted, units: Units) -> list[str]:
    labels = [token_label(o.text) for o in event.options]
    width = max(5, *map(len, labels))
    heads = ["", f"Your scores, adjusted: the surprise in {units.name} that each token would bring.", ""]
    rows = [f"  {'token':<{width}} {'score':>10} {'surprise':>12}"]
    for label, option in zip(labels, event.options, strict=True):
        rows.append(f"  {label:<{width}} {option.score:>10.2f} {units.of(option.surprise):>12,.3f}")
    return [*heads, *rows, *([f"  {_others(event.others, event.others_p)}"] if event.others else [])]


def _ended(event: SessionEnded, part: Part, units: Units) -> list[str]:
    outcome = "Goal reached" if event.won else "Goal not reached"
    source = ["", f"The passage is from: {event.source}"] if event.source else []
    rival = part.rival.name if part.rival else None
    debrief = [told for said in event.debrief for told in _said(said)]
    journal = ["", f"For your journal: {event.journal}"] if event.journal else []
    if debrief:
        debrief = ["", "What could have been known:", *debrief]
    lines = [*report_lines(event.report, rival, units), *calibration_lines(event.calibration, units)]
    return ["", f"{outcome}: {event.goal}.", *source, "", *lines, *debrief, *journal]


def _said(event: Said) -> list[str]:
    return ["", f"Voice: {event.text}" if event.speaker == "voice" else event.text]


def _passed(event: PhrasesPassed) -> list[str]:
    """The phrases that went by, all of them in full."""
    phrases = [f"  {safe_text(' '.join(token.text for token in phrase))}" for phrase in event.phrases]
    return ["", f"{event.count:,} phrases go by, {event.total:,} so far:", *phrases]


def _shares(options: Sequence[Option], token: int) -> str:
    """The likeliest tokens and the one that came, in one line."""
    named = [o for place, o in enumerate(options) if place < _BESIDE or o.id == token]
    return "; ".join(f"{token_label(o.text)} = {percent(o.p)}{' (it came)' * (o.id == token)}" for o in named)


def _share_rows(rows: Sequence[tuple[str, float]]) -> list[str]:
    labels, shares = [label for label, _ in rows], [percent(p) for _, p in rows]
    left, right = max(map(len, labels), default=0), max(map(len, shares), default=0)
    return [f"{label:<{left}}  {share:>{right}}" for label, share in zip(labels, shares, strict=True)]


def _others(others: int, share: float) -> str:
    return f"everything else, {others:,} token{'s' * (others != 1)}: {percent(max(0.0, share))}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
