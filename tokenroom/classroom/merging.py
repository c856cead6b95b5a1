"""A level of *merge* as a class plays it: the pair that most students want is merged, against the greedy rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from tokenroom.classroom.from_clients import AnyAnswer
from tokenroom.classroom.game import Following, NoLearning, NoTokens, Score, only, told_in
from tokenroom.classroom.views import MergeView, MergeVote
from tokenroom.classroom.votes import Vote, most_wanted
from tokenroom.game.commands import Begin, Next
from tokenroom.game.events import AnyEvent, Said
from tokenroom.game.merge import MergeSession, MergeState
from tokenroom.game.merge_commands import PickPair
from tokenroom.game.merge_events import MergeAsked, MergePicked, MergeScored
from tokenroom.game.session import CommandError
from tokenroom.text.merging import count_pairs, symbol_text

Choice = tuple[int, int] | None  # ids of two symbols; None for "nothing"


@dataclass(frozen=True, slots=True)
class _State:
    view: MergeView
    asked: tuple[MergeState, ...] = ()  # the text as it was at each item that the class was asked


class MergeGame(NoLearning, NoTokens):
    """A class on one level of *merge*.

    Args:
        session: the game's own, not begun.
        blank: a view with what is the same at every item: play and level.
    """

    is_revealed_at_once = False

    def __init__(self, session: MergeSession, blank: MergeView) -> None:
        self._session = session
        self.items = session.setup.items
        self._state = _State(msgspec.structs.replace(blank, items=self.items))

    def begin(self) -> tuple[Said, ...]:
        """Open the level."""
        events = self._session.apply(Begin())
        self._pending = only(events, MergeAsked)
        return told_in(events)

    def follow(self) -> tuple[Following, tuple[Said, ...]]:
        """Go on to the next merge, or to the end."""
        events: tuple[AnyEvent, ...] = ()
        asked = self._pending
        if self._state.asked:
            events = self._session.apply(Next())
            asked = only(events, MergeAsked)
        if asked is None:
            self._show(scored=only(events, MergeScored))
            return "ended", told_in(events)
        self._state = replace(self._state, asked=(*self._state.asked, self._session.state))
        self._show(item=asked.pick, candidates=asked.candidates, pieces=self._pieces(), revealed=None, votes=())
        return "asked", told_in(events)

    def score(self, item: int, answer: AnyAnswer) -> Vote:
        """See that the pair stands somewhere in the text as it was then (raises CommandError)."""
        if not 1 <= item <= len(self._state.asked):
            raise CommandError(f"merge {item} is not asked")
        if isinstance(answer, Next):
            return Vote(choice=None)
        if not isinstance(answer, PickPair):
            raise CommandError("here pairs are merged")
        state = self._state.asked[item - 1]
        if not all(0 <= symbol < len(state.symbols) for symbol in (answer.left, answer.right)):
            raise CommandError(f"symbols are 0 to {len(state.symbols) - 1}")
        if not count_pairs(state.pieces)[state.symbols[answer.left], state.symbols[answer.right]]:
            raise CommandError("these two do not stand beside each other in any piece of the text")
        return Vote(choice=(answer.left, answer.right))

    def reveal(self, scores: Sequence[Score]) -> tuple[Said, ...]:
        """Merge what most want; if nobody wants anything, nothing is merged."""
        votes: Counter[Any] = Counter(score.choice for score in scores if isinstance(score, Vote))
        listed = [(pair.left.id, pair.right.id) for pair in self._state.view.candidates]
        wanted: Choice = most_wanted(votes, listed) if votes else None
        symbols = self._state.asked[-1].symbols
        events = self._session.apply(Next() if wanted is None else PickPair(*wanted))
        told = tuple(_vote(symbols, choice, n) for choice, n in votes.most_common())
        self._show(revealed=only(events, MergePicked), votes=told, pieces=self._pieces())
        return told_in(events)

    def view(self) -> MergeView:
        """Return what there is to see now."""
        return self._state.view

    def snapshot(self) -> Any:
        """Return all that changes."""
        return self._session.snapshot(), self._state

    def restore(self, snapshot: Any) -> None:
        """Take back everything since `snapshot` was taken."""
        session, self._state = snapshot
        self._session.restore(session)

    def _pieces(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(symbol_text(symbol) for symbol in piece) for piece in self._session.state.pieces)

    def _show(self, **fields: Any) -> None:
        self._state = replace(self._state, view=msgspec.structs.replace(self._state.view, **fields))


def _vote(symbols: Sequence[bytes], choice: Choice, votes: int) -> MergeVote:
    left, right = (None, None) if choice is None else (symbol_text(symbols[symbol]) for symbol in choice)
    return MergeVote(left, right, votes)
