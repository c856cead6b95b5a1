"""A level of *curate* as a class plays it: one vote a filter, then two rivals learn from raw and from cleaned text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from tokenroom.classroom.from_clients import AnyAnswer
from tokenroom.classroom.game import Following, Job, NoTokens, Score, only, told_in
from tokenroom.classroom.progress import followed
from tokenroom.classroom.views import CurateView, Progress, Setting
from tokenroom.classroom.votes import Vote, most_wanted
from tokenroom.game.commands import Begin, Next
from tokenroom.game.curate import CurateSession
from tokenroom.game.curate_commands import SetFilter, StopTraining, Train, TrainOn
from tokenroom.game.curate_events import RivalsCompared, Trained
from tokenroom.game.curate_options import OPTIONS, WORDS, find_option
from tokenroom.game.events import AnyEvent, Said
from tokenroom.game.outcome import debrief
from tokenroom.game.session import CommandError

FILTERS = tuple(OPTIONS)  # in the order in which pages go through them


@dataclass(frozen=True, slots=True)
class _State:
    view: CurateView
    shown: int = 0  # filters that the class was asked about
    is_trained: bool = False  # whether rivals have begun to learn


class CurateGame(NoTokens):
    """A class on one level of *curate*.

    Args:
        session: the game's own, not begun.
        blank: a view with what is the same at every item: play and level.
    """

    is_revealed_at_once = False
    items = len(FILTERS)

    def __init__(self, session: CurateSession, blank: CurateView) -> None:
        self._session = session
        truth = session.setup.cleaning.truth
        view = msgspec.structs.replace(blank, items=self.items, good=truth.good, contacts=truth.contacts)
        self._state = _State(view)

    def begin(self) -> tuple[Said, ...]:
        """Open the level."""
        return told_in(self._session.apply(Begin()))

    def follow(self) -> tuple[Following, tuple[Said, ...]]:
        """Go on to the next filter, to the learning of both rivals, or to the end."""
        state = self._state
        if state.shown < self.items:
            return self._ask(state.shown + 1), ()
        if state.is_trained:
            return "ended", self._end()
        self._state = replace(state, is_trained=True)
        try:
            events = self._session.apply(Train())
        except CommandError as error:  # nothing is left to learn from
            said = Said(speaker="narrator", text=f"{str(error)[:1].upper()}{str(error)[1:]}.")
            return "ended", (said, *self._end())
        self._show(progress=followed(None, 0, self._session.setup.plan.settings.phrases, {}))
        return "working", told_in(events)

    def score(self, item: int, answer: AnyAnswer) -> Vote:
        """See that the filter is the one that is asked about, and has such a setting (raises CommandError)."""
        if not isinstance(answer, SetFilter):
            raise CommandError("here filters are set")
        if not 1 <= item <= self._state.shown or answer.filter != FILTERS[item - 1]:
            raise CommandError(f"the filter {answer.filter} is not asked about")
        if find_option(answer.filter, answer.setting) is None:
            known = ", ".join(option.name for option in OPTIONS[answer.filter])
            raise CommandError(f"the filter {answer.filter} can be set to: {known}")
        return Vote(choice=answer.setting)

    def reveal(self, scores: Sequence[Score]) -> tuple[Said, ...]:
        """Set the filter as most want it; if nobody voted, it stays as it is."""
        votes = Counter(str(score.choice) for score in scores if isinstance(score, Vote))
        name = FILTERS[self._state.shown - 1]
        wanted = most_wanted(votes, [option.name for option in OPTIONS[name]])
        events = self._session.apply(SetFilter(name, wanted))
        self._show(revealed=wanted, votes=dict(votes.most_common()))
        return told_in(events)

    def view(self) -> CurateView:
        """Return what there is to see now."""
        return self._state.view

    def job(self) -> Job:
        """Return the next steps of both rivals."""
        return lambda: self._session.apply(TrainOn())

    def learned(self, events: Sequence[AnyEvent]) -> bool:
        """Take what they have learned."""
        if (trained := only(events, Trained)) is not None:
            progress = followed(self._state.view.progress, trained.phrases, trained.total, trained.held_out)
            self._show(progress=progress)
        compared = only(events, RivalsCompared)
        if compared is not None:
            self._show(compared=compared)
        return compared is not None

    def stop(self) -> None:
        """Let them learn no more; what they had learned is lost."""
        self._session.apply(StopTraining())

    def memory(self) -> bytes:
        """Return how the learning ended, in JSON; empty if it was stopped."""
        compared, progress = self._state.view.compared, self._state.view.progress
        return b"" if compared is None else msgspec.json.encode((compared, progress))

    def remember(self, memory: bytes) -> None:
        """Take how it ended (raises ValueError)."""
        try:
            compared, progress = msgspec.json.decode(memory, type=tuple[RivalsCompared, Progress])
        except msgspec.MsgspecError as error:
            raise ValueError(f"no memory of a training: {error}") from error
        self._session.take_compared(compared)
        self._show(compared=compared, progress=progress)

    def snapshot(self) -> Any:
        """Return all that changes."""
        return self._session.snapshot(), self._state

    def restore(self, snapshot: Any) -> None:
        """Take back everything since `snapshot` was taken."""
        session, self._state = snapshot
        self._session.restore(session)

    def _ask(self, item: int) -> Following:
        name = FILTERS[item - 1]
        options = tuple(self._setting(name, option.name, option.words) for option in OPTIONS[name])
        self._state = replace(self._state, shown=item)
        self._show(item=item, filter=name, words=WORDS[name], options=options, revealed=None, votes={})
        return "asked"

    def _setting(self, name: Any, setting: str, words: str) -> Setting:
        left = self._session.setup.cleaning.filtered({**self._session.state.settings, name: setting})
        return Setting(setting, words, left.good_left, left.bad_left, left.contacts_left)

    def _end(self) -> tuple[Said, ...]:
        """Tell how it went; if they were stopped there is only what could have been known."""
        if self._state.view.compared is None:
            return debrief(self._session.setup.level)
        return told_in(self._session.apply(Next()))

    def _show(self, **fields: Any) -> None:
        self._state = replace(self._state, view=msgspec.structs.replace(self._state.view, **fields))
