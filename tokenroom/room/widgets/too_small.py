"""What is shown instead of a screen when the terminal is too small for it."""

from __future__ import annotations

from rich.text import Text

from tokenroom.room.widgets.drawing import Drawing

LEAST_WIDTH, LEAST_HEIGHT = 60, 20


def too_small_text(width: int, height: int) -> Text:
    """Say what the room needs and what it has; cut to whatever space there is."""
    lines = (
        "The room does not fit in here.",
        "",
        f"It needs {LEAST_WIDTH} columns and {LEAST_HEIGHT} lines,",
        f"this window has {width} and {height}.",
        "",
        "Make it larger: nothing is lost.",
        "Ctrl+Q leaves.",
    )
    lead = max(0, (height - len(lines)) // 2)
    fitting = [line.center(width)[:width].rstrip() for line in lines[: max(1, height)]]
    return Text("\n" * lead + "\n".join(fitting))


class TooSmall(Drawing):
    """Covers a screen that has too little room; it goes away when the window is enlarged."""

    DEFAULT_CSS = "TooSmall { display: none; height: 1fr; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__(too_small_text)
