"""The mechanic *chat*: you speak for the assistant, then a base model learns to, and both are asked and talked to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from tokenroom.game.chat_commands import ClearChat, SayToBoth, StopChatTuning, TakeShippedChat, TuneChat, TuneChatOn
from tokenroom.game.chat_events import BothAnswered, ChatCleared, ChatCompared, ChatStarted, ChatTuningEnded, Outcome
from tokenroom.game.chat_level import Ahead, Chat
from tokenroom.game.chat_models import ChatModels
from tokenroom.game.chat_outcome import chat_ended, items_done, measured, with_tuned
from tokenroom.game.chat_tuning import ChatTuning
from tokenroom.game.commands import AnswerChips, AnswerGuess, AnswerScores, AnyCommand, AskHint, Begin, Next
from tokenroom.game.events import AnyEvent, Hinted, Said
from tokenroom.game.level import Level
from tokenroom.game.predict import PredictSession
from tokenroom.game.predict_state import PredictSetup
from tokenroom.game.session import CommandError
from tokenroom.game.wire import Shown
from tokenroom.model.checkpoint import Checkpoint
from tokenroom.text.chat import Message

Phase = Literal["ready", "asked", "revealed", "resting", "tuning", "tuned", "talking", "ended"]
Chats = tuple[tuple[Message, ...], tuple[Message, ...]]  # with the base model, and with the tuned one
_ANSWER_STREAM = 31  # of chance, apart from all else that the seed decides
LONGEST_SAID = 4_096  # characters that are taken of what a person says


@dataclass(frozen=True)
class ChatSetup:
    """All that a session is played with; nothing in it changes."""

    level: Level
    mechanic: Chat
    goal: Ahead
    seed: int
    seconds_per_nat: float
    predict: PredictSetup  # the assistant's tokens, as a session of *predict*
    models: ChatModels

    @property
    def items(self) -> int:
        """How many tokens are asked for."""
        return self.predict.items


@dataclass(frozen=True, slots=True)
class ChatState:
    """Where a session stands."""

    phase: Phase = "ready"
    hints: int = 0  # given
    asked: int = 0  # of the level's questions, those that both have answered
    draws: int = 0  # answers drawn, so that each has chance of its own
    outcome: Outcome | None = None  # how the tuned model came about
    compared: ChatCompared | None = None
    chats: Chats = ((), ())  # with the base model, with the tuned one
    won: bool = False


class ChatSession:
    """One play of one level: `apply(command)` moves `state` on and returns what happened.

    The first part is a session of *predict* within this one. The fine-tuning goes on only as far as each `TuneChatOn`
    takes it; it is never changed in place, so it can be stopped, undone, and taken back by `restore`.
    """

    def __init__(self, setup: ChatSetup) -> None:
        self.setup = setup
        self.state = ChatState()
        self.predicting = PredictSession(setup.predict)
        self._tuning: ChatTuning | None = None
        self._tuned: Checkpoint | None = None

    def apply(self, command: AnyCommand) -> tuple[AnyEvent, ...]:
        """Carry out `command` and return its events in order (raises CommandError or AnswerError)."""
        match command:
            case Begin():
                return self._begin()
            case AnswerScores() | AnswerChips() | AnswerGuess():
                self._require("there is no token to answer for now", "asked")
                return self._predict(command)
            case TuneChat():
                return self._tune()
            case TuneChatOn():
                return self._tune_on()
            case StopChatTuning(keep):
                return self._stop(keep)
            case TakeShippedChat():
                return self._take_shipped()
            case SayToBoth(text):
                return self._say(text)
            case ClearChat():
                self._require("a new chat begins where one talks", "talking")
                self.state = replace(self.state, chats=((), ()))
                return (ChatCleared(),)
            case AskHint():
                return self._hint()
            case Next():
                return self._next()
            case _:
                raise CommandError("that is no command of this level: here one speaks for an assistant")

    def snapshot(self) -> Any:
        """Return all that `apply` changes, for `restore`."""
        return self.state, self.predicting.snapshot(), self._tuning, self._tuned

    def restore(self, snapshot: Any) -> None:
        """Take back everything that was applied since `snapshot` was taken."""
        self.state, predicting, self._tuning, self._tuned = snapshot
        self.predicting.restore(predicting)

    def _begin(self) -> tuple[AnyEvent, ...]:
        self._require("the session has begun already", "ready")
        first, *rest = self.predicting.apply(Begin())
        self.state = replace(self.state, phase="asked")
        setup = self.setup
        started = ChatStarted(
            goal=setup.goal.words(),
            training=len(setup.models.chats.all_training),
            held_out=len(setup.models.chats.all_held_out),
            questions=setup.mechanic.questions,
            shipped=setup.models.has_shipped,
        )
        return (first, started, *rest)

    def _predict(self, command: AnyCommand) -> tuple[AnyEvent, ...]:
        events = self.predicting.apply(command)
        phase: Phase = "asked" if self.predicting.state.phase == "asked" else "revealed"
        self.state = replace(self.state, phase=phase)
        return events

    def _tune(self) -> tuple[AnyEvent, ...]:
        self._require("the model is tuned between your own answers and the questions", "resting")
        self._tuning = ChatTuning.begun(self.setup.models)
        self.state = replace(self.state, phase="tuning")
        return (self._tuning.began(),)

    def _tune_on(self) -> tuple[AnyEvent, ...]:
        self._require("nobody is training", "tuning")
        assert self._tuning is not None
        self._tuning, told = self._tuning.advanced()
        return (told, *self._settle("done")) if self._tuning.is_done else (told,)

    def _stop(self, keep: bool) -> tuple[AnyEvent, ...]:
        self._require("nobody is training", "tuning")
        if keep:
            return self._settle("kept")
        assert self._tuning is not None
        ended = self._tuning.ended("undone")
        self._tuning = None
        self.state = replace(self.state, phase="resting")
        return (ended, *self._told("undone"))

    def _take_shipped(self) -> tuple[AnyEvent, ...]:
        self._require("there is a tuned model already, or none is needed yet", "resting")
        self._tuned = self.setup.models.shipped()
        self.state = replace(self.state, phase="tuned", outcome="shipped")
        return (ChatTuningEnded("shipped", 0, 0),)

    def _settle(self, outcome: Outcome) -> tuple[AnyEvent, ...]:
        """Take what has been learned for the tuned model."""
        assert self._tuning is not None
        ended, self._tuned = self._tuning.ended(outcome), self._tuning.checkpoint()
        self._tuning = None
        self.state = replace(self.state, phase="tuned", outcome=outcome)
        return (ended,)

    def _next(self) -> tuple[AnyEvent, ...]:
        match self.state.phase:
            case "revealed" if self._all_answered:
                self.state = replace(self.state, phase="resting")
                return (items_done(self.setup.predict.parts, self.predicting.state.items), *self._told("tune"))
            case "revealed":
                return self._predict(Next())
            case "tuned" if self.state.compared is None:
                return self._compare()
            case "tuned" if self.state.asked == len(self.setup.mechanic.questions):
                self.state = replace(self.state, phase="talking")
                return (ChatCleared(), *self._told("talk"))
            case "tuned":
                return self._ask()
            case "talking":
                return self._end()
            case "asked":
                raise CommandError("answer first")
            case "resting":
                raise CommandError("let the base model be tuned first")
            case _:
                raise CommandError("it is still training: let it go on, or stop it")

    @property
    def _all_answered(self) -> bool:
        return len(self.predicting.state.items) == self.setup.items

    @property
    def tuned(self) -> Checkpoint:
        """The tuned model; asked for only once there is one."""
        assert self._tuned is not None
        return self._tuned

    def _compare(self) -> tuple[AnyEvent, ...]:
        compared = measured(self.setup.models, self.tuned, self.setup.predict, self.predicting.state.items)
        self.state = replace(self.state, compared=compared)
        return (compared, *self._told("tuned"))

    def _ask(self) -> tuple[AnyEvent, ...]:
        """Put the next of the level's questions to both; each is a chat of its own."""
        number, questions = self.state.asked + 1, self.setup.mechanic.questions
        question = Message(role="user", content=questions[number - 1])
        answered = self._answered(number, ((question,), (question,)))
        self.state = replace(self.state, asked=number)
        return (answered, *self._told(f"answer {number}"))

    def _say(self, text: str) -> tuple[AnyEvent, ...]:
        self._require("talk to both when they have answered the questions", "talking")
        if len(text) > LONGEST_SAID:
            raise CommandError(f"that is longer than {LONGEST_SAID:,} characters: none of it was read")
        chats, again = self._said_to(text), not text.strip()
        answered = self._answered(0, chats, again)
        told = (self._reply(answered.base), self._reply(answered.tuned))
        self.state = replace(self.state, chats=((*chats[0], told[0]), (*chats[1], told[1])))
        return (answered,)

    def _said_to(self, text: str) -> Chats:
        """Return both chats with what was said at their end; with nothing, without the last answers."""
        base, tuned = self.state.chats
        if text.strip():
            said = Message(role="user", content=text)
            return (*base, said), (*tuned, said)
        if not base:
            raise CommandError("nothing was said yet that could be answered again")
        return base[:-1], tuned[:-1]

    def _reply(self, tokens: tuple[Shown, ...]) -> Message:
        return Message(role="assistant", content=self.setup.models.text(tokens) or "…")

    def _answered(self, number: int, chats: Chats, again: bool = False) -> BothAnswered:
        draw = self.state.draws
        self.state = replace(self.state, draws=draw + 1)
        rng = np.random.default_rng((self.setup.seed, _ANSWER_STREAM, draw))
        base, tuned, forgot = self.setup.models.answers(self.tuned, chats, rng)
        return BothAnswered(number, chats[0][-1].content, base, tuned, again, forgot)

    def _hint(self) -> tuple[AnyEvent, ...]:
        hints = self.setup.level.file.hints
        if self.state.hints >= len(hints):
            raise CommandError("there are no more hints")
        self.state = replace(self.state, hints=self.state.hints + 1)
        return (Hinted(text=hints[self.state.hints - 1], left=len(hints) - self.state.hints),)

    def _end(self) -> tuple[AnyEvent, ...]:
        compared = self.state.compared
        assert compared is not None
        items = with_tuned(self.predicting.state.items, compared)
        ended = chat_ended(self.setup.level, self.setup.goal, self.setup.predict.parts, items, compared)
        self.state = replace(self.state, phase="ended", won=ended.won)
        return (*self._told("won" if ended.won else "lost"), ended)

    def _told(self, cue: str) -> tuple[AnyEvent, ...]:
        return tuple(Said(speaker=p.speaker, text=p.text) for p in self.setup.level.story.at(cue))

    def _require(self, otherwise: str, *phases: Phase) -> None:
        if self.state.phase not in phases:
            raise CommandError(otherwise)
