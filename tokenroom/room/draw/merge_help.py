"""What help says while pairs are merged: the keys, and what the words mean."""

from __future__ import annotations

from rich.text import Text

from tokenroom.room.draw.help import entries
from tokenroom.room.draw.lines import stack
from tokenroom.room.ink import TITLE

KEYS = (
    ("↑ ↓ ← →", "choose one of the pairs on offer"),
    ("letters", "type any other pair: two symbols with a space between them, such as t h; Esc gives up"),
    ("_", 'a space: _ t is a space and a t, and _t the symbol that they make; a quoted " t" is the same'),
    ("Enter", "merge the pair; afterwards, go on"),
    ("F2", "let this one pass: nothing is merged"),
    ("PgUp PgDn", "the rest of the text; the wheel scrolls it too"),
    ("^T", "a hint"),
    ("Esc Esc", "back to the room; the session is kept"),
    ("^Q", "leave; the session is kept"),
    ("mouse", "click a pair to choose it and again to merge it, or a symbol in the text for it and the next one"),
)
WORDS = (
    ("symbol", "What the text is made of: single bytes at first, then whatever you have merged, in brackets."),
    ("pair", "Two symbols side by side. Merged, they are one symbol wherever they stood: one token saved each time."),
    ("·", "A space. It belongs to the word behind it, and no merge reaches over the end of a word."),
    ("machine", "How vocabularies are made, by the greedy rule: merge the pair that stands in the text most often."),
    ("its pick", "What the machine would have saved at that moment, in your text."),
    (
        "tokens a byte",
        "How many tokens a text costs, divided by its length. Fewer is better; 1 is no merging.",
    ),
    ("held out", "Pages that neither you nor the machine has seen. There it shows what a merge is worth."),
    ("vocabulary", "How many symbols there are: the 256 bytes, and one for each merge. A model pays for each of them."),
)


def help_text(width: int) -> Text:
    """Return all of help, `width` columns wide."""
    lines = [Text("Keys", style=TITLE), *entries(KEYS, width), Text(), Text("Words", style=TITLE)]
    return stack([*lines, *entries(WORDS, width)])
