"""What the verify screen is made of, and how each part is drawn at each stage. Nothing here changes the session."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from tokenroom.game.events import AnyEvent
from tokenroom.game.verify import VerifySession
from tokenroom.game.verify_events import VerifyMeasured, VerifyMeasuring, VerifyUpdated
from tokenroom.room.draw import verify as draw
from tokenroom.room.draw import verify_bench as bench
from tokenroom.room.draw import verify_training as training
from tokenroom.room.draw.lines import stack
from tokenroom.room.draw.verify_ending import verify_ending
from tokenroom.room.screens.training import TrainingScreen
from tokenroom.room.verify_view import Stage, VerifyView, fold
from tokenroom.room.widgets.chips import Chips
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.room.widgets.voice import Voice

if TYPE_CHECKING:
    from rich.text import Text

    from tokenroom.game.campaign import Play

HALF = 50  # per cent


class VerifyParts(TrainingScreen):
    """Shows one session of *verify*.

    Args:
        play: the session and its events so far.
        resumed: whether those events were seen before, so that none of them is told again.
    """

    CSS_PATH = "verify.tcss"
    stage: Stage = "telling"
    stop_words = "it stops after this update, and what was learned is kept"

    def __init__(self, play: Play, resumed: bool) -> None:
        recorded, first = play
        super().__init__(recorded)
        assert isinstance(recorded.session, VerifySession)
        self.session = recorded.session
        self.view = fold(VerifyView(), first)
        self.sure = HALF  # per cent
        self.typed = bench.Typed()
        self._resumed = resumed
        self._since: tuple[float, int] | None = None  # when this screen saw the first update, and its number

    def compose_table(self) -> ComposeResult:
        """Yield the sum and its tries, the bench, the training and what came of it."""
        parts = [Drawing(id=name) for name in ("asked", "past", "tried", "checker", "drawer", "latest", "line")]
        parts.append(Chips(lambda: self.typed.chips, id="chips"))
        parts += [Drawing(id=name) for name in ("progress", "curves", "group", "measured", "says")]
        for part in parts:
            part.add_class("part")
            yield part

    def tell_story(self) -> None:
        """Tell what was said, alone on the screen."""
        self.show("telling")
        self.tell(self.view.said)

    def tell_beside(self, told: Sequence[AnyEvent]) -> None:
        """Tell what was said below all else; while a model trains, what was told before stays."""
        if self.view.said or not isinstance(told[0], VerifyMeasuring | VerifyUpdated):
            self.query_one("#voice", Voice).tell(self.view.said, word_by_word=self.room.moves)

    def show_end(self) -> None:
        """Show the report of the session."""
        self.room.show_ending(verify_ending(self.view))

    def action_help(self) -> None:
        """Show help for this screen."""
        from tokenroom.room.draw.verify_help import verify_help_text  # seldom needed
        from tokenroom.room.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(verify_help_text))

    def show(self, stage: Stage) -> None:
        """Show another stage."""
        self.go_to(stage)
        self.redraw()

    def redraw(self) -> None:
        """Draw all parts anew; those that look the same are not painted again."""
        view, typed, rate = self.view, self.typed, self._rate()
        drawings: dict[str, draw.Draw] = {
            "header": lambda width, _: draw.header_text(view, width),
            "asked": lambda width, _: draw.asked_text(view, self.sure, width),
            "past": lambda width, _: draw.past_text(view, width),
            "tried": lambda width, _: draw.tried_text(view, width),
            "checker": lambda width, _: bench.checker_text(view, width),
            "drawer": partial(bench.drawer_text, view),
            "latest": lambda width, _: bench.latest_text(view, width),
            "line": lambda width, _: bench.line_text(view, typed, width),
            "chips": lambda width, _: bench.chips_text(typed, width),
            "progress": lambda width, _: training.progress_text(view, rate, width),
            "curves": partial(training.training_curves, view),
            "group": partial(training.group_text, view),
            "measured": partial(_measured, view.measured),
            "says": partial(_says, view.measured),
        }
        for name, drawing in drawings.items():
            self.query_one(f"#{name}", Drawing).show(drawing)
        self.query_one(KeyLine).show_keys(draw.keys(self.stage, self.session.is_learning, bool(view.updates)))

    def _rate(self) -> float | None:
        """Updates a second; None without a clock, and before there are two."""
        if self.stage != "training" or not self.room.timed or not self.view.updates:
            self._since = None
            return None
        update, now = self.view.updates[-1].update, time.monotonic()
        if self._since is None:
            self._since = now, update
        return (update - self._since[1]) / (now - self._since[0]) if update > self._since[1] else None


def _measured(event: VerifyMeasured | None, width: int, _height: int) -> Text:
    return stack([]) if event is None else bench.measured_text(event, width)


def _says(event: VerifyMeasured | None, width: int, height: int) -> Text:
    return stack([]) if event is None else bench.says_text(event, width, height)
