"""The rival's milestones: what is told when it has read so many phrases, and what it says before and after."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Annotated, Literal

import msgspec
import numpy as np

from tokenroom.files import content_root
from tokenroom.model.checkpoint import Checkpoint
from tokenroom.model.sampling import generate
from tokenroom.rivals.field import Field
from tokenroom.schema import Data, read_toml
from tokenroom.text.tokenizer import Tokenizer

PROMPT, TOKENS, SEED = "The ferry", 40, 1  # what it is asked to go on from, and for how long
TEMPERATURE = 0.8


class Milestone(Data, frozen=True):
    """One of them."""

    phrases: Annotated[int, msgspec.Meta(ge=1)]
    after: str  # the level behind which it is passed
    title: str
    story: str


class MilestonesFile(Data, frozen=True):
    """What `levels/milestones.toml` says."""

    format_version: Literal[1]
    milestones: tuple[Milestone, ...]


class Sample(msgspec.Struct, frozen=True):
    """What a checkpoint said."""

    phrases: int
    text: str


@cache
def milestones() -> tuple[Milestone, ...]:
    """Return all milestones in order (raises BadInput if the file cannot be read)."""
    path = content_root() / "levels" / "milestones.toml"
    found = read_toml(path, MilestonesFile).milestones if path.is_file() else ()
    return tuple(sorted(found, key=lambda milestone: milestone.phrases))


def milestone_after(level: str) -> Milestone | None:
    """Return the milestone that is passed behind a level, None if there is none."""
    return next((milestone for milestone in milestones() if milestone.after == level), None)


def before_and_after(milestone: Milestone, field: Field) -> tuple[Sample, ...]:
    """Let the checkpoint of a milestone and the one before it go on from the same words, by the same chance."""
    rungs = [*pairwise(field.checkpoints)]
    return next(
        (tuple(_spoken(c, field.tokenizer) for c in pair) for pair in rungs if pair[1].phrases == milestone.phrases), ()
    )


def _spoken(checkpoint: Checkpoint, tokenizer: Tokenizer) -> Sample:
    ids = [tokenizer.end_of_text, *tokenizer.encode(PROMPT)]
    drawn: list[int] = []
    rng = np.random.default_rng(SEED)
    for token in generate(checkpoint.params, checkpoint.config, ids, TOKENS, TEMPERATURE, rng=rng):
        if token == tokenizer.end_of_text:
            break
        drawn.append(token)
    return Sample(checkpoint.phrases, PROMPT + tokenizer.decode(drawn))
