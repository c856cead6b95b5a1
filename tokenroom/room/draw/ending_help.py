"""What help says at the end of a level and at a milestone: the keys, and what the figures mean."""

from __future__ import annotations

from rich.text import Text

from tokenroom.game.units import NATS, Units
from tokenroom.room.draw.help import BITS, UNIT, entries
from tokenroom.room.draw.lines import stack
from tokenroom.room.ink import TITLE

KEYS = (
    ("Enter", "go on; after a level that was not won, try again"),
    ("↑ ↓ PgUp PgDn", "scroll; the wheel does too"),
    ("D", "after a long level: the details, part by part and token by token; D again puts them away"),
    ("N", "the next level"),
    ("A A", "play this level once more; what you have done is kept"),
    ("M", "the milestone that the rival passes behind this level, if it passes one"),
    ("C", "the certificate, behind the exam: asks for a name, which may be left out, and says where it was written"),
    ("Y", "copy the result of the day; it tells nothing of what the phrase was"),
    ("H or Esc", "home; at a milestone Esc skips it"),
    ("any key", "at a milestone: all its words at once"),
    ("^Q", "leave; nothing is lost"),
)
FIGURES = (
    (
        "bits/byte",
        "Surprise per byte of text instead of per token: it compares passages whose tokens differ in length.",
    ),
    ("perplexity", "Among how many equally likely tokens one would be as surprised as this."),
    ("top 1", "How often the likeliest token was the one that came."),
    ("± proven", "A lead with its 95 % interval. It is proven when the interval does not reach zero."),
    (
        "the ladder",
        "The same model at different ages, as it did on the same squares. Your mark is where it did as you did.",
    ),
    (
        "best expected",
        "What somebody pays who knows exactly how the sequence is made, and not what chance drew. Nobody pays less in "
        "the long run; on a few items you may, and that is luck.",
    ),
    ("calibration", "Whether of all that you called 30 % three in ten came. The dots are where that would be so."),
)


def help_text(width: int, units: Units = NATS) -> Text:
    """Return all of help, `width` columns wide."""
    unit = BITS if units.name == "bits" else UNIT
    lines = [Text("Keys", style=TITLE), *entries(KEYS, width), Text(), Text("Words", style=TITLE)]
    return stack([*lines, *entries((unit, *FIGURES), width)])
