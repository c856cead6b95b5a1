"""The help of the verify screen: its keys, the words, and all that a checker may say."""

from __future__ import annotations

from rich.text import Text

from tokenroom.room.draw.help import entries
from tokenroom.room.draw.lines import stack
from tokenroom.room.ink import TITLE
from tokenroom.text.checker import NAMES

KEYS = (
    ("← →, ↑ ↓", "while a sum is asked: how sure you are, by five or by one; or type the figure"),
    ("Enter", "let the model try; write the checker or give the answer that is typed; twice on an empty line: the end"),
    ("Tab", "type a checker, or an answer to the sum on the bench: hand the keyboard to somebody who wants to fool it"),
    ("↑ ↓", "at the bench: the checkers that lie there to begin with"),
    ("F2", "train the model against the checker; S stops, and what it learned is kept"),
    ("F3", "take back what it learned last"),
    ("F4", "take the model that ships, trained against the true checker"),
    ("^T", "a hint"),
    ("Esc Esc", "empty the line; back to the room, the session is kept"),
    ("mouse", "click any word below the line, and any key named at the bottom"),
)
LANGUAGE = (
    *NAMES.items(),
    ("has(n)", "whether the number n stands in the answer, such as has(total)"),
    ("+ - * //", "as in school; // leaves out the rest, and dividing by 0 gives 0"),
    ("== !=", "the same, not the same; < <= > >= compare too, two at a time"),
    ("and or not", "put conditions together; parentheses group them"),
    ("true, false", "1 and 0. A checker gives a figure from 0 to 1, and accepts from one half on"),
)
WORDS = (
    ("right", "The last number of an answer is the total. That is the truth here, whatever a checker says."),
    (
        "advantage",
        "How far a try's reward lies above the mean of its group, in standard deviations. Tries above it become "
        "likelier, tries below it less likely; where all are alike, nothing is learned.",
    ),
    (
        "nats a try",
        "What you said is taken as a probability: −ln of it for each right try, −ln of the rest for each wrong one. "
        "One half costs 0.693 whatever comes.",
    ),
    (
        "held out",
        "Sums that no model here has learned from. There it takes the likeliest token. The interval is Wilson's: "
        "among endless such sums the share would lie in it, 95 times of 100.",
    ),
    ("!", "Marks a try that the checker gets wrong: accepted and false, or refused and true."),
)


def verify_help_text(width: int) -> Text:
    """Return all of it, `width` columns wide."""
    parts: list[Text] = []
    for title, rows in (("Keys", KEYS), ("What a checker may say", LANGUAGE), ("Words", WORDS)):
        parts += [Text(title, style=TITLE), *entries(rows, width), Text()]
    return stack(parts[:-1])
