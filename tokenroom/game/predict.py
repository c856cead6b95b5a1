"""The mechanic *predict*: masked tokens, scores, the adjusted list, the reveal and the shock, as a state machine."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from tokenroom.game.answer import answer_scores, as_added_scores
from tokenroom.game.commands import AnswerChips, AnswerGuess, AnswerScores, AnyCommand, AskHint, Begin, Next
from tokenroom.game.compare import Item, Report, compare
from tokenroom.game.events import (
    Adjusted,
    AdjustedOption,
    AnswerLocked,
    AnyEvent,
    Hinted,
    ItemAsked,
    Option,
    PassageGrew,
    Result,
    Revealed,
    RivalLocked,
    Said,
    SessionEnded,
    SessionStarted,
    Shocked,
    Shown,
)
from tokenroom.game.goal import is_reached
from tokenroom.game.level import Level
from tokenroom.game.names import YOU
from tokenroom.game.passage import Passage
from tokenroom.game.predict_level import Predict, PredictGoal
from tokenroom.game.ranking import LISTED, is_top, likeliest, with_truth
from tokenroom.game.session import CommandError
from tokenroom.rivals.base import Rival
from tokenroom.scoring import Floats, adjusted, cross_entropy, log_softmax, shock_seconds, softmax
from tokenroom.text.vocabulary import Vocabulary

Phase = Literal["ready", "asked", "revealed", "ended"]
CANDIDATES = 12  # tokens of the instinct that an item offers


@dataclass(frozen=True, slots=True)
class PredictSetup:
    """All that a session is played with; nothing in it changes."""

    level: Level
    mechanic: Predict
    goal: PredictGoal
    seed: int
    seconds_per_nat: float
    vocabulary: Vocabulary
    passage: Passage
    instinct: Rival
    rival: Rival | None
    field: tuple[Rival, ...]  # everyone who plays the same items, the rival among them

    @property
    def items(self) -> int:
        """How many tokens are asked for."""
        return len(self.passage.asked)

    @property
    def lists_whole_vocabulary(self) -> bool:
        """Whether the vocabulary is small enough to be listed whole, in its own order."""
        return len(self.vocabulary) <= CANDIDATES


@dataclass(frozen=True, slots=True)
class PredictState:
    """Where a session stands."""

    phase: Phase = "ready"
    item: int = 0  # the item asked or last revealed, from 1; 0 before the first
    seen: int = 0  # tokens of the passage in plain sight
    hints: int = 0  # hints given
    answers: tuple[dict[int, float], ...] = ()  # scores added to the instinct, an answer an item
    items: tuple[Item, ...] = ()
    won: bool = False


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

    @property
    def instinct(self) -> Floats:
        """Log-probabilities of the instinct for the item asked, shape (V,)."""
        return self._predictions[self.setup.instinct.name]

    def snapshot(self) -> tuple[PredictState, dict[str, Floats]]:
        """Return all that `apply` changes, for `restore`."""
        return self.state, self._predictions

    def restore(self, snapshot: tuple[PredictState, dict[str, Floats]]) -> None:
        """Take back everything that was applied since `snapshot` was taken."""
        self.state, self._predictions = snapshot

    def preview(self, command: AnswerScores | AnswerChips | AnswerGuess) -> Floats:
        """Return the probabilities that an answer would give, shape (V,), without giving it."""
        self._require("asked", "there is nothing to answer now")
        return softmax(answer_scores(as_added_scores(command, self.instinct), self.instinct))

    def rival_answer(self) -> Floats:
        """Return the rival's log-probabilities for the item just revealed, shape (V,): what `rival_locked` sealed."""
        self._require("revealed", "the rival's answer is not shown before yours")
        if self.setup.rival is None:
            raise CommandError("nobody plays against you here")
        return self._predictions[self.setup.rival.name]

    def _begin(self) -> tuple[AnyEvent, ...]:
        self._require("ready", "the session has begun already")
        setup, file = self.setup, self.setup.level.file
        started = SessionStarted(
            level=setup.level.name,
            title=file.title,
            seed=setup.seed,
            items=setup.items,
            vocabulary_size=len(setup.vocabulary),
            instinct=setup.instinct.name,
            rival=setup.rival.name if setup.rival else None,
            answer_in=setup.mechanic.answer_in,
            seconds_per_nat=setup.seconds_per_nat,
        )
        return (started, *self._told("begin"), *self._ask())

    def _ask(self) -> tuple[AnyEvent, ...]:
        """Show the passage up to the next position asked for, let everyone lock an answer, and ask."""
        setup, item = self.setup, self.state.item + 1
        position = setup.passage.asked[item - 1]
        grew = self._grow(position)
        context = setup.passage.ids[:position]
        players = {p.name: p for p in (setup.instinct, *setup.field)}
        self._predictions = {name: player.log_probs(context) for name, player in players.items()}
        self.state = replace(self.state, phase="asked", item=item)
        hidden = len(setup.passage.ids) - position - 1
        asked = ItemAsked(item=item, position=position, hidden=hidden, candidates=self._candidates())
        return (*grew, *self._told(f"before {item}"), *self._lock_rival(item), asked)

    def _grow(self, until: int) -> tuple[AnyEvent, ...]:
        fresh = self.setup.passage.ids[self.state.seen : until]
        self.state = replace(self.state, seen=until)
        return (PassageGrew(tokens=tuple(Shown(t, self.setup.vocabulary.texts[t]) for t in fresh)),) if fresh else ()

    def _lock_rival(self, item: int) -> tuple[AnyEvent, ...]:
        rival = self.setup.rival
        if rival is None:
            return ()
        seal = hashlib.sha256(self._predictions[rival.name].astype("<f8").tobytes()).hexdigest()
        return (RivalLocked(item=item, rival=rival.name, seal=seal),)

    def _candidates(self) -> tuple[Option, ...]:
        order = range(len(self.instinct)) if self.setup.lists_whole_vocabulary else likeliest(self.instinct, CANDIDATES)
        return self._options(self.instinct, order)

    def _answer(self, added: dict[int, float]) -> tuple[AnyEvent, ...]:
        setup, state = self.setup, self.state
        scores = answer_scores(added, self.instinct)  # (V,)
        token = setup.passage.ids[setup.passage.asked[state.item - 1]]
        surprise = cross_entropy(scores, token)
        revealed = self._reveal(scores, token, surprise)
        self.state = replace(
            state,
            phase="revealed",
            answers=(*state.answers, added),
            items=(*state.items, revealed.as_item()),
            seen=state.seen + 1,
        )
        return (
            AnswerLocked(item=state.item, scores=added),
            self._adjust(added, scores),
            revealed,
            Shocked(item=state.item, surprise=surprise, seconds=shock_seconds(surprise, setup.seconds_per_nat)),
            *self._told(f"after {state.item}"),
            *self._told(f"after {state.item} {_beside_chance(surprise, len(scores))}"),
        )

    def _adjust(self, added: dict[int, float], scores: Floats) -> Adjusted:
        surprises = adjusted(scores)
        order: list[int] | range = range(len(scores))
        if not self.setup.lists_whole_vocabulary:
            order = sorted({*added, *likeliest(scores, LISTED)}, key=lambda t: (surprises[t], t))
        options = tuple(
            AdjustedOption(t, self.setup.vocabulary.texts[t], added.get(t, 0.0), float(surprises[t])) for t in order
        )
        share = max(0.0, 1.0 - float(np.exp(-surprises[list(order)]).sum()))
        others = len(scores) - len(options)
        return Adjusted(item=self.state.item, options=options, others=others, others_p=share if others else 0.0)

    def _reveal(self, scores: Floats, token: int, surprise: float) -> Revealed:
        setup = self.setup
        field = {name: p for name, p in self._predictions.items() if name in {r.name for r in setup.field}}
        mine = log_softmax(scores)
        top = [name for name, p in {YOU: mine, **field}.items() if is_top(p, token)]
        theirs = None if setup.rival is None else field[setup.rival.name]
        return Revealed(
            item=self.state.item,
            position=setup.passage.asked[self.state.item - 1],
            token=token,
            text=setup.vocabulary.texts[token],
            n_bytes=setup.vocabulary.n_bytes[token],
            surprise=surprise,
            surprises={name: cross_entropy(p, token) for name, p in field.items()},
            top=tuple(top),
            yours=self._options(mine, with_truth(mine, token)),
            rivals=() if theirs is None else self._options(theirs, with_truth(theirs, token)),
        )

    def _options(self, log_p: Floats, order: range | list[int]) -> tuple[Option, ...]:
        return tuple(Option(t, self.setup.vocabulary.texts[t], float(np.exp(log_p[t]))) for t in order)

    def _hint(self) -> tuple[AnyEvent, ...]:
        hints = self.setup.level.file.hints
        if self.state.hints >= len(hints):
            raise CommandError("there are no more hints")
        self.state = replace(self.state, hints=self.state.hints + 1)
        return (Hinted(text=hints[self.state.hints - 1], left=len(hints) - self.state.hints),)

    def _next(self) -> tuple[AnyEvent, ...]:
        if self.state.item < self.setup.items:
            return self._ask()
        return self._end()

    def _end(self) -> tuple[AnyEvent, ...]:
        grew = self._grow(len(self.setup.passage.ids))
        goal = self.setup.goal
        won = is_reached(goal, self.state.answers, self.state.items)
        report = compare(self.state.items)
        self.state = replace(self.state, phase="ended", won=won)
        ended = SessionEnded(
            level=self.setup.level.name,
            won=won,
            goal=goal.words(),
            source=self.setup.passage.source,
            report=report,
            result=_result(report, self.setup.rival),
        )
        return (*grew, *self._told("won" if won else "lost"), ended)

    def _told(self, cue: str) -> tuple[AnyEvent, ...]:
        return tuple(Said(speaker=p.speaker, text=p.text) for p in self.setup.level.story.at(cue))

    def _require(self, phase: Phase, otherwise: str) -> None:
        if self.state.phase != phase:
            raise CommandError(otherwise)


def _result(report: Report, rival: Rival | None) -> Result:
    means = {s.player: s.mean for s in report.standings}
    return Result(means[YOU], means[rival.name] if rival else None, "nats an item")


def _beside_chance(surprise: float, tokens: int) -> str:
    """Say whether a surprise is better or worse than that of knowing nothing, ln V."""
    chance = math.log(tokens)
    if math.isclose(surprise, chance, abs_tol=1e-9):
        return "same"
    return "better" if surprise < chance else "worse"
