"""What help says while one predicts: the keys, and what the words mean, two sentences each."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from tokenroom.game.units import NATS, Units
from tokenroom.room.draw.lines import cell, stack, wrapped
from tokenroom.room.ink import CURRENT, MUTED, TITLE

KEYS = (
    ("0-9 . -", "write a number beside the token of the cursor"),
    ("letters", "find any other token: type how it begins, Enter or Tab takes it, Esc gives up"),
    ("/", "find a token that begins with a digit or a sign: type / first, then anything"),
    ("↑ ↓", "choose a row; below the last one, more tokens come"),
    ("PgUp PgDn", "look back in a long passage, and down to its square; where all of it is in view, eight rows on"),
    ("← →", "a little less or more: 0.5, or 5 chips, or 5 per cent"),
    ("Backspace", "take the last character away"),
    ("Enter", "lock your answer; after the reveal, go on"),
    ("Space Space", "with nothing written: answer so, where the goal allows it"),
    ("F2 or ^S", "answer in scores"),
    ("F3 or ^K", "answer in chips: 100 of them, of which one always stays with the instinct, so you lay out 99"),
    ("F4 or ^G", "answer with a guess: one token, and how sure you are in per cent"),
    ("^T", "a hint"),
    ("Esc Esc", "back to the room; the session is kept"),
    ("^Q", "leave; the session is kept"),
    ("^P", "everything by its name: any level, the journal, the settings, colours"),
    ("mouse", "click a row, − or +, a way to answer, or any key named at the bottom; the wheel scrolls"),
)

UNIT = ("nats", "The unit of surprise. Something you gave 36.8 %, that is 1/e, costs one nat when it comes.")
BITS = ("bits", "The unit of surprise. Something you gave 50 % costs one bit when it comes; 1.443 bits are one nat.")
WORDS = (
    ("score", "Any number you like beside a token: higher means likelier. Only the differences between scores count."),
    (
        "softmax",
        "It turns scores into probabilities: e to the power of each, divided by the sum of them all. "
        "One point more makes a token 2.718 times as likely.",
    ),
    (
        "surprise",
        "How unlikely you had made the token that came: minus the logarithm of its probability. "
        "What you were sure of costs nothing; what you had ruled out costs a lot.",
    ),
    UNIT,
    ("instinct", "What the room expects before you write anything. Your scores are added to its own."),
    (
        "sealed",
        "The rival's answer is locked before yours. The sign beside it is the beginning of the answer's fingerprint, "
        "by which a program can prove that it was not changed.",
    ),
    (
        "chips, guess",
        "Two other ways to write the same answer. What you do not lay out goes to the instinct; a token that you guess "
        "is exactly as likely as you say.",
    ),
)


def help_text(width: int, units: Units = NATS) -> Text:
    """Return all of help, `width` columns wide."""
    words = tuple(BITS if entry == UNIT and units.name == "bits" else entry for entry in WORDS)
    lines = [Text("Keys", style=TITLE), *entries(KEYS, width), Text(), Text("Words", style=TITLE)]
    return stack([*lines, *entries(words, width)])


def entries(named: Sequence[tuple[str, str]], width: int) -> list[Text]:
    """Return names, each with what is said of it beside it."""
    size = max(14, *(len(name) + 1 for name, _ in named))
    lines = []
    for name, words in named:
        for n, line in enumerate(wrapped(words, width - 2 - size)):
            lead = (cell(name, size), CURRENT) if n == 0 else (" " * size, MUTED)
            lines.append(Text.assemble("  ", lead, line))
    return lines
