"""The mechanic *prompt*: contexts are written that make a model answer, and tried on questions that nobody sees."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from tokenroom.errors import BadInput
from tokenroom.game.commands import AnyCommand, AskHint, Begin, Next
from tokenroom.game.compare import Report
from tokenroom.game.events import AnyEvent, Hinted, Result, Said, SessionEnded
from tokenroom.game.level import Level
from tokenroom.game.names import YOU
from tokenroom.game.outcome import debrief, journal_text
from tokenroom.game.prompt_commands import TryContext
from tokenroom.game.prompt_events import (
    ContextLoss,
    ContextTried,
    HiddenAnswer,
    HiddenOpened,
    PromptStarted,
    QuestionShown,
)
from tokenroom.game.prompt_level import LONGEST, Cheaper, Prompt, read_questions
from tokenroom.game.prompt_model import ALONE, KEPT, AskedModel, ContextTokens, Measured
from tokenroom.game.session import CommandError
from tokenroom.rivals.field import OpenField
from tokenroom.rivals.in_context import MARK

Phase = Literal["ready", "begun", "asked", "ended"]
UNIT = "nats a token"
WITHOUT, RIVAL = "without", "rival"  # contexts that are always compared, besides yours


@dataclass(frozen=True)
class PromptSetup:
    """All that a session is played with; nothing in it changes."""

    level: Level
    spec: Prompt
    goal: Cheaper
    seed: int
    model: AskedModel
    seconds_per_nat: float = 0.0  # nothing here gives a shock

    @property
    def items(self) -> int:
        """How many contexts may be tried."""
        return self.spec.tries


@dataclass(frozen=True, slots=True)
class Tried:
    """A context and what the hidden answers cost behind it."""

    context: str
    measured: Measured


@dataclass(frozen=True, slots=True)
class PromptState:
    """Where a session stands."""

    phase: Phase = "ready"
    without: Measured | None = None  # once the question has been asked alone
    rival: Measured | None = None
    tries: int = 0
    best: Tried | None = None  # of your tries; the first of those that are alike
    hints: int = 0  # given
    won: bool = False


class PromptSession:
    """One play of one level: `apply(command)` moves `state` on and returns what happened.

    The same setup and commands always give the same events. A command that does not fit raises `CommandError`; the
    state is then as it was.
    """

    def __init__(self, setup: PromptSetup) -> None:
        self.setup = setup
        self.state = PromptState()

    def apply(self, command: AnyCommand) -> tuple[AnyEvent, ...]:
        """Carry out `command` and return its events in order."""
        match command:
            case Begin():
                self._require("the session has begun already", "ready")
                return self._begin()
            case TryContext(context):
                self._require("first see what the model does without a context", "asked")
                return self._try(context)
            case AskHint():
                return self._hint()
            case Next():
                self._require("there is nothing to go on from", "begun", "asked")
                return self._ask_alone() if self.state.phase == "begun" else self._end()
            case _:
                raise CommandError("that is no command of this level: here contexts are written")

    def snapshot(self) -> PromptState:
        """Return all that `apply` changes, for `restore`."""
        return self.state

    def restore(self, snapshot: PromptState) -> None:
        """Take back everything that was applied since `snapshot` was taken."""
        self.state = snapshot

    @property
    def tries_left(self) -> int:
        """How many contexts may still be tried."""
        return self.setup.items - self.state.tries

    def context_tokens(self, context: str) -> ContextTokens:
        """Return what the model gets of a context that is being written (its first characters if it is too long)."""
        return self.setup.model.context_tokens(context[:LONGEST])

    def _begin(self) -> tuple[AnyEvent, ...]:
        setup, model = self.setup, self.setup.model
        started = PromptStarted(
            level=setup.level.name,
            title=setup.level.file.title,
            seed=setup.seed,
            model=f"step-{model.checkpoint.phrases}",
            tries=setup.items,
            goal=setup.goal.words(),
            room=model.room,
            kept=KEPT,
            visible=tuple(QuestionShown(each.question, each.answer) for each in model.questions.visible),
            hidden=len(model.questions.hidden),
        )
        self.state = replace(self.state, phase="begun")
        return (started, *self._told("begin"))

    def _ask_alone(self) -> tuple[AnyEvent, ...]:
        """Let the model go on from the questions alone; that is no try."""
        model = self.setup.model
        without, rival = model.measured(ALONE), model.measured(self.setup.spec.rival)
        self.state = replace(self.state, phase="asked", without=without, rival=rival)
        return (self._tried(ALONE, without), *self._told("before 1"))

    def _try(self, context: str) -> tuple[AnyEvent, ...]:
        if not self.tries_left:
            raise CommandError("there are no tries left: go on")
        if len(context) > LONGEST:
            raise CommandError(f"that is too long: a context has at most {LONGEST:,} characters")
        if MARK not in context:
            raise CommandError(f"the model would never see the question: write {MARK} where it goes")
        before, measured = self.state, self.setup.model.measured(context)
        cheapest = _best(before).loss
        best = Tried(context, measured) if before.best is None or measured.loss < cheapest else before.best
        self.state = replace(before, tries=before.tries + 1, best=best)
        cue = f"after {self.state.tries}"
        beside = "same" if measured.loss == cheapest else "better" if measured.loss < cheapest else "worse"
        return (self._tried(context, measured), *self._told(cue), *self._told(f"{cue} {beside}"), *self._coming())

    def _coming(self) -> tuple[AnyEvent, ...]:
        return self._told(f"before {self.state.tries + 1}") if self.tries_left else ()

    def _tried(self, context: str, measured: Measured) -> ContextTried:
        """Everything that is to be seen of a context; the state knows of the try already."""
        setup, model, state = self.setup, self.setup.model, self.state
        assert state.without is not None
        assert state.rival is not None
        tokens = model.context_tokens(context)
        return ContextTried(
            number=state.tries,
            context=context,
            tokens=len(tokens.forgotten) + len(tokens.read),
            lost=len(tokens.forgotten),
            loss=measured.loss,
            without=state.without.loss,
            rival=state.rival.loss,
            best=_best(state).loss,
            left=self.tries_left,
            reached=self._is_reached(),
            completions=model.completions(context, setup.spec.shown, setup.seed),
            costs_without=model.token_costs(ALONE),
            costs=model.token_costs(context),
        )

    def _is_reached(self) -> bool:
        without, best = self.state.without, self.state.best
        return without is not None and best is not None and without.loss - best.measured.loss >= self.setup.goal.gain

    def _hint(self) -> tuple[AnyEvent, ...]:
        hints = self.setup.level.file.hints
        if self.state.hints >= len(hints):
            raise CommandError("there are no more hints")
        self.state = replace(self.state, hints=self.state.hints + 1)
        return (Hinted(text=hints[self.state.hints - 1], left=len(hints) - self.state.hints),)

    def _end(self) -> tuple[AnyEvent, ...]:
        setup, state, won = self.setup, self.state, self._is_reached()
        assert state.without is not None
        assert state.rival is not None
        opened, best = self._opened(state.without, state.rival), _best(state)
        self.state = replace(state, phase="ended", won=won)
        figures = {"you": best.loss, "rival": state.rival.loss, "chance": state.without.loss}
        ended = SessionEnded(
            level=setup.level.name,
            won=won,
            goal=setup.goal.words(),
            source="",
            report=Report((), (), None),
            result=Result(best.loss, state.rival.loss, UNIT),
            debrief=debrief(setup.level),
            journal=journal_text(setup.level, {**figures, "items": float(state.tries)}),
        )
        return (opened, *self._told("won" if won else "lost"), ended)

    def _opened(self, without: Measured, rival: Measured) -> HiddenOpened:
        spec, model, best = self.setup.spec, self.setup.model, self.state.best
        contexts = [ContextLoss(WITHOUT, ALONE, without.loss), ContextLoss(RIVAL, spec.rival, rival.loss)]
        contexts += [ContextLoss(o.name, o.context, model.measured(o.context).loss) for o in spec.others]
        if best is not None:
            contexts.append(ContextLoss(YOU, best.context, best.measured.loss))
        costs = zip(without.each, _best(self.state).each, rival.each, strict=True)
        answers = zip(model.questions.hidden, costs, strict=True)
        return HiddenOpened(
            answers=tuple(HiddenAnswer(each.question, each.answer, *nats) for each, nats in answers),
            contexts=tuple(sorted(contexts, key=lambda each: each.loss)),
        )

    def _told(self, cue: str) -> tuple[AnyEvent, ...]:
        return tuple(Said(speaker=p.speaker, text=p.text) for p in self.setup.level.story.at(cue))

    def _require(self, otherwise: str, *phases: Phase) -> None:
        if self.state.phase not in phases:
            raise CommandError(otherwise)


def new_prompt_session(level: Level, seed: int, seconds_per_nat: float, open_field: OpenField) -> PromptSession:
    """Return a session of `level`, ready to begin; the same arguments always give the same one.

    Raises:
        BadInput: the corpus or its model is not there, the goal is another mechanic's, or the questions cannot be used.
    """
    spec, goal, path = level.file.mechanic, level.file.goal, level.folder / "level.toml"
    assert isinstance(spec, Prompt)
    if not isinstance(goal, Cheaper):
        raise BadInput(path, "goal.kind", "is no goal of prompt", "cheaper")
    try:
        model = AskedModel(open_field(spec.corpus), read_questions(level.folder, spec.questions))
        room = model.room
    except BadInput as error:
        if error.file not in {"corpus", "rival"}:
            raise
        raise BadInput(path, "mechanic.corpus", f"{error.key}: {error.wrong}", error.right) from error
    if room < KEPT:
        raise BadInput(path, "mechanic.corpus", "its model reads too few tokens at once", f"at least {2 * KEPT}")
    for key, answer in model.too_long():
        raise BadInput(level.folder / spec.questions, key, f"{answer!r} is too long", f"at most {KEPT} tokens")
    return PromptSession(PromptSetup(level, spec, goal, seed, model, seconds_per_nat))


def _best(state: PromptState) -> Measured:
    """The cheapest that there has been, no context among it."""
    assert state.without is not None
    if state.best is None or state.without.loss < state.best.measured.loss:
        return state.without
    return state.best.measured
