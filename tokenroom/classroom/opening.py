"""From a step of the plan to what is played at it: the level is read, its session drawn, the class seated before it."""

from __future__ import annotations

import dataclasses

import numpy as np
from msgspec.structs import replace

from tokenroom.classroom.asking import QuestionsGame
from tokenroom.classroom.curating import CurateGame
from tokenroom.classroom.game import ClassGame
from tokenroom.classroom.merging import MergeGame
from tokenroom.classroom.plan import AnyStep, LevelStep, QuestionsStep
from tokenroom.classroom.predicting import PredictGame
from tokenroom.classroom.preferring import PreferGame
from tokenroom.classroom.views import CurateView, MergeView, PredictView, PreferView
from tokenroom.errors import BadInput
from tokenroom.game.curate import CurateSession
from tokenroom.game.level import Level, find_level, load_level
from tokenroom.game.mechanics import new_session
from tokenroom.game.merge import MergeSession
from tokenroom.game.merge_level import Merge
from tokenroom.game.predict import PredictSession
from tokenroom.game.prefer import PreferSession
from tokenroom.game.prefer_level import Prefer
from tokenroom.rivals.field import OpenField


class OpenGames:
    """Opens what a class plays; `open_field` gives the field of a corpus by name."""

    def __init__(self, open_field: OpenField) -> None:
        self._open_field = open_field

    def __call__(self, step: AnyStep, number: int, seed: int) -> ClassGame:
        """Return what is played at a step, as the `number`-th play of a lesson with this seed (raises BadInput)."""
        if isinstance(step, QuestionsStep):
            return QuestionsGame(step, number)
        assert isinstance(step, LevelStep)
        return self.level(load_level(find_level(step.level)), step.items, number, _drawn(step, number, seed))

    def warm(self, step: AnyStep) -> None:
        """Read and count what a step's level needs, so that it opens at once when the class comes to it."""
        if isinstance(step, LevelStep):
            self(step, 1, 0).begin()

    def level(self, level: Level, items: int, number: int, seed: int) -> ClassGame:
        """Return a level as a class plays it, `items` of it at most, 0 for all (raises BadInput)."""
        session = new_session(_cut(level, items), seed, 0.0, self._open_field)
        shown = {"play": number, "level": level.name, "level_title": level.file.title}
        match session:
            case PredictSession():
                return PredictGame(session, items, PredictView(**shown))  # type: ignore[arg-type]
            case PreferSession():
                return PreferGame(session, PreferView(**shown))  # type: ignore[arg-type]
            case MergeSession():
                return MergeGame(session, MergeView(**shown))  # type: ignore[arg-type]
            case CurateSession():
                return CurateGame(session, CurateView(**shown))  # type: ignore[arg-type]
            case _:
                raise BadInput("level", level.name, "cannot be played by a class")


def _drawn(step: LevelStep, number: int, seed: int) -> int:
    """The seed of a play: the step's own, or one that the lesson's seed draws for this play."""
    return int(np.random.default_rng((seed, number)).integers(2**32)) if step.seed is None else step.seed


def _cut(level: Level, items: int) -> Level:
    """A level of pairs or merges with so many of them at most; of *predict* the game stops early by itself."""
    mechanic = level.file.mechanic
    match mechanic:
        case Prefer(pairs=pairs, held_out=held_out) if items:
            cut: Prefer | Merge = replace(mechanic, pairs=min(items, pairs), held_out=min(items // 2, held_out))
        case Merge(merges=merges) if items:
            cut = replace(mechanic, merges=min(items, merges))
        case _:
            return level
    return dataclasses.replace(level, file=replace(level.file, mechanic=cut))
