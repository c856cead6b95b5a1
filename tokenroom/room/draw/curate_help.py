"""The help of the curate screen: its keys, and the words for what is measured."""

from __future__ import annotations

from rich.text import Text

from tokenroom.room.draw.help import entries
from tokenroom.room.draw.lines import stack
from tokenroom.room.ink import TITLE

KEYS = (
    ("↑ ↓", "choose a filter"),
    ("← →", "set it: from letting everything pass to taking too much"),
    ("N, P", "look at the next page, or the one before"),
    ("T", "look at the next page of which the chosen filter takes something"),
    ("PgUp PgDn", "read on in the page, or back; the wheel does it, too"),
    ("Enter", "let two rivals train; once they are compared, go on"),
    ("S", "stop a training; it is spent"),
    ("^T", "a hint"),
    ("Esc Esc", "back to the room; the session is kept"),
    ("^Q", "leave; the session is kept, and a training is gone on with"),
    ("mouse", "click a filter, its arrows, or any key named at the bottom"),
)
WORDS = (
    (
        "good left",
        "How much of the text that the level wants is still there behind a filter. It is counted in runs of four "
        "words, each once, however often it stands there. On pages as they were found a little is missing though "
        "nothing was taken: markup stands between its words, until the text is extracted.",
    ),
    ("rest left", "The same for everything else: markup, menus, adverts, copies, other languages, lists of people."),
    (
        "contacts",
        "E-mail addresses and telephone numbers of people. They are invented here; on real pages they are not.",
    ),
    (
        "raw, cleaned",
        "Two small transformers with the same first weights. Each reads as many phrases as the other, one of the pages "
        "as they were found, one of what the filters leave.",
    ),
    (
        "clean English",
        "Passages that neither has read. While they train, the beginnings are asked, in the end all of each. What that "
        "costs is what counts; ± is half of the 95 % interval.",
    ),
    ("its own text", "What each costs on what it reads. The raw one is often better here: what repeats is easy."),
)


def curate_help_text(width: int) -> Text:
    """Return all of it, `width` columns wide."""
    lines = [Text("Keys", style=TITLE), *entries(KEYS, width), Text(), Text("Words", style=TITLE)]
    return stack([*lines, *entries(WORDS, width)])
