"""The screen of the remote: single keys, and the mouse on the same keys."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Input

from tokenroom.classroom.from_clients import Act, Remove, Rename
from tokenroom.classroom.to_clients import RefusedMessage
from tokenroom.room.classroom.acts import Watched, act_for, moved
from tokenroom.room.classroom.app import ClassApp
from tokenroom.room.classroom.draw import remote as draw
from tokenroom.room.classroom.draw.remote_help import remote_help
from tokenroom.room.screens.base import RoomScreen
from tokenroom.room.screens.help import HelpScreen
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.room.widgets.notice import Notice

if TYPE_CHECKING:
    from tokenroom.game.units import Units

MOVES = {"up": -1, "down": 1, "pageup": -8, "pagedown": 8, "home": -10_000, "end": 10_000}
TICK = 1.0  # seconds
DELETED = "The class is deleted, and with it all that was answered. Ctrl+Q leaves."
CLOSED = "The host has closed the class. If it opens again, the remote is back at once."


class RemoteScreen(RoomScreen):
    """Shows the class to its teacher, and says what the teacher wants."""

    AUTO_FOCUS = ""  # keys are acts, until a name is typed

    class Wanted(Message):
        """The teacher wants something."""

        def __init__(self, act: Act) -> None:
            super().__init__()
            self.act = act

    def __init__(self, fresh_id: Callable[[], str]) -> None:
        super().__init__()
        self.watched, self._fresh_id = Watched(), fresh_id
        self._until: float | None = None
        self._sure: int | None = None  # the seat that X was pressed at once
        self._is_painted = False

    def compose_room(self) -> ComposeResult:
        """Yield where the class is, what it sees, who is here, and two lines of keys."""
        yield Drawing(id="header")
        yield Drawing(id="state")
        yield Drawing(id="say")
        with Horizontal(id="middle"):
            with VerticalScroll(id="left", can_focus=False):
                yield Drawing(id="shown")
            with Vertical(id="right"):
                yield Drawing(id="list")
        line = Input(max_length=200, compact=True, select_on_focus=False, id="rename")
        line.cursor_blink = False
        yield line
        yield Notice()
        yield KeyLine()
        with Vertical(id="second"):
            yield KeyLine()

    def on_mount(self) -> None:
        """Show what is known, and let the time run."""
        self._is_painted = True
        self._close_line()
        self.tell(self.watched)
        self.set_interval(TICK, self._show_state)

    @property
    def units(self) -> Units:
        """In which surprise is told."""
        return cast(ClassApp, self.app).units

    def tell(self, watched: Watched, is_stage: bool = False) -> None:
        """Show what is known now."""
        self.watched = watched
        if not self._is_painted or not self.children:  # not there yet, or taken down while the host still speaks
            return
        if is_stage and watched.stage is not None:
            left = watched.stage.seconds_left
            self._until = None if left is None else time.monotonic() + left
        units = self.units
        self.query_one("#header", Drawing).show(lambda width, _: draw.header_text(watched, width))
        self.query_one("#say", Drawing).show(lambda width, _: draw.say_text(watched, width))
        self.query_one("#shown", Drawing).show(self._shown)
        self.query_one("#list", Drawing).show(partial(draw.list_text, watched, units))
        first, second = self.query(KeyLine)
        first.show_keys(draw.first_keys(watched))
        second.show_keys(draw.second_keys(watched))
        if watched.is_deleted or watched.out is not None:
            self.say(DELETED if watched.is_deleted else CLOSED)
        self._show_state()

    def _shown(self, width: int, _height: int) -> Text:
        return draw.shown_text(self.watched, self.units, width, self.query_one("#left").size.height)

    def _show_state(self) -> None:
        left = None if self._until is None else max(0.0, self._until - time.monotonic())
        watched = self.watched
        self.query_one("#state", Drawing).show(lambda width, _: draw.state_text(watched, left, width))

    def say(self, words: str) -> None:
        """Show a word to the teacher below all else."""
        self.query_one(Notice).say(words)

    def refuse(self, refused: RefusedMessage) -> None:
        """Show why something was refused; a class is deleted only by who says so twice."""
        is_asked = refused.code == "sure"
        self.tell(replace(self.watched, is_asked=is_asked))
        self.say(f"{refused.why[:1].upper()}{refused.why[1:]}.{' Del once more deletes it.' if is_asked else ''}")

    def on_key(self, event: events.Key) -> None:
        """Do what a key means, unless a name is being typed."""
        if self.is_too_small or event.key in {"f1", "ctrl+q"}:
            return
        if self.focused is not None:
            if event.key == "escape":
                self._close_line()
            return
        event.stop()
        event.prevent_default()
        if event.character == "?":
            self.action_help()
        else:
            self.action_press(event.key)

    def action_press(self, key: str) -> None:
        """Do what a key means."""
        key = key.lower()
        self.say("")
        if key in MOVES:
            self.tell(moved(self.watched, MOVES[key]))
        elif key == "tab":
            self.tell(replace(self.watched, shows_plan=not self.watched.shows_plan, place=0))
        elif key == "m" and self.watched.seat is not None:
            self._open_line(self.watched.seat.name)
        elif (act := act_for(key, self.watched, self._fresh_id)) is not None and self._is_sure(act):
            self.post_message(self.Wanted(act))
        self.watched = replace(self.watched, is_asked=False)

    def _is_sure(self, act: Act) -> bool:
        """Ask once before somebody is sent out."""
        seat = act.seat if isinstance(act, Remove) else None
        if seat is None or self._sure == seat:
            self._sure = None
            return True
        self._sure = seat
        self.say("X once more sends them out; what they answered stays, and I lets them in again.")
        return False

    def _open_line(self, name: str) -> None:
        line = self.query_one("#rename", Input)
        line.value, line.display = name, True
        line.focus()
        self.say("Another name for this seat; Enter takes it, Escape leaves it as it was.")

    def _close_line(self) -> None:
        self.query_one("#rename", Input).display = False
        self.set_focus(None)
        self.say("")

    @on(Input.Submitted, "#rename")
    def _renamed(self, event: Input.Submitted) -> None:
        seat, name = self.watched.seat, event.value.strip()
        self._close_line()
        if seat is not None and name:
            self.post_message(self.Wanted(Rename(seat.seat, name, id=self._fresh_id())))

    @on(events.Click, "#list")
    def _list_clicked(self, event: events.Click) -> None:
        """Turn to the other list, or put the cursor on a row."""
        height = self.query_one("#list").size.height
        first = max(0, min(self.watched.place - (height - 1) // 2, self.watched.rows - (height - 1)))
        if event.y == 0:
            self.action_press("tab")
        elif first + event.y - 1 < self.watched.rows:
            self.tell(replace(self.watched, place=first + event.y - 1))

    def action_help(self) -> None:
        """Show what the keys do."""
        self.app.push_screen(HelpScreen(remote_help))
