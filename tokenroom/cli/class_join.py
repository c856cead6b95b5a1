"""Joining a class from a terminal, as a student or as the teacher's remote, in lines."""

from __future__ import annotations

import secrets

from tokenroom.classroom.from_clients import Answer, Enter, Join, Resume, Return
from tokenroom.classroom.to_clients import AnyToClient, Entered, Kept, Out, RefusedMessage, Seated, Stage
from tokenroom.classroom.wire import VERSION, FromClient
from tokenroom.cli.class_line import Line, run_line, socket_url
from tokenroom.cli.class_seat import SeatKeeper
from tokenroom.plain.class_student import StudentLines, name_and_word
from tokenroom.plain.class_teacher import TeacherLines

_FATAL = {"version", "code", "removed", "full"}
_BACK = (
    "If you have a seat on another device, type back, then its name and its two words: back amber otter lantern-river"
)
_GONE = "The seat that you had here is gone; you come in anew."


def join_in_lines(address: str, code: str | None, name: str | None, is_new: bool = False) -> int:
    """Join a class and stay until input ends (raises BadInput if there is no class, or no seat to come back to)."""
    url = socket_url(address)
    return run_line(_Student(url, name, SeatKeeper(url, code, is_new, name)))


def teach_in_lines(address: str, code: str) -> int:
    """Be the teacher's remote until input ends (raises BadInput if there is no class)."""
    return run_line(_Teacher(socket_url(address), code))


class _Student(Line):
    """A student at a terminal."""

    def __init__(self, url: str, name: str | None, keeper: SeatKeeper) -> None:
        super().__init__(url)
        self._name, self._keeper, self._token = name, keeper, keeper.token
        self._device = secrets.token_urlsafe(24)
        self._lines = StudentLines(self.page, lambda: secrets.token_urlsafe(12))
        self._unkept: dict[str, Answer] = {}  # sent, and not yet known to be kept
        self._suggested: tuple[str, ...] = ()
        self._is_open = True  # whether new students may join

    def first_words(self) -> FromClient:
        """Come back to the seat, or come in with the code."""
        if self._token is not None:
            return Resume(version=VERSION, token=self._token)
        return Enter(version=VERSION, role="student", code=(self._keeper.code or "")[:200])

    def hear(self, message: AnyToClient) -> None:
        """Tell it, and remember what is to be remembered."""
        if not (isinstance(message, RefusedMessage) and message.code == "token"):  # told in words of our own
            self._lines.hear(message)
        match message:
            case Entered(names=names):
                self._suggested, self._is_open = names, message.door_open
                self._ask_name()
            case Stage(phase="over"):
                self._keeper.keep(None)
            case Seated(token=token):
                self._token, self.status = token, 0
                self._keeper.keep(message)
                for answer in list(self._unkept.values()):  # after the network was gone
                    self.send(answer)
            case Kept(id=message_id):
                self._unkept.pop(message_id, None)
            case RefusedMessage(id=message_id, code=code):
                self._unkept.pop(message_id or "", None)
                self._refused(code, message_id)
            case Out(why=why) if why != "closed":
                self.leave(1 if why == "removed" else 0)

    def type(self, line: str) -> None:
        """Take a name first, then whatever a student may type."""
        if self._token is None:
            self._take(line.strip())
        elif (message := self._lines.read(line)) is not None:
            if isinstance(message, Answer):
                self._unkept[message.id] = message
            self.send(message)

    def _refused(self, code: str, message_id: str | None) -> None:
        if code == "token":
            self.page.say([_GONE])
            self._token = None
            self._keeper.keep(None)
            self.send(self.first_words())
        elif code in _FATAL or (code == "too_many_tries" and message_id is None):
            self.leave(1)
        elif self._token is None and self._suggested:
            self._name, self.status = None, 1
            self._ask_name()

    def _ask_name(self) -> None:
        if self._name is not None:
            self._join(self._name)
            return
        names = ", ".join(self._suggested)
        asked = f"What do you want to be called? Such as: {names}. An empty line takes the first."
        self.page.say(
            [asked if self._is_open else "Nobody new can join just now; who has a seat can come back.", _BACK]
        )

    def _take(self, line: str) -> None:
        """Take a name, or the seat that one had elsewhere."""
        if (found := name_and_word(line)) is not None:
            name, word = found
            self.send(Return(id=secrets.token_urlsafe(12), name=name[:200], word=word[:200]))
        else:
            self._join(line or (self._suggested or ("student",))[0])

    def _join(self, name: str) -> None:
        self._name = name
        self.send(Join(id=secrets.token_urlsafe(12), device=self._device, name=name[:200]))


class _Teacher(Line):
    """The teacher at a terminal."""

    def __init__(self, url: str, code: str) -> None:
        super().__init__(url)
        self._code = code
        self._lines = TeacherLines(self.page, lambda: secrets.token_urlsafe(12))

    def first_words(self) -> FromClient:
        """Come in with the remote's code."""
        return Enter(version=VERSION, role="remote", code=self._code[:200])

    def hear(self, message: AnyToClient) -> None:
        """Tell it."""
        self._lines.hear(message)
        if isinstance(message, RefusedMessage) and message.code in _FATAL:
            self.leave(1)

    def type(self, line: str) -> None:
        """Do what the line asks."""
        if (act := self._lines.read(line)) is not None:
            self.send(act)
