"""The mechanic *steer*: a chat model is trained against a reward model, held by a KL penalty or by nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec

from tokenroom.game.commands import AnyCommand, AskHint, Begin, Next
from tokenroom.game.events import AnyEvent, Hinted, Said
from tokenroom.game.session import CommandError
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
from tokenroom.game.steer_events import (
    KnobSet,
    ModelJudged,
    PolicyMoved,
    Run,
    SteeringBegan,
    SteeringEnded,
    SteeringKept,
    SteeringUndone,
    SteerStarted,
)
from tokenroom.game.steer_fooling import tried, wanted
from tokenroom.game.steer_models import THREADS, Look, Moved, Steered
from tokenroom.game.steer_outcome import ended
from tokenroom.game.steer_rounds import Phase, SteerSetup, SteerState
from tokenroom.game.steer_runs import came_to, measured, samples
from tokenroom.model.checkpoint import Checkpoint
from tokenroom.training.policy import PolicyStep
from tokenroom.training.pretrain import Diverged


@dataclass(frozen=True)
class Hands:
    """What a session holds beside its state: weights, never changed in place.

    Attributes:
        stage: the run that is on, or has just ended.
        moved: its newest update.
        model: what was kept.
    """

    stage: Steered | None = None
    moved: Moved | None = None
    model: Checkpoint | None = None


class SteerSession:
    """One play of one level: `apply(command)` moves `state` on and returns what happened.

    A run moves on by one update a command, so that none lasts long; what it has made of the model is part of what
    `snapshot` gives.
    """

    def __init__(self, setup: SteerSetup) -> None:
        self.setup = setup
        self.state = SteerState(kl_weight=setup.mechanic.knob, updates=setup.mechanic.first_updates)
        self._hands = Hands()

    def apply(self, command: AnyCommand) -> tuple[AnyEvent, ...]:
        """Carry out `command` and return its events in order (raises CommandError if it does not fit)."""
        match command:
            case Begin():
                return self._begin()
            case SetKnob():
                return self._set(command)
            case Steer():
                return self._steer()
            case SteerOn():
                return self._steer_on()
            case StopSteering():
                self._require("no run is on", "steering")
                return self._end_run()
            case UndoSteering():
                self._require("there is nothing to undo", "steered")
                return self._undo()
            case TakeSteered():
                return self._take_shipped()
            case LookAtGroup(group):
                return self._look_at(group)
            case TryAnswer(text):
                return self._try(text)
            case AskHint():
                return self._hint()
            case Next():
                return self._next()
            case _:
                raise CommandError("that is no command of this level: here a model is steered")

    def snapshot(self) -> tuple[SteerState, Hands]:
        """Return all that `apply` changes, for `restore`."""
        return self.state, self._hands

    def restore(self, snapshot: tuple[SteerState, Hands]) -> None:
        """Take back everything that was applied since `snapshot` was taken."""
        self.state, self._hands = snapshot

    def _begin(self) -> tuple[AnyEvent, ...]:
        self._require("the session has begun already", "ready")
        setup, mechanic, settings = self.setup, self.setup.mechanic, self.setup.models.settings
        self.state = replace(self.state, phase="set")
        started = SteerStarted(
            level=setup.level.name,
            title=setup.level.file.title,
            seed=setup.seed,
            knobs=mechanic.knobs,
            kl_weight=self.state.kl_weight,
            lengths=mechanic.lengths,
            updates=self.state.updates,
            prompts=settings.prompts,
            group=settings.group,
            judged=setup.models.judged,
            judge_every=mechanic.judge_every,
            shipped=mechanic.shipped if setup.models.has_shipped else "",
            tries=mechanic.tries,
            goal=setup.goal.words(),
            seconds_per_nat=setup.seconds_per_nat,
        )
        return (started, *self._said("begin"))

    def _set(self, command: SetKnob) -> tuple[AnyEvent, ...]:
        self._require("the knob is turned between runs: each begins anew from the chat model", "set")
        mechanic = self.setup.mechanic
        if command.kl_weight not in mechanic.knobs:
            raise CommandError(f"the knob has the settings {', '.join(f'{knob:g}' for knob in mechanic.knobs)}")
        if command.updates not in mechanic.lengths:
            raise CommandError(f"a run takes {' or '.join(f'{length:,}' for length in mechanic.lengths)} updates")
        self.state = replace(self.state, kl_weight=command.kl_weight, updates=command.updates)
        return (KnobSet(command.kl_weight, command.updates),)

    def _steer(self) -> tuple[AnyEvent, ...]:
        self._require("set the knob first; a run that has ended can be undone", "set")
        state = replace(self.state, phase="steering", begun=self.state.begun + 1, looked=0)
        self._hands = Hands(self.setup.models.run(state.kl_weight, state.updates))
        self.state = state
        began = SteeringBegan(state.begun, state.kl_weight, state.updates)
        return (began, self._judged(0, self.setup.models.chats_look))

    def _steer_on(self) -> tuple[AnyEvent, ...]:
        self._require("no run is on", "steering", "steered")
        stage = self._hands.stage
        if stage is None or stage.tuning.is_done:
            raise CommandError("the run has taken all its updates")
        before = stage.checkpoint()
        try:
            stage, (step,) = stage.advanced(1, THREADS)
        except Diverged:
            return self._undo()
        self._hands = Hands(stage, Moved(step, before, stage.checkpoint()))
        self.state = replace(self.state, phase="steering")
        events: tuple[AnyEvent, ...] = (_moved(step), self._shown_group())
        if stage.tuning.is_done:
            return (*events, *self._end_run())
        if step.update % self.setup.mechanic.judge_every == 0:
            self.state = replace(self.state, looked=step.update)
            events = (*events, self._judged(step.update, self.setup.models.look(stage.checkpoint())))
        return events

    def _shown_group(self) -> AnyEvent:
        assert self._hands.moved is not None
        return self.setup.models.group(self._hands.moved, self.state.group)

    def _judged(self, update: int, look: Look) -> ModelJudged:
        return ModelJudged(self.state.begun, update, look.reward, int(look.passed.sum()), len(look.passed))

    def _end_run(self) -> tuple[AnyEvent, ...]:
        stage = self._hands.stage
        assert stage is not None
        updates, model = stage.tuning.state.step, stage.checkpoint()
        if not updates:
            return self._undo()
        look = self.setup.models.look(model)
        judged = () if self.state.looked == updates else (self._judged(updates, look),)
        self.state = replace(self.state, looked=updates)
        far = (updates, stage.tuning.total)
        run = measured(self.setup.models, model, look, self.state.begun, self.state.kl_weight, far)
        return (*judged, *self._ended_run(model, run))

    def _ended_run(self, model: Checkpoint, run: Run) -> tuple[AnyEvent, ...]:
        before, self.state = self.state.runs, self.state.ended_run(run)
        ended, side = SteeringEnded(run, samples(self.setup, model)), came_to(run)
        told = self._said(f"part 2 {side}") if side not in map(came_to, before) else ()
        return (ended, *(() if before else self._said("part 2")), *told)

    def _undo(self) -> tuple[AnyEvent, ...]:
        number = self.state.runs[-1].run if self.state.phase == "steered" else self.state.begun
        self._hands = Hands()
        self.state = replace(self.state, phase="set")
        return (SteeringUndone(number),)

    def _take_shipped(self) -> tuple[AnyEvent, ...]:
        self._require("that is for before a run", "set")
        model = self.setup.models.shipped
        if model is None:
            raise CommandError("no model was steered before you came")
        updates = model.training.curve[-1].phrases if model.training.curve else 0
        self._hands = Hands(model=model)
        look = self.setup.models.look(model)
        judged = (self._of_shipped(0, self.setup.models.chats_look), self._of_shipped(updates, look))
        run = measured(self.setup.models, model, look, 0, self.setup.shipped_weight, (updates, updates))
        return (*judged, *self._ended_run(model, run))

    def _of_shipped(self, update: int, look: Look) -> ModelJudged:
        return msgspec.structs.replace(self._judged(update, look), run=0)

    def _look_at(self, group: int) -> tuple[AnyEvent, ...]:
        self._require("there is no update to look at", "steering", "steered")
        if self._hands.moved is None:
            raise CommandError("there is no update to look at")
        groups = self.setup.models.settings.prompts
        if group > groups:
            raise CommandError(f"an update has {groups} prompts")
        self.state = replace(self.state, group=group)
        return (self._shown_group(),)

    def _hint(self) -> tuple[AnyEvent, ...]:
        hints = self.setup.level.file.hints
        if self.state.hints >= len(hints):
            raise CommandError("there are no more hints")
        self.state = replace(self.state, hints=self.state.hints + 1)
        return (Hinted(text=hints[self.state.hints - 1], left=len(hints) - self.state.hints),)

    def _next(self) -> tuple[AnyEvent, ...]:
        self._require("stop the run first", "set", "steered", "fooling")
        events: tuple[AnyEvent, ...] = ()
        if self.state.phase == "steered":
            events = self._keep()
        if self.state.phase != "fooling" and self.setup.question is not None:
            return (*events, *self._said("part 3"), self._want_answer())
        return (*events, *self._end())

    def _keep(self) -> tuple[AnyEvent, ...]:
        run = msgspec.structs.replace(self.state.runs[-1], kept=True)
        if self._hands.stage is not None:
            self._hands = Hands(model=self._hands.stage.checkpoint())
        self.state = self.state.ended_run(run)
        return (SteeringKept(run.run),)

    def _want_answer(self) -> AnyEvent:
        asked = wanted(self.setup, self.state, self._hands.model)
        self.state = replace(self.state, phase="fooling", good=asked.good, models=asked.models)
        return asked

    def _try(self, text: str) -> tuple[AnyEvent, ...]:
        self._require("no answer is wanted now", "fooling")
        told = tried(self.setup, self.state, text)
        self.state = replace(self.state, told=(*self.state.told, told))
        cue, side = f"after {told.number}", "better" if told.fooled else "worse"
        return (told, *self._said(cue), *self._said(f"{cue} {side}"))

    def _end(self) -> tuple[AnyEvent, ...]:
        last = ended(self.setup, self.state)
        self.state = replace(self.state, phase="ended", won=last.won)
        return (*self._said("won" if last.won else "lost"), last)

    def _said(self, cue: str) -> tuple[AnyEvent, ...]:
        return tuple(Said(speaker=p.speaker, text=p.text) for p in self.setup.level.story.at(cue))

    def _require(self, otherwise: str, *phases: Phase) -> None:
        if self.state.phase not in phases:
            raise CommandError(otherwise)


def _moved(step: PolicyStep) -> PolicyMoved:
    return PolicyMoved(step.update, step.total, step.reward, step.kl, step.length, step.loss)
