"""What stands on the screen in the scene: numbers, words among them, scripts, a die, and a line for each later act."""

from __future__ import annotations

from rich.cells import cell_len

from tokenroom.room.draw.lines import cell
from tokenroom.room.draw.scene_canvas import Canvas
from tokenroom.room.draw.scene_layout import Area
from tokenroom.room.ink import ASKED, MUTED, TITLE
from tokenroom.text.display import safe_text

SQUARES = "3  ▓  ░"
_WORDS = {125: "the", 10932: "to", 2034: "tree", 60031: "forest"}  # the story's four
_SCRIPTS = ("the forest", "la forêt", "a floresta", "숲으로", "def forest():", "лес", "δάσος")
_RAW = ("MENU | HOME | CARTS", "buy now! buy now!", "<p>The lamp</p>", "© © © ©", "The lamp", "tel. 000 00 00")
_MERGES = ("f o r e s t", "f or e s t", "for e st", "for est", "forest")
_PIPS = ("●   ●", "  ●  ", "●   ●")  # five: the face that nobody had written down
_LINES = {
    2: "London in autumn ▓",
    3: "user ▸  assistant ▓",
    4: "A  or  B",
    5: "who is ▓",
    6: "30 %  ×  9",
    7: "∂ loss / ∂ w",
    8: "▚▞ ▞▚ ▓",
}


def draw_screen(canvas: Canvas, area: Area, act: int, level: int, progress: float, line: str, tick: int) -> None:
    """Write on the screen inside its frame; a `line` of the caller's own comes before what the level would show."""
    inside = Area(area.x + 2, area.y + 1, area.width - 4, area.height - 2)
    for n, written in enumerate(_written(inside, act, level, progress, line, tick)[: max(0, inside.height)]):
        x = inside.x
        for piece, ink in written:
            canvas.put(x, inside.y + n, piece, ink)
            x += cell_len(piece)


Written = list[tuple[str, str]]  # pieces of one line, each with its ink


def _written(inside: Area, act: int, level: int, progress: float, line: str, tick: int) -> list[Written]:
    if line:
        return _middle([line], inside)
    if act != 1:
        return _middle([_LINES.get(act, SQUARES)], inside)
    match level:
        case 1 | 2 | 3:
            return [_numbers(n + tick, inside.width, level, progress) for n in range(inside.height)]
        case 4:
            return _middle(_turned(_SCRIPTS, tick, inside.height), inside)
        case 5:
            return _middle(_die(inside.height), inside)
        case 6:
            return _middle(_turned(_RAW, tick, inside.height), inside)
        case 7:
            return _middle([_MERGES[(2 + tick) % len(_MERGES)]], inside)
        case 8:
            return _middle(_fall(inside), inside)
    return _middle([SQUARES], inside)


def _middle(lines: list[str], inside: Area) -> list[Written]:
    """Lines in the middle of the screen; squares in their own ink."""
    above: list[Written] = [[]] * max(0, (inside.height - len(lines)) // 2)
    return [*above, *(_inked(_centred(line, inside.width)) for line in lines)]


def _centred(line: str, width: int) -> str:
    shown = safe_text(line, limit=max(2, width)).replace("\n", " ")
    shown = shown if cell_len(shown) <= width else cell(shown, width)
    return " " * ((width - cell_len(shown)) // 2) + shown


def _inked(line: str) -> Written:
    inks = {"▓": ASKED, "░": MUTED}
    return [(c, inks.get(c, TITLE)) for c in line]


def _numbers(row: int, width: int, level: int, progress: float) -> Written:
    """One line of tokens; from level 2 on some come often, from level 3 on those are words, more of them by and by."""
    pieces: Written = []
    used = n = 0
    while True:
        token = _token(row, n, often=level > 1)
        known = level > 2 and token in list(_WORDS)[: 2 + int(progress * 4)]
        shown = _WORDS[token] if known else str(token)
        if used + len(shown) > width:
            return [*pieces, (shown[: max(0, width - used)], MUTED)] if shown.isdecimal() else pieces
        pieces += [(shown, TITLE if known or (level > 1 and token in _WORDS) else MUTED), (" ", "")]
        used, n = used + len(shown) + 1, n + 1


def _token(row: int, place: int, often: bool) -> int:
    """A token of the room's numbering, the same each time: the scene has no dice."""
    mixed = (row * 40_503 + place * 30_011 + 12_345) * 2_654_435_761 % 2**32
    return list(_WORDS)[mixed // 8 % 4] if often and mixed % 3 == 0 else mixed // 16 % 128_000 + 1


def _turned(lines: tuple[str, ...], tick: int, height: int) -> list[str]:
    """So many lines of a list, one further on at every tick."""
    return [lines[(n + tick) % len(lines)] for n in range(max(1, min(height, len(lines))))]


def _die(height: int) -> list[str]:
    if height < 3:
        return ["[ 5 ]"]
    if height < 5:
        return [f"│ {row} │" for row in _PIPS]
    return ["╭───────╮", *(f"│ {row} │" for row in _PIPS), "╰───────╯"]


def _fall(inside: Area) -> list[str]:
    """The ladder as steps that go down, with a mark at the end."""
    steps = min(4, inside.height)
    each = max(2, (inside.width - 4) // max(1, steps))
    rows = [" " * (n * each) + "▔" * each for n in range(steps)]
    return [row.ljust(each * steps) for row in rows[:-1]] + [rows[-1] + "◆" if rows else ""]
