"""What a player can do: the commands that go into a session."""

from __future__ import annotations

from tokenroom.game.chat_commands import (
    ClearChat,
    SayToBoth,
    StopChatTuning,
    TakeShippedChat,
    TuneChat,
    TuneChatOn,
)
from tokenroom.game.curate_commands import LookAtPage, SetFilter, StopTraining, Train, TrainOn
from tokenroom.game.merge_commands import PickPair
from tokenroom.game.prefer_commands import Fit, FitOn, LearnFrom, StopFit, TurnPair, UndoFit, ValuePair
from tokenroom.game.prompt_commands import TryContext
from tokenroom.game.sample_commands import GoTo, LetChance, TakeToken, TakeTop, TurnKnobs
from tokenroom.game.steer_commands import (
    LookAtGroup,
    SetKnob,
    Steer,
    SteerOn,
    StopSteering,
    TakeSteered,
    TryAnswer,
    UndoSteering,
)
from tokenroom.game.verify_commands import (
    CheckAnswer,
    PredictPass,
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
    """Answer with one token and how sure one is, in per cent; the others share what is left as the instinct has it."""

    token: int
    sure: float


class AskHint(Command, frozen=True, tag="hint"):
    """Ask for the next hint."""


class Next(Command, frozen=True, tag="next"):
    """Go on from a revealed item to the next one, or to the end."""


Answer = AnswerScores | AnswerChips | AnswerGuess
CurateCommand = SetFilter | LookAtPage | Train | TrainOn | StopTraining
PreferCommand = ValuePair | TurnPair | LearnFrom | Fit | FitOn | StopFit | UndoFit
SampleCommand = TakeToken | TakeTop | LetChance | TurnKnobs | GoTo
ChatCommand = TuneChat | TuneChatOn | StopChatTuning | TakeShippedChat | SayToBoth | ClearChat
SteerCommand = SetKnob | Steer | SteerOn | StopSteering | UndoSteering | TakeSteered | LookAtGroup | TryAnswer
VerifyCommand = (
    PredictPass | WriteChecker | CheckAnswer | VerifyTrain | VerifyTrainOn | VerifyStop | VerifyUndo | VerifyTakeShipped
)
AnyCommand = (
    Begin
    | AnswerScores
    | AnswerChips
    | AnswerGuess
    | PickPair
    | CurateCommand
    | AskHint
    | Next
    | PreferCommand
    | TryContext
    | SampleCommand
    | ChatCommand
    | SteerCommand
    | VerifyCommand
)
