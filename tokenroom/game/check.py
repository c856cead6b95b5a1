"""Proofs about levels: they read, their solutions win, a null play does not; and the folders that can be checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tokenroom.errors import BadInput, CheckFailed
from tokenroom.game.chat_proofs import check_chats, check_preferences
from tokenroom.game.level import Level, load_level, load_solution
from tokenroom.game.mechanics import mechanic_of, new_session
from tokenroom.game.proofs import OpenFolder, Proof, check_corpus
from tokenroom.game.session import Session
from tokenroom.rivals.field import OpenField

CHECKS = {"chats.toml": check_chats, "preferences.toml": check_preferences}  # by the file that tells what a folder is


def content_folders(path: Path) -> list[Path]:
    """Return the folders of levels and corpora at `path`: itself or those in it (raises BadInput if there is none)."""
    path = path.resolve()
    if not path.is_dir():
        raise BadInput(path, "", "is not a folder", "name a level's or a corpus's folder")
    files = ("level.toml", "corpus.toml", *CHECKS)
    if any((path / name).exists() for name in files):
        return [path]
    found = sorted({f.parent for name in files for f in path.glob(f"*/{name}")})
    if not found:
        raise BadInput(path, "", f"holds none of {', '.join(files)}", "name a level's or a corpus's folder")
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
    for name, check in CHECKS.items():
        if (folder / name).exists():
            return check(folder)
    if (folder / "corpus.toml").exists():
        return check_corpus(folder, open_folder)
    return check_level(folder, open_field)


def check_level(folder: Path, open_field: OpenField) -> Iterator[Proof]:
    """Show that a level reads, that its solution reaches the goal, and that a null play does not."""
    level = load_level(folder)
    name, mechanic, path = f"level {level.name}", mechanic_of(level), level.folder / "solution.toml"
    solution = load_solution(folder, mechanic.solution)
    session = new_session(level, solution.seed, 0.0, open_field)
    _check_cues(level, session)
    words = mechanic.solve(session, solution, path)
    if not session.state.won:
        raise CheckFailed(path, "items", "do not reach the goal", "give better answers")
    yield Proof(name, f"its solution wins: {words}")
    if wins_by_null_play(level, solution.seed, open_field):
        raise CheckFailed(folder / "level.toml", "goal", "a null play reaches it", "ask for more than pressing Enter")
    yield Proof(name, "a null play does not win")


def wins_by_null_play(level: Level, seed: int, open_field: OpenField) -> bool:
    """Play a level by pressing Enter alone and return whether that reached the goal."""
    session = new_session(level, seed, 0.0, open_field)
    mechanic_of(level).play_null(session)
    return session.state.won


def _check_cues(level: Level, session: Session) -> None:
    counted = mechanic_of(level).cues
    for cue in level.story.cues:
        kind, _, rest = cue.partition(" ")
        if not rest[:1].isdecimal():
            continue
        number, *side = rest.split()
        kind = "part of a side" if kind == "part" and side else kind
        last = counted[kind](session) if kind in counted else 0
        if int(number) > last:
            right = f"the last one of these is '{kind} {last}'" if last else f"this level tells no '{kind}'"
            raise CheckFailed(level.folder / "story.md", cue, "is never told", right)
