"""What all panels have in common: they show what the host has said, take keys, and say what is to be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.containers import Vertical
from textual.message import Message

from tokenroom.classroom.from_clients import AnyAnswer
from tokenroom.room.classroom.seat import Seen
from tokenroom.room.draw.keyline import Key

if TYPE_CHECKING:
    from tokenroom.room.classroom.app import ClassApp


class Answered(Message):
    """The student has answered."""

    def __init__(self, answer: AnyAnswer) -> None:
        super().__init__()
        self.answer = answer


class Searched(Message):
    """The student looks for tokens that begin so."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Noticed(Message):
    """There is something to be told below all else; no words take back what was."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


class Panel(Vertical):
    """Shows one kind of stage."""

    DEFAULT_CSS = "Panel { height: 1fr; display: none; }"

    def __init__(self) -> None:
        super().__init__(id=type(self).__name__.removesuffix("Panel").casefold() + "-panel")
        self.seen = Seen()

    @property
    def class_app(self) -> ClassApp:
        """The app, by its own type."""
        return cast("ClassApp", self.app)

    def tell(self, seen: Seen) -> None:
        """Show a stage."""
        raise NotImplementedError

    def press(self, key: str, character: str | None) -> bool:
        """Take a key; False if it means nothing here."""
        raise NotImplementedError

    def paste(self, text: str) -> None:
        """Take what was pasted, where anything can be typed."""

    def keys(self) -> tuple[Key, ...]:
        """Return the keys that mean something now."""
        raise NotImplementedError

    def is_fresh(self, seen: Seen) -> bool:
        """Whether `seen` is another item than the one shown, so that nothing half written can be kept."""
        return seen.at != self.seen.at or seen.is_asked != self.seen.is_asked

    def notice(self, words: str) -> None:
        """Say something below all else."""
        self.post_message(Noticed(words))
