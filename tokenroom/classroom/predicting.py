"""A level of *predict* as a class plays it: every student is scored alone, and all together play the session as one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import numpy as np

from tokenroom.classroom.desk import ItemDesk
from tokenroom.classroom.figures import Counted, figures_of
from tokenroom.classroom.from_clients import AnyAnswer
from tokenroom.classroom.game import Following, NoLearning, Score
from tokenroom.classroom.together import mean_scores
from tokenroom.classroom.views import PredictView
from tokenroom.game.answer import as_added_scores
from tokenroom.game.class_means import FEWEST, ItemMean, PlayMeans
from tokenroom.game.commands import AnswerChips, AnswerGuess, AnswerScores, Begin, Next
from tokenroom.game.events import (
    AnyEvent,
    InstinctEarned,
    ItemAsked,
    Option,
    PhrasesPassed,
    Revealed,
    RivalLocked,
    Said,
)
from tokenroom.game.names import part_in_words
from tokenroom.game.outcome import debrief
from tokenroom.game.predict import PredictSession
from tokenroom.game.ranking import with_truth
from tokenroom.game.reveal import options, shown
from tokenroom.game.session import CommandError
from tokenroom.text.number_phrases import Pattern

IN_SIGHT = 400  # tokens of a passage that a view lists
PASSED = 3  # phrases that went by, of which a view tells
FOUND = 24


@dataclass(frozen=True, slots=True)
class PredictScore(Score):
    """What an answer comes to: its scores on top of the instinct, and ln Σ exp of all of them."""

    added: tuple[tuple[int, float], ...] = ()
    normaliser: float = 0.0


@dataclass(frozen=True, slots=True)
class _State:
    asked: tuple[ItemDesk, ...] = ()
    shown: int = 0  # items that were asked of the class; the session is one ahead before the first
    view: PredictView = PredictView()  # noqa: RUF009 - frozen
    counted: tuple[Counted | None, ...] = ()  # by item; None where nobody answered
    lent: tuple[tuple[Pattern, ...], ...] = ()  # by item: the patterns that its instinct had been lent


class PredictGame(NoLearning):
    """A class on one level of *predict*.

    Args:
        session: the game's own, not begun; in it the class together is "you".
        limit: how many items are asked at most; 0 for all.
        blank: a view with what is the same at every item: play and level.
    """

    is_revealed_at_once = False

    def __init__(self, session: PredictSession, limit: int, blank: PredictView) -> None:
        self._session = session
        self.items = min(limit or session.setup.items, session.setup.items)
        answer_in = session.setup.mechanic.answer_in
        self._blank = msgspec.structs.replace(blank, items=self.items, answer_in=answer_in)
        self._state = _State(view=self._blank)

    def begin(self) -> tuple[Said, ...]:
        """Open the level; the session asks its first item at once, the class sees it when the teacher goes on."""
        events = self._session.apply(Begin())
        self._open(events)
        return _told(events)

    def follow(self) -> tuple[Following, tuple[Said, ...]]:
        """Go on to the next item, or to the end."""
        state = self._state
        if state.shown == self.items:
            return "ended", self._end()
        told: tuple[Said, ...] = ()
        if state.shown:
            events = self._session.apply(Next())
            self._open(events)
            told = _told(events)
        self._state = replace(self._state, shown=state.shown + 1)
        return "asked", told

    def score(self, item: int, answer: AnyAnswer) -> PredictScore:
        """Return what an answer comes to (raises AnswerError or CommandError)."""
        if not isinstance(answer, AnswerScores | AnswerChips | AnswerGuess):
            raise CommandError("here tokens are scored")
        desk = self._asked(item)
        added = as_added_scores(answer, desk.instinct)
        ids, log_p, normaliser = desk.log_probs(added)
        came = int(np.searchsorted(ids, desk.token))
        texts = desk.vocabulary.texts
        return PredictScore(
            surprise=float(0.0 - log_p[came]),
            chance=math.log(len(desk.instinct)),
            options=tuple(Option(int(ids[n]), texts[ids[n]], float(np.exp(log_p[n]))) for n in with_truth(log_p, came)),
            added=tuple(added.items()),
            normaliser=normaliser,
        )

    def reveal(self, scores: Sequence[Score]) -> tuple[Said, ...]:
        """Let the class as one player answer with the mean of all distributions."""
        given = [score for score in scores if isinstance(score, PredictScore)]
        together = mean_scores([dict(s.added) for s in given], [s.normaliser for s in given])
        events = self._session.apply(AnswerScores(together))
        (revealed,) = (event for event in events if isinstance(event, Revealed))
        surprises = [s.surprise for s in given if s.surprise is not None]
        counted = Counted.of(surprises, revealed.surprise, revealed.surprises)
        state = replace(self._state, counted=(*self._state.counted, counted))
        figures = figures_of(len(surprises), revealed.surprise, revealed.surprises, state.counted)
        view = msgspec.structs.replace(state.view, revealed=revealed, figures=figures)
        self._state = replace(state, view=view)
        return _told(events)

    def view(self) -> PredictView:
        """Return the item as it is seen now; before the first, the level alone."""
        return self._state.view if self._state.shown else self._blank

    def find(self, item: int, text: str) -> tuple[Option, ...]:
        """Return the tokens that begin with `text`; where none does, those that the word itself begins with."""
        asked = self._asked(item)
        vocabulary = asked.vocabulary
        found = vocabulary.find_prefix(text, FOUND) or vocabulary.first_pieces(text)
        return options(vocabulary, asked.instinct, found[:FOUND])

    def means(self, answers: Sequence[int]) -> PlayMeans | None:
        """Return the mean distribution at each item that was revealed; None if none was.

        Args:
            answers: how many answered each item in time; of what too few have answered, no scores are told.
        """
        setup, state = self._session.setup, self._session.state
        items = tuple(
            ItemMean(
                position=position,
                token=setup.parts[part].passage.ids[position],
                answers=count,
                scores=scores if count >= FEWEST else {},
                lent=lent,
            )
            for (part, position), scores, lent, count in zip(
                setup.places, state.answers, self._state.lent, answers, strict=False
            )
        )
        return PlayMeans(level=setup.level.name, seed=setup.seed, items=items) if items else None

    def snapshot(self) -> Any:
        """Return all that changes."""
        return self._session.snapshot(), self._state

    def restore(self, snapshot: Any) -> None:
        """Take back everything since `snapshot` was taken."""
        session, self._state = snapshot
        self._session.restore(session)

    def _asked(self, item: int) -> ItemDesk:
        if not 1 <= item <= self._state.shown:
            raise CommandError(f"item {item} is not asked")
        return self._state.asked[item - 1]

    def _open(self, events: Sequence[AnyEvent]) -> None:
        """Make the view of the item that the session asks now."""
        (item,) = (event for event in events if isinstance(event, ItemAsked))
        seal = next((event.seal for event in events if isinstance(event, RivalLocked)), "")
        passed = next((event.phrases for event in events if isinstance(event, PhrasesPassed)), ())
        part = self._session.part
        first = max(0, item.position - IN_SIGHT)
        view = msgspec.structs.replace(
            self._blank,
            item=item.item,
            part=part.title,
            passage=shown(part.vocabulary, part.passage.ids[first : item.position]),
            before=first,
            hidden=item.hidden,
            spaced=part.vocabulary.is_spaced,
            vocabulary_size=len(part.vocabulary),
            named=part.vocabulary.named,
            whole=part.lists_whole_vocabulary,
            candidates=item.candidates,
            instinct=part.instinct.name,
            rival=part.rival.name if part.rival else None,
            seal=seal,
            passed=passed[-PASSED:],
        )
        asked = ItemDesk(self._session.instinct, part.passage.ids[item.position], part.vocabulary)
        lent = (*self._state.lent, self._session.state.earned)
        self._state = replace(self._state, asked=(*self._state.asked, asked), view=view, lent=lent)

    def _end(self) -> tuple[Said, ...]:
        """Tell how it went, if all of the level was played, and what could have been known."""
        setup = self._session.setup
        events = self._session.apply(Next()) if self.items == setup.items else ()
        return (*_told(events), *debrief(setup.level))


def _told(events: Sequence[AnyEvent]) -> tuple[Said, ...]:
    """What the story says among events, and which instinct was earned."""
    told = []
    for event in events:
        if isinstance(event, Said):
            told.append(event)
        elif isinstance(event, InstinctEarned):
            words = part_in_words(event.pattern)
            told.append(Said(speaker="narrator", text=f"From now on the class has an instinct for it: {words}."))
    return tuple(told)
