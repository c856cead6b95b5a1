"""Comparing players on the same items: means, paired differences, "you equal step N".

Pure functions over what was recorded; no model is asked again.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from statistics import NormalDist, fmean, stdev

import msgspec

from tokenroom.scoring import bits_per_byte, perplexity

YOU = "you"
STEP = "step-"  # a checkpoint's name is "step-" and the phrases it had read


class Item(msgspec.Struct, frozen=True):
    """One answered item."""

    text: str  # the token that came
    n_bytes: int
    surprises: dict[str, float]  # by player, nats; "you" among them
    top: tuple[str, ...]  # players whose likeliest token was the right one


class Standing(msgspec.Struct, frozen=True):
    """How one player did."""

    player: str
    mean: float  # nats an item
    perplexity: float
    bits_per_byte: float
    accuracy: float  # share of items whose likeliest token was right, 0 to 1
    ahead: float  # your lead over this player: its mean surprise less yours, nats
    margin: float | None  # half the 95 % interval of `ahead`; None with fewer than three items
    words: str  # the same for people


class Report(msgspec.Struct, frozen=True):
    """Everybody on the same items, best first."""

    items: tuple[Item, ...]
    standings: tuple[Standing, ...]
    equals_phrases: float | None  # where your mean lies on the rival's learning curve
    equals: str  # the same for people; empty when no checkpoint played


def compare(items: Sequence[Item]) -> Report:
    """Compare all players who answered every one of `items` with you (none: an empty report)."""
    if not items:
        return Report((), (), None, "")
    players = [p for p in items[0].surprises if all(p in item.surprises for item in items)]
    standings = sorted((_standing(player, items) for player in players), key=lambda s: (s.mean, s.player != YOU))
    phrases, words = equal_step({s.player: s.mean for s in standings})
    return Report(tuple(items), tuple(standings), phrases, words)


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
    z = NormalDist().inv_cdf(0.975)
    terms = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    return float(sum(term / freedom**power for power, term in enumerate(terms)))


def verdict(ahead: float, margin: float | None) -> str:
    """Say a paired difference in words: who is ahead, by how much, and whether it is proven.

    >>> verdict(0.12, 0.20)
    'ahead by 0.12 ± 0.20 nats: not yet proven'
    """
    if abs(ahead) < 0.005 and not margin:
        return "level"
    side = "ahead" if ahead >= 0 else "behind"
    if margin is None:
        return f"{side} by {abs(ahead):.2f} nats: too few items to say more"
    proof = "proven" if abs(ahead) > margin else "not yet proven"
    return f"{side} by {abs(ahead):.2f} ± {margin:.2f} nats: {proof}"


def equal_step(means: Mapping[str, float]) -> tuple[float | None, str]:
    """Return how many phrases the rival had read when it did as well as you, and that in words.

    Between two checkpoints the learning curve is taken as straight over ln(1 + phrases); a rung that did worse than
    an earlier one does not count, since the curve must fall to be read backwards.
    """
    curve = _falling(sorted((_phrases(p), mean) for p, mean in means.items() if p.startswith(STEP)))
    if len(curve) < 2 or YOU not in means:
        return None, ""
    mine = means[YOU]
    if mine > curve[0][1]:
        return 0.0, "you do worse than a model that has read nothing"
    if mine < curve[-1][1]:
        return None, f"you do better than a model that has read {curve[-1][0]:,} phrases"
    phrases = _invert(curve, mine)
    return phrases, f"you equal a model that has read {rounded(phrases):,} phrases"


def running_means(items: Sequence[Item], player: str) -> list[float]:
    """Return the player's mean surprise after each item, for the running chart."""
    values = [item.surprises[player] for item in items]
    return [fmean(values[: n + 1]) for n in range(len(values))]


def rounded(phrases: float) -> int:
    """Round to two figures: the curve is not known better."""
    if phrases < 1:
        return 0
    unit = 10 ** max(0, math.floor(math.log10(phrases)) - 1)
    return int(round(phrases / unit) * unit)


def _standing(player: str, items: Sequence[Item]) -> Standing:
    yours = [item.surprises[YOU] for item in items]
    theirs = [item.surprises[player] for item in items]
    ahead, margin = paired_difference(yours, theirs)
    mean = fmean(theirs)
    bits = bits_per_byte(sum(theirs), sum(item.n_bytes for item in items))
    accuracy = fmean(player in item.top for item in items)
    words = "" if player == YOU else verdict(ahead, margin)
    return Standing(player, mean, perplexity(mean), bits, accuracy, ahead, margin, words)


def _phrases(player: str) -> int:
    return int(player.removeprefix(STEP))


def _falling(curve: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    kept: list[tuple[int, float]] = []
    for phrases, mean in curve:
        if not kept or mean < kept[-1][1]:
            kept.append((phrases, mean))
    return kept


def _invert(curve: Sequence[tuple[int, float]], mean: float) -> float:
    """Phrases at which the falling curve passes `mean`."""
    for (n0, m0), (n1, m1) in itertools.pairwise(curve):
        if m0 >= mean >= m1:
            part = (m0 - mean) / (m0 - m1)
            return math.expm1(math.log1p(n0) + part * (math.log1p(n1) - math.log1p(n0)))
    return float(curve[-1][0])
