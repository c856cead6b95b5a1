"""From a level of the mechanic *steer* and a seed to a session: the models it needs, the judge's questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np

from tokenroom.errors import BadInput
from tokenroom.game.level import Level
from tokenroom.game.steer import SteerSession
from tokenroom.game.steer_level import Asked, Fooled, Steer, Tamed
from tokenroom.game.steer_models import SteerModels
from tokenroom.game.steer_rounds import SteerSetup
from tokenroom.model.checkpoint import Checkpoint
from tokenroom.rivals.assistants import assistants_root, load_assistant
from tokenroom.rivals.field import Field, OpenField
from tokenroom.schema import read_toml
from tokenroom.text.judging import Question, load_questions
from tokenroom.text.preferences import load_preferences, shipped_preferences
from tokenroom.training.policy import PolicySettings
from tokenroom.training.stages import AssistantRecipe


def new_steer_session(level: Level, seed: int, seconds_per_nat: float, open_field: OpenField) -> SteerSession:
    """Return a session of `level`, ready to begin; the same arguments always give the same one.

    Raises:
        BadInput: a model that it needs is not there, or the level has another mechanic's goal.
    """
    mechanic, goal, path = level.file.mechanic, level.file.goal, level.folder / "level.toml"
    assert isinstance(mechanic, Steer)
    if not isinstance(goal, Tamed | Fooled):
        raise BadInput(path, "goal.kind", "is no goal of steer", "tamed or fooled")
    if isinstance(goal, Fooled) and not mechanic.tries:
        raise BadInput(path, "mechanic.tries", "is 0, and the goal is an answer that is written", "e.g. 6")
    for name in ("chat", "reward"):
        if not _is_there(name):
            wrong = f"the {name} model is missing, which this level needs"
            raise BadInput(level.name, name, wrong, "make it with: tokenroom train --assistants")
    field, questions = _field(open_field, mechanic, path), load_questions()
    pick = mechanic.asked[int(np.random.default_rng(seed).integers(len(mechanic.asked)))] if mechanic.asked else None
    models = SteerModels(
        field.tokenizer,
        opener("chat", field),
        opener("reward", field),
        opener(mechanic.shipped, field) if _is_there(mechanic.shipped) else None,
        load_preferences(shipped_preferences()).all_training,
        some_of(questions, mechanic.judged),
        msgspec.structs.replace(policy_settings("tamed"), seed=seed % 2**32),
    )
    weight, (question, good) = policy_settings(mechanic.shipped).kl_weight, _asked(pick, questions, path)
    return SteerSession(SteerSetup(level, mechanic, goal, seed, seconds_per_nat, models, weight, question, good))


def opener(name: str, field: Field) -> Callable[[], Checkpoint]:
    """Return what reads a model that ships."""
    return partial(load_assistant, name, field.tokenizer)


def policy_settings(name: Literal["tamed", "gamed"]) -> PolicySettings:
    """Return how a model that ships was steered; in a run the knob and the length are the player's."""
    recipe = read_toml(assistants_root() / "recipe.toml", AssistantRecipe)
    return recipe.tamed if name == "tamed" else recipe.gamed


def some_of(questions: Sequence[Question], wanted: int) -> tuple[Question, ...]:
    """Return so many of the judge's questions, evenly spread, so that each kind has its share."""
    places = np.linspace(0, len(questions), min(wanted, len(questions)), endpoint=False).astype(int)
    return tuple(questions[place] for place in places)


def _is_there(name: str) -> bool:
    return (assistants_root() / name / "checkpoint.json").is_file()


def _asked(pick: Asked | None, questions: Sequence[Question], path: Path) -> tuple[Question | None, str]:
    if pick is None:
        return None, ""
    found = [question for question in questions if question.question == pick.question]
    if not found:
        right = f"one that stands in preferences/judge.jsonl, such as {questions[0].question!r}"
        raise BadInput(path, "mechanic.asked", f"the judge has no question {pick.question[:60]!r}", right)
    return found[0], pick.good


def _field(open_field: OpenField, mechanic: Steer, path: Path) -> Field:
    try:
        return open_field(mechanic.corpus)
    except BadInput as error:
        if error.file != "corpus":
            raise
        raise BadInput(path, "mechanic.corpus", f"{error.key}: {error.wrong}", error.right) from error
