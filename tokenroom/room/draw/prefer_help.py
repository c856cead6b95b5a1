"""The help of the prefer screen: its keys, the words, and the guideline as a page."""

from __future__ import annotations

from rich.text import Text

from tokenroom.room.draw.help import entries
from tokenroom.room.draw.lines import stack, wrapped
from tokenroom.room.ink import MUTED, TITLE
from tokenroom.text.display import safe_text

KEYS = (
    ("↑ ↓, A, B", "choose an answer"),
    ("0-9 . -", "write what it is worth; any number, also below nothing"),
    ("← →, - +", "half a point less or more"),
    ("Enter", "lock both values; afterwards, go on"),
    ("G", "read the guideline that decides which answer is better"),
    ("D", "when a pair has been told: you would choose the other one; D again takes it back"),
    ("W", "whose choices the reward model learns from: the guideline's, or these with yours in their place"),
    ("PgUp PgDn", "read on in a long text; the wheel does it, too"),
    ("S", "stop the training; what it has learned can be kept or undone"),
    ("U", "undo the training, and have another"),
    ("N", "go on without the training"),
    ("^T", "a hint"),
    ("Esc Esc", "back to the room; the session is kept"),
    ("^Q", "leave; the session is kept, and a training is gone on with"),
    ("mouse", "click an answer, − or +, or any key named at the bottom"),
)
WORDS = (
    (
        "value",
        "What an answer is worth to you. Only the difference between the two counts; the field calls it the reward.",
    ),
    (
        "σ",
        "The logistic function, 1 / (1 + e^−x). It turns the difference into the chance that the first of the two is "
        "preferred: 0 into 50 %, 1 into 73 %, 2 into 88 %, 3 into 95 %.",
    ),
    ("−log σ", "The surprise at hearing which answer is better. The shock is in proportion to it, as everywhere here."),
    ("ln 2 = 0.693", "What a pair costs whoever values both alike."),
    (
        "reward model",
        "The trunk of the language model with one number in place of the tokens. It begins with zeros, so it values "
        "everything alike, and learns with the same loss as you.",
    ),
    ("sealed", "It answers before you do, and before it has learned from the pair."),
    (
        "held-out",
        "Pairs that nobody learns from. What somebody knows of these shows that a rule was learned and not a list.",
    ),
    (
        "agreement",
        "How often the better answer was valued more. The interval is Wilson's: the share among endless pairs lies "
        "in it 95 times in a hundred.",
    ),
    ("contested", "Pairs on which honest people disagree. Somebody had to decide, and a model learns who."),
)


def prefer_help_text(width: int) -> Text:
    """Return all of it, `width` columns wide."""
    lines = [Text("Keys", style=TITLE), *entries(KEYS, width), Text(), Text("Words", style=TITLE)]
    return stack([*lines, *entries(WORDS, width)])


def guideline_text(guideline: str, width: int) -> Text:
    """Return the guideline as it was written, its headings and stars as they would be read aloud."""
    if not guideline.strip():
        return stack(
            wrapped("Nobody has written down what decides between these answers. You have to find out.", width)
        )
    lines: list[Text] = []
    for line in safe_text(guideline).replace("**", "").replace("`", "").split("\n"):
        heading = line.startswith("#")
        lines += wrapped(line.lstrip("# "), width, TITLE if heading else "")
    return stack([*lines, Text(), Text("Esc goes back to the pair.", style=MUTED)])
