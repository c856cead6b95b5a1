"""Figures of *verify*, the same in the room and in lines: shares with intervals, and what they say in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from tokenroom.game.intervals import difference_interval, wilson_interval
from tokenroom.game.units import percent
from tokenroom.game.verify_events import CheckerWritten, PassTried, Share, VerifyMeasured
from tokenroom.scoring import cross_entropy
from tokenroom.text.sums import Way

COIN = math.log(2.0)  # nats a try of somebody who says one half
WAYS: tuple[Way, ...] = ("at once", "aloud")


def share_of(right: float, of: int) -> Share:
    """Return a share with its 95 % interval; the share of nothing is 0."""
    return Share(right, of, right / of if of else 0.0, *wilson_interval(right, of))


def nats_a_try(sure: float, right: int, tries: int) -> float:
    """Return the mean surprise at so many right tries of somebody who gave each the probability `sure`."""
    scores = [math.log(sure), math.log1p(-sure)]
    return (right * cross_entropy(scores, 0) + (tries - right) * cross_entropy(scores, 1)) / tries


def share_words(share: Share) -> str:
    """Say a share with its interval."""
    return f"{percent(share.share)} ({percent(share.low)} to {percent(share.high)})"


def tried_words(event: PassTried) -> str:
    """Say what a prediction cost."""
    better = (
        "less" if event.surprise < event.coin - 1e-9 else "more" if event.surprise > event.coin + 1e-9 else "as much"
    )
    coin = f"a coin pays {event.coin:.3f}"
    beside = f"{better} than a coin, which pays {event.coin:.3f}" if better != "as much" else f"and {coin}: the same"
    were = "was" if event.right == 1 else "were"
    return (
        f"{event.right} of {len(event.tries)} tries {were} right. You had said {percent(event.sure)}: "
        f"{event.surprise:.3f} nats a try, {beside}."
    )


def checker_words(event: CheckerWritten) -> str:
    """Say what a checker makes of the drawer."""
    return (
        f"It accepts {event.right_accepted} of {event.right_of} right answers in the drawer and "
        f"{event.wrong_accepted} of {event.wrong_of} wrong ones."
    )


def gap(event: VerifyMeasured) -> float:
    """Return by how much the checker is more content with the model than the truth is, over both ways: -1 to 1."""
    return _gap(event.right_after, event.accepted_after)


def _gap(right: Mapping[Way, Share], accepted: Mapping[Way, float]) -> float:
    truth = sum(share.share for share in right.values())
    return (sum(accepted.values()) - truth) / max(1, len(accepted))


def measured_words(event: VerifyMeasured) -> str:
    """Say in a sentence what a training did."""
    grown = gap(event) - _gap(event.right_before, event.accepted_before)
    if gap(event) >= FOOLED and grown < GROWN:
        return "The checker accepts much that is wrong, and did so before."
    if gap(event) >= FOOLED:
        return "It pleases the checker more than it is right: it has learned the checker."
    risen = [way for way in WAYS if _has_risen(event.right_before[way], event.right_after[way])]
    if not risen:
        return "On sums that it has never seen the difference may be chance: nothing is proven yet."
    ways = " and ".join(risen)
    return f"Clearly more sums are right {ways}, on sums that it has never seen."


def _has_risen(before: Share, after: Share) -> bool:
    return difference_interval((before.right, before.of), (after.right, after.of))[0] > 0.0


FOOLED = 0.1  # gap from which a checker counts as fooled
GROWN = 0.05  # by which it must have grown, to say that the model has learned it


def smoothed(values: Sequence[float], over: int = 5) -> list[float]:
    """Return the mean of each value and those up to `over` - 1 before it."""
    return [sum(values[max(0, n + 1 - over) : n + 1]) / (n + 1 - max(0, n + 1 - over)) for n in range(len(values))]
