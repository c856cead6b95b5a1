"""The mechanic *verify*: tries of sums are predicted, checkers written, and a model reinforced by what they accept."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tokenroom.game.commands import AnyCommand, AskHint, Begin, Next
from tokenroom.game.compare import Report
from tokenroom.game.events import AnyEvent, Hinted, Result, Said, SessionEnded
from tokenroom.game.outcome import debrief, journal_text
from tokenroom.game.session import CommandError
from tokenroom.game.verify_commands import (
    CheckAnswer,
    PredictPass,
    VerifyStop,
    VerifyTakeShipped,
    VerifyTrain,
    VerifyTrainOn,
    VerifyUndo,
    WriteChecker,
)
from tokenroom.game.verify_drawer import Case, judge
from tokenroom.game.verify_events import (
    AnswerTried,
    BenchOpened,
    PassAsked,
    PassTried,
    VerifyBegan,
    VerifyMeasured,
    VerifyStarted,
    VerifyStopped,
    VerifyUndone,
)
from tokenroom.game.verify_figures import COIN, FOOLED, gap, nats_a_try
from tokenroom.game.verify_model import begin_lesson, group_of
from tokenroom.game.verify_state import Phase, VerifySetup, VerifyState
from tokenroom.game.verify_workshop import Workshop, new_workshop
from tokenroom.text.checker import CheckerError, Rule, read_rule
from tokenroom.text.sums import Sum
from tokenroom.training.pretrain import Diverged

UNIT = "nats a try"
TRUE_RULE = "last == total"
LONGEST_ANSWER = 300  # characters of a typed answer
BENCH, TRAINED, DECEIVED, SOUND = "part 1", "part 2", "part 3", "part 4"  # cues of the story
_TRIES_STREAM = 71  # a stream of chance of its own


class VerifySession:
    """One play of one level: `apply(command)` moves `state` on and returns what happened.

    A training goes on only as far as each `VerifyTrainOn` takes it, so a command never lasts long. What was trained is
    part of what `snapshot` gives, and is never changed in place.
    """

    def __init__(self, setup: VerifySetup) -> None:
        self.setup = setup
        self.state = VerifyState()
        self._shop = new_workshop(setup.speaker, setup.start, setup.held_out)

    def apply(self, command: AnyCommand) -> tuple[AnyEvent, ...]:
        """Carry out `command` and return its events in order (raises CommandError if it does not fit)."""
        match command:
            case Begin():
                return self._begin()
            case PredictPass(sure):
                return self._try(sure / 100)
            case WriteChecker(expression):
                return self._write(expression)
            case CheckAnswer(answer):
                return self._answer(answer)
            case VerifyTrain():
                return self._train()
            case VerifyTrainOn():
                return self._train_on()
            case VerifyStop():
                return self._stop()
            case VerifyUndo():
                return self._undo()
            case VerifyTakeShipped():
                return self._take_shipped()
            case AskHint():
                return self._hint()
            case Next():
                return self._next()
            case _:
                raise CommandError("that is no command of this level: here sums are tried and checked")

    def snapshot(self) -> tuple[VerifyState, Workshop]:
        """Return all that `apply` changes, for `restore`."""
        return self.state, self._shop

    def restore(self, snapshot: tuple[VerifyState, Workshop]) -> None:
        """Take back everything that was applied since `snapshot` was taken."""
        self.state, self._shop = snapshot

    @property
    def trainings_left(self) -> int:
        """How many trainings may still be begun."""
        return self.setup.mechanic.trainings - self.state.trainings

    @property
    def is_learning(self) -> bool:
        """Whether a training is at work that can be stopped."""
        return self._shop.lesson is not None and not self._shop.lesson.is_over

    @property
    def bench(self) -> Sum:
        """The sum on the bench."""
        rest = self.setup.sums[self.setup.items :]
        return rest[self.state.duels % len(rest)]

    @property
    def _asked(self) -> Sum:
        return self.setup.sums[self.state.item - 1]

    def _begin(self) -> tuple[AnyEvent, ...]:
        self._require("the session has begun already", "ready")
        setup, mechanic = self.setup, self.setup.mechanic
        started = VerifyStarted(
            level=setup.level.name,
            title=setup.level.file.title,
            seed=setup.seed,
            items=setup.items,
            tries=mechanic.tries,
            updates=mechanic.updates,
            trainings=mechanic.trainings,
            held_out=len(setup.held_out),
            goal=setup.goal.words(),
            checkers=mechanic.checkers,
        )
        return (started, *self._told("begin"), *self._ask(1))

    def _ask(self, item: int) -> tuple[AnyEvent, ...]:
        self.state = replace(self.state, phase="asking", item=item)
        way = self.setup.mechanic.asked[item - 1]
        example = self.setup.sums[-1].messages(way, self.setup.sums[-1].answer(way))
        words = f"{example[1].content}: {example[2].content}"
        return (*self._told(f"before {item}"), PassAsked(item, self._asked.question, way, words))

    def _try(self, sure: float) -> tuple[AnyEvent, ...]:
        self._require("say how sure you are when a sum is asked", "asking")
        if not 0.01 <= sure <= 0.99:
            raise CommandError("be sure from 1 to 99 per cent")
        item, way, asked = self.state.item, self.setup.mechanic.asked[self.state.item - 1], self._asked
        rng = np.random.default_rng((self.setup.seed, _TRIES_STREAM, item))
        count = self.setup.mechanic.tries
        answers = self.setup.speaker.say(self.setup.start, [asked] * count, way, rng, self.setup.policy.temperature)
        tries = group_of(asked, answers, read_rule(TRUE_RULE))
        right = sum(t.right for t in tries)
        nats, known = nats_a_try(sure, right, count), min(0.99, max(0.01, right / count))
        best = nats_a_try(known, right, count)
        self.state = replace(self.state, phase="tried", nats=(*self.state.nats, nats), best=(*self.state.best, best))
        told = PassTried(item, asked.question, way, sure, right, right / count, nats, COIN, tries)
        side = "same" if abs(nats - COIN) < 1e-9 else "better" if nats < COIN else "worse"
        return (told, *self._told(f"after {item}"), *self._told(f"after {item} {side}"))

    def _open_bench(self) -> tuple[AnyEvent, ...]:
        self.state = replace(self.state, phase="bench")
        written = judge(self._use(self.setup.mechanic.checkers[0]), self.setup.cases)
        return (*self._once(BENCH), BenchOpened(self.bench.question), written)

    def _use(self, expression: str) -> Rule:
        rule = read_rule(expression)
        self.state = replace(self.state, rule=rule.text)
        return rule

    def _write(self, expression: str) -> tuple[AnyEvent, ...]:
        self._require("checkers are written at the bench", "bench")
        try:
            written = judge(self._use(expression), self.setup.cases)
        except CheckerError as error:
            raise CommandError(str(error)) from error
        if not written.sound:
            return (written,)
        self.state = replace(self.state, sound=True)
        return (written, *self._once(SOUND))

    def _answer(self, answer: str) -> tuple[AnyEvent, ...]:
        self._require("answers are typed at the bench", "bench")
        if len(answer) > LONGEST_ANSWER:
            raise CommandError(f"an answer has at most {LONGEST_ANSWER} characters")
        case = Case(self.bench, answer, "typed")
        rule = read_rule(self.state.rule)
        score, accepted = rule(case.asked, answer), rule.accepts(case.asked, answer)
        fooled = accepted and not case.right
        self.state = replace(self.state, duels=self.state.duels + 1)
        following = self.bench.question
        tried = AnswerTried(case.asked.question, answer, score, accepted, case.right, fooled, following)
        return (tried, *(self._once(DECEIVED) if fooled else ()))

    def _train(self) -> tuple[AnyEvent, ...]:
        self._require("models are trained at the bench", "bench")
        if not self.trainings_left:
            raise CommandError("there is no training left: go on")
        number = self.state.trainings + 1
        setup, policy = self.setup, self.setup.policy_of(number)
        rule = read_rule(self.state.rule)
        lesson = begin_lesson(self._shop.now.model, setup.speaker.tokenizer, setup.recipe, policy, rule)
        self._shop = self._shop.taught(number, lesson)
        self.state = replace(self.state, phase="training", trainings=number)
        return (*self._once(TRAINED), VerifyBegan(number, rule.text, policy.updates))

    def _train_on(self) -> tuple[AnyEvent, ...]:
        self._require("nothing is being trained", "training")
        try:
            self._shop, told = self._shop.gone_on()
        except Diverged as error:
            self._shop = replace(self._shop, lesson=None, after=None)
            self.state = replace(self.state, phase="bench")
            return (VerifyStopped(self.state.trainings, 0), Said("narrator", f"{error}. Nothing of it is kept."))
        if not isinstance(told, VerifyMeasured):
            return (told,)
        self.state = replace(self.state, phase="bench")
        return (told, *(self._once(DECEIVED) if gap(told) >= FOOLED else ()))

    def _stop(self) -> tuple[AnyEvent, ...]:
        self._require("nothing is being trained", "training")
        lesson = self._shop.lesson
        if lesson is None or lesson.is_over:
            raise CommandError("no training is left to stop: the model answers its last sums")
        self._shop = self._shop.stopped()
        if not lesson.updates:
            self.state = replace(self.state, phase="bench")
        return (VerifyStopped(self.state.trainings, lesson.updates),)

    def _undo(self) -> tuple[AnyEvent, ...]:
        self._require("things are taken back at the bench", "bench")
        if not self._shop.earlier:
            raise CommandError("the model has learned nothing here that could be taken back")
        self._shop = self._shop.undone()
        return (VerifyUndone(len(self._shop.earlier)),)

    def _take_shipped(self) -> tuple[AnyEvent, ...]:
        self._require("models are taken at the bench", "bench")
        model = self.setup.shipped()
        if model is None:
            raise CommandError("the trained model, sums, is not among the checkpoints: train one here instead")
        rule = read_rule(self.state.rule)
        self._shop = self._shop.replaced(model, rule)
        self.state = replace(self.state, phase="training")
        return (VerifyBegan(0, rule.text, 0),)

    def _hint(self) -> tuple[AnyEvent, ...]:
        hints = self.setup.level.file.hints
        if self.state.hints >= len(hints):
            raise CommandError("there are no more hints")
        self.state = replace(self.state, hints=self.state.hints + 1)
        return (Hinted(text=hints[self.state.hints - 1], left=len(hints) - self.state.hints),)

    def _next(self) -> tuple[AnyEvent, ...]:
        self._require("say how sure you are first", "tried", "bench")
        if self.state.phase == "tried":
            return self._ask(self.state.item + 1) if self.state.item < self.setup.items else self._open_bench()
        won = self.state.sound
        self.state = replace(self.state, phase="ended", won=won)
        means = [sum(nats) / len(nats) for nats in (self.state.nats, self.state.best)]
        figures = {"you": means[0], "rival": COIN, "chance": COIN, "best": means[1], "items": float(self.setup.items)}
        ended = SessionEnded(
            level=self.setup.level.name,
            won=won,
            goal=self.setup.goal.words(),
            source="",
            report=Report((), (), None),
            result=Result(means[0], COIN, UNIT),
            debrief=debrief(self.setup.level),
            journal=journal_text(self.setup.level, figures),
        )
        return (*self._told("won" if won else "lost"), ended)

    def _once(self, cue: str) -> tuple[AnyEvent, ...]:
        """Tell what stands at a cue, the first time alone."""
        if cue in self.state.told:
            return ()
        self.state = replace(self.state, told=self.state.told | {cue})
        return self._told(cue)

    def _told(self, cue: str) -> tuple[AnyEvent, ...]:
        return tuple(Said(speaker=p.speaker, text=p.text) for p in self.setup.level.story.at(cue))

    def _require(self, otherwise: str, *phases: Phase) -> None:
        if self.state.phase not in phases:
            raise CommandError(otherwise)
