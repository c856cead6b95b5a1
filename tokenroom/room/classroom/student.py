"""The app of a student: what the host says goes to the seat and from there to the screen, what is done goes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual import on

from tokenroom.classroom.to_clients import AnyToClient, Entered, Found, Out, RefusedMessage, Seated, Stage
from tokenroom.classroom.wire import FromClient
from tokenroom.errors import BadInput
from tokenroom.room.classroom.app import ClassApp, Connect
from tokenroom.room.classroom.lesson import LessonScreen
from tokenroom.room.classroom.naming import NameScreen
from tokenroom.room.classroom.seat import SeatClient
from tokenroom.settings import Settings

GONE = "the seat that you had here is gone; you come in anew"
KNOCK = 5.0  # seconds from one question to the next, of who was sent out, whether they may come in


class StudentApp(ClassApp):
    """A student at a terminal.

    Args:
        connect: makes a connection to the class.
        seat: what is known and to be said.
        remember: keeps a seat for the next time; None forgets it, when the class is over or knows it no more.
        settings: what the player has set in the single game; None for the defaults.
        timed: whether things happen by the clock (not in tests and pictures).
        ascii_only: whether to show ASCII alone; None looks at the terminal's encoding.
    """

    CSS_PATH = "lesson.tcss"

    def __init__(
        self,
        connect: Connect,
        seat: SeatClient,
        remember: Callable[[Seated | None], None],
        settings: Settings | None = None,
        *,
        timed: bool = True,
        ascii_only: bool | None = None,
    ) -> None:
        super().__init__(connect, settings, timed=timed, ascii_only=ascii_only)
        self.seat, self._remember = seat, remember
        self._lesson = LessonScreen()
        self._gone = ""  # what to say first of a seat that the class knows no more

    def get_default_screen(self) -> LessonScreen:
        """Return the screen that is painted first."""
        return self._lesson

    def first_words(self) -> FromClient:
        """Come back to the seat, or come in with the code."""
        return self.seat.first_words()

    async def take(self, message: AnyToClient) -> None:
        """Say what is to be said in turn, and show what is known."""
        for reply in self.seat.hear(message):
            self.send(reply)
        seen = self.seat.seen
        match message:
            case Seated():
                self._remember(message)
                self._close_names()
            case Stage(phase="over"):
                self._remember(None)
            case RefusedMessage(code="token"):
                self._remember(None)
                self._gone = GONE
            case Entered() if not self.seat.is_naming:
                self._ask_name(self._gone)
            case Found():
                self._lesson.found(message)
                return
            case RefusedMessage() if seen.seated is None and seen.entered is not None:
                self._ask_name(message.why)
            case RefusedMessage(code="removed"):
                self._knock_later()
            case Out(why="moved") if self.link is not None:
                self.link.close()
        if self.seat.fault:
            self.leave(BadInput("class join", "", self.seat.fault, "ask your teacher for the code"))
            return
        await self._lesson.tell(seen, is_stage=isinstance(message, Stage))

    async def lose(self) -> None:
        """Show that the network is gone."""
        self.seat.lost()
        await self._lesson.tell(self.seat.seen, is_stage=False)

    def _ask_name(self, why: str) -> None:
        """Ask what the student wants to be called; say why another name could not be had."""
        if isinstance(self.screen, NameScreen) and why:
            self.screen.refuse(why)
        elif self.seat.seen.entered is not None:
            self._close_names()
            self.push_screen(NameScreen(self.seat.seen.entered, why))

    def _close_names(self) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def _knock_later(self) -> None:
        """Ask again in a while whether one may come in."""
        self.seat.seen = replace(self.seat.seen, out=Out(why="removed"))
        self.set_timer(KNOCK, lambda: self.send(self.seat.first_words()))

    @on(NameScreen.Took)
    def _took(self, event: NameScreen.Took) -> None:
        self.send(self.seat.come_back(event.name, event.word) if event.word else self.seat.join(event.name))

    @on(LessonScreen.Gave)
    def _gave(self, event: LessonScreen.Gave) -> None:
        if not self.seat.is_sending:
            self.send(self.seat.answer(event.answer))

    @on(LessonScreen.WentOn)
    def _went_on(self, event: LessonScreen.WentOn) -> None:
        if event.to == "back":
            self.connect()
        else:
            self.send(self.seat.go_on("class" if event.to == "class" else "next"))

    @on(LessonScreen.Sought)
    def _sought(self, event: LessonScreen.Sought) -> None:
        self.send(self.seat.find(event.text))
