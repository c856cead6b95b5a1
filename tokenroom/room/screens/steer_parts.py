"""What the steer screen is made of, and how each part is drawn at each stage. Nothing here changes the session."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input

from tokenroom.game.steer import SteerSession
from tokenroom.room.draw import steer as draw
from tokenroom.room.draw.lines import stack
from tokenroom.room.draw.steer_ending import steer_ending
from tokenroom.room.draw.steer_fooling import tries_text, wanted_text
from tokenroom.room.draw.steer_keys import keys
from tokenroom.room.screens.training import TrainingScreen
from tokenroom.room.steer_view import Page, Stage, SteerView, fold
from tokenroom.room.widgets.drawing import Draw, Drawing
from tokenroom.room.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from tokenroom.game.campaign import Play

LONGEST = 2_000  # characters that can be written on the line
PAGES: tuple[Page, ...] = ("curves", "update", "samples")


class SteerParts(TrainingScreen):
    """Shows one session of *steer*.

    Args:
        play: the session and its events so far.
        resumed: whether those events were seen before, so that none of them is told again.
    """

    CSS_PATH = "steer.tcss"
    stage: Stage = "telling"
    training_stage = "steering"
    stop_words = "it stops after this update"

    def __init__(self, play: Play, resumed: bool) -> None:
        recorded, first = play
        super().__init__(recorded)
        assert isinstance(recorded.session, SteerSession)
        self.session = recorded.session
        self.view = fold(SteerView(), first)
        self.page: Page = "curves"
        self._resumed = resumed
        self._since: tuple[float, int] | None = None  # when this screen saw the run, and at which update

    def compose_table(self) -> ComposeResult:
        """Yield how far a run is, its pages and curves, and a line to write on."""
        yield Drawing(id="progress")
        with Horizontal(id="middle"):
            with VerticalScroll(id="sheet", can_focus=False):
                yield Drawing(id="page")
            yield Drawing(id="curves")
            yield Drawing(id="beside")
        with Horizontal(id="line"):
            yield Drawing(lambda _width, _height: Text("Your answer:"))
            yield Input(max_length=LONGEST, compact=True)

    def tell_story(self) -> None:
        """Tell what was said, alone on the screen."""
        self.show("telling")
        self.tell(self.view.said)

    def show_end(self) -> None:
        """Show the report of the session."""
        self.room.show_ending(steer_ending(self.view))

    def action_help(self) -> None:
        """Show help for this screen."""
        from tokenroom.room.draw.steer_help import steer_help_text  # seldom needed
        from tokenroom.room.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(steer_help_text))

    def action_read_on(self, by: int = 1) -> None:
        """Show another part of a long page."""
        self.query_one("#sheet", VerticalScroll).scroll_relative(y=by, animate=False)

    def action_page(self) -> None:
        """Show the next page of a run; curves beside it need none of their own."""
        pages = [page for page in PAGES if self._has(page)]
        place = pages.index(self.page) if self.page in pages else -1
        self.turn_to(pages[(place + 1) % len(pages)])

    @property
    def first_page(self) -> Page:
        """What is seen first of a run that has ended: the curves, where they are the point and not beside it anyway."""
        curves = self.view.started is not None and self.view.started.tries > 0
        return "curves" if curves and not self.has_class("-wide") else "samples"

    def _has(self, page: Page) -> bool:
        """Whether there is anything on a page."""
        if page == "curves":
            return True
        return self.view.shown is not None if page == "update" else self.view.ended_run is not None

    def turn_to(self, page: Page) -> None:
        """Show a page from its top."""
        self.page = page
        self.query_one("#sheet", VerticalScroll).scroll_home(animate=False)
        self.redraw()

    def show(self, stage: Stage) -> None:
        """Show another stage."""
        self.go_to(stage)
        line = self.query_one(Input)
        line.disabled = stage != "fooling"
        if stage == "fooling":
            line.focus()
        self.redraw()

    def redraw(self) -> None:
        """Draw all parts anew; those that look the same are not painted again."""
        self.view = replace(self.view, units=self.room.units)
        view, rate = self.view, self._rate()
        self.set_class(self.page == "curves" and self.stage in {"steering", "steered"}, "-curves")
        drawings: dict[str, Draw] = {
            "header": lambda width, _: draw.header_text(view, width),
            "progress": lambda width, _: draw.progress_text(view, rate, width),
            "page": self._page(view),
            "curves": partial(draw.curves_page, view),
            "beside": partial(draw.curves_page, view),
        }
        for name, drawing in drawings.items():
            self.query_one(f"#{name}", Drawing).show(drawing)
        self.query_one(KeyLine).show_keys(keys(self.stage, view))

    def _page(self, view: SteerView) -> Draw:
        if self.stage == "fooling":
            return lambda width, _: stack([wanted_text(view, width), Text(), tries_text(view, width)])
        if self.stage == "set":
            return lambda width, _: draw.set_text(view, width)
        if self.page == "samples":
            return lambda width, _: draw.samples_text(view, width)
        return lambda width, _: draw.update_text(view, width)

    def _rate(self) -> float | None:
        """Updates in a second; None without a clock, and before the first."""
        if self.stage != "steering" or not self.room.timed:
            self._since = None
            return None
        done, now = len(self.view.moves), time.monotonic()
        if self._since is None:
            self._since = now, done
        return (done - self._since[1]) / (now - self._since[0]) if done > self._since[1] else None
