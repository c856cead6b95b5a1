"""What values cost in *Another room*: `python -m docs.play_prefer` prints the tables of docs/levels.md.

Players that follow one simple habit, on the seeds 0 to 19: their mean surprise in nats a pair. The reward model that
learns beside them, on the same pairs. And how often reward models agree on held-out pairs: the one of the few pairs,
and, on the first seeds, the one of all training pairs (some minutes).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import cache
from statistics import fmean

from tokenroom.game.commands import Begin, Next
from tokenroom.game.level import find_level, load_level
from tokenroom.game.mechanics import new_session
from tokenroom.game.prefer import PreferSession
from tokenroom.game.prefer_commands import Fit, FitOn, ValuePair
from tokenroom.game.prefer_rounds import Round, Values
from tokenroom.game.prefer_words import interval_words
from tokenroom.rivals.field import open_field

LEVEL, SEEDS = "another-room", range(20)
OPEN = cache(open_field)


def lengths(asked: Round) -> Values:
    """Return how long both answers are."""
    first, second = asked.on_screen_texts()
    return float(len(first)), float(len(second))


def longer(asked: Round) -> Values:
    """Give a point to the longer answer."""
    first, second = lengths(asked)
    return (1.0, 0.0) if first > second else (0.0, 1.0)


def right(sure: float, wrong_every: int) -> Callable[[Round], Values]:
    """Return somebody who is so sure, and wrong once in so many pairs."""

    def value(asked: Round) -> Values:
        is_wrong = wrong_every and asked.place % wrong_every == 0
        return asked.on_screen(0.0, sure) if is_wrong else asked.on_screen(sure, 0.0)

    return value


PLAYERS: dict[str, Callable[[Round], Values]] = {
    "a null play: all equal": lambda _: (0.0, 0.0),
    "a point for the first answer": lambda _: (1.0, 0.0),
    "a point for the longer answer": longer,
    "right four times in five, a difference of 1": right(1.0, 5),
    "right four times in five, a difference of 2": right(2.0, 5),
    "right four times in five, a difference of 4": right(4.0, 5),
    "right nine times in ten, a difference of 2": right(2.0, 10),
}


def opened(seed: int) -> PreferSession:
    """Return the level with a seed."""
    session = new_session(load_level(find_level(LEVEL)), seed, 0.0, OPEN)
    assert isinstance(session, PreferSession)
    return session


def habits() -> None:
    """Print what each habit costs."""
    rounds = {seed: [r for r in opened(seed).setup.rounds if not r.held_out] for seed in SEEDS}
    goal = opened(0).setup.goal.nats
    print("| player | nats a pair | from … to | reaches the goal |\n|---|---|---|---|")
    for name, value in PLAYERS.items():
        means = [fmean(r.surprise(value(r)) for r in rounds[seed]) for seed in SEEDS]
        reached = sum(mean < goal for mean in means)
        print(f"| {name} | {fmean(means):.3f} | {min(means):.3f} to {max(means):.3f} | {reached} of {len(means)} |")


def fit(session: PreferSession) -> None:
    """Let a reward model learn from all training pairs."""
    session.apply(Fit())
    while session.state.phase == "fitting":
        session.apply(FitOn())


def models(seeds: int) -> None:
    """Print what reward models make of the same, the one of all pairs on so many seeds."""
    print(
        "\n| seed | beside you, nats a pair | the few pairs agree | all pairs agree | seconds |\n|---|---|---|---|---|"
    )
    for seed in range(seeds):
        session = opened(seed)
        session.apply(Begin())
        while session.state.phase != "fit":
            session.apply(ValuePair(0.0, 0.0) if session.state.phase == "asked" else Next())
        beside, began = session.state.told[-1].model_mean, time.monotonic()
        fit(session)
        few, full = session.state.few, session.state.full
        assert few is not None
        assert full is not None
        shares = f"{interval_words(few.whole)} | {interval_words(full.whole)}"
        print(f"| {seed} | {beside:.3f} | {shares} | {time.monotonic() - began:.0f} |", flush=True)


if __name__ == "__main__":
    habits()
    models(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
