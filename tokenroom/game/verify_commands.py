"""What a player can do with sums that can be checked."""

from __future__ import annotations

from typing import Annotated

import msgspec

from tokenroom.game.wire import Command


class PredictPass(Command, frozen=True, tag="predict_pass"):
    """Say how likely a try of the sum is to be right, in per cent."""

    sure: Annotated[float, msgspec.Meta(ge=1.0, le=99.0)]


class WriteChecker(Command, frozen=True, tag="write_checker"):
    """Write the checker: it is tried on the drawer of answers, and trained against from then on."""

    expression: str


class CheckAnswer(Command, frozen=True, tag="check_answer"):
    """Give an answer to the sum on the bench; the checker is fooled if it accepts one that is wrong."""

    answer: str


class VerifyTrain(Command, frozen=True, tag="verify_train"):
    """Begin to reinforce what the checker accepts."""


class VerifyTrainOn(Command, frozen=True, tag="verify_train_on"):
    """Take the next step of the training or of the measuring; to be sent again until both models are measured."""


class VerifyStop(Command, frozen=True, tag="verify_stop"):
    """Stop the training; what the model has learned so far is kept, and measured."""


class VerifyUndo(Command, frozen=True, tag="verify_undo"):
    """Take back what the model learned last."""


class VerifyTakeShipped(Command, frozen=True, tag="verify_take_shipped"):
    """Take the model that was trained against the true checker and ships, in place of training one."""
