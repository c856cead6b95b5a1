"""What the knob does in *Tamed* and *Gamed*: `python -m docs.play_steer [UPDATES]` prints the table of docs/levels.md.

Runs at some settings of the KL knob over three seeds, each judged before and after; then whether the claims hold that
the levels make: at 0 the reward rises while the judge's share falls; held, it rises less and the judge's share stays.
It takes about a quarter of an hour on two cores.
"""

from __future__ import annotations

import sys
from functools import cache

from tokenroom.game.commands import Begin
from tokenroom.game.level import find_level, load_level
from tokenroom.game.mechanics import new_session
from tokenroom.game.steer import SteerSession
from tokenroom.game.steer_commands import SetKnob, Steer, SteerOn
from tokenroom.game.steer_events import Run
from tokenroom.game.steer_level import Tamed
from tokenroom.game.steer_rounds import is_tamed
from tokenroom.rivals.field import open_field

LEVEL, SEEDS, KNOBS, UPDATES = "tamed", range(1, 4), (0.0, 0.3, 3.0), 100
OPEN = cache(open_field)


def run(seed: int, kl_weight: float, updates: int) -> tuple[Run, bool]:
    """Take a run and return what it came to, and whether it reaches the goal."""
    session = new_session(load_level(find_level(LEVEL)), seed, 0.0, OPEN)
    assert isinstance(session, SteerSession)
    for command in (Begin(), SetKnob(kl_weight, updates), Steer()):
        session.apply(command)
    while session.state.phase == "steering":
        session.apply(SteerOn())
    goal, (came,) = session.setup.goal, session.state.runs
    assert isinstance(goal, Tamed)
    return came, is_tamed(goal, came)


def row(seed: int, came: Run, won: bool) -> str:
    """Return a line of the table."""
    before, after = (100 * passed / came.asked for passed in came.passed)
    return (
        f"| {came.kl_weight:g} | {seed} | {came.reward[0]:.2f} to {came.reward[1]:.2f} | {came.kl:.3f} "
        f"| {before:.0f} to {after:.0f} % | {'reached' if won else 'missed'} |"
    )


def main(updates: int) -> int:
    """Print the table; 1 if a claim does not hold."""
    print(f"{updates} updates\n\n| knob | seed | reward | KL, nats a token | judge | goal |\n|---|---|---|---|---|---|")
    held = True
    for kl_weight in KNOBS:
        for seed in SEEDS:
            came, won = run(seed, kl_weight, updates)
            print(row(seed, came, won), flush=True)
            held &= came.gain > 0 and (kl_weight > 0 or came.passed[1] < came.passed[0])
    print("\nThe claims hold." if held else "\nA claim does not hold.")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else UPDATES))
