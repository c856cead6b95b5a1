"""What the levels of act 1 bring into the room, and how things share the places there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tokenroom.room.draw.scene_canvas import Canvas
from tokenroom.room.draw.scene_layout import Area, Spot
from tokenroom.room.ink import BAR, MUTED, TITLE

Draw = Callable[[Canvas, Area, float], None]  # onto the canvas, within the area, so much of it (0 to 1)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something in the room: the places it may stand in, the best first, and the least space it needs."""

    draw: Draw
    spots: tuple[Spot, ...]
    width: int
    height: int


def place(canvas: Canvas, spots: dict[Spot, Area], things: Iterable[tuple[Thing, float]]) -> None:
    """Draw each thing in the first place that is free and large enough; one for which there is none is left out."""
    free = dict(spots)
    for thing, amount in things:
        for spot in thing.spots:
            area = free.get(spot)
            if area is not None and area.width >= thing.width and area.height >= thing.height:
                thing.draw(canvas, free.pop(spot), amount)
                break


def picture_thing(lines: tuple[str, ...], spots: tuple[Spot, ...], ink: str = MUTED) -> Thing:
    """Return a thing that always looks the same, in the middle of its place."""
    width, height = max(map(len, lines)), len(lines)

    def draw(canvas: Canvas, area: Area, _amount: float) -> None:
        low = area.height - height if "floor" in spots[0] else 0
        canvas.picture(area.x + (area.width - width) // 2, area.y + low, lines, ink)

    return Thing(draw, spots, width, height)


def draw_tally(canvas: Canvas, area: Area, amount: float) -> None:
    """Scratch strokes into the wall, five by five; half a wall of them in the beginning."""
    each, rows = area.width // 5, min(4, area.height)
    strokes = max(3, round((0.3 + 0.7 * amount) * each * rows * 5) - 1)
    for n in range(-(-strokes // 5)):
        group = "┼┼┼┼" if strokes - 5 * n >= 5 else "│" * (strokes - 5 * n)
        canvas.put(area.x + 5 * (n % each), area.y + n // each, group)


def _notes(canvas: Canvas, area: Area, amount: float) -> None:
    """What the numbers mean, noted on the wall one after the other."""
    notes = ("125 the", "10932 to", "2034 tree", "60031 forest")
    fitting = [note for note in notes if len(note) <= area.width]
    for n, note in enumerate(fitting[: min(area.height, 1 + int(amount * 3.99))]):
        number, word = note.split(" ")
        canvas.put(area.x, area.y + n, f"{number} ")
        canvas.put(area.x + len(number) + 1, area.y + n, word, TITLE)


def _posters(canvas: Canvas, area: Area, amount: float) -> None:
    """A word for the same thing in several tongues."""
    words = ("floresta", "forêt", "лес", "숲", "def f(x):", "δάσος")
    for n, word in enumerate(words[: min(area.height, 2 + int(amount * 4))]):
        canvas.put(area.x + n % 2 * (area.width > 12) * 3, area.y + n, word[: area.width])


def _odds(canvas: Canvas, area: Area, _amount: float) -> None:
    """Six bars of the same height."""
    canvas.put(area.x, area.y, "▇ ▇ ▇ ▇ ▇ ▇", BAR)
    canvas.put(area.x, area.y + 1, "1 2 3 4 5 6")


def _paper(canvas: Canvas, area: Area, amount: float) -> None:
    """Heaps of sheets that nobody has squared up."""
    high = max(2, round(area.height * (0.6 + 0.4 * amount)))
    for heap in range(area.width // 12 or 1):
        x = area.x + heap * 13 + 2
        for row in range(high - heap % 2):
            shift = (0, 1, -1, 1, 0, -1)[(row + heap) % 6]
            sheets = min(9, area.width - 3) - (row == high - heap % 2 - 1) * 4
            canvas.put(x + shift, area.y + area.height - 1 - row, "═" * sheets)


def _pieces(canvas: Canvas, area: Area, _amount: float) -> None:
    """Scissors, and tokens cut up and glued together again."""
    canvas.picture(area.x + 1, area.y + area.height - 4, ("○─╲ ╱", "   ╳", "○─╱ ╲", "[for][e]"))


def _certificate(canvas: Canvas, area: Area, amount: float) -> None:
    """A frame on the wall: empty until the act is over."""
    written = "  ≡≡≡ ✓  " if amount >= 1 else "         "
    canvas.picture(area.x, area.y, ("╔═══════╗", "║" + written[1:-1] + "║", "╚═══════╝"))
    canvas.put(area.x + 1, area.y + 1, written[1:-1], TITLE)


_GLUE = ("   ┌▄┐  ", "┌──┴─┴─┐", "│ glue │", "└──────┘")
_PLANT = (" ╲│╱ ", " ╲│╱ ", " ┌┴┐ ", " └─┘ ")
_SHELF = ("▌▍▌▐▌▍▌▐▌▌▍", "━━━━━━━━━━━")

TALLY = Thing(draw_tally, ("left wall", "right wall"), 9, 1)
CERTIFICATE = Thing(_certificate, ("right gap", "left gap", "right wall", "left wall"), 9, 3)
PLANT = picture_thing(_PLANT, ("far floor", "near floor", "left floor"))
SHELF = picture_thing(_SHELF, ("right wall", "left wall"))
# Level by level, the newest last; each level of act 1 also keeps what the earlier ones brought.
BROUGHT: tuple[tuple[Thing, ...], ...] = (
    (),
    (TALLY,),
    (Thing(_notes, ("left gap", "left wall", "right wall"), 8, 2),),
    (Thing(_posters, ("right gap", "right wall", "left wall"), 9, 2),),
    (Thing(_odds, ("right wall", "left wall"), 11, 2),),
    (Thing(_paper, ("left floor", "far floor"), 8, 3), Thing(_paper, ("far floor", "near floor"), 8, 3)),
    (Thing(_pieces, ("near floor", "far floor"), 9, 4), picture_thing(_GLUE, ("far floor", "left floor"))),
    (CERTIFICATE, SHELF, PLANT),
)
