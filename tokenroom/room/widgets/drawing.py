"""The widget under all drawings: it asks a pure function for its text, and shows that and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text
from textual.geometry import Size
from textual.widget import Widget

from tokenroom.room.ascii import to_ascii

Draw = Callable[[int, int], Text]  # from columns and lines to text
TALL = 1_000  # lines a drawing may use while its height is being found out


def nothing(_width: int, _height: int) -> Text:
    """Draw nothing."""
    return Text()


class Drawing(Widget):
    """Shows what a function draws for the space there is; `show` gives it another function."""

    DEFAULT_CSS = "Drawing { height: auto; text-wrap: nowrap; text-overflow: clip; }"

    def __init__(self, draw: Draw = nothing, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._draw = draw
        self._painted: Text | None = None

    def show(self, draw: Draw) -> None:
        """Draw with `draw` from now on; what looks the same as before is not painted again."""
        self._draw = draw
        if self._painted is None or self._painted != draw(*self.size):
            self.refresh(layout=self.styles.is_auto_height)

    def render(self) -> Text:
        """Return the text for the space there is."""
        self._painted = self._draw(*self.size)
        text = Text.assemble(self._painted)  # Textual heeds the styles of spans alone
        return to_ascii(text) if getattr(self.app, "ascii_only", False) else text

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines of the drawing; an empty one needs none."""
        plain = self._draw(width, TALL).plain
        return plain.count("\n") + 1 if plain else 0
