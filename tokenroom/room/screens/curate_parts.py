"""What the curate screen is made of, and how each part is drawn at each stage. Nothing here changes the session."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from tokenroom.game.curate import CurateSession
from tokenroom.game.curate_events import Trained
from tokenroom.game.events import AnyEvent
from tokenroom.room.curate_view import CurateView, Stage, fold
from tokenroom.room.draw import curate as draw
from tokenroom.room.draw.curate_ending import curate_ending
from tokenroom.room.screens.training import TrainingScreen
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.filter_list import FilterList
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.room.widgets.voice import Voice

if TYPE_CHECKING:
    from tokenroom.game.campaign import Play


SCROLL = 8  # lines


class CurateParts(TrainingScreen):
    """Shows one session of *curate*.

    Args:
        play: the session and its events so far.
        resumed: whether those events were seen before, so that none of them is told again.
    """

    CSS_PATH = "curate.tcss"
    stage: Stage = "telling"
    stop_words = "they stop after this step"

    def __init__(self, play: Play, resumed: bool) -> None:
        recorded, first = play
        super().__init__(recorded)
        assert isinstance(recorded.session, CurateSession)
        self.session = recorded.session
        self.view = fold(CurateView(), first)
        self.place = 0  # of the cursor among the filters
        self.first = 0  # line of the page that is at the top
        self._resumed = resumed
        self._since: tuple[float, int] | None = None  # when this screen saw the training begin, and at which phrase

    def compose_table(self) -> ComposeResult:
        """Yield the filters and what they leave, a page, and the rivals at their work."""
        yield FilterList(id="filters")
        yield Drawing(id="offer")
        yield Drawing(id="left")
        yield Drawing(id="page")
        yield Drawing(id="training")
        yield Drawing(id="losses")
        yield Drawing(id="compared")

    @property
    def filter_count(self) -> int:
        """How many filters there are."""
        return len(self.view.started.filters) if self.view.started else 1

    @property
    def looked_at(self) -> int:
        """The page that was looked at last, 0 before the first."""
        return self.view.page.page if self.view.page else 0

    @property
    def _may_set(self) -> bool:
        return self.stage in {"filtering", "compared"}

    def tell_story(self) -> None:
        """Tell what was said, alone on the screen."""
        self.show("telling")
        self.tell(self.view.said)

    def tell_beside(self, told: Sequence[AnyEvent]) -> None:
        """Tell what was said below all else; while rivals train, what was told before stays."""
        if self.view.said or not isinstance(told[0], Trained):
            self.query_one("#voice", Voice).tell(self.view.said, word_by_word=self.room.moves)

    def show_end(self) -> None:
        """Show the report of the session."""
        self.room.show_ending(curate_ending(self.view))

    def scroll_page(self, by: int) -> None:
        """Show other lines of the page, as far as it goes."""
        last = draw.page_length(self.view, self.query_one("#page").content_size.width) - 1
        self.first = max(0, min(self.first + by, last))
        self.redraw()

    def on_mouse_scroll_down(self) -> None:
        """Read on in the page."""
        self.scroll_page(3)

    def on_mouse_scroll_up(self) -> None:
        """Read back in the page."""
        self.scroll_page(-3)

    def action_help(self) -> None:
        """Show help for this screen."""
        from tokenroom.room.draw.curate_help import curate_help_text  # seldom needed
        from tokenroom.room.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(curate_help_text))

    def action_read_on(self) -> None:
        """Read on in the page."""
        self.scroll_page(SCROLL)

    def show(self, stage: Stage) -> None:
        """Show another stage."""
        self.go_to(stage)
        self.redraw()

    def redraw(self) -> None:
        """Draw all parts anew; those that look the same are not painted again."""
        view, place, rate = self.view, self.place, self._rate()
        drawings: dict[str, draw.Draw] = {
            "header": lambda width, _: draw.header_text(view, width),
            "filters": lambda width, _: draw.table_text(view, place, width),
            "offer": lambda width, _: draw.offer_text(view, place, width),
            "left": lambda width, _: draw.left_text(view, width),
            "page": partial(draw.page_text, view, self.first),
            "training": lambda width, _: draw.training_text(view, rate, width),
            "losses": partial(draw.losses_text, view),
            "compared": lambda width, _: draw.compared_text(view, width),
        }
        for name, drawing in drawings.items():
            self.query_one(f"#{name}", Drawing).show(drawing)
        self.query_one(KeyLine).show_keys(draw.keys(self.stage, view))

    def _rate(self) -> float | None:
        """Phrases that each rival reads in a second; None without a clock, and before the first."""
        if self.stage != "training" or not self.room.timed:
            self._since = None
            return None
        phrases, now = self.view.points[-1].phrases if self.view.points else 0, time.monotonic()
        if self._since is None:
            self._since = now, phrases
        return (phrases - self._since[1]) / (now - self._since[0]) if phrases > self._since[1] else None
