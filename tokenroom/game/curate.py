"""The mechanic *curate*: filters are set on a heap of pages, and two rivals learn from raw and from cleaned text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from tokenroom.game.commands import AnyCommand, AskHint, Begin, Next
from tokenroom.game.compare import Report, paired_difference
from tokenroom.game.curate_cleaning import Cleaning
from tokenroom.game.curate_commands import LookAtPage, SetFilter, StopTraining, Train, TrainOn
from tokenroom.game.curate_events import (
    CurateStarted,
    FilterOffer,
    FilterOption,
    RivalsCompared,
    Trained,
    TrainingBegan,
    TrainingStopped,
)
from tokenroom.game.curate_level import Cleaned, Curate
from tokenroom.game.curate_options import OFF, OPTIONS, WORDS, Settings, find_option
from tokenroom.game.events import AnyEvent, Hinted, Result, Said, SessionEnded
from tokenroom.game.level import Level
from tokenroom.game.outcome import debrief, journal_text
from tokenroom.game.session import CommandError
from tokenroom.model.layers import Integers
from tokenroom.text.curation.filters import FilterName
from tokenroom.text.tokenizer import Tokenizer
from tokenroom.training.duel import Duel, DuelPlan, new_duel

Phase = Literal["ready", "filtering", "training", "compared", "ended"]
RAW, CLEANED = "raw", "cleaned"
UNIT = "nats a token"
STEPS = 4  # of each rival, a command: about half a second


@dataclass(frozen=True)
class CurateSetup:
    """All that a session is played with; nothing in it changes."""

    level: Level
    mechanic: Curate
    goal: Cleaned
    seed: int
    seconds_per_nat: float
    cleaning: Cleaning
    tokenizer: Tokenizer
    plan: DuelPlan
    threads: int

    @property
    def items(self) -> int:
        """How many trainings may be begun."""
        return self.mechanic.trainings


@dataclass(frozen=True, slots=True)
class CurateState:
    """Where a session stands."""

    phase: Phase = "ready"
    settings: Settings = field(default_factory=lambda: OFF)  # by filter
    trainings: int = 0  # begun
    hints: int = 0  # given
    compared: RivalsCompared | None = None  # the last time
    won: bool = False


class CurateSession:
    """One play of one level: `apply(command)` moves `state` on and returns what happened.

    Training goes on only as far as each `TrainOn` takes it, so a command never lasts long. What was trained is part of
    what `snapshot` gives, and is never changed in place.
    """

    def __init__(self, setup: CurateSetup) -> None:
        self.setup = setup
        self.state = CurateState()
        self._duel: Duel | None = None

    def apply(self, command: AnyCommand) -> tuple[AnyEvent, ...]:
        """Carry out `command` and return its events in order (raises CommandError if it does not fit)."""
        match command:
            case Begin():
                return self._begin()
            case SetFilter():
                return self._set(command)
            case LookAtPage(page):
                self._require("look at pages before or after a training", "filtering", "compared")
                return (self.setup.cleaning.page_shown(page, self.state.settings),)
            case Train():
                return self._train()
            case TrainOn():
                return self._train_on()
            case StopTraining():
                return self._stop()
            case AskHint():
                return self._hint()
            case Next():
                return self._next()
            case _:
                raise CommandError("that is no command of this level: here pages are filtered")

    def snapshot(self) -> tuple[CurateState, Duel | None]:
        """Return all that `apply` changes, for `restore`."""
        return self.state, self._duel

    def restore(self, snapshot: tuple[CurateState, Duel | None]) -> None:
        """Take back everything that was applied since `snapshot` was taken."""
        self.state, self._duel = snapshot

    @property
    def trainings_left(self) -> int:
        """How many trainings may still be begun."""
        return self.setup.items - self.state.trainings

    def next_page(self, page: int, taken_by: FilterName | None) -> int | None:
        """Return the page behind `page`; with a filter, the next of which it takes something, None if there is none."""
        cleaning = self.setup.cleaning
        if taken_by is None:
            return page % len(cleaning.heap.pages) + 1
        return cleaning.next_page(page, self.state.settings, taken_by)

    def take_compared(self, compared: RivalsCompared) -> None:
        """Take how a training ended in an earlier run, in place of the same once more (raises CommandError)."""
        self._require("nobody is training", "training")
        self._duel = None
        self.state = replace(self.state, phase="compared", compared=compared)

    def _begin(self) -> tuple[AnyEvent, ...]:
        self._require("the session has begun already", "ready")
        setup, cleaning = self.setup, self.setup.cleaning
        started = CurateStarted(
            level=setup.level.name,
            title=setup.level.file.title,
            seed=setup.seed,
            heap=cleaning.heap.title,
            pages=len(cleaning.heap.pages),
            n_bytes=cleaning.n_bytes,
            good=cleaning.truth.good,
            contacts=cleaning.truth.contacts,
            trainings=setup.items,
            phrases=setup.plan.settings.phrases,
            goal=setup.goal.words(),
            filters=tuple(
                FilterOffer(name, WORDS[name], tuple(FilterOption(o.name, o.words) for o in options))
                for name, options in OPTIONS.items()
            ),
        )
        self.state = replace(self.state, phase="filtering")
        return (started, *self._told("begin"), cleaning.filtered(OFF))

    def _set(self, command: SetFilter) -> tuple[AnyEvent, ...]:
        self._require("filters can be set before or after a training", "filtering", "compared")
        if find_option(command.filter, command.setting) is None:
            known = ", ".join(option.name for option in OPTIONS[command.filter])
            raise CommandError(f"the filter {command.filter} can be set to: {known}")
        settings: Settings = {**self.state.settings, command.filter: command.setting}
        filtered = self.setup.cleaning.filtered(settings)
        self.state = replace(self.state, phase="filtering", settings=settings)
        return (filtered,)

    def _train(self) -> tuple[AnyEvent, ...]:
        self._require("they are at it already", "filtering", "compared")
        if not self.trainings_left:
            raise CommandError("there is no training left: go on")
        raw, cleaned = (self.setup.cleaning.texts(settings) for settings in (OFF, self.state.settings))
        texts = {RAW: self._ids(raw)}
        texts[CLEANED] = texts[RAW] if raw == cleaned else self._ids(cleaned)
        try:
            duel = new_duel(self.setup.plan, texts)
        except ValueError:
            raise CommandError("the filters leave nothing to learn from") from None
        number = self.state.trainings + 1
        self._duel = duel
        self.state = replace(self.state, phase="training", trainings=number)
        tokens = [sum(map(len, ids)) for ids in (texts[RAW], texts[CLEANED])]
        began = TrainingBegan(number, self.setup.plan.settings.phrases, *tokens)
        return (*self._told(f"before {number}"), began)

    def _train_on(self) -> tuple[AnyEvent, ...]:
        self._require("nobody is training", "training")
        assert self._duel is not None
        self._duel = self._duel.advanced(STEPS, self.setup.threads)
        step = self._duel.step()
        number = self.state.trainings
        trained = Trained(number, step.step, step.phrases, step.total, step.losses, step.held_out)
        return (trained, *self._compare()) if self._duel.is_done else (trained,)

    def _compare(self) -> tuple[AnyEvent, ...]:
        assert self._duel is not None
        compared = self._compared(self._duel)
        self.state = replace(self.state, phase="compared", compared=compared)
        self._duel = None
        side = "same" if compared.gain == 0 else "better" if compared.gain > 0 else "worse"
        cue = f"after {compared.training}"
        return (compared, *self._told(cue), *self._told(f"{cue} {side}"))

    def _compared(self, duel: Duel) -> RivalsCompared:
        nats, left = duel.held_out(), self.setup.cleaning.filtered(self.state.settings)
        gain, margin = paired_difference(nats[CLEANED].tolist(), nats[RAW].tolist())
        spared, goal = left.good_left / max(1, self.setup.cleaning.truth.good), self.setup.goal
        return RivalsCompared(
            training=self.state.trainings,
            tokens=len(nats[RAW]),
            raw=float(nats[RAW].mean()),
            cleaned=float(nats[CLEANED].mean()),
            gain=gain,
            margin=margin,
            spared=spared,
            contacts_left=left.contacts_left,
            reached=gain >= goal.gain and spared >= goal.spared and left.contacts_left <= goal.contacts,
        )

    def _stop(self) -> tuple[AnyEvent, ...]:
        self._require("nobody is training", "training")
        self._duel = None
        self.state = replace(self.state, phase="filtering")
        return (TrainingStopped(self.state.trainings),)

    def _hint(self) -> tuple[AnyEvent, ...]:
        hints = self.setup.level.file.hints
        if self.state.hints >= len(hints):
            raise CommandError("there are no more hints")
        self.state = replace(self.state, hints=self.state.hints + 1)
        return (Hinted(text=hints[self.state.hints - 1], left=len(hints) - self.state.hints),)

    def _next(self) -> tuple[AnyEvent, ...]:
        self._require("let them train first", "filtering", "compared")
        compared = self.state.compared
        if compared is None and self.trainings_left:
            raise CommandError("let them train first")
        won = compared is not None and compared.reached
        self.state = replace(self.state, phase="ended", won=won)
        ended = SessionEnded(
            level=self.setup.level.name,
            won=won,
            goal=self.setup.goal.words(),
            source="",
            report=Report((), (), None),
            result=Result(compared.cleaned, compared.raw, UNIT) if compared else None,
            debrief=debrief(self.setup.level),
            journal=journal_text(self.setup.level, _figures(compared)),
        )
        return (*self._told("won" if won else "lost"), ended)

    def _ids(self, texts: Iterable[str]) -> list[Integers]:
        return [np.array(self.setup.tokenizer.encode(text), np.int32) for text in texts]

    def _told(self, cue: str) -> tuple[AnyEvent, ...]:
        return tuple(Said(speaker=p.speaker, text=p.text) for p in self.setup.level.story.at(cue))

    def _require(self, otherwise: str, *phases: Phase) -> None:
        if self.state.phase not in phases:
            raise CommandError(otherwise)


def _figures(compared: RivalsCompared | None) -> dict[str, float]:
    """What a journal's entry may name: both rivals' losses, and which training it was."""
    if compared is None:
        return {}
    return {"you": compared.cleaned, "rival": compared.raw, "items": float(compared.training)}
