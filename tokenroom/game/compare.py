"""Comparing players on the same items: means, paired differences, running means.

Pure functions over what was recorded; no model is asked again. The intervals take items as independent; those of one
passage are not quite, so that a lead over few passages is a little less sure than it says.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import accumulate, pairwise
from statistics import fmean, stdev

import msgspec

from tokenroom.game.curve import LEVEL, Place, place_on_curve
from tokenroom.game.intervals import Z
from tokenroom.game.names import YOU, phrases_read
from tokenroom.game.units import NATS, Units
from tokenroom.scoring import bits_per_byte, perplexity


class Item(msgspec.Struct, frozen=True):
    """One answered item."""

    text: str  # the token that came
    n_bytes: int
    surprises: dict[str, float]  # by player, nats; "you" among them
    top: tuple[str, ...]  # players whose likeliest token was the right one
    part: str = ""  # what kind of item it was, or the title of its passage
    said: tuple[tuple[float, bool], ...] = ()  # the likeliest tokens as you saw it: probability, and whether it came
    tempered: tuple[float, ...] = ()  # your surprise at each of `calibration.TEMPERATURES`; empty if not known


class Standing(msgspec.Struct, frozen=True):
    """How one player did."""

    player: str
    mean: float  # nats an item
    perplexity: float | None  # None when it is too large for a float
    bits_per_byte: float
    accuracy: float  # share of items whose likeliest token was right, 0 to 1
    ahead: float  # your lead over this player: its mean surprise less yours, nats
    margin: float | None  # half the 95 % interval of `ahead`; None with fewer than three items
    words: str  # the same for people, in nats; `standing_words` has other units


class PartStanding(msgspec.Struct, frozen=True):
    """Everybody on the items of one part."""

    part: str
    items: int
    means: dict[str, float]  # by player, nats an item
    bits_per_byte: dict[str, float]  # by player


class Report(msgspec.Struct, frozen=True):
    """Everybody on the same items, best first."""

    items: tuple[Item, ...]
    standings: tuple[Standing, ...]
    equals: Place | None  # where your mean lies on the rival's learning curve; None if no checkpoint played
    parts: tuple[PartStanding, ...] = ()  # one for each kind of item, where there are several


def compare(items: Sequence[Item]) -> Report:
    """Compare all players who answered every one of `items` with you (none: an empty report)."""
    if not items:
        return Report((), (), None)
    players = [p for p in items[0].surprises if all(p in item.surprises for item in items)]
    standings = sorted((_standing(player, items) for player in players), key=lambda s: (s.mean, s.player != YOU))
    mine = next(s.mean for s in standings if s.player == YOU)
    return Report(tuple(items), tuple(standings), _on_ladder(mine, standings), by_part(items))


def _on_ladder(mine: float, standings: Sequence[Standing]) -> Place | None:
    """Where you stand on the ladder; beyond its ends, whether that is proven on these items too."""
    rungs = {n: s for s in standings if (n := phrases_read(s.player)) is not None}
    place = place_on_curve(mine, {n: s.mean for n, s in rungs.items()})
    if place is None or place.side == "on":
        return place
    rung = rungs[int(place.phrases)]
    proven = rung.margin is not None and abs(rung.ahead) > rung.margin
    words = ", and that is proven" if proven else ", but that is not yet proven"
    return msgspec.structs.replace(place, words=place.words + words)


def ladder_doubt(report: Report) -> str:
    """Say that the rungs do not fall one after the other, where they do not: a few items are a rough measure."""
    rungs = {n: s.mean for s in report.standings if (n := phrases_read(s.player)) is not None}
    means = [rungs[n] for n in sorted(rungs)]
    if all(later <= earlier + LEVEL for earlier, later in pairwise(means)):
        return ""
    counted = f"{len(report.items):,} item{'s' * (len(report.items) != 1)}"
    return f"The ladder does not fall from rung to rung: on {counted} chance weighs more than reading."


def by_part(items: Sequence[Item]) -> tuple[PartStanding, ...]:
    """Return how everyone did on each part, in the order of their coming; nothing if all items are of one."""
    names = list(dict.fromkeys(item.part for item in items))
    return tuple(_part([i for i in items if i.part == name]) for name in names) if len(names) > 1 else ()


def _part(items: Sequence[Item]) -> PartStanding:
    players = [p for p in items[0].surprises if all(p in item.surprises for item in items)]
    totals = {p: sum(item.surprises[p] for item in items) for p in players}
    n_bytes = sum(item.n_bytes for item in items)
    return PartStanding(
        part=items[0].part,
        items=len(items),
        means={p: total / len(items) for p, total in totals.items()},
        bits_per_byte={p: bits_per_byte(total, n_bytes) for p, total in totals.items()},
    )


def most_read(report: Report) -> str | None:
    """Return the checkpoint that has read most among the players; None if none played."""
    rungs = {n: s.player for s in report.standings if (n := phrases_read(s.player)) is not None}
    return rungs[max(rungs)] if rungs else None


def paired_difference(yours: Sequence[float], theirs: Sequence[float]) -> tuple[float, float | None]:
    """Return the mean of theirs - yours, and half of its 95 % interval (Student's t, paired; None below 3 pairs)."""
    differences = [b - a for a, b in zip(yours, theirs, strict=True)]
    n = len(differences)
    if n < 3:
        return fmean(differences), None
    return fmean(differences), t_quantile(n - 1) * stdev(differences) / math.sqrt(n)


def t_quantile(freedom: int) -> float:
    """Return the 97.5 % quantile of Student's t with `freedom` >= 2 degrees of freedom.

    Exact for 2; else Cornish and Fisher's expansion (Abramowitz & Stegun 1964, 26.7.5), off by less than 1 %.
    """
    if freedom == 2:
        return 4.302653
    terms = (
        Z,
        (Z**3 + Z) / 4,
        (5 * Z**5 + 16 * Z**3 + 3 * Z) / 96,
        (3 * Z**7 + 19 * Z**5 + 17 * Z**3 - 15 * Z) / 384,
    )
    return float(sum(term / freedom**power for power, term in enumerate(terms)))


def verdict(ahead: float, margin: float | None, units: Units = NATS) -> str:
    """Say a paired difference (nats) in words: who is ahead, by how much, and whether it is proven.

    >>> verdict(0.12, 0.20)
    'ahead by 0.12 ± 0.20 nats: not yet proven'
    """
    ahead, margin = units.of(ahead), None if margin is None else units.of(margin)
    if abs(ahead) < 0.005 and (margin is None or margin < 0.005):
        return "level"
    side = "ahead" if ahead >= 0 else "behind"
    if margin is None:
        return f"{side} by {abs(ahead):.2f} {units.name}: too few items to say more"
    proof = "proven" if abs(ahead) > margin else "not yet proven"
    return f"{side} by {abs(ahead):.2f} ± {margin:.2f} {units.name}: {proof}"


def standing_words(standing: Standing, units: Units) -> str:
    """Return how you stand against a player in words; nothing for yourself."""
    return "" if standing.player == YOU else verdict(standing.ahead, standing.margin, units)


def running_means(items: Sequence[Item], player: str) -> list[float]:
    """Return the player's mean surprise after each item, for the running chart."""
    totals = accumulate(item.surprises[player] for item in items)
    return [total / n for n, total in enumerate(totals, start=1)]


def _standing(player: str, items: Sequence[Item]) -> Standing:
    yours = [item.surprises[YOU] for item in items]
    theirs = [item.surprises[player] for item in items]
    ahead, margin = paired_difference(yours, theirs)
    mean = fmean(theirs)
    spread = perplexity(mean)
    return Standing(
        player=player,
        mean=mean,
        perplexity=spread if math.isfinite(spread) else None,
        bits_per_byte=bits_per_byte(sum(theirs), sum(item.n_bytes for item in items)),
        accuracy=fmean(player in item.top for item in items),
        ahead=ahead,
        margin=margin,
        words="" if player == YOU else verdict(ahead, margin),
    )
