"""The room as a place, drawn to any size: four walls, a screen, two speakers, a chair, no door, and what came in."""

from __future__ import annotations

from dataclasses import dataclass

from rich.text import Text

from tokenroom.room.draw.scene_acts import CHANGES, neighbour
from tokenroom.room.draw.scene_canvas import Canvas
from tokenroom.room.draw.scene_frame import (
    draw_chair,
    draw_desk,
    draw_fittings,
    draw_progress,
    draw_speakers,
    draw_walls,
)
from tokenroom.room.draw.scene_layout import Layout
from tokenroom.room.draw.scene_screen import draw_screen
from tokenroom.room.draw.scene_things import BROUGHT, CERTIFICATE, PLANT, TALLY, Thing, place


@dataclass(frozen=True, slots=True)
class Scene:
    """What is in the room.

    Args:
        act: 0 to 8.
        level: of act 1, from 1 to 8; 0 before its first.
        progress: how much of act 1 has gone by in phrases, 0 to 1; more of what a level brings is there by and by.
        line: a line for the screen, in place of what the act and level would show.
        speaking: whether the speakers are talking.
        neighbour: whether the rival's room shows through the wall.
        sessions: played so far; where there is space they are scratched into the wall.
    """

    act: int = 0
    level: int = 0
    progress: float = 0.0
    line: str = ""
    speaking: bool = False
    neighbour: bool = False
    sessions: int = 0


def room_text(width: int, height: int) -> Text:
    """Return the bare room in `width` columns and `height` lines; the screen in it shows `3 ▓ ░`."""
    return scene_text(Scene(), width, height)


def scene_text(scene: Scene, width: int, height: int, tick: int = 0) -> Text:
    """Return the room with what is in it, exactly `width` columns and `height` lines.

    Args:
        scene: what is in the room.
        width: columns; from 50 on there are speakers, from 96 (and 18 lines) on a lamp, a grille, a shadow.
        height: lines.
        tick: moves what moves one step; 0 is a good still picture. A second or more should lie between two.
    """
    canvas, layout = Canvas(width, height), Layout(width, height)
    draw_walls(canvas, layout)
    draw_fittings(canvas, layout)
    place(canvas, layout.spots(), _things(scene, layout, tick))
    draw_speakers(canvas, layout, scene.speaking, tick)
    draw_desk(canvas, layout)
    draw_screen(canvas, layout.screen, scene.act, scene.level, scene.progress, scene.line, tick)
    if scene.act == 1:
        draw_progress(canvas, layout, scene.progress)
    draw_chair(canvas, layout)
    return canvas.text()


def _things(scene: Scene, layout: Layout, tick: int) -> list[tuple[Thing, float]]:
    """Everything there is, the most important first: each takes the best place that is left."""
    things: list[tuple[Thing, float]] = [(neighbour(tick), 1.0)] if scene.neighbour else []
    if scene.act == 1:
        things += [(thing, scene.progress) for level in reversed(BROUGHT[: scene.level]) for thing in level]
    if scene.act > 1:
        things += [(thing, 1.0) for thing in (*CHANGES.get(scene.act, ()), CERTIFICATE, PLANT)]
    if scene.sessions and layout.rich:
        things.append((TALLY, min(1.0, scene.sessions / 100)))
    return things
