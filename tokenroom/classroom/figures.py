"""The figures of a class on what it has played: means, running means, the step of the rival that it equals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from tokenroom.classroom.views import Figures
from tokenroom.game.curve import place_on_curve, rounded
from tokenroom.game.names import CLASS, TOGETHER, checkpoint_in_words, phrases_read


@dataclass(frozen=True, slots=True)
class Counted:
    """An item that somebody answered in time: what it cost everyone, in nats."""

    mean: float  # of the students' own
    together: float
    players: dict[str, float]

    @classmethod
    def of(cls, surprises: Sequence[float], together: float, players: Mapping[str, float]) -> Counted | None:
        """Return an item's figures from the students' surprises and everyone else's; None if nobody answered."""
        return cls(fmean(surprises), together, dict(players)) if surprises else None


def figures_of(
    answered: int, together: float, surprises: Mapping[str, float], items: Sequence[Counted | None]
) -> Figures:
    """Return everyone's figures at the last of `items`.

    Args:
        answered: how many answered it in time.
        together: what it cost the class as one player, nats.
        surprises: what it cost the players, by name, nats.
        items: all so far; None stands for one that nobody answered.
    """
    counted = [item for item in items if item is not None]
    last = items[-1]
    players = [p for p in surprises if all(p in item.players for item in counted)]
    curves = {
        CLASS: running(items, lambda item: item.mean),
        TOGETHER: running(items, lambda item: item.together),
        **{p: running(items, lambda item, p=p: item.players[p]) for p in players},  # type: ignore[misc]
    }
    rungs = {n: fmean(i.players[p] for i in counted) for p in players if (n := phrases_read(p)) is not None and counted}
    return Figures(
        answered=answered,
        mean=last.mean if last is not None else None,
        together=together,
        players=dict(surprises),
        curves=curves,
        equals=equals([item.mean for item in counted], rungs),
        together_equals=equals([item.together for item in counted], rungs),
    )


def running(items: Sequence[Counted | None], of: Callable[[Counted], float]) -> tuple[float | None, ...]:
    """Return the mean after each item over those that were answered; None where an item was not."""
    total, n = 0.0, 0
    means: list[float | None] = []
    for item in items:
        if item is None:
            means.append(None)
            continue
        total, n = total + of(item), n + 1
        means.append(total / n)
    return tuple(means)


def equals(surprises: Sequence[float], rungs: dict[int, float]) -> str:
    """Say where a mean lies on the rival's learning curve; empty where there is none.

    >>> equals([2.0], {0: 3.0, 100: 1.0})
    'equals a model that has read 9 phrases'
    """
    place = place_on_curve(fmean(surprises), rungs) if surprises else None
    if place is None:
        return ""
    side = {"before": "does worse than", "on": "equals", "beyond": "does better than"}[place.side]
    return f"{side} {checkpoint_in_words(rounded(place.phrases) if place.side == 'on' else int(place.phrases))}"
