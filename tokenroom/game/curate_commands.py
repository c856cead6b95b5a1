"""What a player can do with a heap of pages."""

from __future__ import annotations

from typing import Annotated

import msgspec

from tokenroom.game.wire import Command
from tokenroom.text.curation.filters import FilterName


class SetFilter(Command, frozen=True, tag="set_filter"):
    """Set a filter; all pages go through all filters again."""

    filter: FilterName
    setting: str


class LookAtPage(Command, frozen=True, tag="look_at_page"):
    """Look at a page: as it was found, and what the filters leave of it."""

    page: Annotated[int, msgspec.Meta(ge=1)]


class Train(Command, frozen=True, tag="train"):
    """Give the raw pages to one rival and what the filters leave of them to another."""


class TrainOn(Command, frozen=True, tag="train_on"):
    """Let both rivals take their next steps; to be sent again until they have read all."""


class StopTraining(Command, frozen=True, tag="stop_training"):
    """Stop them: what they have learned is lost, and so is the training."""
