"""The menu on the home screen, as a list to choose from."""

from __future__ import annotations

from rich.text import Text
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tokenroom.game.units import NATS, Units
from tokenroom.room.ascii import to_ascii
from tokenroom.room.draw.home import menu, row_text
from tokenroom.room.opening import Opened

WIDTH = 68


def choices(opened: Opened, ascii_only: bool, units: Units = NATS) -> OptionList:
    """Return the list, the cursor on what one most likely wants next."""
    shown = to_ascii if ascii_only else Text.copy
    listed = OptionList(*(Option(shown(row_text(row, WIDTH)), id=row.id) for row in menu(opened, units)))
    listed.highlighted = 0
    return listed
