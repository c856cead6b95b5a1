"""What the chat screen is made of, and how each part is drawn at each stage. Nothing here changes the session."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.timer import Timer
from textual.widgets import Input

from tokenroom.game.chat import ChatSession
from tokenroom.game.chat_events import BothAnswered
from tokenroom.game.events import AnyEvent
from tokenroom.room.chat_view import ChatView, Stage, fold
from tokenroom.room.draw import chat as draw
from tokenroom.room.draw.chat_ending import chat_ending
from tokenroom.room.screens.training import TrainingScreen
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from tokenroom.game.campaign import Play

SECONDS_PER_TOKEN = 0.05
SHEETS = ("answers", "talking")  # stages at which answers are read


class ChatParts(TrainingScreen):
    """Shows one session of *chat* from its last item on.

    Args:
        play: the session and its events so far.
        resumed: whether those events were seen before, so that none of them is told again.
    """

    CSS_PATH = "chat.tcss"
    stage: Stage | None = None  # until all widgets are there

    def __init__(self, play: Play, resumed: bool) -> None:
        recorded, first = play
        super().__init__(recorded)
        assert isinstance(recorded.session, ChatSession)
        self.session = recorded.session
        self.view = fold(ChatView(), first)
        self._resumed = resumed
        self._since: tuple[float, int] | None = None  # when this screen saw the training go on, and from which step
        self._typed: int | None = None  # tokens of the last answers that are shown; None for all
        self._typing: Timer | None = None

    def compose_table(self) -> ComposeResult:
        """Yield the training with its curves, answers, and a line to write on."""
        yield Drawing(id="training")
        yield Drawing(id="losses")
        yield Drawing(id="compared")
        with VerticalScroll(id="sheet", can_focus=False):
            yield Drawing(id="page")
        with Horizontal(id="line"):
            yield Drawing(lambda _width, _height: Text("you> "))
            yield Input(compact=True)

    @property
    def is_typing(self) -> bool:
        """Whether an answer still appears token by token."""
        return self._typed is not None

    def tell_story(self) -> None:
        """Tell what was said, alone on the screen."""
        self.show("telling")
        self.tell(self.view.said)

    def show_end(self) -> None:
        """Show the report of the session."""
        self.room.show_ending(chat_ending(self.view))

    def show(self, stage: Stage) -> None:
        """Show another stage."""
        self.go_to(stage)
        line = self.query_one(Input)
        line.disabled = stage != "talking"
        if stage == "talking":
            line.focus()
        self.redraw()

    def type_out(self, told: Sequence[AnyEvent]) -> None:
        """Let the last answers appear token by token, where anything may move."""
        if self.room.moves and any(isinstance(event, BothAnswered) for event in told):
            self._typed = 0
            self._typing = self.set_interval(SECONDS_PER_TOKEN, self._type_on)

    def finish_typing(self) -> None:
        """Show the whole of the last answers."""
        if self._typing is not None:
            self._typing.stop()
        self._typing = self._typed = None
        self.redraw()

    def _type_on(self) -> None:
        last = (self.view.talk if self.stage == "talking" else self.view.answers)[-1:]
        if self._typed is None or not last or self._typed >= draw.lengths(last[0]):
            self.finish_typing()
        else:
            self._typed += 1
            self.redraw()

    def action_help(self) -> None:
        """Show help for this screen."""
        from tokenroom.room.draw.chat_help import chat_help_text  # seldom needed
        from tokenroom.room.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(chat_help_text))

    def redraw(self) -> None:
        """Draw all parts anew; those that look the same are not painted again."""
        view, stage, rate, typed = self.view, self.stage, self._rate(), self._typed
        assert stage is not None
        talking = stage == "talking"
        drawings: dict[str, draw.Draw] = {
            "header": lambda width, _: draw.header_text(view, stage, width),
            "training": lambda width, _: draw.training_text(view, rate, width),
            "losses": partial(draw.losses_text, view),
            "compared": lambda width, _: draw.compared_text(view.compared, width),
            "page": lambda width, _: (
                draw.talk_text(view.talk, typed, width) if talking else draw.answers_text(view.answers, typed, width)
            ),
        }
        for name, drawing in drawings.items():
            self.query_one(f"#{name}", Drawing).show(drawing)
        self.query_one(KeyLine).show_keys(draw.keys(stage, view))
        if stage in SHEETS:
            self.query_one("#sheet", VerticalScroll).scroll_end(animate=False)

    def _rate(self) -> float | None:
        """Steps that are taken in a second; None without a clock, and before the first."""
        if self.stage != "training" or not self.room.timed:
            self._since = None
            return None
        step, now = self.view.points[-1].step if self.view.points else 0, time.monotonic()
        if self._since is None:
            self._since = now, step
        return (step - self._since[1]) / (now - self._since[0]) if step > self._since[1] else None
