"""What the clients of a class were told, held against its file: nothing lost, nothing counted twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.classroom.stubborn import Logged
from tokenroom.classroom.from_clients import Answer
from tokenroom.classroom.opening import OpenGames
from tokenroom.classroom.report import answer_rows
from tokenroom.classroom.room import Room
from tokenroom.classroom.store import Store
from tokenroom.rivals.field import open_field

Counted = tuple[int, int, int, str, str]  # seat, play, item, id, answer: one answer that counts


def prove(file: Path, log: Iterable[Logged]) -> dict[str, int]:
    """Return what was counted, by what it is; `file` is read anew, as a host that starts reads it."""
    with closing(Store(file)) as store:
        room = store.room(OpenGames(cache(open_field)))
        entries = list(store.entries())
    sent, told = _of_clients(log)
    kept = Counter(_counted(room))
    acts = Counter((entry.who.seat, entry.message.id) for entry in entries if hasattr(entry.message, "id"))
    answers = Counter((e.who.seat, e.message.play, e.message.item) for e in entries if isinstance(e.message, Answer))
    known = {_answer(seat, message) for (seat, _), message in sent.items() if message["kind"] == "answer"}
    believed = {_answer(seat, sent[seat, n]) for seat, n in told if sent[seat, n]["kind"] == "answer"}
    return {
        "seats": len(room.state.seats),
        "items asked": sum(len(play.state.rounds) for play in room.lesson.state.plays),
        "answers sent": len(known),
        "answers acknowledged": len(believed),
        "answers in the class": kept.total(),
        "answers in the report": sum(1 for _ in answer_rows(room, False)),
        "acknowledged and lost": len(believed - set(kept)),
        "in the class and never sent": len(set(kept) - known),
        "in the class and not acknowledged": len(set(kept) - believed),
        "counted twice": sum(n > 1 for n in answers.values()) + kept.total() - len(kept),
        "messages acknowledged, of all kinds": len(told),
        "of these carried out twice": sum(acts[seat, n] > 1 for seat, n in told),
    }


def _of_clients(log: Iterable[Logged]) -> tuple[dict[tuple[int, str], Any], set[tuple[int, str]]]:
    """What was sent, and of what clients were told that it is kept: by seat and id."""
    sent: dict[tuple[int, str], Any] = {}
    told: set[tuple[int, str]] = set()
    for line in log:
        if line.what == "sent":
            sent[line.who, line.id] = line.said
        elif line.what == "kept":
            told.add((line.who, line.id))
    return sent, told


def _answer(seat: int, message: dict[str, Any]) -> Counted:
    return (seat, message["play"], message["item"], message["id"], _scores(message["answer"]["scores"]))


def _counted(room: Room) -> Iterable[Counted]:
    """Every answer that the class counts."""
    for play in room.lesson.state.plays:
        for item, each in enumerate(play.state.rounds, start=1):
            for seat, given in each.given.items():
                answer: Any = msgspec.to_builtins(given.answer)
                yield (seat, play.number, item, given.id, _scores(answer["scores"]))


def _scores(scores: dict[Any, float]) -> str:
    return ", ".join(f"{int(token)}: {score:.3f}" for token, score in sorted(scores.items()))
