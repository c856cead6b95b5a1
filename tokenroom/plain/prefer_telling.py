"""What is said of each event of *prefer*, as paragraphs."""

from __future__ import annotations

from tokenroom.game.agreement import Agreement
from tokenroom.game.events import AnyEvent, Hinted, Said, SessionEnded
from tokenroom.game.prefer_events import (
    AgreementMeasured,
    AgreementRow,
    FitBegan,
    FitEnded,
    FitOpened,
    Fitted,
    FitUndone,
    LearnsFrom,
    PairAsked,
    PairTold,
    PairTurned,
    PreferStarted,
    Turn,
)
from tokenroom.game.prefer_words import (
    PLAYERS,
    agreement_words,
    began_words,
    ended_words,
    formula_words,
    interval_words,
    model_words,
    opened_words,
    reason_words,
    whose_words,
)
from tokenroom.game.units import Units
from tokenroom.text.display import safe_text

LONGEST = 3_000  # characters of one text
_SPEAKERS = {"system": "Beforehand", "user": "Question", "assistant": "Answer"}


def told(event: AnyEvent, started: PreferStarted, units: Units) -> list[str]:
    """Return what is said of an event; `started` is the session's first."""
    match event:
        case PreferStarted():
            return _started(event, units)
        case Said():
            return ["", event.text if event.speaker == "narrator" else f'"{event.text}"']
        case PairAsked():
            return _asked(event, started)
        case PairTold():
            return [
                "",
                reason_words(event),
                formula_words(event, units),
                model_words(event, units),
                _so_far(event, units),
            ]
        case PairTurned():
            return ["You would choose the other one." if event.turned else "You would choose the same after all."]
        case LearnsFrom():
            return [whose_words(event.whose)]
        case Hinted():
            return ["", f"Hint: {event.text}" + (f" ({event.left} more)" if event.left else " (the last one)")]
        case SessionEnded():
            return _ended(event)
    return _told_of_fit(event, started, units)


def _told_of_fit(event: AnyEvent, started: PreferStarted, units: Units) -> list[str]:
    match event:
        case FitOpened():
            return ["", opened_words(event, started), "Type train, or an empty line; without goes on without it."]
        case FitBegan():
            return ["", f"{began_words(event)} Ctrl-C stops it."]
        case Fitted():
            loss = units.figure(event.smoothed, 3)
            return [f"  pair {event.pairs:>6,} of {event.total_pairs:,}: {loss} {units.name} a pair"]
        case FitEnded():
            return ["", ended_words(event), "An empty line keeps it and goes on; undo throws it away."]
        case FitUndone():
            return ["", "What it had learned is gone."]
        case AgreementMeasured():
            return _measured(event, units)
    return []


def _started(event: PreferStarted, units: Units) -> list[str]:
    return [
        "",
        f"{safe_text(event.title, 200)}: {event.pairs} pairs of answers to value, then {event.held_out} held-out ones.",
        f"The goal: {event.goal}. Equal values cost {units.figure(0.6931471805599453, 3)} {units.name}.",
    ]


def _asked(event: PairAsked, started: PreferStarted) -> list[str]:
    if event.held_out:
        head = f"Held-out pair {event.pair - started.pairs} of {started.held_out}."
    else:
        head = f"Pair {event.pair} of {started.pairs}. The reward model has sealed its answer."
    forgotten = (
        ["It is more than the reward model can see at once: it has forgotten the beginning."] if event.forgotten else []
    )
    answers = [f"A: {_text(event.first)}", f"B: {_text(event.second)}"]
    return ["", head, *map(_turn, event.prompt), *answers, *forgotten]


def _turn(turn: Turn) -> str:
    return f"{_SPEAKERS[turn.role]}: {_text(turn.text)}"


def _text(text: str) -> str:
    return safe_text(text, LONGEST).replace("\n", " / ")


def _so_far(event: PairTold, units: Units) -> str:
    mine, models = units.figure(event.mean, 3), units.figure(event.model_mean, 3)
    return f"So far: you {mine}, the reward model {models} {units.name} a pair."


def _measured(event: AgreementMeasured, units: Units) -> list[str]:
    lines = ["", "Agreement on held-out pairs, with its 95 % interval; equal values count half:"]
    for row in event.rows:
        lines.append(
            f"  {PLAYERS[row.player]}: {agreement_words(row.whole)}; {units.figure(row.loss, 3)} {units.name} a pair"
        )
    reasons = dict.fromkeys(reason for row in event.rows for reason in row.by_reason)
    for reason in reasons:
        lines.append(f"  {reason}: " + "; ".join(_by(row, row.by_reason.get(reason)) for row in event.rows))
    lines.append("  contested: " + "; ".join(_by(row, row.contested) for row in event.rows))
    lines.append("  the others: " + "; ".join(_by(row, row.settled) for row in event.rows))
    return lines


def _by(row: AgreementRow, found: Agreement | None) -> str:
    words = "no pairs" if found is None or not found.pairs else interval_words(found)
    return f"{PLAYERS[row.player]} {words}"


def _ended(event: SessionEnded) -> list[str]:
    outcome = "Goal reached" if event.won else "Goal not reached"
    debrief = [
        line for said in event.debrief for line in ("", said.text if said.speaker == "narrator" else f'"{said.text}"')
    ]
    journal = ["", f"For your journal: {event.journal}"] if event.journal else []
    return ["", f"{outcome}: {event.goal}.", *debrief, *journal]
