"""Playing a level of the mechanic *sample* by its solution, and by pressing Enter alone."""

from __future__ import annotations

from pathlib import Path

from tokenroom.errors import CheckFailed
from tokenroom.game.answer import AnswerError
from tokenroom.game.commands import AnswerChips, AnswerScores, Begin, Next
from tokenroom.game.sample import SampleSession
from tokenroom.game.sample_commands import LetChance, TakeToken, TakeTop
from tokenroom.game.sample_hand import is_enough
from tokenroom.game.sample_level import SampleSolution, SolvedRound
from tokenroom.game.sample_report import result
from tokenroom.game.session import CommandError


def play_solution(session: SampleSession, solution: SampleSolution, path: Path) -> str:
    """Play the solution and say what it gave (raises CheckFailed if it cannot be played)."""
    if len(solution.rounds) != session.setup.items:
        raise CheckFailed(path, "rounds", f"has {len(solution.rounds)} rounds", f"the level has {session.setup.items}")
    session.apply(Begin())
    for n, solved in enumerate(solution.rounds):
        try:
            _play(session, solved, path, f"rounds[{n}]")
            session.apply(Next())
        except (AnswerError, CommandError) as error:
            raise CheckFailed(path, f"rounds[{n}]", str(error), "do what can be done there") from error
    found = result(session.state, session.setup.goal)
    beside = "" if found.rival is None else f", the model {found.rival:.3f}"
    return f"you {found.yours:.3f}{beside} {found.unit}"


def play_null(session: SampleSession) -> None:
    """Play to the end by pressing Enter alone: it takes the top token, goes on, or lets the instinct answer."""
    session.apply(Begin())
    while session.state.phase != "ended":
        if session.state.phase == "asked":
            session.apply(AnswerScores({}))
        elif session.state.phase == "hand" and not is_enough(session):
            session.apply(TakeTop())
        else:
            session.apply(Next())


def _play(session: SampleSession, solved: SolvedRound, path: Path, key: str) -> None:
    """Do what is written for a round, up to where `Next` goes on from it."""
    match session.state.phase:
        case "hand":
            for text in solved.take:
                session.apply(TakeToken(_token(session, text, path, f"{key}.take")) if text else LetChance())
        case "fragments":
            while session.state.phase == "fragments":
                session.apply(Next())
        case _:
            answers = (solved.chips,) if session.part.lists_whole_vocabulary else solved.answers
            for n, chips in enumerate(answers):
                if session.state.phase != "asked":
                    right = f"the text has ended after {n}"
                    raise CheckFailed(path, f"{key}.answers", f"has {len(answers)} answers", right)
                place = f"{key}.answers[{n}]"
                session.apply(AnswerChips({_token(session, text, path, place): c for text, c in chips.items()}))


def _token(session: SampleSession, text: str, path: Path, key: str) -> int:
    """The token, or the bin, that a solution names."""
    token = session.part.vocabulary.find_text(text)
    if token is None:
        raise CheckFailed(path, key, f"{text!r} is no token of this round", "name one of those that are offered")
    return token
