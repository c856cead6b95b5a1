"""The mechanic *prefer*: two answers are valued, the better one is told, reward models learn from the same pairs."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from tokenroom.game.answer import MAX_SCORE
from tokenroom.game.commands import AnyCommand, AskHint, Begin, Next
from tokenroom.game.compare import Report
from tokenroom.game.events import AnyEvent, Hinted, Result, RivalLocked, Said, SessionEnded, Shocked
from tokenroom.game.outcome import debrief, journal_text
from tokenroom.game.prefer_agreement import FEW, FULL, SHIPPED, model_row, your_row
from tokenroom.game.prefer_commands import Fit, FitOn, LearnFrom, StopFit, TurnPair, UndoFit, ValuePair
from tokenroom.game.prefer_events import (
    AgreementMeasured,
    FitBegan,
    FitEnded,
    FitOpened,
    Fitted,
    FitUndone,
    LearnsFrom,
    PairAsked,
    PairTurned,
    PreferStarted,
    RewardLearned,
    Turn,
)
from tokenroom.game.prefer_models import THREADS, Fitting, taken_over
from tokenroom.game.prefer_rounds import Phase, PreferSetup, PreferState, Round, seal_of, tell
from tokenroom.game.seal import nonce
from tokenroom.game.session import CommandError
from tokenroom.model.layers import Params
from tokenroom.scoring import shock_seconds
from tokenroom.text.preferences import Pair
from tokenroom.training.pretrain import Diverged
from tokenroom.training.tuning import TuneState

LN2 = 0.6931471805599453  # nats: what equal values cost
UNIT = "nats a pair"
RIVAL = "reward-model"
STEPS = 2  # of the fit, a command: about half a second
SAME = 1e-9
Kept = tuple[PreferState, TuneState | None, Fitting | None, Params | None]


class PreferSession:
    """One play of one level: `apply(command)` moves `state` on and returns what happened.

    Models learn only as far as each command takes them, so that none lasts long; what they have learned is part of what
    `snapshot` gives, and is never changed in place.
    """

    def __init__(self, setup: PreferSetup) -> None:
        self.setup = setup
        self.state = PreferState(whose=setup.mechanic.whose)
        self._few: TuneState | None = None  # of the reward model that learns beside the player
        self._fitting: Fitting | None = None  # of the one that learns from all pairs
        self._full: Params | None = None  # of that one, once it is kept

    def apply(self, command: AnyCommand) -> tuple[AnyEvent, ...]:
        """Carry out `command` and return its events in order (raises CommandError if it does not fit)."""
        match command:
            case Begin():
                return self._begin()
            case ValuePair():
                return self._value(command)
            case TurnPair(turned):
                return self._turn(turned)
            case LearnFrom():
                return self._learn_from(command)
            case Fit():
                return self._fit()
            case FitOn():
                return self._fit_on()
            case StopFit():
                self._require("no reward model is learning from all pairs now", "fitting")
                return self._end_fit(stopped=True)
            case UndoFit():
                self._require("there is nothing to undo", "fitted")
                return self._undo_fit()
            case AskHint():
                return self._hint()
            case Next():
                return self._next()
            case _:
                raise CommandError("that is no command of this level: here answers are valued")

    def snapshot(self) -> Kept:
        """Return all that `apply` changes, for `restore`."""
        return self.state, self._few, self._fitting, self._full

    def restore(self, snapshot: Kept) -> None:
        """Take back everything that was applied since `snapshot` was taken."""
        self.state, self._few, self._fitting, self._full = snapshot

    def fitted(self) -> tuple[Params, int] | None:
        """Return the weights learned from all pairs and the steps that took; None while there are none."""
        tuned = self._fitting.state if self._fitting is not None and self.state.phase == "fitted" else None
        return None if tuned is None else (tuned.params, tuned.step)

    def take_fit(self, params: Params, step: int) -> tuple[AnyEvent, ...]:
        """Take what `fitted` gave in an earlier run (raises CommandError, or ValueError if it is of another model)."""
        self._require("no reward model is learning from all pairs now", "fitting")
        assert self._fitting is not None
        self._fitting = taken_over(self._fitting, params, step)
        return self._end_fit(stopped=not self._fitting.is_done)

    def _begin(self) -> tuple[AnyEvent, ...]:
        self._require("the session has begun already", "ready")
        setup = self.setup
        self._few = setup.models.begin()
        started = PreferStarted(
            level=setup.level.name,
            title=setup.level.file.title,
            seed=setup.seed,
            pairs=setup.pairs,
            held_out=setup.items - setup.pairs,
            training_pairs=len(setup.training),
            held_out_pairs=len(setup.held_out),
            source=setup.source,
            guideline=setup.guideline,
            goal=setup.goal.words(),
            whose=self.state.whose,
            seconds_per_nat=setup.seconds_per_nat,
        )
        return (started, *self._said("begin"), *self._ask())

    def _ask(self) -> tuple[AnyEvent, ...]:
        """Open the next pair, once the reward model has locked its answer."""
        number = self.state.pair + 1
        asked = self.setup.rounds[number - 1]
        model = asked.on_screen(*self.setup.models.worth(self._params, asked.pair))
        self.state = replace(self.state, phase="asked", pair=number, model=model)
        answers = asked.on_screen_texts()
        sealed = seal_of(nonce(self.setup.seed, number), model)
        opened = PairAsked(
            pair=number,
            held_out=asked.held_out,
            prompt=tuple(Turn(message.role, message.content) for message in asked.pair.prompt),
            first=answers[0],
            second=answers[1],
            forgotten=self.setup.models.is_forgotten(asked.pair),
        )
        return (*self._said(f"before {number}"), RivalLocked(number, RIVAL, sealed), opened)

    @property
    def _params(self) -> Params:
        """The weights of the reward model that answers now: the best that there is."""
        assert self._few is not None
        return self._few.params if self._full is None else self._full

    @property
    def _round(self) -> Round:
        return self.setup.rounds[self.state.pair - 1]

    def _value(self, command: ValuePair) -> tuple[AnyEvent, ...]:
        self._require("there is no pair to value now", "asked")
        if not all(abs(value) <= MAX_SCORE for value in (command.first, command.second)):  # also false for NaN
            raise CommandError(f"a value is a number from {-MAX_SCORE:,.0f} to {MAX_SCORE:,.0f}")
        secret = nonce(self.setup.seed, self.state.pair)
        told = tell(self.state, self._round, (command.first, command.second), secret)
        self.state = replace(self.state, phase="told", told=(*self.state.told, told))
        shocked = Shocked(told.pair, told.surprise, shock_seconds(told.surprise, self.setup.seconds_per_nat))
        side = "same" if abs(told.surprise - LN2) < SAME else "better" if told.surprise < LN2 else "worse"
        cue = f"after {told.pair}"
        return (told, shocked, *self._said(cue), *self._said(f"{cue} {side}"))

    def _turn(self, turned: bool) -> tuple[AnyEvent, ...]:
        self._require("say so when a pair has been told", "told")
        if self._round.held_out:
            raise CommandError("nobody learns from this pair any more")
        pair = self.state.pair
        self.state = replace(self.state, turned=self.state.turned | {pair} if turned else self.state.turned - {pair})
        return (PairTurned(pair, turned),)

    def _learn_from(self, command: LearnFrom) -> tuple[AnyEvent, ...]:
        self._require("nobody begins to learn now", "asked", "told", "fit")
        if self.state.phase != "fit" and self._round.held_out:
            raise CommandError("nobody learns from these pairs")
        self.state = replace(self.state, whose=command.whose)
        return (LearnsFrom(command.whose),)

    def _hint(self) -> tuple[AnyEvent, ...]:
        hints = self.setup.level.file.hints
        if self.state.hints >= len(hints):
            raise CommandError("there are no more hints")
        self.state = replace(self.state, hints=self.state.hints + 1)
        return (Hinted(text=hints[self.state.hints - 1], left=len(hints) - self.state.hints),)

    def _next(self) -> tuple[AnyEvent, ...]:
        self._require("value the two answers first", "told", "fit", "fitted")
        match self.state.phase:
            case "told" if not self._round.held_out:
                return self._learn()
            case "told":
                return self._ask_or_end()
            case "fitted":
                assert self._fitting is not None
                self._full, self._fitting = self._fitting.state.params, None
            case _ if self.setup.models.shipped is not None:
                self._full = self.setup.models.shipped.params
                self.state = replace(self.state, full=model_row(SHIPPED, self.setup, self._full))
        return (*self._said("part 3"), *self._ask_or_end())

    def _learn(self) -> tuple[AnyEvent, ...]:
        """Let the reward model take its step on all pairs told so far; ask the next one, or open the fit."""
        assert self._few is not None
        told = [self._labelled(r.pair, n) for n, r in enumerate(self.setup.rounds[: self.state.pair], start=1)]
        self._few, loss = self.setup.models.learned(self._few, told)
        learned = RewardLearned(len(told), loss)
        if len(told) < self.setup.pairs:
            return (learned, *self._ask())
        few = model_row(FEW, self.setup, self._few.params)
        self.state = replace(self.state, phase="fit", few=few)
        return (learned, FitOpened(len(told), few.whole), *self._said("part 2"))

    def _labelled(self, pair: Pair, number: int) -> Pair:
        """Return a pair as it is learned: the other way round if that is your choice, and yours count."""
        if self.state.whose == "guideline" or number not in self.state.turned:
            return pair
        return msgspec.structs.replace(pair, chosen=pair.rejected, rejected=pair.chosen)

    def _all_labelled(self) -> list[Pair]:
        pairs = list(self.setup.training)
        for number in self.state.turned:
            place = self.setup.rounds[number - 1].place
            pairs[place] = self._labelled(pairs[place], number)
        return pairs

    def _fit(self) -> tuple[AnyEvent, ...]:
        self._require("value the pairs first; a model that has learned can be undone", "fit")
        self._fitting = self.setup.models.fitting(self._all_labelled())
        self.state = replace(self.state, phase="fitting")
        whose = self.state.whose
        turned = len(self.state.turned) if whose == "mine" else 0
        return (FitBegan(len(self.setup.training), self._fitting.total, whose, turned),)

    def _fit_on(self) -> tuple[AnyEvent, ...]:
        self._require("no reward model is learning from all pairs now", "fitting")
        assert self._fitting is not None
        try:
            self._fitting, steps = self._fitting.advanced(STEPS, THREADS)
        except Diverged:
            return self._undo_fit()
        last, epochs = steps[-1], self.setup.models.settings.epochs
        total = epochs * len(self.setup.training)
        seen = round(total * last.step / last.total)
        fitted = Fitted(last.step, last.total, seen, total, last.loss, last.smoothed)
        return (fitted, *(self._end_fit(stopped=False) if self._fitting.is_done else ()))

    def _end_fit(self, stopped: bool) -> tuple[AnyEvent, ...]:
        assert self._fitting is not None
        if self._fitting.state.step == 0:
            return self._undo_fit()
        row = model_row(FULL, self.setup, self._fitting.state.params)
        self.state = replace(self.state, phase="fitted", full=row)
        return (FitEnded(self._fitting.state.step, self._fitting.total, stopped, row.whole),)

    def _undo_fit(self) -> tuple[AnyEvent, ...]:
        self._fitting = None
        self.state = replace(self.state, phase="fit", full=None)
        return (FitUndone(),)

    def _ask_or_end(self) -> tuple[AnyEvent, ...]:
        return self._ask() if self.state.pair < self.setup.items else self._end()

    def _end(self) -> tuple[AnyEvent, ...]:
        setup, last = self.setup, self.state.of_kind(held_out=False)[-1]
        rows = [row for row in (self.state.few, self.state.full) if row is not None]
        if self.state.of_kind(held_out=True):
            rows.append(your_row(setup, self.state))
        won = last.mean < setup.goal.nats
        self.state = replace(self.state, phase="ended", won=won)
        ended = SessionEnded(
            level=setup.level.name,
            won=won,
            goal=setup.goal.words(),
            source="",
            report=Report((), (), None),
            result=Result(last.mean, last.model_mean, UNIT),
            debrief=debrief(setup.level),
            journal=journal_text(
                setup.level,
                {"you": last.mean, "rival": last.model_mean, "chance": LN2, "items": float(setup.pairs)},
            ),
        )
        return (AgreementMeasured(tuple(rows)), *self._said("won" if won else "lost"), ended)

    def _said(self, cue: str) -> tuple[AnyEvent, ...]:
        return tuple(Said(speaker=p.speaker, text=p.text) for p in self.setup.level.story.at(cue))

    def _require(self, otherwise: str, *phases: Phase) -> None:
        if self.state.phase not in phases:
            raise CommandError(otherwise)
