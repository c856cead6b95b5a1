"""What tests of screens read off them."""

from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot

from tokenroom.room.app import RoomApp
from tokenroom.room.screens.predict import PredictScreen
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.score_list import ScoreList

MakeApp = Callable[..., RoomApp]
SIZE = (80, 24)


def shown(app: RoomApp, selector: str = "") -> str:
    """The text on the screen, or in one widget."""
    if selector:
        return app.screen.query_one(selector, Drawing).render().plain
    lines = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in lines)


def rows_shown(app: RoomApp) -> list[str]:
    """The lines of the score list."""
    listed = app.screen.query_one(ScoreList)
    return [listed.render_line(y).text for y in range(listed.size.height)]


def predict(pilot: Pilot[None]) -> PredictScreen:
    assert isinstance(pilot.app.screen, PredictScreen)
    return pilot.app.screen


def title(pilot: Pilot[None]) -> str:
    started = predict(pilot).view.started
    return started.title if started else ""
