"""A recipe: which corpora a ladder of checkpoints is trained on, and how; a file beside the checkpoints."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from tokenroom.errors import BadInput
from tokenroom.files import content_root
from tokenroom.model.transformer import TransformerConfig
from tokenroom.schema import Data, read_toml
from tokenroom.text.tokenizer import Tokenizer
from tokenroom.training.mixture import Part
from tokenroom.training.phrases import Documents
from tokenroom.training.pretrain import PretrainSettings
from tokenroom.training.run import TrainJob


class Shape(Data, frozen=True, kw_only=True):
    """What a recipe may say of the transformer; its vocabulary is the tokenizer's."""

    context: int = 128
    layers: int = 4
    heads: int = 4
    width: int = 160
    mlp_ratio: int = 4
    attention_gain: float = 2.0


class Recipe(Data, frozen=True, kw_only=True):
    """`recipe.toml`; what it does not say is as in `PretrainSettings` and `TransformerConfig`."""

    format_version: Literal[1] = 1
    corpora: dict[str, Part]
    model: Shape = Shape()
    settings: PretrainSettings = PretrainSettings()


def load_recipe(path: Path) -> Recipe:
    """Read a recipe's file (raises BadInput if it is missing or wrong)."""
    recipe = read_toml(path, Recipe)
    if not recipe.corpora:
        raise BadInput(path, "corpora", "names no corpus", "write e.g. english = { share = 1 }")
    try:
        _config(recipe.model, vocab_size=1)
    except ValueError as error:
        raise BadInput(path, "model", str(error), "a shape that a transformer can have") from error
    return recipe


def shipped_recipe() -> Path:
    """Return the file of the recipe that the shipped ladder was made by."""
    return content_root() / "checkpoints" / "tokenroom" / "recipe.toml"


def job_of(
    recipe: Recipe, training: Mapping[str, Documents], held_out: Mapping[str, Documents], tokenizer: Tokenizer
) -> TrainJob:
    """Return the job that a recipe describes.

    Args:
        recipe: what to do.
        training: token ids of the training documents of each corpus.
        held_out: token ids of the documents held out of each.
        tokenizer: whose ids they are.
    """
    return TrainJob(
        parts=recipe.corpora,
        documents=dict(training),
        held_out=dict(held_out),
        tokenizer=tokenizer.sha256,
        end_of_text=tokenizer.end_of_text,
        config=_config(recipe.model, tokenizer.size),
        settings=recipe.settings,
    )


def _config(shape: Shape, vocab_size: int) -> TransformerConfig:
    return TransformerConfig(vocab_size=vocab_size, **msgspec.structs.asdict(shape))
