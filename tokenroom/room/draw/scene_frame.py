"""What is in the room from the first day: walls, speakers, a screen, a keyboard, a chair, wires, and no door."""

from __future__ import annotations

from tokenroom.room.draw.scene_canvas import Canvas
from tokenroom.room.draw.scene_layout import EDGE, Layout
from tokenroom.room.ink import MUTED, TITLE, VOICE

# One castor is gone: the chair leans.
_CHAIR = (
    "   ╭───────╮   ",
    "   │       │   ",
    "╒══╡       ╞══╕",
    "   ╰───┬───╯   ",
    "    ●──┴──╴    ",
)
_LARGE_CHAIR = (
    "    ╭─────────╮    ",
    "    │ ╌╌╌╌╌╌╌ │    ",
    "    │         │    ",
    "╒═══╡         ╞═══╕",
    "    ╰────┬────╯    ",
    "         │         ",
    "     ●───┴───╴     ",
)
_SPEAKER = ("┌───┐", "│ ◉ │", "└───┘")
_GRILLE = ("┌───────┐", "│≡≡≡≡≡≡≡│", "└───────┘")
_NOTE_ROWS = (1, 0, 2)  # where the note beside a speaker stands, one after the other


def draw_walls(canvas: Canvas, layout: Layout) -> None:
    """Draw the back wall, and the four edges that run from it towards whoever looks."""
    top, bottom = layout.top, layout.bottom
    canvas.box(EDGE, top, canvas.width - 2 * EDGE, bottom - top + 1)
    for n in range(top):
        x = EDGE - 1 - (top - 1 - n) * 2 if top < 3 else EDGE - 1 - (top - 1 - n)
        canvas.put(x, n, "╲")
        canvas.put(canvas.width - 1 - x, n, "╱")
    for n in range(EDGE):
        canvas.put(EDGE - 1 - n, bottom + 1 + n, "╱")
        canvas.put(canvas.width - EDGE + n, bottom + 1 + n, "╲")


def draw_fittings(canvas: Canvas, layout: Layout) -> None:
    """Draw what only a large picture has space for: a lamp, a cable duct, a ventilation grille, a shadow."""
    if not layout.rich:
        return
    middle, screen = canvas.width // 2, layout.screen
    for y in range(layout.top - 1):
        canvas.put(middle, y, "│")
    canvas.put(middle - 3, layout.top - 1, "╭──┴──╮")
    duct = layout.bottom - 1
    for x in (7, canvas.width - 12):
        for y in range(layout.top + 4, duct):
            canvas.put(x + 2, y, "╎")
    canvas.put(9, duct, "╚" + "═" * (screen.x - 14))
    canvas.put(screen.x + screen.width + 4, duct, "═" * (screen.x - 14) + "╝")
    canvas.picture(canvas.width - EDGE - 11, layout.bottom - 4, _GRILLE)
    x, _ = layout.chair
    canvas.put(x + 1, canvas.height - 1, "░" * 23)
    canvas.put(x + 6, canvas.height - 2, "░" * 16)


def draw_speakers(canvas: Canvas, layout: Layout, speaking: bool, tick: int) -> None:
    """Draw two speakers high in the corners; beside each a note that wanders slowly while they talk."""
    if not layout.has_speakers:
        return
    y = layout.top + 1
    for x, beside in ((7, 5), (canvas.width - 12, canvas.width - 6)):
        canvas.picture(x, y, _SPEAKER)
        canvas.put(x + 2, y + 1, "◉", VOICE if speaking else MUTED)
        if speaking:
            canvas.put(beside, y + _NOTE_ROWS[tick % len(_NOTE_ROWS)], "♪", VOICE)


def draw_desk(canvas: Canvas, layout: Layout) -> None:
    """Draw the screen's frame, the board under it, and the keyboard."""
    screen, desk = layout.screen, layout.bottom - 1
    canvas.box(*screen)
    keys = "▪" * (min(screen.width - 10, 25) | 1)
    left = screen.x + (screen.width - len(keys)) // 2
    canvas.put(screen.x - 2, desk, "━" * (screen.width + 4))
    if layout.rich:
        canvas.put(left - 1, desk - 1, "╱" + keys + "╲")
    else:
        canvas.put(left - 1, desk, "[" + keys + "]")


def draw_progress(canvas: Canvas, layout: Layout, progress: float) -> None:
    """Draw how many phrases have gone by as a double line along the screen's lower edge."""
    screen = layout.screen
    share = round(max(0.0, min(1.0, progress)) * (screen.width - 2))
    canvas.put(screen.x + 1, screen.y + screen.height - 1, "═" * share, TITLE)


def draw_chair(canvas: Canvas, layout: Layout) -> None:
    """Draw the chair, seen from behind, and the wires that end at its arm."""
    x, y = layout.arm
    _wire(canvas, max(EDGE + 1, x - 9), layout.bottom, x - 1, y)
    if layout.rich:
        _wire(canvas, x - 11, layout.bottom, x - 1, y + 1)
        canvas.put(x, y + 1, "╯")
    canvas.picture(*layout.chair, _LARGE_CHAIR if layout.rich else _CHAIR)


def _wire(canvas: Canvas, x: int, y: int, end: int, level: int) -> None:
    """One wire: out of the wall at (x, y), down to line `level`, along it to column `end`."""
    canvas.put(x, y, "┬")
    for row in range(y + 1, level):
        canvas.put(x, row, "╎")
    canvas.put(x, level, "╰" + "╌" * (end - x))
