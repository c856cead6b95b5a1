"""The names under which drawings ask for colour, and what a Textual theme makes of them."""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from rich.theme import Theme
from textual.color import Color

# A drawing says what a piece of text is; only here is it said how that looks. What a colour tells, a mark tells too.
MUTED = "room.muted"  # there, but not to be looked at
TITLE = "room.title"
YOU = "room.you"
RIVAL = "room.rival"
BAR = "room.bar"
ASKED = "room.asked"  # the square that is asked for
TRUTH = "room.truth"  # the token that came
CURRENT = "room.current"  # the row of the cursor
BETTER = "room.better"
WORSE = "room.worse"
VOICE = "room.voice"
NARRATOR = "room.narrator"


def room_theme(variables: Mapping[str, str]) -> Theme:
    """Return the styles of our names in the colours of a Textual theme, given by its variables."""
    ground, text = Color.parse(variables["background"]), Color.parse(variables["foreground"])

    def colour(name: str, bold: bool = False) -> Style:
        return Style(color=Color.parse(variables[name]).rich_color, bold=bold or None)

    muted = Style(dim=True) if text.ansi is not None else Style(color=ground.blend(text, 0.62).rich_color)
    styles = {
        MUTED: muted,
        TITLE: Style(bold=True),
        YOU: colour("text-primary", bold=True),
        RIVAL: colour("text-warning", bold=True),
        BAR: colour("primary"),
        ASKED: colour("text-warning", bold=True),
        TRUTH: Style(bold=True, underline=True),
        CURRENT: Style(bold=True),
        BETTER: colour("text-success"),
        WORSE: colour("text-error"),
        VOICE: colour("text-primary"),
        NARRATOR: Style(italic=True),
    }
    return Theme(styles, inherit=False)
