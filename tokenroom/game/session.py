"""What a session of any mechanic is: commands go in, events come out, and all it knows can be kept and set again."""

from __future__ import annotations

from typing import Any, Protocol

from tokenroom.game.commands import AnyCommand
from tokenroom.game.events import AnyEvent
from tokenroom.game.level import Level


class CommandError(ValueError):
    """A command that does not fit the moment; its text is one line for the player."""


class Setup(Protocol):
    """All that a session is played with; nothing in it changes."""

    @property
    def level(self) -> Level:
        """The level that is played."""

    @property
    def seed(self) -> int:
        """Where all that chance decides comes from."""

    @property
    def seconds_per_nat(self) -> float:
        """The pace of the shocks."""

    @property
    def items(self) -> int:
        """How many rounds there are, which most cues of the story count."""


class State(Protocol):
    """Where a session stands; each mechanic has more to say."""

    @property
    def phase(self) -> str:
        """What it waits for: "ready" before `Begin`, "ended" after the last event, a mechanic's own words between."""

    @property
    def won(self) -> bool:
        """Whether the goal has been reached; known when it has ended."""


class Session(Protocol):
    """One play of one level: the same setup and commands always give the same events.

    A command that does not fit raises `CommandError`, an answer that cannot be scored `AnswerError`; the state is then
    as it was.
    """

    @property
    def setup(self) -> Setup:
        """What it is played with."""

    @property
    def state(self) -> State:
        """Where it stands."""

    def apply(self, command: AnyCommand) -> tuple[AnyEvent, ...]:
        """Carry out `command` and return its events in order; the first command is `Begin`, the last event ends it."""

    def snapshot(self) -> Any:
        """Return all that `apply` changes, for `restore`."""

    def restore(self, snapshot: Any) -> None:
        """Take back everything that was applied since `snapshot` was taken."""
