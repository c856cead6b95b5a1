"""Levels as data: what `level.toml` may say. The story lies beside it in `story.md`, the proof in `solution.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import msgspec

from tokenroom.errors import BadInput
from tokenroom.files import content_root, user_root
from tokenroom.game.beside import check_beside
from tokenroom.game.chat_level import Ahead, Chat
from tokenroom.game.class_means import Against
from tokenroom.game.curate_level import Cleaned, Curate
from tokenroom.game.journal import TemplateError, check_template
from tokenroom.game.merge_level import Merge, Within
from tokenroom.game.predict_level import Predict, PredictGoal
from tokenroom.game.prefer_level import Prefer, Valued
from tokenroom.game.prompt_level import Cheaper, Prompt
from tokenroom.game.sample_level import Sample, SampleGoal
from tokenroom.game.steer_level import Fooled, Steer, Tamed
from tokenroom.game.story import Story, read_story
from tokenroom.game.verify_level import Sound, Verify
from tokenroom.schema import Data, read_toml

Text = Annotated[str, msgspec.Meta(min_length=1)]
# Each is defined, with its goals, in the module of its own that ends in _level.
AnyMechanic = Predict | Merge | Curate | Prefer | Prompt | Sample | Chat | Steer | Verify
AnyGoal = PredictGoal | Within | Cleaned | Valued | Cheaper | SampleGoal | Ahead | Tamed | Fooled | Sound
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")  # what a level of one's own may be called: also the name of its folder
APART = ("daily", "practice")  # levels that belong to no act
S = TypeVar("S", bound=Data)


class LevelFile(Data, frozen=True):
    """What `level.toml` says."""

    format_version: Literal[1]
    title: Text
    act: Annotated[int, msgspec.Meta(ge=0, le=8)]
    mechanic: AnyMechanic
    goal: AnyGoal
    hints: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Level:
    """A level, read and checked for form."""

    name: str  # the folder's name, such as "00-tutorial"
    file: LevelFile
    story: Story
    folder: Path
    against: Against | None = None  # a class to play against


def load_level(folder: Path) -> Level:
    """Read `level.toml` and `story.md` in `folder` (raises BadInput naming file and key)."""
    for name in ("level.toml", "story.md"):
        check_beside(folder, name)
    file = read_toml(folder / "level.toml", LevelFile)
    file.mechanic.check(folder / "level.toml")
    story = read_story(folder / "story.md")
    _check_journal(folder / "story.md", story)
    return Level(folder.name, file, story, folder)


def load_solution(folder: Path, kind: type[S]) -> S:
    """Read `solution.toml` in `folder` as a solution of its mechanic (raises BadInput naming file and key)."""
    check_beside(folder, "solution.toml")
    if not (folder / "solution.toml").exists():
        right = "write answers that reach the goal, to show that it can be reached"
        raise BadInput(folder / "solution.toml", "", "is not there", right)
    return read_toml(folder / "solution.toml", kind)


def level_names() -> list[str]:
    """Return the names of the shipped levels of the campaign in order; their folders begin with a number."""
    return sorted(path.parent.name for path in (content_root() / "levels").glob("[0-9]*/level.toml"))


def own_level_names() -> list[str]:
    """Return the names of the user's own levels that can be called by them."""
    return [folder.name for folder in _own_folders() if not _why_nameless(folder.name)]


def refused_own_levels() -> Iterator[BadInput]:
    """Yield what is wrong with each of the user's own levels that cannot be played: its name, or what it says."""
    for folder in _own_folders():
        if why := _why_nameless(folder.name):
            yield BadInput(folder, "", why, "another name for the folder: small letters, digits and -")
        else:
            try:
                load_level(folder)
            except BadInput as error:
                yield error


def own_levels() -> Path:
    """Return the folder of the user's own levels."""
    return user_root() / "levels"


def find_level(name: str) -> Path:
    """Return the folder of a level: by its full name, number or the part behind it (raises BadInput)."""
    shipped, own = level_names(), own_level_names()
    if name in APART and (content_root() / "levels" / name).is_dir():
        return content_root() / "levels" / name
    for known in shipped:
        if name in _called(known):
            return content_root() / "levels" / known
    if name in own:
        return own_levels() / name
    raise BadInput("level", name, "there is no such level", f"there is {', '.join([*shipped, *APART, *own])}")


def _called(shipped: str) -> set[str]:
    """All that a shipped level may be called: `01-session-1`, `session-1`, `01` and `1`."""
    number, _, rest = shipped.partition("-")
    return {shipped, rest, number, *([str(int(number))] if number.isdecimal() else [])}


def _own_folders() -> list[Path]:
    return sorted(path.parent for path in own_levels().glob("*/level.toml") if path.is_file())


def _why_nameless(name: str) -> str:
    """Why a level of one's own cannot be called by the name of its folder; empty if it can."""
    if not NAME.fullmatch(name):
        return "is no name for a level"
    taken = {*APART, *(called for known in level_names() for called in _called(known))}
    return "is what a shipped level is called" if name in taken else ""


def _check_journal(path: Path, story: Story) -> None:
    try:
        for cue in ("journal", *(f"journal {how}" for how in ("better", "same", "worse"))):
            for paragraph in story.at(cue):
                check_template(paragraph.text)
    except TemplateError as error:
        raise BadInput(path, "journal", str(error), "write a figure as {you} or {rival}") from error
