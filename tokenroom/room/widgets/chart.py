"""The running means of everyone as a chart, each player with a mark of its own so that colour is not needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual_plot import HiResMode, PlotWidget

from tokenroom.game.compare import STEP, YOU, Item, running_means
from tokenroom.game.names import in_short
from tokenroom.room.draw.lines import stack
from tokenroom.room.ink import MUTED
from tokenroom.room.widgets.drawing import Drawing

MARKS = "●○×+△▪"  # you first, then the others as they come
ASCII_MARKS = "*ox+^#"


class Chart(Vertical):
    """Mean surprise after each item: you, what you are measured against, and the rungs of the ladder."""

    DEFAULT_CSS = """
    Chart PlotWidget { height: 1fr; min-height: 6; }
    Chart PlotWidget > .plot--axis { color: $foreground 40%; }
    Chart PlotWidget > .plot--tick { color: $foreground 60%; text-style: none; }
    Chart PlotWidget > .plot--label { color: $foreground 60%; text-style: none; }
    """

    def compose(self) -> ComposeResult:
        """Yield the plot and its legend."""
        plot = PlotWidget(allow_pan_and_zoom=False)
        plot.can_focus = False
        plot.margin_left, plot.margin_top, plot.margin_bottom = 5, 1, 3
        yield plot
        yield Drawing(id="legend")

    def plot(self, items: Sequence[Item], opponent: str) -> None:
        """Draw the running means over `items`."""
        plot, players = self.query_one(PlotWidget), chart_players(items, opponent)
        plot.clear()
        marks = ASCII_MARKS if getattr(self.app, "ascii_only", False) else MARKS
        inks = [self.app.theme_variables[name] for name in ("text-primary", "text-warning", "foreground")]
        for n, player in reversed(list(enumerate(players))):  # you last, on top
            ink = inks[min(n, 2)]
            xs, ys = range(1, len(items) + 1), running_means(items, player)
            if len(items) > 1 and marks is MARKS:
                plot.plot(xs, ys, line_style=ink, hires_mode=HiResMode.BRAILLE)
            plot.scatter(xs, ys, marker=marks[n], marker_style=ink)
        plot.set_xlimits(0.5, max(len(items), 2) + 0.5)
        plot.set_xlabel("item")
        self.query_one("#legend", Drawing).show(partial(_legend, tuple(players), marks))


def chart_players(items: Sequence[Item], opponent: str) -> list[str]:
    """Return who is drawn: you, the opponent, and the checkpoints, at most as many as there are marks."""
    if not items:
        return []
    known = items[0].surprises
    rungs = [p for p in known if p.startswith(STEP) and p != opponent]
    return [p for p in (YOU, opponent, *rungs) if p in known][: len(MARKS)]


def _legend(players: tuple[str, ...], marks: str, width: int, _height: int) -> Text:
    """Who has which mark, on as many lines as are needed."""
    lines, line = [], ""
    for mark, player in zip(marks, players, strict=False):
        entry = f"{mark} {in_short(player)}   "
        if line and len(line) + len(entry) > width:
            lines.append(line)
            line = ""
        line += entry
    return stack(Text(text.rstrip(), style=MUTED) for text in [*lines, line])
