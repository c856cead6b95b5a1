"""`python -m benchmarks.samples`: how hard the two levels of *sample* are: several players over twenty seeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from statistics import fmean

import numpy as np

from tokenroom.game.commands import AnswerChips, Begin, Next
from tokenroom.game.level import find_level, load_level, load_solution
from tokenroom.game.ranking import likeliest
from tokenroom.game.sample import SampleSession
from tokenroom.game.sample_commands import TakeTop
from tokenroom.game.sample_hand import is_enough
from tokenroom.game.sample_level import Hundred, SampleSolution
from tokenroom.game.sample_report import result
from tokenroom.game.sample_setup import new_sample_session
from tokenroom.rivals.field import open_field

SEEDS = range(20)
MOST = 99  # chips that can be laid out
Chips = Callable[[SampleSession], dict[int, int]]


def main() -> None:
    """Play both levels with every player, and print each one's figure beside the model's."""
    opened = cache(open_field)
    for name, players in (("london-in-autumn", DRAWERS), ("one-fragment-at-a-time", _speakers())):
        level = load_level(find_level(name))
        for player, chips in players.items():
            sessions = [new_sample_session(level, seed, 0.0, opened) for seed in SEEDS]
            for session in sessions:
                _play(session, chips)
            found = [result(session.state, session.setup.goal) for session in sessions]
            yours = [each.yours for each in found]
            beside = fmean(each.rival for each in found if each.rival is not None)
            figures = f"{fmean(yours):.2f} ({min(yours):.2f} to {max(yours):.2f}), the model {beside:.2f}"
            won = sum(session.state.won for session in sessions)
            print(f"{level.name:<27} {player:<40} {figures}   won {won} of {len(sessions)}")


def _play(session: SampleSession, chips: Chips) -> None:
    session.apply(Begin())
    while session.state.phase != "ended":
        if session.state.phase == "asked":
            session.apply(AnswerChips(chips(session)))
        elif session.state.phase == "hand" and not is_enough(session):
            session.apply(TakeTop())
        else:
            session.apply(Next())


def _bars(session: SampleSession) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The model's share of each bin: what stood on the screen."""
    assert isinstance(session.spec, Hundred)
    return session.bins.of(session.model_next)


def _rounded(session: SampleSession, to: int) -> dict[int, int]:
    chips = {n: to * round(100 * p / to) for n, p in enumerate(_bars(session))}
    while sum(chips.values()) > MOST:
        most = max(chips, key=lambda n: chips[n])
        chips[most] -= 1
    return chips


def _three(session: SampleSession) -> dict[int, int]:
    """Fifty, thirty and ten chips on the three highest bars, whatever they were."""
    order = np.argsort(-_bars(session)[:-1])
    return dict(zip((int(n) for n in order[:3]), (50, 30, 10), strict=True))


DRAWERS: dict[str, Chips] = {
    "took the bars along to the per cent": lambda session: _rounded(session, 1),
    "took them along to the nearest five": lambda session: _rounded(session, 5),
    "remembers the order of the first three": _three,
    "puts all on the top one": lambda session: {int(np.argmax(_bars(session)[:-1])): MOST},
    "a null play": lambda _: {},
}


def _speakers() -> dict[str, Chips]:
    folder = find_level("one-fragment-at-a-time")
    words = [dict(answer) for answer in load_solution(folder, SampleSolution).rounds[1].answers]
    letters: dict[int, Iterator[dict[str, int]]] = {}

    def letter(session: SampleSession) -> dict[int, int]:
        """Go on with the letter of the solution, whatever was drawn in between; behind its end, a full stop."""
        wanted = next(letters.setdefault(id(session), iter(words)), {".": 95})
        return {session.part.vocabulary.find_text(text) or 0: chips for text, chips in wanted.items()}

    return {
        "a plain letter, 95 chips a token": letter,
        "half its chips on the instinct's first": lambda session: {likeliest(session.instinct, 1)[0]: 50},
        "all on the instinct's first": lambda session: {likeliest(session.instinct, 1)[0]: MOST},
        "a null play": lambda _: {},
    }


if __name__ == "__main__":
    main()
