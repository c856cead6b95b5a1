"""What help says on a teacher's remote."""

from __future__ import annotations

from rich.text import Text

from tokenroom.room.draw.help import entries
from tokenroom.room.draw.lines import stack
from tokenroom.room.ink import TITLE

KEYS = (
    ("Enter", "reveal where something is open, else go on; N and R say which"),
    ("B", "show on the projector what was shown before; students stay where they are"),
    ("L", "take no more answers"),
    ("P", "draw the curtain over all devices, and open it again"),
    ("T", "give the open item a minute, or take the time away; without it nobody is hurried"),
    ("E", "30 seconds more; a locked item opens again"),
    ("Tab", "who is here, or the steps of the plan"),
    ("↑ ↓", "choose a student or a step"),
    ("A  X  I", "admit a name that waits, send somebody out (twice), let them in again"),
    ("M", "give a seat another name"),
    ("O", "go to the step at the cursor"),
    ("H", "show names on the projector, or hide them"),
    ("D", "close the door to new students, or open it; who has a seat always comes back"),
    ("F", "let new names wait until you have admitted them"),
    ("Del", "once the lesson is over, and then once more: delete the class and all that was answered"),
    ("^Q", "leave; the class stays open"),
    ("mouse", "click any key named at the bottom, a student, a step"),
)


def remote_help(width: int) -> Text:
    """Return help on the remote, `width` columns wide."""
    return stack([Text("Keys", style=TITLE), *entries(KEYS, width)])
