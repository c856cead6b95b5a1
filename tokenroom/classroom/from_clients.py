"""What students, remotes and projectors may send to the host of a class; `docs/classroom-protocol.md` tells each."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from tokenroom.classroom.wire import Count, FromClient, MessageId, Secret, Short
from tokenroom.game.commands import Answer as Scores
from tokenroom.game.commands import Next as Pass
from tokenroom.game.curate_commands import SetFilter
from tokenroom.game.merge_commands import PickPair
from tokenroom.game.prefer_commands import ValuePair
from tokenroom.game.wire import Command

Role = Literal["student", "remote", "projector"]
Seconds = Annotated[float, msgspec.Meta(ge=5.0, le=3600.0)]
Written = Annotated[str, msgspec.Meta(max_length=2000)]


class Write(Command, frozen=True, tag="write"):
    """Answer the questions of a step in one's own words, one text a question."""

    texts: Annotated[tuple[Written, ...], msgspec.Meta(max_length=20)]


AnyAnswer = Scores | ValuePair | PickPair | Pass | SetFilter | Write


class Enter(FromClient, frozen=True, tag="enter"):
    """The first message with a code."""

    version: int
    role: Role
    code: Short


class Resume(FromClient, frozen=True, tag="resume"):
    """A student's first message with the token of their seat."""

    version: int
    token: Short


class Join(FromClient, frozen=True, tag="join"):
    """Take a seat; the same device gets the same one however often this is sent."""

    id: MessageId
    device: Secret
    name: Short


class Return(FromClient, frozen=True, tag="return"):
    """Take one's seat on another device, with the word that only its student was shown."""

    id: MessageId
    name: Short
    word: Short


class Answer(FromClient, frozen=True, tag="answer"):
    """A student's answer to an item, or their vote."""

    id: MessageId
    play: Count
    item: Count
    answer: AnyAnswer


class Find(FromClient, frozen=True, tag="find"):
    """Look for the tokens that begin so."""

    id: MessageId
    text: Short


class GoOn(FromClient, frozen=True, tag="go_on"):
    """Of a student who was left behind: show me the reveal, or bring me the next item."""

    id: MessageId
    play: Count
    item: Count
    to: Literal["next", "class"] = "next"


class Act(FromClient, frozen=True, kw_only=True):
    """Base of what the teacher does; with `stage`, only while the class is at that one."""

    id: MessageId
    stage: Count | None = None


class GoNext(Act, frozen=True, tag="next"):
    """Go on."""


class GoBack(Act, frozen=True, tag="back"):
    """Show what was shown before."""


class Reveal(Act, frozen=True, tag="reveal"):
    """Take no more answers and show what came."""


class Lock(Act, frozen=True, tag="lock"):
    """Take no more answers."""


class Pause(Act, frozen=True, tag="pause"):
    """Draw the curtain over the devices, or open it."""

    paused: bool


class Time(Act, frozen=True, tag="time"):
    """Give the open item a time from now on, or none."""

    seconds: Seconds | None


class Extend(Act, frozen=True, tag="extend"):
    """Give more time; a locked item opens again."""

    seconds: Seconds


class Open(Act, frozen=True, tag="open"):
    """Go to a step of the plan."""

    step: Count


class Door(Act, frozen=True, tag="door"):
    """Say whether new students may join."""

    open: bool


class NamesFirst(Act, frozen=True, tag="names_first"):
    """Say whether new names wait until the teacher has seen them."""

    on: bool


class ShowNames(Act, frozen=True, tag="show_names"):
    """Say whether the projector is sent names."""

    shown: bool


class Admit(Act, frozen=True, tag="admit"):
    """Show a name that waited."""

    seat: Count


class Rename(Act, frozen=True, tag="rename"):
    """Give a seat another name."""

    seat: Count
    name: Short


class Remove(Act, frozen=True, tag="remove"):
    """Send somebody out."""

    seat: Count


class LetIn(Act, frozen=True, tag="let_in"):
    """Let somebody in again who was sent out."""

    seat: Count


class Delete(Act, frozen=True, tag="delete"):
    """Delete the class and all that was answered, once the lesson is over; refused until it says `sure`."""

    sure: bool = False


AnyAct = (
    GoNext
    | GoBack
    | Reveal
    | Lock
    | Pause
    | Time
    | Extend
    | Open
    | Door
    | NamesFirst
    | ShowNames
    | Admit
    | Rename
    | Remove
    | LetIn
    | Delete
)
ByStudent = Answer | Find | GoOn
AnyFromClient = Enter | Resume | Join | Return | ByStudent | AnyAct
_DECODER: msgspec.json.Decoder[AnyFromClient] = msgspec.json.Decoder(AnyFromClient)


def decode(text: str | bytes) -> AnyFromClient:
    """Read one message (raises msgspec.MsgspecError or UnicodeError; RecursionError if it is nested too deeply)."""
    return _DECODER.decode(text)


def id_in(text: str | bytes) -> str | None:
    """Return the id of a message that cannot be read as a whole; None if not even that can be."""
    try:
        return _ID_DECODER.decode(text).id
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None


class _OnlyId(msgspec.Struct):
    id: MessageId | None = None


_ID_DECODER: msgspec.json.Decoder[_OnlyId] = msgspec.json.Decoder(_OnlyId)
