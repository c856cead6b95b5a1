"""What the prefer screen is made of, and how each part is drawn at each stage. Nothing here changes the session."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll

from tokenroom.game.prefer import PreferSession
from tokenroom.room.draw import prefer as draw
from tokenroom.room.draw import prefer_fit as draw_fit
from tokenroom.room.draw.prefer_ending import prefer_ending
from tokenroom.room.draw.prefer_keys import keys
from tokenroom.room.pair_sheet import PairSheet
from tokenroom.room.prefer_view import PreferView, Stage, fold
from tokenroom.room.screens.training import TrainingScreen
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.room.widgets.meter import Meter, dimming
from tokenroom.room.widgets.pair_values import AnswerCard, PairValues

if TYPE_CHECKING:
    from tokenroom.game.campaign import Play

DECIMALS = 3


class PreferParts(TrainingScreen):
    """Shows one session of *prefer*.

    Args:
        play: the session and its events so far.
        resumed: whether those events were seen before, so that none of them is told again.
    """

    CSS_PATH = "prefer.tcss"
    stage: Stage = "telling"
    training_stage = "fitting"

    def __init__(self, play: Play, resumed: bool) -> None:
        recorded, first = play
        super().__init__(recorded)
        assert isinstance(recorded.session, PreferSession)
        self.session = recorded.session
        self.view = fold(PreferView(), first)
        self.sheet = PairSheet()
        self._resumed = resumed
        self._since: tuple[float, int] | None = None  # when this screen saw the training begin, and at which pair

    def compose_table(self) -> ComposeResult:
        """Yield a pair and what its answers are worth, or the model that learns from all of them."""
        with Vertical(id="pair"):
            with Horizontal(id="middle"):
                with VerticalScroll(id="sheet", can_focus=False):
                    yield Drawing(id="prompt")
                    yield AnswerCard(0, id="first")
                    yield AnswerCard(1, id="second")
                yield Drawing(id="beside")
            yield PairValues(id="values")
            yield Drawing(id="outcome")
            yield Meter(id="meter")
            yield Drawing(id="below")
        with Vertical(id="learning"):
            yield Drawing(id="fit")
            yield Drawing(id="loss")

    def tell_story(self) -> None:
        """Tell what was said, alone on the screen."""
        self.show("telling")
        self.tell(self.view.said)

    def show_end(self) -> None:
        """Show the report of the session."""
        self.settle()
        self.room.show_ending(prefer_ending(self.view))

    def action_help(self) -> None:
        """Show help for this screen."""
        from tokenroom.room.draw.prefer_help import prefer_help_text  # seldom needed
        from tokenroom.room.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(prefer_help_text))

    def action_guideline(self) -> None:
        """Show what decides which of two answers is better."""
        from tokenroom.room.draw.prefer_help import guideline_text  # seldom needed
        from tokenroom.room.screens.help import HelpScreen

        if self.view.started is not None:
            self.app.push_screen(HelpScreen(partial(guideline_text, self.view.started.guideline)))

    def action_read_on(self, by: int = 1) -> None:
        """Show another part of a long text."""
        sheet = self.query_one("#sheet", VerticalScroll)
        sheet.scroll_relative(y=by * max(1, sheet.size.height - 1), animate=False)

    def show(self, stage: Stage) -> None:
        """Show another stage."""
        self.go_to(stage)
        self.redraw()

    def shock(self) -> None:
        """Drain the meter for the shock's seconds; one of no time, or where nothing may move, leaves its figure."""
        shock, meter = self.view.shock, self.query_one(Meter)
        if shock is not None:
            if shock.seconds and self.room.timed and self.room.may_move:
                meter.begin(shock.surprise, shock.seconds, DECIMALS)
            else:
                meter.rest(shock.surprise, DECIMALS)

    def settle(self) -> None:
        """Bring to its end whatever still moves."""
        self.query_one(Meter).stop()
        self.query_one("#frame").styles.opacity = 1.0

    @on(Meter.Changed)
    def _dim(self, event: Meter.Changed) -> None:
        if self.stage == "told":
            self.query_one("#frame").styles.opacity = dimming(event.left)

    @on(Meter.Drained)
    def _drained(self) -> None:
        self.query_one("#frame").styles.opacity = 1.0

    def redraw(self) -> None:
        """Draw all parts anew; those that look the same are not painted again."""
        self.view = replace(self.view, units=self.room.units)
        self.query_one(Meter).units = self.room.units
        view, sheet, rate = self.view, self.sheet, self._rate()
        drawings: dict[str, draw.Draw] = {
            "header": lambda width, _: draw.header_text(view, width),
            "prompt": lambda width, _: draw.prompt_text(view, width),
            "first": lambda width, _: draw.answer_text(view, 0, sheet, width),
            "second": lambda width, _: draw.answer_text(view, 1, sheet, width),
            "values": lambda width, _: draw.values_text(view, sheet, width),
            "outcome": lambda width, _: draw.outcome_text(view, sheet, width),
            "beside": partial(draw.curves, view),
            "below": partial(draw.curves, view),
            "fit": lambda width, _: draw_fit.fit_text(view, rate, width),
            "loss": partial(draw_fit.loss_curve, view),
        }
        for name, drawing in drawings.items():
            self.query_one(f"#{name}", Drawing).show(drawing)
        self.query_one(KeyLine).show_keys(keys(self.stage, view))

    def _rate(self) -> float | None:
        """Pairs that the model learns from in a second; None without a clock, and before the first."""
        if self.stage != "fitting" or not self.room.timed:
            self._since = None
            return None
        pairs, now = self.view.points[-1].pairs if self.view.points else 0, time.monotonic()
        if self._since is None:
            self._since = now, pairs
        return (pairs - self._since[1]) / (now - self._since[0]) if pairs > self._since[1] else None
