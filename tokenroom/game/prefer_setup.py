"""From a level of the mechanic *prefer* and a seed to a session: the pairs, their order on the screen, the models."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np

from tokenroom.errors import BadInput
from tokenroom.game.beside import check_beside
from tokenroom.game.level import Level
from tokenroom.game.prefer import PreferSession
from tokenroom.game.prefer_level import Prefer, Valued
from tokenroom.game.prefer_models import RewardModels
from tokenroom.game.prefer_rounds import PreferSetup, Round
from tokenroom.model.checkpoint import Checkpoint
from tokenroom.rivals.assistants import assistant_names, assistants_root, load_assistant
from tokenroom.rivals.field import Field, OpenField
from tokenroom.text.own_preferences import load_own_preferences
from tokenroom.text.preferences import Pair, Preferences, load_preferences, shipped_preferences
from tokenroom.training.reward import RewardSettings
from tokenroom.training.sft import SftSettings, ready_to_chat

GUIDELINE = "GUIDELINE.md"
LONGEST = 20_000  # characters of it
_AT = "@"  # LEVEL@FILE: a level on pairs of one's own


def new_prefer_session(level: Level, seed: int, seconds_per_nat: float, open_field: OpenField) -> PreferSession:
    """Return a session of `level`, ready to begin; the same arguments always give the same one.

    Raises:
        BadInput: the pairs cannot be read, or the level has another mechanic's goal.
    """
    mechanic, goal, path = level.file.mechanic, level.file.goal, level.folder / "level.toml"
    assert isinstance(mechanic, Prefer)
    if not isinstance(goal, Valued):
        raise BadInput(path, "goal.kind", "is no goal of prefer", "valued")
    field = _field(open_field, mechanic, path)
    preferences, folder = _preferences(level, mechanic)
    setup = PreferSetup(
        level=level,
        mechanic=mechanic,
        goal=goal,
        seed=seed,
        seconds_per_nat=seconds_per_nat,
        source=preferences.info.title,
        guideline=_guideline(folder),
        training=tuple(preferences.all_training),
        held_out=tuple(preferences.all_held_out),
        rounds=_rounds(mechanic, preferences, seed),
        models=RewardModels(
            field.tokenizer,
            partial(chat_trunk, field),
            _shipped(field) if folder == shipped_preferences() else None,
            RewardSettings(seed=seed % 2**32),
        ),
    )
    return PreferSession(setup)


def chat_trunk(field: Field) -> Checkpoint:
    """Return whose trunk a reward model begins with: the chat model's, or the base model's made ready for chats."""
    if "chat" in assistant_names():
        return load_assistant("chat", field.tokenizer)
    tokenizer = field.tokenizer
    chat_ids = (tokenizer.im_start, tokenizer.im_end)
    return ready_to_chat(field.checkpoint(None), tokenizer.end_of_text, chat_ids, SftSettings().context)


def _shipped(field: Field) -> Callable[[], Checkpoint] | None:
    there = (assistants_root() / "reward" / "checkpoint.json").is_file()
    return partial(load_assistant, "reward", field.tokenizer) if there else None


def _field(open_field: OpenField, mechanic: Prefer, path: Path) -> Field:
    try:
        return open_field(mechanic.corpus)
    except BadInput as error:
        if error.file != "corpus":
            raise
        raise BadInput(path, "mechanic.corpus", f"{error.key}: {error.wrong}", error.right) from error


def _preferences(level: Level, mechanic: Prefer) -> tuple[Preferences, Path]:
    """Return the pairs, and the folder in which a guideline may lie beside them."""
    own = level.name.partition(_AT)[2]
    if own:
        path = Path(own)
        return load_own_preferences(path, "tokenroom"), path if path.is_dir() else path.parent
    if mechanic.preferences:
        check_beside(level.folder, mechanic.preferences)
        check_beside(level.folder, GUIDELINE)
        return load_own_preferences(level.folder / mechanic.preferences, "tokenroom"), level.folder
    return load_preferences(shipped_preferences()), shipped_preferences()


def _guideline(folder: Path) -> str:
    """Return what decides which answer is better, as it lies beside the pairs; empty if nobody wrote it down."""
    path = folder / GUIDELINE
    if not path.is_file():
        return ""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.read(LONGEST)
    except OSError:
        return ""


def _rounds(mechanic: Prefer, preferences: Preferences, seed: int) -> tuple[Round, ...]:
    """Draw the pairs that are valued, and which answer of each stands first."""
    rng = np.random.default_rng(seed)
    training = _drawn(rng, preferences.all_training, mechanic.pairs, held_out=False)
    return (*training, *_drawn(rng, preferences.all_held_out, mechanic.held_out, held_out=True))


def _drawn(rng: np.random.Generator, pairs: Sequence[Pair], wanted: int, held_out: bool) -> list[Round]:
    places = rng.permutation(len(pairs))[:wanted].tolist()
    flips = rng.integers(0, 2, len(places)).tolist()
    return [Round(pairs[place], place, bool(flip), held_out) for place, flip in zip(places, flips, strict=True)]
