"""What a player can do with a policy that is steered by a reward model, and with the reward model itself."""

from __future__ import annotations

from typing import Annotated

import msgspec

from tokenroom.game.wire import Command


class SetKnob(Command, frozen=True, tag="set_knob"):
    """Say what the next run costs for a nat of KL a token, and how many updates it takes."""

    kl_weight: float
    updates: int


class Steer(Command, frozen=True, tag="steer"):
    """Begin a run, anew from the chat model."""


class SteerOn(Command, frozen=True, tag="steer_on"):
    """Take the next update; to be sent again until all are taken. A run that was stopped goes on with it."""


class StopSteering(Command, frozen=True, tag="stop_steering"):
    """Stop the run where it stands; `next` then keeps what it has become, `undo_steering` does not."""


class UndoSteering(Command, frozen=True, tag="undo_steering"):
    """Throw away what the run has made of the chat model; its figures stay on the list."""


class TakeSteered(Command, frozen=True, tag="take_steered"):
    """Look at the model that was steered before you came, in place of a run."""


class LookAtGroup(Command, frozen=True, tag="look_at_group"):
    """Look at the answers to another prompt of the newest update, now and from then on."""

    group: Annotated[int, msgspec.Meta(ge=1)]


class TryAnswer(Command, frozen=True, tag="try_answer"):
    """Give an answer to the reward model."""

    text: str
