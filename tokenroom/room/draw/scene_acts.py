"""What each act after the first changes in the room, and the neighbour's room that shows through the wall."""

from __future__ import annotations

from tokenroom.room.draw.scene_canvas import Canvas
from tokenroom.room.draw.scene_layout import Area, Spot
from tokenroom.room.draw.scene_things import Thing, picture_thing
from tokenroom.room.ink import RIVAL

_WALL: tuple[Spot, ...] = ("left wall", "right wall")
_GAP: tuple[Spot, ...] = ("left gap", "right gap", "left wall", "right wall")
_FLOOR: tuple[Spot, ...] = ("near floor", "far floor", "left floor")

_THERMOMETER = ("T  ├──●───┤",)
_RIBBON = ("│London │", "│in     │", "│autumn │", "╰───────╯")
_BUBBLE = ("╭───────╮", "│ why ? │", "╰──┬────╯")
_ANSWER = ("( because ▓ )",)
_PAIR = ("┌──┐ ┌──┐", "│A │ │B✓│", "└──┘ └──┘")
_REWARD = ("reward", "▁▂▃▅▇ + 1.0")
_MIRROR = ("╭───────╮", "│ ▭   ┬ │", "╰───────╯")
_CHEESE = ("▐ ○  ◦ ○ ◦▌", "▐◦  ○  ◦ ○▌")
_SCALES = ("───┬───", "▽  │  │", "   ┴  ▽")
_COST = ("p  × cost", "▇▁   ▁▇")
_LAYERS = ("○─○─○─○", " ╳ ╳ ╳ ", "○─●─○─○")
_OPENED = ("┌┄┄┄┄┄┄┄┄┄┐", "┆○─○─●─○─○┆")
_WINDOW = ("╭───┬───╮", "│ ○ │  ╱│", "╰───┴───╯")
_TILES = ("▚▞▚▞▚▞", "▞▚▞▚▞▚")

CHANGES: dict[int, tuple[Thing, ...]] = {
    2: (picture_thing(_THERMOMETER, _WALL), picture_thing(_RIBBON, _FLOOR)),
    3: (picture_thing(_BUBBLE, _GAP), picture_thing(_ANSWER, _WALL)),
    4: (picture_thing(_PAIR, _GAP), picture_thing(_REWARD, _WALL)),
    5: (picture_thing(_MIRROR, _GAP), picture_thing(_CHEESE, _WALL)),
    6: (picture_thing(_SCALES, _GAP), picture_thing(_COST, _WALL)),
    7: (picture_thing(_LAYERS, _GAP), picture_thing(_OPENED, _WALL)),
    8: (picture_thing(_WINDOW, _GAP), picture_thing(_TILES, _WALL)),
}


def neighbour(tick: int) -> Thing:
    """Return the rival's room as it shows through the wall: faint, with a screen and somebody who types slowly."""

    def draw(canvas: Canvas, area: Area, _amount: float) -> None:
        wide = min(area.width, 17)
        y = area.y + area.height - 2
        canvas.put(area.x, y, "┌╌ rival ".ljust(wide - 1, "╌") + "┐")
        canvas.put(area.x, y + 1, "╎" + " " * (wide - 2) + "╎")
        canvas.put(area.x + 3, y + 1, ("▭", "▬")[tick % 2], RIVAL)
        canvas.put(area.x + 5, y + 1, "∩┤", RIVAL)

    return Thing(draw, ("right wall", "left wall"), 10, 2)
