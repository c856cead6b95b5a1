"""The room itself, drawn to any size: four walls, a screen, two speakers, a chair, and no door."""

from __future__ import annotations

from rich.text import Text

from tokenroom.room.ink import ASKED, MUTED, TITLE

CEILING, FLOOR = 2, 4  # lines between the back wall and the edge of the picture
_CHAIR = (" ╭─────╮ ", " │     │ ", "╭┴─────┴╮", "╰┬─────┬╯", " ╵     ╵ ")
_SPEAKER = ("┌───┐", "│ ◉ │", "└───┘")


class Canvas:
    """A rectangle of characters to draw on; what falls outside is not drawn."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._rows = [[" "] * width for _ in range(height)]

    def put(self, x: int, y: int, text: str) -> None:
        """Write `text` from column `x` of line `y` on."""
        for n, character in enumerate(text):
            if 0 <= y < self.height and 0 <= x + n < self.width:
                self._rows[y][x + n] = character

    def picture(self, x: int, y: int, lines: tuple[str, ...]) -> None:
        """Write lines below each other."""
        for n, line in enumerate(lines):
            self.put(x, y + n, line)

    def box(self, x: int, y: int, width: int, height: int) -> None:
        """Draw an empty box."""
        self.put(x, y, "┌" + "─" * (width - 2) + "┐")
        for row in range(y + 1, y + height - 1):
            self.put(x, row, "│" + " " * (width - 2) + "│")
        self.put(x, y + height - 1, "└" + "─" * (width - 2) + "┘")

    def text(self) -> Text:
        """Return the drawing, lines without spaces at their ends."""
        return Text("\n".join("".join(row).rstrip() for row in self._rows), style=MUTED)


def room_text(width: int, height: int) -> Text:
    """Return the room in `width` columns and `height` lines; the screen in it shows `3 ▓ ░`."""
    canvas = Canvas(width, height)
    _walls(canvas)
    if width >= 50:
        canvas.picture(2 * CEILING + 3, CEILING + 1, _SPEAKER)
        canvas.picture(width - 2 * CEILING - 8, CEILING + 1, _SPEAKER)
    _screen(canvas)
    canvas.picture(width // 2 - 4, height - len(_CHAIR), _CHAIR)
    drawn = canvas.text()
    drawn.highlight_words(["▓"], style=ASKED)
    drawn.highlight_words(["3"], style=TITLE)
    return drawn


def _walls(canvas: Canvas) -> None:
    """The back wall, and the four edges that run from it towards whoever looks."""
    wall_bottom = canvas.height - FLOOR - 1
    canvas.box(2 * CEILING, CEILING, canvas.width - 4 * CEILING, wall_bottom - CEILING + 1)
    for n in range(CEILING):
        canvas.put(2 * n + 1, n, "╲")
        canvas.put(canvas.width - 2 * n - 2, n, "╱")
    for n in range(CEILING):
        canvas.put(2 * CEILING - 3 - 2 * n, wall_bottom + 1 + n, "╱")
        canvas.put(canvas.width - 2 * CEILING + 2 + 2 * n, wall_bottom + 1 + n, "╲")


def _screen(canvas: Canvas) -> None:
    """The screen on the back wall, and what is written on it."""
    width = max(19, canvas.width * 2 // 5) | 1
    height = max(3, canvas.height - CEILING - FLOOR - 3)
    left = (canvas.width - width) // 2
    canvas.box(left, CEILING + 1, width, height)
    canvas.put(left + width // 2 - 3, CEILING + 1 + height // 2, "3  ▓  ░")
