"""The file of a class as a rival: the mean of its distributions at each item that it played, and no single answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from tokenroom.errors import BadInput, one_line
from tokenroom.files import user_root
from tokenroom.game.answer import MAX_SCORE
from tokenroom.schema import Data
from tokenroom.text.number_phrases import Pattern

FEWEST = 3  # answers that a mean is made of: one of fewer would be somebody's own, or told to whoever knows theirs
MARK = "class:"  # what a class's name as a rival begins with
NAME = re.compile(r"[A-Za-z0-9_-]{1,40}")
LARGEST = 8_000_000  # bytes of a file
_Score = Annotated[float, msgspec.Meta(ge=-MAX_SCORE, le=MAX_SCORE)]
_Index = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]


class ItemMean(Data, frozen=True):
    """What a class meant at one item.

    Attributes:
        position: of the token in its passage.
        token: its id; by both one sees whether the passage is still the same.
        answers: how many answered in time.
        scores: token id -> score on top of the instinct, whose softmax is the mean; empty with too few answers.
        lent: the patterns that its instinct had been lent by then.
    """

    position: _Index
    token: _Index
    answers: _Index
    scores: dict[_Index, _Score] = msgspec.field(default_factory=dict)
    lent: tuple[Pattern, ...] = ()


class PlayMeans(Data, frozen=True):
    """A level as a class played it: which, drawn from which seed, and its items in order."""

    level: Annotated[str, msgspec.Meta(max_length=200)]
    seed: Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
    items: Annotated[tuple[ItemMean, ...], msgspec.Meta(min_length=1, max_length=10_000)]


class ClassMeans(Data, frozen=True):
    """What the file says: the class's name, and all that it has played."""

    format_version: Literal[1]
    name: Annotated[str, msgspec.Meta(pattern=rf"\A{NAME.pattern}\Z")]
    plays: Annotated[tuple[PlayMeans, ...], msgspec.Meta(max_length=1000)] = ()

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that it has played, each once."""
        return tuple(dict.fromkeys(play.level for play in self.plays))


@dataclass(frozen=True, slots=True)
class Against:
    """A class to play against, by its name, and how it played the level."""

    name: str
    play: PlayMeans

    @property
    def player(self) -> str:
        """What it is called among players."""
        return f"{MARK}{self.name}"


def means_path(called: str) -> Path:
    """Return where the means of a class lie: a `.json` file by its path, or the class of that name on this machine.

    Raises:
        BadInput: it is no name of a class.
    """
    if called.endswith(".json"):
        return Path(called)
    if not NAME.fullmatch(called):
        raise BadInput("class", one_line(called, 60), "is no name of a class", "letters, digits, - and _")
    return user_root() / "classes" / f"{called}.means.json"


def read_means(path: Path) -> ClassMeans:
    """Read the means of a class (raises BadInput if there is no such file, or it cannot be read)."""
    try:
        if path.stat().st_size > LARGEST:
            raise BadInput(path, "", f"is larger than {LARGEST:,} bytes", "a file that class report has written")
        return msgspec.json.decode(path.read_bytes(), type=ClassMeans)
    except OSError as error:
        right = "tokenroom class list, or a file that class report has written"
        raise BadInput(path, "", f"cannot be read: {error.strerror or error}", right) from error
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise BadInput(path, "", f"holds no means of a class: {one_line(str(error), 200)}") from error


def against(means: ClassMeans, level: str) -> Against:
    """Return a class as it played a level last (raises BadInput if it never did)."""
    for play in reversed(means.plays):
        if play.level == level:
            return Against(means.name, play)
    right = f"it has played {', '.join(means.levels) or 'nothing where tokens are scored'}"
    raise BadInput("level", level, f"the class {means.name} has not played it", right)
