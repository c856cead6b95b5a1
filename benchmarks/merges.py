"""`python -m benchmarks.merges`: how hard "Where tokens come from" is: four players over twenty seeds."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from statistics import fmean

import numpy as np

from tokenroom.game.commands import AnyCommand, Begin, Next
from tokenroom.game.level import find_level, load_level, load_solution
from tokenroom.game.merge import MergeSession, new_merge_session
from tokenroom.game.merge_commands import PickPair
from tokenroom.game.merge_events import MergeScored
from tokenroom.game.merge_level import MergeSolution
from tokenroom.game.merge_passage import offered
from tokenroom.rivals.field import open_field
from tokenroom.text.merging import Pair, best_pair, count_pairs

SEEDS = range(20)
Choose = Callable[[MergeSession, np.random.Generator], Pair | None]


def main() -> None:
    """Play every seed with every player, and print each one's tokens beside the greedy rule's."""
    folder = find_level("where-tokens-come-from")
    level, opened = load_level(folder), cache(open_field)
    wanted = load_solution(folder, MergeSolution).picks
    players: dict[str, Choose] = {
        "the greedy rule": lambda session, _: best_pair(count_pairs(session.state.pieces)),
        "knows English": lambda session, _: _wanted(wanted[session.state.item - 1]),
        "guesses": _guess,
        "a null play": lambda _session, _rng: None,
    }
    for name, choose in players.items():
        played = [_play(new_merge_session(level, seed, 0.0, opened), choose, seed) for seed in SEEDS]
        ratios = [ratio for ratio, _ in played]
        figures = f"{fmean(ratios):.3f} ({min(ratios):.3f} to {max(ratios):.3f})"
        print(f"{name:<16} {figures}   won {sum(won for _, won in played)} of {len(played)}")


def _play(session: MergeSession, choose: Choose, seed: int) -> tuple[float, bool]:
    rng = np.random.default_rng(seed)
    events = list(session.apply(Begin()))
    while session.state.phase != "ended":
        events += session.apply(_command(session, choose(session, rng)) if session.state.phase == "asked" else Next())
    (scored,) = (event for event in events if isinstance(event, MergeScored))
    tokens = {score.player: score.tokens for score in scored.scores}
    return tokens["you"] / tokens["greedy"], session.state.won


def _command(session: MergeSession, pair: Pair | None) -> AnyCommand:
    """Pick a pair; let the pick pass if there is none, or if it does not stand in the text."""
    if pair is None or not count_pairs(session.state.pieces)[pair]:
        return Next()
    left, right = map(session.state.symbols.index, pair)
    return PickPair(left, right)


def _wanted(pick: tuple[str, ...]) -> Pair:
    left, right = (symbol.encode() for symbol in pick)
    return left, right


def _guess(session: MergeSession, rng: np.random.Generator) -> Pair:
    pairs = offered(session.state.pieces, session.setup.seed, session.state.item)
    return pairs[int(rng.integers(len(pairs)))]


if __name__ == "__main__":
    main()
