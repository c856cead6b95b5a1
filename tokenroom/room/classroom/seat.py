"""A student's seat without sockets and screens: what the host has said so far, and what is to be said in turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from tokenroom.classroom.from_clients import Answer, AnyAnswer, Enter, Find, GoOn, Join, Resume, Return
from tokenroom.classroom.to_clients import (
    AnyToClient,
    Behind,
    Entered,
    Kept,
    Out,
    RefusedMessage,
    Seated,
    Stage,
    Yours,
)
from tokenroom.classroom.wire import VERSION, FromClient

FATAL = frozenset({"version", "code", "too_many_tries"})


@dataclass(frozen=True, slots=True)
class Seen:
    """What the host has said of where the class and this student are."""

    entered: Entered | None = None
    seated: Seated | None = None
    stage: Stage | None = None
    yours: Yours | None = None
    behind: Behind | None = None
    refused: RefusedMessage | None = None  # the newest refusal
    out: Out | None = None
    is_lost: bool = False  # whether the network is gone

    @property
    def at(self) -> tuple[int, int]:
        """The play and the item that are shown; (0, 0) where nothing is played."""
        view = self.stage.view if self.stage is not None else None
        return (view.play, view.item) if view is not None else (0, 0)

    @property
    def is_asked(self) -> bool:
        """Whether an item is open to this student, or locked before they answered."""
        return self.stage is not None and self.stage.phase in {"asked", "locked"} and self.at[0] > 0

    @property
    def is_answered(self) -> bool:
        """Whether the item before the student is answered."""
        return self.yours is not None and self.yours.state != "open"

    @property
    def may_answer(self) -> bool:
        """Whether an answer is wanted now."""
        return self.is_asked and not self.is_answered and self.out is None


def after(seen: Seen, message: AnyToClient) -> Seen:
    """Return what is known after a message."""
    match message:
        case Entered():
            return replace(seen, entered=message, is_lost=False)
        case Seated():
            return replace(seen, seated=message, refused=None, out=None, is_lost=False)
        case Stage():
            turned = replace(seen, stage=message, behind=None, is_lost=False)
            return turned if turned.at == seen.at else replace(turned, yours=None, refused=None)
        case Yours():
            return replace(seen, yours=message)
        case Behind():
            return replace(seen, behind=message)
        case Kept():
            return _kept(seen, message)
        case RefusedMessage():
            return replace(seen, refused=message, is_lost=False)
        case Out():
            return replace(seen, out=message)
    return seen


def _kept(seen: Seen, kept: Kept) -> Seen:
    if seen.at != (kept.play, kept.item) or seen.is_answered:
        return seen
    state: Literal["late", "kept"] = "late" if kept.late else "kept"
    return replace(seen, yours=Yours(play=kept.play, item=kept.item, state=state), refused=None)


class SeatClient:
    """A student's client.

    Args:
        code: of the class; None comes back to a seat.
        token: of the seat to come back to; None where there is none yet.
        device: a secret, the same as long as this client lives.
        fresh_id: makes an id for a message, another one each time.
        name: what the student wants to be called; None asks.
    """

    def __init__(
        self, code: str | None, token: str | None, device: str, fresh_id: Callable[[], str], name: str | None = None
    ) -> None:
        self._code, self._token, self._device, self._fresh_id = code, token, device, fresh_id
        self._name = name
        self._unkept: dict[str, Answer] = {}  # sent, and not yet known to be kept
        self.seen = Seen()

    @property
    def token(self) -> str | None:
        """What brings back to the seat; None before there is one."""
        return self._token

    @property
    def is_sending(self) -> bool:
        """Whether an answer is on its way."""
        return bool(self._unkept)

    @property
    def is_naming(self) -> bool:
        """Whether a name was given, so that none need be asked for."""
        return self._name is not None

    @property
    def fault(self) -> str:
        """Why there is no use in trying on; empty if there is some."""
        refused = self.seen.refused
        if refused is None or self.seen.seated is not None:
            return ""
        hopeless = (refused.code in FATAL and refused.id is None) or (refused.code == "token" and self._code is None)
        return refused.why if hopeless else ""

    def first_words(self) -> FromClient:
        """Come back to the seat, or come in with the code."""
        if self._token is not None:
            return Resume(version=VERSION, token=self._token)
        return Enter(version=VERSION, role="student", code=(self._code or "")[:200])

    def lost(self) -> None:
        """Learn that the network is gone."""
        self.seen = replace(self.seen, is_lost=True)

    def hear(self, message: AnyToClient) -> list[FromClient]:
        """Take what the host says, and return what is to be said in turn."""
        self.seen = after(self.seen, message)
        match message:
            case Entered() if self._name is not None:
                return [self.join(self._name)]
            case Seated(token=token):
                self._token = token
                return list(self._unkept.values())  # after the network was gone
            case Kept(id=message_id):
                self._unkept.pop(message_id, None)
            case RefusedMessage(id=message_id, code=code):
                self._unkept.pop(message_id or "", None)
                return self._refused(code)
        return []

    def _refused(self, code: str) -> list[FromClient]:
        if self.seen.seated is None:
            self._name = None
        if code == "token" and self._code is not None:
            self._token = None
            return [self.first_words()]
        return []

    def join(self, name: str) -> Join:
        """Return what takes a seat under a name."""
        self._name = name
        return Join(id=self._fresh_id(), device=self._device, name=name[:200])

    def come_back(self, name: str, word: str) -> Return:
        """Return what takes a seat that one had on another device."""
        return Return(id=self._fresh_id(), name=name[:200], word=word[:200])

    def answer(self, answer: AnyAnswer) -> Answer:
        """Return what answers the item that is shown; it is said again if the network goes before it is kept."""
        play, item = self.seen.at
        message = Answer(id=self._fresh_id(), play=play, item=item, answer=answer)
        self._unkept[message.id] = message
        return message

    def find(self, text: str) -> Find:
        """Return what looks for tokens that begin so."""
        return Find(id=self._fresh_id(), text=text[:200])

    def go_on(self, to: Literal["next", "class"] = "next") -> GoOn:
        """Return what brings a student who was left behind one step on, or to where the class is."""
        play, item = self.seen.at
        return GoOn(id=self._fresh_id(), play=play, item=item, to=to)
