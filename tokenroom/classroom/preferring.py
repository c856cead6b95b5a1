"""A level of *prefer* as a class plays it: the class values pairs, and its own choices train the reward model."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Any
from zipfile import BadZipFile

import msgspec
import numpy as np

from tokenroom.classroom.figures import Counted, figures_of
from tokenroom.classroom.from_clients import AnyAnswer
from tokenroom.classroom.game import Following, Job, NoTokens, Score, only, told_in
from tokenroom.classroom.progress import followed
from tokenroom.classroom.views import Learned, PreferView, Progress
from tokenroom.game.answer import MAX_SCORE, AnswerError
from tokenroom.game.commands import Begin, Next
from tokenroom.game.events import AnyEvent, Said
from tokenroom.game.prefer import LN2, RIVAL, PreferSession
from tokenroom.game.prefer_commands import Fit, FitOn, LearnFrom, StopFit, TurnPair, ValuePair
from tokenroom.game.prefer_events import FitEnded, FitOpened, Fitted, FitUndone, PairAsked, PairTold
from tokenroom.game.session import CommandError

_TOLD = "told"  # beside the weights in a memory: how many steps, and what was shown of them


@dataclass(frozen=True, slots=True)
class PreferScore(Score):
    """What values come to: how much more the first answer on the screen is valued than the second."""

    difference: float = 0.0


@dataclass(frozen=True, slots=True)
class _State:
    view: PreferView
    shown: int = 0  # pairs that were asked of the class; the session is one ahead before the first
    counted: tuple[Counted | None, ...] = ()


class PreferGame(NoTokens):
    """A class on one level of *prefer*.

    Args:
        session: the game's own, not begun; in it the class together is "you".
        blank: a view with what is the same at every item: play and level.
    """

    is_revealed_at_once = False

    def __init__(self, session: PreferSession, blank: PreferView) -> None:
        self._session = session
        self.items = session.setup.items
        guideline = session.setup.guideline
        self._state = _State(msgspec.structs.replace(blank, items=self.items, guideline=guideline))

    def begin(self) -> tuple[Said, ...]:
        """Open the level; the reward models learn from what the class chooses."""
        events = self._session.apply(Begin())
        self._session.apply(LearnFrom("mine"))
        self._pending = only(events, PairAsked)
        return told_in(events)

    def follow(self) -> tuple[Following, tuple[Said, ...]]:
        """Go on to the next pair, to the learning from all pairs, or to the end."""
        if not self._state.shown:
            assert self._pending is not None
            return self._ask(self._pending), ()
        events = self._session.apply(Next())
        if (opened := only(events, FitOpened)) is not None:
            events = (*events, *self._session.apply(Fit()))
            self._show(learned=Learned(opened.few.share, None), progress=self._progress(0, LN2))
            return "working", told_in(events)
        if (asked := only(events, PairAsked)) is not None:
            return self._ask(asked), told_in(events)
        self._show(progress=None)
        return "ended", told_in(events)

    def score(self, item: int, answer: AnyAnswer) -> PreferScore:
        """Return what two values cost (raises AnswerError or CommandError)."""
        if not isinstance(answer, ValuePair):
            raise CommandError("here two answers are valued")
        if not 1 <= item <= self._state.shown:
            raise CommandError(f"pair {item} is not asked")
        values = (answer.first, answer.second)
        if not all(abs(value) <= MAX_SCORE for value in values):  # also false for NaN
            raise AnswerError(f"a value is a number from {-MAX_SCORE:,.0f} to {MAX_SCORE:,.0f}")
        surprise = self._session.setup.rounds[item - 1].surprise(values)
        return PreferScore(surprise=surprise, chance=LN2, difference=values[0] - values[1])

    def reveal(self, scores: Sequence[Score]) -> tuple[Said, ...]:
        """Let the class as one player value the pair by the mean difference, and choose as most of it do."""
        given = [score for score in scores if isinstance(score, PreferScore)]
        differences = [score.difference for score in given]
        mean = float(np.clip(fmean(differences), -MAX_SCORE, MAX_SCORE)) if differences else 0.0
        events = self._session.apply(ValuePair(mean, 0.0))
        told = only(events, PairTold)
        assert told is not None
        choices = tuple(sum(side(d) for d in differences) for side in (_first, _second, _neither))
        turned = self._turn(told, choices[0] - choices[1])
        self._count(told, [score.surprise for score in given if score.surprise is not None])
        self._show(revealed=told, choices=choices, turned=turned)
        return told_in(events)

    def view(self) -> PreferView:
        """Return what there is to see now."""
        return self._state.view

    def job(self) -> Job:
        """Return the next steps of the reward model that learns from all pairs."""
        return lambda: self._session.apply(FitOn())

    def learned(self, events: Sequence[AnyEvent]) -> bool:
        """Take what it has learned."""
        if (fitted := only(events, Fitted)) is not None:
            losses = {RIVAL: fitted.smoothed}
            self._show(progress=followed(self._state.view.progress, fitted.step, fitted.total, losses))
        self._end_fit(events)
        return any(isinstance(event, FitEnded | FitUndone) for event in events)

    def stop(self) -> None:
        """Let it learn no more; what it has learned counts."""
        self._end_fit(self._session.apply(StopFit()))

    def memory(self) -> bytes:
        """Return the weights and the progress as NumPy keeps arrays; empty if what was learned is gone."""
        fitted, progress = self._session.fitted(), self._state.view.progress
        if fitted is None or progress is None:
            return b""
        out, (params, step) = io.BytesIO(), fitted
        told = np.frombuffer(msgspec.json.encode((step, progress)), np.uint8)
        np.savez(out, **{_TOLD: told}, **params)  # type: ignore[arg-type]
        return out.getvalue()

    def remember(self, memory: bytes) -> None:
        """Take weights that `memory` gave (raises ValueError)."""
        try:
            with np.load(io.BytesIO(memory), allow_pickle=False) as arrays:
                params = {name: arrays[name] for name in arrays.files if name != _TOLD}
                step, progress = msgspec.json.decode(arrays[_TOLD].tobytes(), type=tuple[int, Progress])
        except (OSError, KeyError, BadZipFile, msgspec.MsgspecError) as error:
            raise ValueError(f"no memory of a reward model: {error}") from error
        self._end_fit(self._session.take_fit(params, step))
        self._show(progress=progress)

    def snapshot(self) -> Any:
        """Return all that changes."""
        return self._session.snapshot(), self._state

    def restore(self, snapshot: Any) -> None:
        """Take back everything since `snapshot` was taken."""
        session, self._state = snapshot
        self._session.restore(session)

    def _ask(self, asked: PairAsked) -> Following:
        self._state = replace(self._state, shown=asked.pair)
        self._show(item=asked.pair, asked=asked, revealed=None, choices=(0, 0, 0), turned=False, progress=None)
        self._show(figures=None)
        return "asked"

    def _turn(self, told: PairTold, lead: int) -> bool:
        """Turn a pair round of which most students would choose the other answer."""
        against = lead < 0 if told.better == "first" else lead > 0
        if against and not told.held_out:
            self._session.apply(TurnPair(True))
        return against

    def _count(self, told: PairTold, surprises: list[float]) -> None:
        players = {RIVAL: told.model_surprise, "uniform": LN2}
        counted = (*self._state.counted, Counted.of(surprises, told.surprise, players))
        self._state = replace(self._state, counted=counted)
        self._show(figures=figures_of(len(surprises), told.surprise, players, counted))

    def _end_fit(self, events: Sequence[AnyEvent]) -> None:
        ended, learned = only(events, FitEnded), self._state.view.learned
        if ended is not None:
            self._show(learned=Learned(learned.few if learned else None, ended.full.share))

    def _progress(self, done: int, loss: float) -> Progress:
        fitting = self._session.setup
        total = math.ceil(len(fitting.training) / fitting.models.settings.batch) * fitting.models.settings.epochs
        return followed(None, done, total, {RIVAL: loss})

    def _show(self, **fields: Any) -> None:
        self._state = replace(self._state, view=msgspec.structs.replace(self._state.view, **fields))


def _first(difference: float) -> bool:
    return difference > 0


def _second(difference: float) -> bool:
    return difference < 0


def _neither(difference: float) -> bool:
    return difference == 0
