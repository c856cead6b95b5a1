"""What a player can do: the commands that go into a session."""

from __future__ import annotations

from tokenroom.game.curate_commands import LookAtPage, SetFilter, StopTraining, Train, TrainOn
from tokenroom.game.merge_commands import PickPair
from tokenroom.game.verify_commands import (
    PredictPass,
    TryAnswer,
    VerifyStop,
    VerifyTakeShipped,
    VerifyTrain,
    VerifyTrainOn,
    VerifyUndo,
    WriteChecker,
)
from tokenroom.game.wire import Command as Command


class Begin(Command, frozen=True, tag="begin"):
    """Start the session: the story is told and the first item asked."""


class AnswerScores(Command, frozen=True, tag="scores"):
    """Answer with scores: token id -> number, added to the instinct's score of that token."""

    scores: dict[int, float]


class AnswerChips(Command, frozen=True, tag="chips"):
    """Answer with chips: token id -> how many of 100 chips; what is left goes to the instinct."""

    chips: dict[int, int]


class AnswerGuess(Command, frozen=True, tag="guess"):
    """Answer with one token and how sure one is, in per cent; what is left goes to the instinct."""

    token: int
    sure: float


class AskHint(Command, frozen=True, tag="hint"):
    """Ask for the next hint."""


class Next(Command, frozen=True, tag="next"):
    """Go on from a revealed item to the next one, or to the end."""


Answer = AnswerScores | AnswerChips | AnswerGuess
CurateCommand = SetFilter | LookAtPage | Train | TrainOn | StopTraining
VerifyCommand = (
    PredictPass | WriteChecker | TryAnswer | VerifyTrain | VerifyTrainOn | VerifyStop | VerifyUndo | VerifyTakeShipped
)
AnyCommand = (
    Begin | AnswerScores | AnswerChips | AnswerGuess | PickPair | CurateCommand | VerifyCommand | AskHint | Next
)
