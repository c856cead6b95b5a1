"""From a level of the mechanic *verify* and a seed to a session: the model, the sums, the drawer."""

from __future__ import annotations

import numpy as np

from tokenroom.errors import BadInput
from tokenroom.game.level import Level
from tokenroom.game.verify import VerifySession
from tokenroom.game.verify_drawer import drawer
from tokenroom.game.verify_level import Sound, Verify
from tokenroom.game.verify_model import Speaker
from tokenroom.game.verify_state import VerifySetup
from tokenroom.model.checkpoint import Checkpoint
from tokenroom.rivals.assistants import assistants_root, load_assistant
from tokenroom.rivals.field import OpenField
from tokenroom.schema import read_toml
from tokenroom.text.sums import Sum, draw_sums
from tokenroom.text.tokenizer import Tokenizer
from tokenroom.training.stages import AssistantRecipe, SumsSettings, held_out_sums, practice_sums

START, TRAINED = "sums-start", "sums"  # shipped assistants
THREADS = 2  # they change the time and nothing else
ON_BENCH, IN_DRAWER = 24, 12  # sums
_SUMS_STREAM, _DRAWER_STREAM = 72, 73  # streams of chance of their own


def new_verify_session(level: Level, seed: int, seconds_per_nat: float, open_field: OpenField) -> VerifySession:
    """Return a session of `level`, ready to begin; the same arguments always give the same one.

    Raises:
        BadInput: the model is not there, or the level has another mechanic's goal.
    """
    mechanic, goal, path = level.file.mechanic, level.file.goal, level.folder / "level.toml"
    assert isinstance(mechanic, Verify)
    if not isinstance(goal, Sound):
        raise BadInput(path, "goal.kind", "is no goal of verify", "sound")
    tokenizer = open_field(mechanic.corpus).tokenizer
    recipe = read_recipe()
    held_out = held_out_sums(recipe.sums_start)[: mechanic.held_out]
    sums = _sums(recipe.sums_start, len(mechanic.asked) + ON_BENCH, seed)
    setup = VerifySetup(
        level=level,
        mechanic=mechanic,
        goal=goal,
        seed=seed,
        seconds_per_nat=seconds_per_nat,
        speaker=Speaker(tokenizer, recipe.sums.longest, THREADS),
        start=_start(level, tokenizer),
        shipped=lambda: _shipped(tokenizer),
        recipe=recipe.sums_start,
        policy=recipe.sums,
        sums=tuple(sums),
        held_out=tuple(held_out),
        cases=drawer(draw_sums(IN_DRAWER, recipe.sums_start.terms, np.random.default_rng((seed, _DRAWER_STREAM)))),
    )
    return VerifySession(setup)


def read_recipe() -> AssistantRecipe:
    """Return how the shipped assistants were made; a training here goes the same way."""
    return read_toml(assistants_root() / "recipe.toml", AssistantRecipe)


def _sums(settings: SumsSettings, count: int, seed: int) -> list[Sum]:
    """Return sums that the model may practise, in an order of the seed's."""
    practice = practice_sums(settings)
    order = np.random.default_rng((seed, _SUMS_STREAM)).permutation(len(practice))
    return [practice[i] for i in order[:count].tolist()]


def _start(level: Level, tokenizer: Tokenizer) -> Checkpoint:
    folder = assistants_root() / START
    if not (folder / "checkpoint.json").is_file():
        wrong = f"needs the model {START}, which is not there"
        raise BadInput(level.name, "mechanic", wrong, f"tokenroom train --assistants makes it ({folder.name})")
    return load_assistant(START, tokenizer)


def _shipped(tokenizer: Tokenizer) -> Checkpoint | None:
    if not (assistants_root() / TRAINED / "checkpoint.json").is_file():
        return None
    return load_assistant(TRAINED, tokenizer)
