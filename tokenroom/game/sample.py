"""The mechanic *sample*: a text is gone on with by hand, a hundred times, token by token, and from oneself."""

from __future__ import annotations

from dataclasses import replace

from tokenroom.game import sample_draws, sample_hand, sample_texts
from tokenroom.game.answer import answer_scores, as_added_scores
from tokenroom.game.branches import ROOT, Tree
from tokenroom.game.commands import Answer, AnswerChips, AnswerGuess, AnswerScores, AnyCommand, AskHint, Begin, Next
from tokenroom.game.compare import compare
from tokenroom.game.events import AnswerLocked, AnyEvent, Hinted, SessionEnded
from tokenroom.game.outcome import debrief, journal_text
from tokenroom.game.sample_commands import GoTo, LetChance, TakeToken, TakeTop, TurnKnobs
from tokenroom.game.sample_events import SampleOpened, SampleStarted
from tokenroom.game.sample_figures import Knobs
from tokenroom.game.sample_level import PLAYS, ByHand, Fragments, Hundred
from tokenroom.game.sample_report import figures, is_reached, result
from tokenroom.game.sample_table import SampleState, SampleTable
from tokenroom.game.session import CommandError
from tokenroom.scoring import Floats, log_softmax, softmax


class SampleSession(SampleTable):
    """One play of one level: `apply(command)` moves `state` on and returns what happened.

    The same setup and commands always give the same events. A command that does not fit raises `CommandError`, an
    answer that cannot be scored `AnswerError`; the state is then as it was.
    """

    def apply(self, command: AnyCommand) -> tuple[AnyEvent, ...]:
        """Carry out `command` and return its events in order."""
        before = self.state
        try:
            return self._apply(command)
        except Exception:
            self.state = before
            raise

    def snapshot(self) -> SampleState:
        """Return all that `apply` changes, for `restore`."""
        return self.state

    def restore(self, snapshot: SampleState) -> None:
        """Take back everything that was applied since `snapshot` was taken."""
        self.state = snapshot

    def preview(self, command: Answer) -> Floats:
        """Return the probabilities that an answer would give, without giving it."""
        self.require("asked", "there is nothing to answer now")
        return softmax(answer_scores(as_added_scores(command, self.instinct), self.instinct))

    def _apply(self, command: AnyCommand) -> tuple[AnyEvent, ...]:
        match command:
            case Begin():
                self.require("ready", "the session has begun already")
                return self._begin()
            case TakeToken() | TakeTop() | LetChance() | TurnKnobs() | GoTo():
                self.require("hand", "there is no text in your hands now")
                return sample_hand.done(self, command)
            case AnswerScores() | AnswerChips() | AnswerGuess():
                self.require("asked", "there is nothing to answer now")
                return self._answer(command)
            case AskHint():
                return self._hint()
            case Next():
                return self._next()
            case _:
                raise CommandError("that is no command of this level: here texts are gone on with")

    def _begin(self) -> tuple[AnyEvent, ...]:
        setup = self.setup
        started = SampleStarted(
            level=setup.level.name,
            title=setup.level.file.title,
            seed=setup.seed,
            rounds=setup.items,
            model=setup.model.name,
            vocabulary_size=len(setup.vocabulary),
            goal=setup.goal.words(),
        )
        return (started, *self.told("begin"), *self._open(1))

    def _open(self, number: int) -> tuple[AnyEvent, ...]:
        """Begin a round, the knobs as they come."""
        self.state = replace(self.state, round=number, tree=Tree(), at=ROOT, knobs=Knobs(), taken=0, text=())
        opened: tuple[AnyEvent, ...] = (self._opened(number), *self.told(f"part {number}"))
        match self.spec:
            case ByHand():
                self.state = replace(self.state, phase="hand")
                return (*opened, sample_hand.weighed(self))
            case Fragments():
                self.state = replace(self.state, phase="fragments")
                return opened
            case _:
                return (*opened, self.ask())

    def _opened(self, number: int) -> SampleOpened:
        spec = self.spec
        return SampleOpened(
            round=number,
            rounds=self.setup.items,
            play=PLAYS[type(spec)],
            prompt=self.shown(self.prompt),
            needed=spec.draws if isinstance(spec, Hundred) else spec.needed,
            longest=0 if isinstance(spec, Hundred) else spec.longest,
            temperature=spec.temperature if isinstance(spec, Fragments) else 1.0,
        )

    def _answer(self, command: Answer) -> tuple[AnyEvent, ...]:
        added = as_added_scores(command, self.instinct)
        said = log_softmax(answer_scores(added, self.instinct))
        locked = AnswerLocked(item=len(self.state.text) + 1, scores=added)
        follow = (
            sample_draws.drawn_from(self, said) if isinstance(self.spec, Hundred) else sample_texts.said(self, said)
        )
        return (locked, *follow)

    def _hint(self) -> tuple[AnyEvent, ...]:
        hints = self.setup.level.file.hints
        if self.state.hints >= len(hints):
            raise CommandError("there are no more hints")
        self.state = replace(self.state, hints=self.state.hints + 1)
        return (Hinted(text=hints[self.state.hints - 1], left=len(hints) - self.state.hints),)

    def _next(self) -> tuple[AnyEvent, ...]:
        match self.state.phase:
            case "fragments":
                return sample_texts.given(self)
            case "hand":
                sample_hand.check_enough(self)
                return (*self.told(f"after {self.state.round}"), *self._onwards())
            case "compared":
                return self._onwards()
            case "asked":
                raise CommandError("answer first")
            case _:
                raise CommandError("there is nothing to go on from")

    def _onwards(self) -> tuple[AnyEvent, ...]:
        return self._open(self.state.round + 1) if self.state.round < self.setup.items else self._end()

    def _end(self) -> tuple[AnyEvent, ...]:
        setup, state = self.setup, self.state
        won = is_reached(setup.goal, state)
        known = figures(state, setup.goal, len(setup.vocabulary))
        ended = SessionEnded(
            level=setup.level.name,
            won=won,
            goal=setup.goal.words(),
            source="",
            report=compare(()),
            result=result(state, setup.goal),
            debrief=debrief(setup.level),
            journal=journal_text(setup.level, known),
        )
        self.state = replace(state, phase="ended", won=won)
        return (*self.told("won" if won else "lost"), ended)
