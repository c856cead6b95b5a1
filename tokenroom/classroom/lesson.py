"""The life of a lesson: its steps, the stage it is at, the time an item has, and looking back at what was shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import msgspec

from tokenroom.classroom.plan import Plan, TalkStep, step_title
from tokenroom.classroom.play import OpenPlay, Play, Told
from tokenroom.classroom.refusal import Refused
from tokenroom.classroom.to_clients import Phase, Stage
from tokenroom.classroom.views import AnyView, TalkView
from tokenroom.errors import BadInput
from tokenroom.game.events import AnyEvent

# Which phases a phase takes the place of, when one looks back.
_FOLLOWS: dict[Phase, tuple[Phase, ...]] = {
    "locked": ("asked",),
    "asked": ("locked",),
    "revealed": ("asked", "locked"),
    "worked": ("working",),
}


@dataclass(frozen=True, slots=True)
class LessonState:
    """Where a lesson stands; `step` is 0 in the lobby, and one more than there are steps when it is over."""

    step: int = 0
    stage: int = 1
    paused: bool = False
    deadline: float | None = None  # seconds since the epoch, at which the item is locked
    held: float | None = None  # seconds that were left when the lesson was paused
    looking_back: int = 0
    shown: tuple[Stage, ...] = ()  # stages of this step, the newest last; an item that was revealed stands there once
    plays: tuple[Play, ...] = ()


class Lesson:
    """A plan as a class goes through it.

    Args:
        plan: the steps.
        seed: what levels are drawn from that have no seed of their own.
        open_play: makes what is played at a step.
    """

    def __init__(self, plan: Plan, seed: int, open_play: OpenPlay) -> None:
        self.plan, self._seed, self._open_play = plan, seed, open_play
        self.titles = tuple(step_title(step) for step in plan.steps)
        self.state = LessonState()
        self.state = replace(self.state, shown=(self._stage(),))

    @property
    def play(self) -> Play | None:
        """What is played at this step; None where nothing is."""
        plays, step = self.state.plays, self.state.step - 1
        return plays[-1] if plays and plays[-1].step == step and self._is_played(step) else None

    @property
    def phase(self) -> Phase:
        """Where the class is."""
        if self.state.step == 0:
            return "lobby"
        if self.state.step > len(self.plan.steps):
            return "over"
        return self.play.state.phase if self.play is not None else "talk"

    @property
    def item(self) -> int:
        """The item asked or last revealed; 0 where there is none."""
        return self.play.state.item if self.play is not None else 0

    def stage(self, now: float) -> Stage:
        """Return the stage that the class is at."""
        left = self._left(now)
        return msgspec.structs.replace(self._newest, paused=self.state.paused, seconds_left=left)

    def looked_at(self, now: float) -> Stage:
        """Return the stage that projector and remotes look at, which may be an earlier one."""
        back = self.state.looking_back
        if not back:
            return self.stage(now)
        earlier = self.state.shown[-1 - back]
        return msgspec.structs.replace(earlier, stage=self.state.stage, looking_back=back)

    def stage_of(self, item: int, is_shown: bool) -> Stage:
        """Return the stage of an item that a student is at who was left behind."""
        assert self.play is not None
        at = self.play.state.rounds[item - 1]
        newest = self._newest
        if is_shown and at.revealed is not None:
            shown = msgspec.structs.replace(newest, phase="revealed", told=at.revealed_told, view=at.revealed)
        else:
            shown = msgspec.structs.replace(newest, phase="asked", told=at.asked_told, view=at.asked)
        return msgspec.structs.replace(shown, paused=self.state.paused)

    def next(self) -> None:
        """Go on (raises Refused where something is asked)."""
        if self.state.looking_back:
            self.state = replace(self.state, looking_back=self.state.looking_back - 1, stage=self.state.stage + 1)
            return
        play = self.play
        match self.phase:
            case "asked" | "locked" if play is not None and not play.game.is_revealed_at_once:
                raise Refused("not_now", "reveal this one first")
            case "opened" | "revealed" | "worked" if play is not None:
                play.follow()
                self._turn()
            case "working" if play is not None:
                play.want_stop()
            case "over":
                raise Refused("not_now", "the lesson is over")
            case _:
                self.open(self.state.step)

    def open(self, step: int) -> None:
        """Go to a step of the plan, from 0; behind the last one is the end."""
        if not 0 <= step <= len(self.plan.steps):
            raise Refused("no_such", f"there are steps 0 to {len(self.plan.steps) - 1}")
        if self.phase == "working":
            raise Refused("not_now", "a model is learning: stop it first")
        plays = self.state.plays
        if self._is_played(step):
            try:
                play = Play(len(plays) + 1, step, self._open_play(self.plan.steps[step], len(plays) + 1, self._seed))
            except BadInput as error:
                raise Refused("not_now", error.line()) from error
            play.begin()
            plays = (*plays, play)
        self.state = replace(self.state, step=step + 1, plays=plays, shown=(), paused=False)
        self._turn()

    def back(self) -> None:
        """Look at what was shown before."""
        if self.state.looking_back + 1 >= len(self.state.shown):
            raise Refused("not_now", "nothing was shown before this in this step")
        self.state = replace(self.state, looking_back=self.state.looking_back + 1, stage=self.state.stage + 1)

    def reveal(self) -> None:
        """Show what came."""
        play = self._at("asked", "locked")
        if play.game.is_revealed_at_once:
            raise Refused("not_now", "there is nothing to reveal: go on")
        play.reveal()
        self._turn()

    def lock(self) -> None:
        """Take no more answers."""
        self._at("asked").lock()
        self._turn()

    def pause(self, paused: bool, now: float) -> None:
        """Draw the curtain or open it; a running time stands still meanwhile."""
        state = self.state
        if paused and not state.paused:
            state = replace(state, held=self._left(now), deadline=None)
        elif not paused and state.paused and state.held is not None:
            state = replace(state, deadline=now + state.held, held=None)
        self.state = replace(state, paused=paused, stage=state.stage + 1)

    def time(self, seconds: float | None, now: float) -> None:
        """Give the open item a time, or none."""
        self._at("asked")
        self._give(seconds, now)
        self.state = replace(self.state, stage=self.state.stage + 1)

    def extend(self, seconds: float, now: float) -> None:
        """Give more time; a locked item is open again."""
        play = self._at("asked", "locked")
        if play.state.phase == "locked":
            play.unlock()
            self._turn()
            self._give(seconds, now)
        else:
            self._give((self._left(now) or 0.0) + seconds, now)
            self.state = replace(self.state, stage=self.state.stage + 1)

    def is_time_up(self, now: float) -> bool:
        """Whether the time of the open item has run out."""
        return self.state.deadline is not None and now >= self.state.deadline and self.phase == "asked"

    def learned(self, events: tuple[AnyEvent, ...] | None) -> bool:
        """Take a piece of learning, None if it failed; return whether it is over."""
        assert self.play is not None
        over = self.play.learned(events)
        if over:
            self._turn()
        else:
            self.state = replace(self.state, shown=(*self.state.shown[:-1], self._stage()))
        return over

    def learn_again(self, jobs: int, memory: bytes) -> None:
        """Come to the end of a learning that was over before, by what is remembered of it if there is anything."""
        assert self.play is not None
        self.play.learn_again(jobs, memory)
        self._turn()

    def snapshot(self) -> Callable[[], None]:
        """Return what takes back everything from now on that the teacher does."""
        state, play = self.state, self.play
        restore_play = play.snapshot() if play is not None and self.phase != "working" else None

        def restore() -> None:
            self.state = state
            if restore_play is not None:
                restore_play()

        return restore

    @property
    def _newest(self) -> Stage:
        return msgspec.structs.replace(self.state.shown[-1], stage=self.state.stage)

    def _at(self, *phases: Phase) -> Play:
        if self.play is None or self.phase not in phases:
            raise Refused("not_now", "nothing is asked now")
        return self.play

    def _is_played(self, step: int) -> bool:
        return 0 <= step < len(self.plan.steps) and not isinstance(self.plan.steps[step], TalkStep)

    def _give(self, seconds: float | None, now: float) -> None:
        if self.state.paused:
            self.state = replace(self.state, held=seconds, deadline=None)
        else:
            self.state = replace(self.state, deadline=None if seconds is None else now + seconds, held=None)

    def _left(self, now: float) -> float | None:
        if self.state.deadline is None:
            return self.state.held
        return max(0.0, self.state.deadline - now)

    def _turn(self) -> None:
        """Come to a new stage; one that shows what became of the last takes its place."""
        self.state = replace(self.state, stage=self.state.stage + 1, deadline=None, held=None, looking_back=0)
        stage, before = self._stage(), self.state.shown
        takes_its_place = bool(before) and before[-1].phase in _FOLLOWS.get(stage.phase, ())
        kept = before[:-1] if takes_its_place else before
        self.state = replace(self.state, shown=(*kept, stage))

    def _stage(self) -> Stage:
        step, play = self.state.step, self.play
        title = self.titles[step - 1] if 1 <= step <= len(self.titles) else self.plan.title
        told: Told = play.state.told if play is not None else ()
        steps = len(self.plan.steps)
        return Stage(
            stage=self.state.stage, phase=self.phase, step=step, steps=steps, title=title, told=told, view=self._view()
        )

    def _view(self) -> AnyView | None:
        if self.play is not None:
            return self.play.game.view()
        step = self.state.step - 1
        if 0 <= step < len(self.plan.steps):
            talk = self.plan.steps[step]
            assert isinstance(talk, TalkStep)
            return TalkView(text=talk.text)
        return None
