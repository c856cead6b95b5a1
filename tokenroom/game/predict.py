"""The mechanic *predict*: masked tokens, scores, the adjusted list, the reveal and the shock, as a state machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from statistics import fmean
from typing import Any

import numpy as np
from msgspec.structs import replace as replace_struct

from tokenroom.game.answer import answer_scores, as_added_scores
from tokenroom.game.commands import AnswerChips, AnswerGuess, AnswerScores, AnyCommand, AskHint, Begin, Next
from tokenroom.game.events import (
    AnswerLocked,
    AnyEvent,
    Hinted,
    InstinctEarned,
    ItemAsked,
    PassageGrew,
    PassageOpened,
    PhrasesPassed,
    RivalLocked,
    Said,
    SessionStarted,
    Shocked,
)
from tokenroom.game.names import YOU
from tokenroom.game.outcome import ended, figures, with_second_half
from tokenroom.game.parts import Part
from tokenroom.game.predict_level import Earned
from tokenroom.game.predict_state import Phase, PredictSetup, PredictState
from tokenroom.game.reveal import adjusted_list, beside_chance, candidates, options, reveal, shown
from tokenroom.game.seal import nonce, seal
from tokenroom.game.session import CommandError
from tokenroom.rivals.base import Rival
from tokenroom.rivals.patterns import Patterns
from tokenroom.scoring import Floats, shock_seconds, softmax

LEAST = -1e4  # nats: what a player holds impossible, so that no loss is infinite


class PredictSession:
    """One play of one level: `apply(command)` moves `state` on and returns what happened.

    The same setup and commands always give the same events. A command that does not fit raises `CommandError`, an
    answer that cannot be scored `AnswerError`; the state is then as it was.
    """

    def __init__(self, setup: PredictSetup) -> None:
        self.setup = setup
        self.state = PredictState()
        self._predictions: dict[str, Floats] = {}  # each player's log-probabilities for the item asked, locked

    def apply(self, command: AnyCommand) -> tuple[AnyEvent, ...]:
        """Carry out `command` and return its events in order."""
        match command:
            case Begin():
                return self._begin()
            case AnswerScores() | AnswerChips() | AnswerGuess():
                self._require("asked", "there is nothing to answer now")
                return self._answer(as_added_scores(command, self.instinct))
            case AskHint():
                return self._hint()
            case Next():
                self._require("revealed", "answer first")
                return self._next()
            case _:
                raise CommandError("that is no command of this level: here tokens are scored")

    @property
    def part(self) -> Part:
        """The part that is played now."""
        return self.setup.parts[self.state.part]

    @property
    def instinct(self) -> Floats:
        """Log-probabilities of the instinct for the item asked, shape (V,)."""
        return self._predictions[self.part.instinct.name]

    def snapshot(self) -> Any:
        """Return all that `apply` changes, for `restore`."""
        return self.state, self._predictions, [learner.state for learner in self.setup.learners]

    def restore(self, snapshot: Any) -> None:
        """Take back everything that was applied since `snapshot` was taken."""
        self.state, self._predictions, states = snapshot
        for learner, state in zip(self.setup.learners, states, strict=True):
            learner.state = state

    def preview(self, command: AnswerScores | AnswerChips | AnswerGuess) -> Floats:
        """Return the probabilities that an answer would give, shape (V,), without giving it."""
        self._require("asked", "there is nothing to answer now")
        return softmax(answer_scores(as_added_scores(command, self.instinct), self.instinct))

    def rival_answer(self) -> Floats:
        """Return the rival's log-probabilities for the item just revealed, shape (V,): what `rival_locked` sealed."""
        self._require("revealed", "the rival's answer is not shown before yours")
        if self.part.rival is None:
            raise CommandError("nobody plays against you here")
        return self._predictions[self.part.rival.name]

    def _begin(self) -> tuple[AnyEvent, ...]:
        self._require("ready", "the session has begun already")
        setup, part = self.setup, self.setup.parts[0]
        started = SessionStarted(
            level=setup.level.name,
            title=setup.level.file.title,
            seed=setup.seed,
            items=setup.items,
            vocabulary_size=len(part.vocabulary),
            instinct=part.instinct.name,
            rival=part.rival.name if part.rival else None,
            answer_in=setup.mechanic.answer_in,
            seconds_per_nat=setup.seconds_per_nat,
        )
        return (started, *self._told("begin"), *self._open(0), *self._ask())

    def _open(self, part: int) -> Iterator[AnyEvent]:
        """Open a part; of a session of one there is nothing to tell."""
        self.state = replace(self.state, part=part, seen=0)
        yield from self._pass()
        if len(self.setup.parts) > 1:
            opened = self.part
            yield PassageOpened(
                part=part + 1,
                parts=len(self.setup.parts),
                title=opened.title,
                vocabulary_size=len(opened.vocabulary),
                instinct=opened.instinct.name,
                rival=opened.rival.name if opened.rival else None,
            )
        yield from self._told(f"part {part + 1}")

    def _pass(self) -> Iterator[AnyEvent]:
        """Let phrases go by; whoever learns has then learned from them."""
        passing = self.part.passing
        for phrase in passing:
            self._learn(phrase)
        if passing:
            total = self.state.phrases + len(passing)
            self.state = replace(self.state, phrases=total)
            phrases = tuple(shown(self.part.vocabulary, phrase) for phrase in passing)
            yield PhrasesPassed(count=len(passing), total=total, phrases=phrases)

    def _learn(self, phrase: tuple[int, ...]) -> None:
        """Let those learn from a phrase who play on it: another part may speak of other tokens."""
        for learner in self.part.learners:
            learner.learn(phrase)

    def _ask(self) -> Iterator[AnyEvent]:
        """Show the passage up to the next position asked for, let everyone lock an answer, and ask."""
        item = self.state.item + 1
        _, position = self.setup.places[item - 1]
        yield from self._grow(position)
        context = self.part.passage.ids[:position]
        players = {p.name: p for p in (self.part.instinct, *self.part.field)}
        self._predictions = {name: _bounded(player, context) for name, player in players.items()}
        self.state = replace(self.state, phase="asked", item=item)
        yield from self._told(f"before {item}")
        yield from self._lock_rival(item)
        offered = options(self.part.vocabulary, self.instinct, candidates(self.part, self.instinct, context))
        hidden = len(self.part.passage.ids) - position - 1
        yield ItemAsked(item=item, position=position, hidden=hidden, candidates=offered)

    def _grow(self, until: int) -> Iterator[AnyEvent]:
        fresh = self.part.passage.ids[self.state.seen : until]
        self.state = replace(self.state, seen=until)
        if fresh:
            yield PassageGrew(tokens=shown(self.part.vocabulary, fresh))

    def _lock_rival(self, item: int) -> Iterator[AnyEvent]:
        rival = self.part.rival
        if rival is not None:
            sealed = seal(nonce(self.setup.seed, item), self._predictions[rival.name])
            yield RivalLocked(item=item, rival=rival.name, seal=sealed)

    def _answer(self, added: dict[int, float]) -> tuple[AnyEvent, ...]:
        setup, state, part = self.setup, self.state, self.part
        scores = answer_scores(added, self.instinct)  # (V,)
        field = {player.name: self._predictions[player.name] for player in part.field}
        revealed = reveal(state.item, setup.places[state.item - 1][1], part, scores, field)
        if part.rival is not None:
            revealed = replace_struct(revealed, nonce=nonce(setup.seed, state.item))
        answers, items = (*state.answers, added), (*state.items, revealed.as_item())
        self.state = replace(state, phase="revealed", answers=answers, items=items, seen=state.seen + 1)
        surprise = revealed.surprise
        return (
            AnswerLocked(item=state.item, scores=added),
            adjusted_list(state.item, part, added, scores),
            revealed,
            Shocked(item=state.item, surprise=surprise, seconds=shock_seconds(surprise, setup.seconds_per_nat)),
            *self._told(f"after {state.item}"),
            *self._told(f"after {state.item} {beside_chance(surprise, len(scores))}"),
            *self._earn(),
        )

    def _earn(self) -> Iterator[AnyEvent]:
        """Lend the instinct of a pattern whose mark has been reached."""
        for mark in self.setup.mechanic.earned:
            mean = self._mean_on(mark)
            instinct = self.part.instinct
            if mean is not None and mean < mark.below and isinstance(instinct, Patterns):
                instinct.lend(mark.pattern)
                self.state = replace(self.state, earned=(*self.state.earned, mark.pattern))
                yield InstinctEarned(pattern=mark.pattern, mean=mean)
                yield from self._told(f"earned {mark.pattern}")

    def _mean_on(self, mark: Earned) -> float | None:
        """Your mean on the last items of a pattern; None if they are too few, or the instinct is yours already."""
        mine = [item.surprises[YOU] for item in self.state.items if item.part == mark.pattern]
        if mark.pattern in self.state.earned or len(mine) < mark.items:
            return None
        return fmean(mine[-mark.items :])

    def _hint(self) -> tuple[AnyEvent, ...]:
        hints = self.setup.level.file.hints
        if self.state.hints >= len(hints):
            raise CommandError("there are no more hints")
        self.state = replace(self.state, hints=self.state.hints + 1)
        return (Hinted(text=hints[self.state.hints - 1], left=len(hints) - self.state.hints),)

    def _next(self) -> tuple[AnyEvent, ...]:
        if self.state.item == self.setup.items:
            return tuple(self._end())
        part, _ = self.setup.places[self.state.item]
        return (*(self._turn_to(part) if part != self.state.part else ()), *self._ask())

    def _turn_to(self, part: int) -> Iterator[AnyEvent]:
        """Finish a passage, learn from all of it, and open the next one."""
        if self.setup.parts[part].passage.ids != self.part.passage.ids:  # where a veil lifts, it is the same passage
            yield from self._finish()
        yield from self._open(part)

    def _finish(self) -> Iterator[AnyEvent]:
        yield from self._grow(len(self.part.passage.ids))
        self._learn(self.part.passage.ids)
        self.state = replace(self.state, phrases=self.state.phrases + 1)

    def _end(self) -> Iterator[AnyEvent]:
        yield from self._finish()
        setup, state = self.setup, self.state
        event = ended(setup.level, setup.mechanic, setup.goal, setup.parts, state.answers, state.items)
        self.state = replace(self.state, phase="ended", won=event.won)
        rival = setup.parts[0].rival
        for cue in with_second_half("won" if event.won else "lost", figures(event.report, rival.name if rival else "")):
            yield from self._told(cue)
        yield event

    def _told(self, cue: str) -> tuple[AnyEvent, ...]:
        return tuple(Said(speaker=p.speaker, text=p.text) for p in self.setup.level.story.at(cue))

    def _require(self, phase: Phase, otherwise: str) -> None:
        if self.state.phase != phase:
            raise CommandError(otherwise)


def _bounded(player: Rival, context: tuple[int, ...]) -> Floats:
    log_p: Floats = np.maximum(player.log_probs(context), LEAST)
    return log_p
