"""What a level is to a class: items that are asked, answers that are scored one by one and then put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeVar

from tokenroom.classroom.from_clients import AnyAnswer
from tokenroom.classroom.views import AnyView
from tokenroom.game.events import AnyEvent, Option, Said, SessionEnded
from tokenroom.game.session import CommandError

E = TypeVar("E")
Job = Callable[[], tuple[AnyEvent, ...]]
Following = Literal["asked", "working", "ended"]


@dataclass(frozen=True, slots=True)
class Score:
    """What an answer comes to; of a vote nothing is scored.

    Attributes:
        surprise: nats; None where nothing is scored. Not to be told before the reveal.
        chance: what knowing nothing costs.
        options: the answer's likeliest tokens and the one that came; not to be told before the reveal.
    """

    surprise: float | None = None
    chance: float | None = None
    options: tuple[Option, ...] = ()


class ClassGame(Protocol):
    """One play of one level by a class, over the game's own session, in which the class is one player.

    The same answers always give the same outcome. What does not fit raises `CommandError`, an answer that cannot be
    scored `AnswerError`; all is then as it was.
    """

    @property
    def items(self) -> int:
        """How many items will be asked."""

    @property
    def is_revealed_at_once(self) -> bool:
        """Whether an item is over as soon as the teacher goes on, with nothing to reveal."""

    def begin(self) -> tuple[Said, ...]:
        """Open the level and return what the story tells."""

    def follow(self) -> tuple[Following, tuple[Said, ...]]:
        """Go on: to the next item, to the learning of a model, or to the end; return which, and what is told."""

    def score(self, item: int, answer: AnyAnswer) -> Score:
        """Return what an answer to `item` comes to, in time or late; nothing is changed."""

    def reveal(self, scores: Sequence[Score]) -> tuple[Said, ...]:
        """Put the answers that came in time together, show what comes, and return what is told."""

    def view(self) -> AnyView:
        """Return what there is to see now."""

    def find(self, item: int, text: str) -> tuple[Option, ...]:
        """Return tokens that begin with `text`."""

    def job(self) -> Job:
        """Return the next piece of a model's learning; while another thread carries it out, nothing else is asked."""

    def learned(self, events: Sequence[AnyEvent]) -> bool:
        """Take what a job gave, and say whether the model has learned enough."""

    def stop(self) -> None:
        """Let the model learn no more."""

    def memory(self) -> bytes:
        """Return what was learned, for `remember`, once the learning is over; empty if nothing is to be remembered."""

    def remember(self, memory: bytes) -> None:
        """Take what was learned in an earlier run, in place of learning it once more (raises ValueError)."""

    def snapshot(self) -> Any:
        """Return all that changes, for `restore`."""

    def restore(self, snapshot: Any) -> None:
        """Take back everything since `snapshot` was taken."""


class NoLearning:
    """For a game in which nothing learns that takes long."""

    def job(self) -> Job:
        """Nothing learns here."""
        raise CommandError("nothing learns here")

    def learned(self, events: Sequence[AnyEvent]) -> bool:
        """Nothing learns here."""
        raise CommandError("nothing learns here")

    def stop(self) -> None:
        """Nothing learns here."""
        raise CommandError("nothing learns here")

    def memory(self) -> bytes:
        """Nothing learns here."""
        return b""

    def remember(self, memory: bytes) -> None:
        """Nothing learns here."""
        raise ValueError("nothing learns here")


class NoTokens:
    """For a game in which no tokens are asked for."""

    def find(self, item: int, text: str) -> tuple[Option, ...]:
        """There are no tokens to look for here."""
        raise CommandError("there are no tokens to look for here")


def told_in(events: Sequence[AnyEvent]) -> tuple[Said, ...]:
    """Return what the story says among events, and what is told at the very end."""
    told = [event for event in events if isinstance(event, Said)]
    ends = [said for event in events if isinstance(event, SessionEnded) for said in event.debrief]
    return (*told, *ends)


def only(events: Sequence[AnyEvent], kind: type[E]) -> E | None:
    """Return the first event of a kind, None if there is none."""
    return next((event for event in events if isinstance(event, kind)), None)
