"""Proofs about levels: they read, their solutions win, a null play does not; and the folders that can be checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tokenroom.errors import BadInput, CheckFailed
from tokenroom.game.answer import AnswerError
from tokenroom.game.commands import AnswerScores, Begin, Next
from tokenroom.game.level import Level, SolutionFile, SolvedItem, load_level, load_solution
from tokenroom.game.predict import PredictSession
from tokenroom.game.proofs import OpenFolder, Proof, check_corpus
from tokenroom.game.setup import OpenField, new_session


def content_folders(path: Path) -> list[Path]:
    """Return the folders of levels and corpora at `path`: itself or those in it (raises BadInput if there is none)."""
    path = path.resolve()
    if not path.is_dir():
        raise BadInput(path, "", "is not a folder", "name a level's or a corpus's folder")
    files = ("level.toml", "corpus.toml")
    if any((path / name).exists() for name in files):
        return [path]
    found = sorted({f.parent for name in files for f in path.glob(f"*/{name}")})
    if not found:
        raise BadInput(path, "", "holds no level.toml and no corpus.toml", "name a level's or a corpus's folder")
    return found


def check_folder(folder: Path, open_field: OpenField, open_folder: OpenFolder) -> Iterator[Proof]:
    """Yield a proof for each thing that holds of a level's or a corpus's folder, in the order of checking.

    Args:
        folder: one that `content_folders` gave.
        open_field: gives the field of a corpus by name, for levels.
        open_folder: gives the field of the corpus in a folder.

    Raises:
        CheckFailed: the first thing that does not hold, with file and key.
        BadInput: a file that cannot be read as what it should be.
    """
    if (folder / "corpus.toml").exists():
        return check_corpus(folder, open_folder)
    return check_level(folder, open_field)


def check_level(folder: Path, open_field: OpenField) -> Iterator[Proof]:
    """Show that a level reads, that its solution reaches the goal, and that a null play does not."""
    level = load_level(folder)
    name = f"level {level.name}"
    _check_cues(level, new_session(level, 0, 0.0, open_field))
    solution = load_solution(folder)
    surprises = play_solution(level, solution, open_field)
    yield Proof(name, "its solution wins: " + " ".join(f"{s:.3f}" for s in surprises))
    if play_null(level, solution.seed, open_field):
        raise CheckFailed(folder / "level.toml", "goal", "a null play reaches it", "ask for more than pressing Enter")
    yield Proof(name, "a null play does not win")


def play_solution(level: Level, solution: SolutionFile, open_field: OpenField) -> list[float]:
    """Play the solution and return the surprise of each item (raises CheckFailed if it does not do what it says)."""
    session = new_session(level, solution.seed, 0.0, open_field)
    path = level.folder / "solution.toml"
    items = len(session.setup.passage.asked)
    if len(solution.items) != items:
        raise CheckFailed(path, "items", f"has {len(solution.items)} answers", f"the level asks {items}")
    session.apply(Begin())
    for n, item in enumerate(solution.items):
        _answer(session, item, path, n)
        _check_surprise(session, item.surprise, path, n)
        session.apply(Next())
    if not session.state.won:
        raise CheckFailed(path, "items", "do not reach the goal", "give better scores")
    return [item.surprises["you"] for item in session.state.items]


def play_null(level: Level, seed: int, open_field: OpenField) -> bool:
    """Play a level by pressing Enter alone and return whether that reached the goal."""
    session = new_session(level, seed, 0.0, open_field)
    session.apply(Begin())
    while session.state.phase != "ended":
        session.apply(AnswerScores({}))
        session.apply(Next())
    return session.state.won


def _check_cues(level: Level, session: PredictSession) -> None:
    items = len(session.setup.passage.asked)
    for cue in level.story.cues:
        words = cue.split()
        if len(words) > 1 and not 1 <= int(words[1]) <= items:
            raise CheckFailed(level.folder / "story.md", cue, "is never told", f"the level asks {items} items")


def _answer(session: PredictSession, item: SolvedItem, path: Path, n: int) -> None:
    scores = {_token(session, text, path, n): score for text, score in item.scores.items()}
    try:
        session.apply(AnswerScores(scores))
    except AnswerError as error:
        raise CheckFailed(path, f"items[{n}].scores", str(error)) from error


def _check_surprise(session: PredictSession, expected: float | None, path: Path, n: int) -> None:
    got = session.state.items[-1].surprises["you"]
    if expected is not None and not abs(got - expected) <= 0.0005:  # also true for NaN
        raise CheckFailed(path, f"items[{n}].surprise", f"is {got:.3f}", f"the solution says {expected:.3f}")


def _token(session: PredictSession, text: str, path: Path, n: int) -> int:
    vocabulary = session.setup.vocabulary
    token = vocabulary.find_text(text)
    if token is None:
        raise CheckFailed(
            path, f"items[{n}].scores", f"{text!r} is no token of this level", "name one of its vocabulary"
        )
    return token
