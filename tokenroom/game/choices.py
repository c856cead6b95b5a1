"""The player's own choices as preference pairs: those they were told of, turned round where they would choose so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress

import msgspec

from tokenroom.game.events import AnyEvent
from tokenroom.game.prefer_events import PairAsked, PairTold, PairTurned
from tokenroom.game.records import Records, UnreadableRow
from tokenroom.text.chat import Message
from tokenroom.text.preferences import Pair


def own_choices(records: Records) -> list[Pair]:
    """Return the pairs of all sessions as this person would choose, each once and as they said last."""
    found: dict[tuple[object, ...], Pair] = {}
    for session in records.sessions_with("pair_told"):
        with suppress(UnreadableRow):  # a session of another version: passed over, as everywhere
            for pair in chosen_pairs(records.events(session)):
                found[(pair.prompt, frozenset((pair.chosen, pair.rejected)))] = pair
    return list(found.values())


def chosen_pairs(events: Iterable[AnyEvent]) -> list[Pair]:
    """Return the pairs that were told in one session, in order, as the player would choose."""
    asked: dict[int, PairAsked] = {}
    pairs: dict[int, Pair] = {}
    turned: set[int] = set()
    for event in events:
        match event:
            case PairAsked():
                asked[event.pair] = event
            case PairTold():
                pairs[event.pair] = _as_told(asked[event.pair], event)
            case PairTurned():
                turned ^= {event.pair} if event.turned != (event.pair in turned) else set()
    return [_turned(pair) if number in turned else pair for number, pair in pairs.items()]


def as_lines(pairs: Sequence[Pair]) -> str:
    """Return pairs as JSON Lines, as `text/preferences.py` reads them."""
    return "".join(f"{msgspec.json.encode(pair).decode()}\n" for pair in pairs)


def _as_told(asked: PairAsked, told: PairTold) -> Pair:
    answers = (asked.first, asked.second)
    chosen, rejected = answers if told.better == "first" else answers[::-1]
    prompt = tuple(Message(role=turn.role, content=turn.text) for turn in asked.prompt)
    return msgspec.convert(
        {"prompt": prompt, "chosen": chosen, "rejected": rejected, "reason": told.reason, "contested": told.contested},
        Pair,
    )


def _turned(pair: Pair) -> Pair:
    """The other way round; the rule that decided is then not one of the guideline's."""
    return msgspec.structs.replace(pair, chosen=pair.rejected, rejected=pair.chosen, reason="")
