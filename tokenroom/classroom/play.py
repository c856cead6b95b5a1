"""One play of a level or of questions by the class: item by item, who answered what, in time or late."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from tokenroom.classroom.from_clients import Answer, AnyAnswer
from tokenroom.classroom.game import ClassGame, Job, Score
from tokenroom.classroom.refusal import Refused
from tokenroom.classroom.to_clients import Yours
from tokenroom.classroom.views import AnyView
from tokenroom.game.answer import AnswerError
from tokenroom.game.events import AnyEvent, Said
from tokenroom.game.session import CommandError

PlayPhase = Literal["opened", "asked", "locked", "revealed", "working", "worked", "ended"]
Told = tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was kept: under which id of the client's, whether late, and what it comes to."""

    id: str
    answer: AnyAnswer
    late: bool
    score: Score
    at: float


@dataclass(frozen=True, slots=True)
class Round:
    """An item: how it was asked, who answered, and how it was revealed, once it was."""

    asked: AnyView
    asked_told: Told
    given: Mapping[int, Given]  # by seat
    revealed: AnyView | None = None
    revealed_told: Told = ()

    def in_time(self) -> dict[int, Given]:
        """Return the answers that count, by seat in order."""
        return {seat: given for seat, given in sorted(self.given.items()) if not given.late}


@dataclass(frozen=True, slots=True)
class PlayState:
    """Where a play stands."""

    phase: PlayPhase = "opened"
    rounds: tuple[Round, ...] = ()
    told: Told = ()
    jobs: int = 0  # pieces of learning that were carried out since it began to learn
    stopping: bool = False

    @property
    def item(self) -> int:
        """The item asked or last revealed, from 1; 0 before the first."""
        return len(self.rounds)


