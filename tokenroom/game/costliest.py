"""What cost you most, each item beside what somebody paid who knew as much as can be known of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tokenroom.game.compare import Item
from tokenroom.game.names import YOU, in_words, is_kind, part_in_words, phrases_read
from tokenroom.game.units import NATS, Units
from tokenroom.text.display import token_label

SHOWN = 3
ALIKE = 0.005  # nats: what two decimals do not show
OPTIMUM = "optimum"


@dataclass(frozen=True, slots=True)
class Costly:
    """An item that cost much.

    Attributes:
        item: what came, and what everyone paid for it.
        knower: the best informed of those who answered it too; None if there was nobody.
        theirs: the knower's surprise, nats; 0 if there was none.
    """

    item: Item
    knower: str | None
    theirs: float


def costliest(items: Sequence[Item], most: int = SHOWN) -> tuple[Costly, ...]:
    """Return the items that surprised you most, the worst first; those that came first where they are equal."""
    worst = sorted(items, key=lambda item: -item.surprises[YOU])[:most]
    return tuple(_costly(item) for item in worst)


def best_informed(item: Item) -> str | None:
    """Return who of the others knew most of an item.

    That is the optimum where there is one, else the checkpoint that had read most, else whoever was least surprised.
    """
    others = [player for player in item.surprises if player != YOU]
    if OPTIMUM in others:
        return OPTIMUM
    rungs = {phrases: player for player in others if (phrases := phrases_read(player)) is not None}
    return rungs[max(rungs)] if rungs else min(others, key=lambda player: item.surprises[player], default=None)


def token_words(costly: Costly, with_part: bool) -> str:
    """Return what came, and in which passage if that is to be said and it has a title."""
    named = with_part and costly.item.part and not is_kind(costly.item.part)
    part = f" ({part_in_words(costly.item.part)})" if named else ""
    return f"{token_label(costly.item.text)}{part}"


def price_words(costly: Costly, units: Units = NATS) -> str:
    """Return what it cost you, and what could have been known, as the end of a sentence.

    >>> price_words(Costly(Item("a", 1, {"you": 7.9, "step-1000": 1.12}, ()), "step-1000", 1.12))
    'cost you 7.90 nats; a model that has read 1,000 phrases paid only 1.12'
    """
    yours = costly.item.surprises[YOU]
    cost = f"cost you {units.figure(yours, 2)} {units.name}"
    if costly.knower is None:
        return cost
    more = yours - costly.theirs
    beside = "only " if more > ALIKE else "still more, " if more < -ALIKE else "as much, "
    paid = "was" if costly.knower == OPTIMUM else "paid"
    return f"{cost}; {in_words(costly.knower)} {paid} {beside}{units.figure(costly.theirs, 2)}"


def _costly(item: Item) -> Costly:
    knower = best_informed(item)
    return Costly(item, knower, item.surprises[knower] if knower else 0.0)
