"""The list on the home screen: the unfinished session first, then all levels."""

from __future__ import annotations

from rich.text import Text
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tokenroom.game.units import NATS, Units
from tokenroom.room.ascii import to_ascii
from tokenroom.room.draw.home import go_on_text, level_text
from tokenroom.room.opening import Opened

GO_ON = "go on"  # the option that is no level; no folder has a space in its name
WIDTH = 68


def choices(opened: Opened, ascii_only: bool, units: Units = NATS) -> OptionList:
    """Return the list, the cursor on what one most likely wants next."""
    shown = to_ascii if ascii_only else Text.copy
    options = [Option(shown(level_text(level, WIDTH, units)), id=level.name) for level in opened.levels]
    titles = {level.name: level.title for level in opened.levels}
    if opened.unfinished is not None:
        title = titles.get(opened.unfinished.level, opened.unfinished.level)
        options.insert(0, Option(shown(go_on_text(title, opened.item)), id=GO_ON))
    listed = OptionList(*options)
    listed.highlighted = _likeliest(opened)
    return listed


def _likeliest(opened: Opened) -> int | None:
    """The unfinished session, else the first level that is not won."""
    if opened.unfinished is not None:
        return 0
    open_levels = [n for n, level in enumerate(opened.levels) if not level.won]
    return open_levels[0] if open_levels else (0 if opened.levels else None)