class Play:
    """A class at one step of its plan.

    Args:
        number: which play of the lesson it is, from 1.
        step: the step of the plan, from 0.
        game: what is played.
    """

    def __init__(self, number: int, step: int, game: ClassGame) -> None:
        self.number, self.step, self.game = number, step, game
        self.state = PlayState()

    def begin(self) -> None:
        """Open the level; questions are asked at once."""
        self.state = PlayState(told=self.game.begin())
        if self.game.is_revealed_at_once:
            self.follow()

    def follow(self) -> None:
        """Go on from where nothing is asked."""
        following, told = self.game.follow()
        state = replace(self.state, phase=following, told=told, jobs=0, stopping=False)
        if following == "asked":
            state = replace(state, rounds=(*state.rounds, Round(self.game.view(), told, {})))
        self.state = state

    def lock(self) -> None:
        """Take no more answers."""
        self.state = replace(self.state, phase="locked")

    def unlock(self) -> None:
        """Take answers again."""
        self.state = replace(self.state, phase="asked")

    def reveal(self) -> None:
        """Show what came to those who answered."""
        asked = self.state.rounds[-1]
        told = self.game.reveal([given.score for given in asked.in_time().values()])
        shown = replace(asked, revealed=self.game.view(), revealed_told=told)
        self.state = replace(self.state, phase="revealed", told=told, rounds=(*self.state.rounds[:-1], shown))

    def kept(self, seat: int, message: Answer) -> Given | None:
        """Return the answer of a seat to an item that was kept under this message's id.

        Raises:
            Refused: the seat has given another answer to the item.
        """
        if not 1 <= message.item <= self.state.item:
            return None
        given = self.state.rounds[message.item - 1].given.get(seat)
        if given is not None and given.id != message.id:
            raise Refused("answered", "you have answered this one already")
        return given

    def answer(self, seat: int, message: Answer, now: float) -> Given:
        """Take the first answer of a seat to an item that was asked (raises Refused if it cannot be taken)."""
        asked = self.state.rounds[message.item - 1]
        late = asked.revealed is not None or self.state.phase == "ended"
        if self.state.phase == "locked" and not late:
            raise Refused("locked", "no more answers are taken for this one")
        try:
            score = self.game.score(message.item, message.answer)
        except (AnswerError, CommandError) as error:
            raise Refused("answer", str(error)) from error
        given = Given(message.id, message.answer, late, score, now)
        answered = replace(asked, given={**asked.given, seat: given})
        rounds = self.state.rounds
        self.state = replace(self.state, rounds=(*rounds[: message.item - 1], answered, *rounds[message.item :]))
        return given

    def yours(self, seat: int, item: int, is_shown: bool) -> Yours:
        """Return a student's own part of an item; its outcome only if they may see it."""
        given = self.state.rounds[item - 1].given.get(seat)
        if not is_shown or self.state.rounds[item - 1].revealed is None:
            return Yours(play=self.number, item=item, state="open" if given is None else "kept")
        curve = self.curve(seat, item)
        known = [mean for mean in curve if mean is not None]
        common = {"play": self.number, "item": item, "mean": known[-1] if known else None, "curve": curve}
        if given is None:
            return Yours(state="missed", **common)  # type: ignore[arg-type]
        score = given.score
        return Yours(
            state="late" if given.late else "kept",
            surprise=score.surprise,
            chance=score.chance,
            options=score.options,
            **common,  # type: ignore[arg-type]
        )

    def curve(self, seat: int, item: int) -> tuple[float | None, ...]:
        """Return a student's running means up to an item, of what they answered in time; None where they did not."""
        total, n = 0.0, 0
        means: list[float | None] = []
        for each in self.state.rounds[:item]:
            given = each.given.get(seat)
            if given is None or given.late or given.score.surprise is None:
                means.append(None)
                continue
            total, n = total + given.score.surprise, n + 1
            means.append(total / n)
        return tuple(means)

    def mean(self, seat: int) -> float | None:
        """Return a student's mean on all that has been revealed and that they answered in time, nats."""
        shown = sum(each.revealed is not None for each in self.state.rounds)
        return next((mean for mean in reversed(self.curve(seat, shown)) if mean is not None), None)

    def surprises(self, item: int) -> list[tuple[float, int]]:
        """Return what an item cost each in time, nats, and whose seat it was, ascending."""
        given = self.state.rounds[item - 1].in_time()
        return sorted((g.score.surprise, seat) for seat, g in given.items() if g.score.surprise is not None)

    def job(self) -> Job | None:
        """Return the next piece of learning, None if nothing learns now."""
        return self.game.job() if self.state.phase == "working" else None

    def learned(self, events: tuple[AnyEvent, ...] | None) -> bool:
        """Take what a job gave, None if it failed; return whether the learning is over."""
        if events is None:
            self.want_stop()
            return self._end_learning(False)
        over = self.game.learned(events)
        self.state = replace(self.state, jobs=self.state.jobs + 1)
        return self._end_learning(over)

    def learn_again(self, jobs: int, memory: bytes) -> None:
        """Come to where so many pieces of learning led before: by memory, or by carrying them out once more."""
        over = bool(memory) and self._remembers(memory)
        for _ in range(0 if over else jobs):
            over = self.game.learned(self.game.job()())
        self.state = replace(self.state, jobs=jobs, stopping=True)
        self._end_learning(over)

    def want_stop(self) -> None:
        """Stop the learning after the piece that is being carried out."""
        self.state = replace(self.state, stopping=True)

    def snapshot(self) -> Callable[[], None]:
        """Return what takes back everything from now on."""
        state, game = self.state, self.game.snapshot()

        def restore() -> None:
            self.state = state
            self.game.restore(game)

        return restore

    def _remembers(self, memory: bytes) -> bool:
        try:
            self.game.remember(memory)
        except ValueError:  # of another version: it is learned once more
            return False
        return True

    def _end_learning(self, over: bool) -> bool:
        if not over and self.state.stopping:
            self.game.stop()
            over = True
        if over:
            self.state = replace(self.state, phase="worked", told=())
        return over


OpenPlay = Callable[[Any, int, int], ClassGame]  # step of the plan, number of the play, seed -> what is played
