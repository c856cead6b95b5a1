"""Knowledge and calibration: how often what you called likely came, and the temperature that would have suited you.

A player is calibrated when, of all that it called 30 %, three in ten come. Guo et al. (2017), *On Calibration of Modern
Neural Networks*, sections 2 and 4.2: the reliability diagram, and one temperature that makes a set of answers best.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean

import msgspec

from tokenroom.game.compare import paired_difference
from tokenroom.game.units import NATS, Units

TEMPERATURES = (0.25, 0.35, 0.5, 0.7, 1.0, 1.4, 2.0, 2.8, 4.0)  # at which each answer is scored again
ENOUGH = 30  # answers, below which bins over all that was played say little
LEVEL = 0.005  # in whatever unit, since it would be shown as 0.00; a smaller saving is none
EDGES = (0.0, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1.0)  # of the bins: closer where most statements are


class Bin(msgspec.Struct, frozen=True):
    """Statements of about the same probability."""

    said: float  # their mean, 0 to 1
    came: float  # the share of them that came
    count: int


class Calibration(msgspec.Struct, frozen=True):
    """How far a player's probabilities can be taken at their word."""

    bins: tuple[Bin, ...]
    temperature: float  # by which your log-probabilities should have been divided; above 1: too sure, below 1: timid
    saved: float  # nats an item that it would have saved
    words: str  # the same for people, in nats; `calibration_words` has other units
    proven: bool = False  # whether the 95 % interval of what it would have saved lies above zero


def calibrate(statements: Sequence[tuple[float, bool]], tempered: Sequence[Sequence[float]]) -> Calibration | None:
    """Return the calibration of a set of answers; None without any.

    Args:
        statements: a probability that was given, and whether its token came; all that were listed, not the hits alone.
        tempered: for each item its surprise in nats at each of `TEMPERATURES`.
    """
    if not (statements and tempered):
        return None
    means = [fmean(item[n] for item in tempered) for n in range(len(TEMPERATURES))]
    best = min(range(len(means)), key=lambda n: (means[n], abs(TEMPERATURES[n] - 1.0)))
    as_said = TEMPERATURES.index(1.0)
    saved = means[as_said] - means[best]
    _, margin = paired_difference([item[best] for item in tempered], [item[as_said] for item in tempered])
    proven = margin is not None and saved > margin
    words = calibration_words(TEMPERATURES[best], saved, proven)
    return Calibration(_bins(statements), TEMPERATURES[best], saved, words, proven)


def _bins(statements: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    bins = []
    for low, high in pairwise(EDGES):
        inside = [(p, hit) for p, hit in statements if low <= p < high or (p == high == 1.0)]
        if inside:
            bins.append(Bin(fmean(p for p, _ in inside), fmean(hit for _, hit in inside), len(inside)))
    return tuple(bins)


def calibration_words(temperature: float, saved: float, proven: bool, units: Units = NATS) -> str:
    """Return what the temperature that suits you best says of you, and what it would have saved (nats an item).

    What would be shown as 0.00 is nothing to be told of, and what is not proven is told as what it is.
    """
    if temperature == 1.0 or units.of(saved) < LEVEL:
        return "you were about as sure as you had reason to be"
    fault = "too sure of yourself" if temperature > 1.0 else "surer than you dared to say"
    would = f"would have saved {units.figure(saved, 2)} {units.name} an item"
    were, doubt = ("were", "") if proven else ("may have been", ", which is not yet proven")
    return f"you {were} {fault}: your answers at a temperature of {temperature:.2g} {would}{doubt}"


def share_of_edges(p: float) -> float:
    """Return where a probability stands, 0 to 1, on a scale on which all bins are equally wide.

    >>> share_of_edges(0.0), share_of_edges(0.3), share_of_edges(0.375), share_of_edges(1.0)
    (0.0, 0.5, 0.5625, 1.0)
    """
    n = min(bisect_right(EDGES, p) - 1, len(EDGES) - 2)
    return (n + (p - EDGES[n]) / (EDGES[n + 1] - EDGES[n])) / (len(EDGES) - 1)
