"""What help says at the places one goes to between levels: what each is for, and its keys."""

from __future__ import annotations

from typing import Literal

from rich.text import Text

from tokenroom.room.draw.help import entries
from tokenroom.room.draw.lines import stack, wrapped
from tokenroom.room.ink import TITLE

Place = Literal["home", "map", "settings", "journal", "practice", "certificate"]
BACK = ("Esc", "back to where you came from")
EVERYWHERE = (
    ("^P", "everything by its name: any level, any place, colours"),
    ("^Q", "leave tokenroom; what you have done is kept"),
)
ABOUT: dict[Place, tuple[str, str]] = {
    "home": (
        "Home",
        "From here one goes everywhere. The room in the picture is as it is at the first level that you have not won. "
        "A session that was left is gone on with where it stood; only one is open at a time, and what a closed one "
        "holds is kept.",
    ),
    "map": (
        "The map",
        "Every level is a door. The next one opens when the level before it has been played to its end, won or not; "
        "the settings can open them all. Behind the last come the phrase of the day and practice.",
    ),
    "settings": (
        "Settings",
        "What you change here holds at once and is kept for the next time. The same can be set on the command line; "
        "the last line shows how.",
    ),
    "journal": (
        "The journal",
        "Each level that you have played to its end leaves two sentences here, with your own figures. When you play "
        "one again, the newer figures take their place.",
    ),
    "practice": (
        "Practice",
        "Choose a text, then one of its genres or any. A page of it is asked about that no model has learned from; it "
        "opens no doors, and there are as many pages as you like.",
    ),
    "certificate": (
        "The certificate",
        "It is for whoever has passed the exam. It says how you stand on the ladder and whether that is proven, and "
        "your figures; the name on it is yours to give or to leave out.",
    ),
}
KEYS: dict[Place, tuple[tuple[str, str], ...]] = {
    "home": (
        ("↑ ↓", "choose a row"),
        ("Enter", "go there"),
        ("M", "the map: all levels, and how you stand on each"),
        ("D", "the phrase of the day: five tokens, the same for everyone"),
        ("P", "practice: any text, as long as you like"),
        ("J", "the journal: what the levels have taught"),
        ("T", "any text as tokens"),
        ("C", "the certificate of the exam, once it has been passed"),
        ("S", "the settings"),
        ("mouse", "click a row, or any key named at the bottom"),
    ),
    "map": (
        ("↑ ↓", "go to another door; PgUp, PgDn, Home and End go further"),
        ("Enter", "go through the door, if it is open"),
        ("D, P", "the phrase of the day, practice"),
        ("C", "the certificate of the exam, once it has been passed"),
        BACK,
        ("mouse", "click a door to go through it; the wheel goes along the corridor"),
    ),
    "settings": (
        ("↑ ↓", "choose a setting"),
        ("← →", "the value before, the value after; Enter does the same"),
        ("R", "set the chosen one to what it was at first"),
        BACK,
        ("mouse", "click a setting, or the arrows beside its value"),
    ),
    "journal": (("↑ ↓ PgUp PgDn", "scroll; the wheel does too"), BACK),
    "certificate": (("Enter", "write it, with the name that stands there or without one"), BACK),
    "practice": (
        ("↑ ↓", "go to another row"),
        ("← →", "the texts, the genres of the one chosen"),
        ("Enter", "choose; behind the genre the page opens"),
        BACK,
        ("mouse", "click a row, or any key named at the bottom"),
    ),
}
SEEN: dict[Place, tuple[tuple[str, str], ...]] = {
    "map": (
        ("best", "A column: your best session of that level, in most the mean surprise an item. The lower the better."),
        ("rival", "A column: what the rival paid for the same items."),
        (
            "medals ◆",
            "Rungs of the ladder that did worse than you in some session of that level: ◆1k is the model that had read "
            "1,000 phrases. On so few items that can be luck; whether it is proven, the table at the level's end says.",
        ),
    ),
}


def place_help(place: Place, width: int) -> Text:
    """Return all of help for a place, `width` columns wide."""
    title, about = ABOUT[place]
    lines = [Text(title, style=TITLE), *wrapped(about, width), Text()]
    lines += [Text("Keys", style=TITLE), *entries((*KEYS[place], *EVERYWHERE), width)]
    if place in SEEN:
        lines += [Text(), Text("Words", style=TITLE), *entries(SEEN[place], width)]
    return stack(lines)
