"""The screen of the mechanic *predict*: it shows a session's events beat by beat and turns keys into commands."""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.timer import Timer

from tokenroom.game.answer import AnswerError
from tokenroom.game.commands import AnyCommand, AskHint, Next
from tokenroom.game.events import Hinted, Said
from tokenroom.game.predict import CommandError
from tokenroom.room.beats import Beat, beats
from tokenroom.room.draw import predict as draw
from tokenroom.room.screens.base import RoomScreen
from tokenroom.room.view import PlayView, fold
from tokenroom.room.widgets.answering import Answering
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.room.widgets.meter import Meter, dimming
from tokenroom.room.widgets.voice import Voice

if TYPE_CHECKING:
    from tokenroom.game.campaign import Play
    from tokenroom.room.app import RoomApp
    from tokenroom.room.sheet import Mode

STAGES = ("telling", "card", "asking", "adjusted", "opened", "shock", "compared", "ended")


class PredictScreen(RoomScreen):
    """Plays one session.

    Args:
        play: the session and its events so far.
        resumed: whether those events were seen before, so that none of them is told again.
        answer_in: the way to answer that was asked for; None leaves it to the level.
    """

    app: RoomApp
    CSS_PATH = "predict.tcss"
    BINDINGS = [  # noqa: RUF012 - Textual's form
        Binding("f2,ctrl+s", "mode('scores')", show=False),
        Binding("f3,ctrl+k", "mode('chips')", show=False),
        Binding("f4,ctrl+g", "mode('guess')", show=False),
        Binding("ctrl+t", "hint", show=False),
    ]

    def __init__(self, play: Play, resumed: bool, answer_in: Mode | None) -> None:
        super().__init__()
        self._recorded, first = play
        self._session = self._recorded.session
        self._view = PlayView()
        self._stage = ""
        self._timer: Timer | None = None
        self._leaving = False
        self._queue: deque[Beat] = deque() if resumed else deque(beats(first, begun=False))
        if resumed:
            self._queue.append(Beat("compared" if self._session.state.phase == "revealed" else "asking", first))
        self._mode: Mode = answer_in or self._session.setup.level.file.mechanic.answer_in

    def compose_room(self) -> ComposeResult:
        """Yield all widgets; the stage decides which of them are seen."""
        yield Drawing(id="header")
        yield Drawing(id="card")
        yield Voice(gap=True, id="story")
        with Vertical(id="table"):
            yield Drawing(id="passage")
            with Horizontal(id="middle"):
                yield Answering(id="answering")
                with Vertical(id="result"):
                    yield Drawing(id="list")
                    yield Meter(id="meter")
                with Vertical(id="side"):
                    yield Drawing(id="beside")
            yield Drawing(id="sentence")
            yield Voice(gap=False, id="voice")
        yield Drawing(id="notice")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the first beat."""
        self.call_after_refresh(self._next_beat)

    # What is shown

    def _next_beat(self) -> None:
        self._stop_timer()
        if self._queue:
            self._show(self._queue.popleft())
        elif self._stage in {"compared", "telling", "card"}:
            self._carry_out(Next())

    def _show(self, beat: Beat) -> None:
        self._view = fold(self._view, beat.events)
        self._stage = beat.kind
        for stage in STAGES:
            self.set_class(stage == beat.kind, f"-{stage}")
        if beat.kind == "ended":
            self.app.show_ending(self._view)
            return
        self._redraw()
        if beat.kind == "asking":
            self._ask()
        self._speak()
        self._wait(beat)

    def _redraw(self) -> None:
        view, setup = self._view, self._session.setup
        for name, drawing in draw.drawings(self._stage, view, setup.scores_everything).items():
            self.query_one(f"#{name}", Drawing).show(drawing)
        self.query_one(KeyLine).show_keys(draw.keys(self._stage))
        if self.has_class("-wide") and len(view.items) > 0:
            self._chart()

    def _chart(self) -> None:
        from tokenroom.room.widgets.chart import Chart  # the plotting library is only loaded where it is seen

        side = self.query_one("#side")
        if not side.query(Chart):
            side.mount(Chart())
        self.call_after_refresh(lambda: side.query_one(Chart).plot(self._view.items, self._view.opponent))

    def _ask(self) -> None:
        assert self._view.asked is not None
        tokens = [option.id for option in self._view.asked.candidates]
        self.query_one(Answering).ask(self._session, tokens, self._mode)

    def _speak(self) -> None:
        voice = self.query_one("#story" if self._stage == "telling" else "#voice", Voice)
        voice.tell(self._view.said, word_by_word=self.app.timed and self.app.moves)

    def _wait(self, beat: Beat) -> None:
        """Let the beat stand for its time; a shock is timed by its meter, and takes none if nothing may move."""
        if beat.kind == "shock" and self._view.revealed is not None:
            seconds = (beat.seconds or 0.0) if self.app.moves else 0.0
            if seconds == 0.0:
                self._next_beat()
                return
            meter = self.query_one(Meter)
            meter.begin(self._view.revealed.surprise, seconds if self.app.timed else 0.0, draw.decimals(self._symbols))
        elif beat.seconds is not None and self.app.timed:
            self._timer = self.set_timer(beat.seconds, self._next_beat)

    @property
    def _symbols(self) -> bool:
        return self._session.setup.scores_everything
