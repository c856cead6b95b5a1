"""The running means of everyone as a chart, each player with a mark of its own so that colour is not needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual_plot import HiResMode, PlotWidget

from tokenroom.game.compare import Item, running_means
from tokenroom.game.names import YOU, in_short, phrases_read
from tokenroom.game.scale import top_of_scale
from tokenroom.game.units import NATS, Units
from tokenroom.room.draw.lines import stack, wrapped
from tokenroom.room.ink import MUTED
from tokenroom.room.widgets.drawing import Drawing

MARKS = "●○×+△▪◇"  # you first, then the others as they come
LEVEL = 0.02  # in whatever unit: lines nearer than this cannot be told apart


class Chart(Vertical):
    """Mean surprise after each item: you, what you are measured against, and the rungs of the ladder."""

    DEFAULT_CSS = """
    Chart PlotWidget { height: 1fr; min-height: 6; }
    Chart PlotWidget > .plot--axis { color: $foreground 40%; }
    Chart PlotWidget > .plot--tick { color: $foreground 60%; text-style: none; }
    Chart PlotWidget > .plot--label { color: $foreground 60%; text-style: none; }
    """

    def __init__(self, items: Sequence[Item], opponent: str, units: Units = NATS) -> None:
        super().__init__()
        self._items, self._opponent, self._units = tuple(items), opponent, units

    def compose(self) -> ComposeResult:
        """Yield the plot and its legend."""
        plot = PlotWidget(allow_pan_and_zoom=False)
        plot.can_focus = False
        yield Drawing(partial(_title, self._units), id="title")
        yield plot
        yield Drawing(id="legend")

    def on_mount(self) -> None:
        """Draw once the plot has its size."""
        self.call_after_refresh(self._plot)

    def update(self, items: Sequence[Item]) -> None:
        """Draw the running means over more items."""
        self._items = tuple(items)
        self.call_after_refresh(self._plot)

    def _plot(self) -> None:
        if not self.query(PlotWidget):  # the screen has gone meanwhile
            return
        items, plot = self._items, self.query_one(PlotWidget)
        players = chart_players(items, self._opponent)
        plot.margin_left, plot.margin_top, plot.margin_bottom = 5, 1, 2  # not before its own widgets are there
        plot.clear()
        inks = [self.app.theme_variables[name] for name in ("text-primary", "text-warning", "foreground")]
        most = self._top(players)
        for n, player in reversed(list(enumerate(players))):  # you last, on top
            ink = inks[min(n, 2)]
            xs, ys = range(1, len(items) + 1), [min(mean, most) for mean in self._means(player)]
            if len(items) > 1:
                plot.plot(xs, ys, line_style=ink, hires_mode=HiResMode.BRAILLE)
            plot.scatter(xs, ys, marker=MARKS[n], marker_style=ink)
        plot.set_xlimits(0.5, max(len(items), 2) + 0.5)
        plot.set_ylimits(0.0, 1.05 * most)
        plot.set_xticks(_ticks(len(items)))
        self.query_one("#legend", Drawing).show(partial(_legend, self._entries(players, most)))

    def _top(self, players: Sequence[str]) -> float:
        theirs = [mean for player in players if player != YOU for mean in self._means(player)]
        return top_of_scale(self._means(YOU), theirs) or 1.0

    def _entries(self, players: Sequence[str], top: float) -> tuple[str, ...]:
        """Each player with its mark; who lies on your line, and whether yours goes off the scale."""
        yours = self._means(YOU)
        off = f" (up to {max(yours):,.0f}, off the scale)" if max(yours) > top else ""
        return tuple(
            f"{mark} {in_short(player)}{off if player == YOU else _level(yours, self._means(player))}"
            for mark, player in zip(MARKS, players, strict=False)
        )

    def _means(self, player: str) -> list[float]:
        return [self._units.of(nats) for nats in running_means(self._items, player)]


def chart_players(items: Sequence[Item], opponent: str) -> list[str]:
    """Return who is drawn: you, the opponent, and the checkpoints, at most as many as there are marks."""
    if not items:
        return []
    known = items[0].surprises
    rungs = [p for p in known if phrases_read(p) is not None and p != opponent]
    return [p for p in (YOU, opponent, *rungs) if p in known][: len(MARKS)]


def _ticks(n: int) -> list[float]:
    """Whole items, at most about a dozen of them."""
    return [float(i) for i in range(1, n + 1, 1 + n // 13)]


def _title(units: Units, width: int, _height: int) -> Text:
    return stack(wrapped(f"Mean surprise so far, in {units.name}, item by item", width, MUTED))


def _level(yours: Sequence[float], theirs: Sequence[float]) -> str:
    """Say that a line cannot be seen because it lies under yours."""
    apart = max(abs(a - b) for a, b in zip(yours, theirs, strict=True))
    return " (under yours)" if apart < LEVEL else ""


def _legend(entries: tuple[str, ...], width: int, _height: int) -> Text:
    """Who has which mark, on as many lines as are needed."""
    lines, line = [], ""
    for entry in entries:
        if line and len(line) + len(entry) > width:
            lines.append(line)
            line = ""
        line += f"{entry}   "
    return stack(Text(text.rstrip(), style=MUTED) for text in [*lines, line])
