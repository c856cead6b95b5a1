"""Who scores what on each level: `python -m docs.play_levels` plays them all and writes the table of docs/levels.md.

On the seed of each level's solution: the solution, written by somebody who has understood the point of the level; one
who guesses, with a score that makes the first token on the list as likely as all others together; the instinct alone;
and everybody who played the same items, the ladder rung by rung. Mean surprise in nats an item.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import fmean

from tokenroom.game.commands import AnswerScores, Begin, Next
from tokenroom.game.level import APART, find_level, level_names, load_level, load_solution
from tokenroom.game.mechanics import mechanic_of, new_session
from tokenroom.game.names import YOU, in_short
from tokenroom.game.predict import PredictSession
from tokenroom.rivals.field import open_field

PLAYERS = ("counting", "twin", "optimum", "step-0", "step-100", "step-1000", "step-10000", "step-100000", "step-200000")
OPEN = cache(open_field)


def rows() -> Iterator[list[str]]:
    """Yield a row for each level in which tokens are predicted: its name, and everyone's mean where they played."""
    for name in (*level_names(), *APART):
        session = _session(name)
        if session is not None:
            yield [name, *_means(name, session)]


def _means(name: str, solved: PredictSession) -> list[str]:
    level = load_level(find_level(name))
    mechanic = mechanic_of(level)
    mechanic.solve(solved, load_solution(level.folder, mechanic.solution), level.folder / "solution.toml")
    guessed, alone = _session(name), _session(name)
    assert guessed is not None
    assert alone is not None
    _guess(guessed)
    mechanic.play_null(alone)
    means = [_mean(session, YOU) for session in (solved, guessed, alone)]
    return [*means, *(_mean(solved, player) for player in PLAYERS)]


def _session(name: str) -> PredictSession | None:
    """Open a level with the seed of its solution; None if nothing is predicted in it."""
    level = load_level(find_level(name))
    solution = load_solution(level.folder, mechanic_of(level).solution)
    session = new_session(level, solution.seed, 0.0, OPEN)
    return session if isinstance(session, PredictSession) else None


def _guess(session: PredictSession) -> None:
    """Bet on the first token that the list offers, as if it were as likely as all others together."""
    session.apply(Begin())
    while session.state.phase != "ended":
        first = int(session.instinct.argmax()) if not session.part.lists_whole_vocabulary else 0
        session.apply(AnswerScores({first: math.log(len(session.instinct) - 1)}))
        session.apply(Next())


def _mean(session: PredictSession, player: str) -> str:
    surprises = [item.surprises[player] for item in session.state.items if player in item.surprises]
    return f"{fmean(surprises):.2f}" if surprises else ""


def write(lines: list[str]) -> None:
    """Write the table into docs/levels.md, between two marks."""
    page = Path(__file__).with_name("levels.md")
    before, mark, rest = page.read_text().partition("<!-- scores -->\n")
    _, end, after = rest.partition("<!-- end of scores -->")
    page.write_text(before + mark + "\n".join(["", *lines, "", ""]) + end + after)


def main() -> None:
    """Play all levels, and write the table."""
    heads = ["level", "knows the point", "guesses", "instinct alone", *(in_short(player) for player in PLAYERS)]
    lines = [f"| {' | '.join(heads)} |", "|---" + "|--:" * (len(heads) - 1) + "|"]
    for row in rows():
        lines.append(f"| {' | '.join(row)} |")
        print(lines[-1], flush=True)
    write(lines)


if __name__ == "__main__":
    main()
