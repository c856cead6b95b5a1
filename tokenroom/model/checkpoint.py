"""Checkpoints: a model on disk, as plain arrays in half precision and a JSON header that says what they are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
import numpy as np

from tokenroom.errors import BadInput
from tokenroom.model.arrays import Header, read_arrays, read_header, write_arrays
from tokenroom.model.layers import Params
from tokenroom.model.transformer import TransformerConfig, param_shapes
from tokenroom.schema import Data

NAME = "checkpoint"
PRE_TRAINING = "pre-training"  # the first stage


class Mark(Data, frozen=True, kw_only=True):
    """One point of the learning curve; losses are in nats a token.

    Attributes:
        phrases: training sequences seen.
        train_loss: of the last steps, smoothed; None before the first.
        held_out_losses: of the held-out documents of each corpus.
    """

    phrases: int
    train_loss: float | None
    held_out_losses: dict[str, float]


class TrainingSummary(Data, frozen=True, kw_only=True):
    """How the weights came about: `tokens` seen, the `seed`, and the learning curve up to here."""

    seed: int = 0
    tokens: int = 0
    curve: tuple[Mark, ...] = ()


class CheckpointHeader(Header, frozen=True, kw_only=True):
    """`checkpoint.json`."""

    config: TransformerConfig
    phrases: Annotated[int, msgspec.Meta(ge=0)]
    tokenizer: str
    corpora: dict[str, int]
    training: TrainingSummary
    stage: str = PRE_TRAINING


@dataclass(frozen=True)
class Checkpoint:
    """A model that can be used, and what is known about it.

    Attributes:
        params: the weights, float32.
        config: their shape.
        phrases: training sequences seen.
        tokenizer: the hash of the tokenizer whose ids the model speaks.
        corpora: the names of the corpora it learned from, and the share of each in its phrases.
        training: how it came about.
        stage: what it has gone through last, such as "pre-training" or "chat".
    """

    params: Params
    config: TransformerConfig
    phrases: int
    tokenizer: str
    corpora: dict[str, int]
    training: TrainingSummary
    stage: str = PRE_TRAINING


def save_checkpoint(folder: Path, checkpoint: Checkpoint) -> None:
    """Write a checkpoint into `folder`, in half precision, whole or not at all; an older one there is replaced.

    Raises:
        ValueError: a weight is NaN, infinite, or too large for half precision.
    """
    with np.errstate(over="ignore"):
        halves = {name: array.astype(np.float16) for name, array in checkpoint.params.items()}
    for name, array in halves.items():
        if not np.isfinite(array).all():
            raise ValueError(f"{name} holds numbers that half precision cannot: the run has diverged")
    header = CheckpointHeader(
        config=checkpoint.config,
        phrases=checkpoint.phrases,
        tokenizer=checkpoint.tokenizer,
        corpora=checkpoint.corpora,
        training=checkpoint.training,
        stage=checkpoint.stage,
    )
    write_arrays(folder, NAME, header, halves, compress=True)


def read_checkpoint_header(folder: Path) -> CheckpointHeader:
    """Read what a checkpoint says of itself, without its weights.

    Raises:
        BadInput: it is missing, damaged or foreign.
    """
    return read_header(folder, NAME, CheckpointHeader)


def load_checkpoint(folder: Path, tokenizer: str | None = None) -> Checkpoint:
    """Read a checkpoint, the weights as float32.

    Args:
        folder: where `save_checkpoint` wrote it.
        tokenizer: the hash of the tokenizer it must have been trained with; None takes any.

    Raises:
        BadInput: it is missing, truncated, damaged, foreign, holds NaN, or speaks the ids of another tokenizer.
    """
    header = read_checkpoint_header(folder)
    if tokenizer is not None and header.tokenizer != tokenizer:
        wrong = f"was trained with tokenizer {header.tokenizer[:12]}"
        raise BadInput(folder / f"{NAME}.json", "tokenizer", wrong, f"this corpus needs {tokenizer[:12]}")
    halves = read_arrays(folder, header, param_shapes(header.config))
    for name, array in halves.items():
        if array.dtype != np.float16 and np.abs(array).max() > np.finfo(np.float16).max:
            raise BadInput(folder / header.array_file, name, "holds numbers that no trained weight has", "the original")
    params = {name: array.astype(np.float32) for name, array in halves.items()}
    made = header.corpora, header.training, header.stage
    return Checkpoint(params, header.config, header.phrases, header.tokenizer, *made)
