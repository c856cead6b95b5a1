"""What help says to a student of a class: the keys of what is played, and how a class plays."""

from __future__ import annotations

from rich.text import Text

from tokenroom.room.draw.help import entries
from tokenroom.room.draw.lines import stack
from tokenroom.room.ink import TITLE

LEAVE = (
    ("^N", "where the class has gone on: see what came without an answer, then the next item"),
    ("^E", "where the class has gone on: straight to where it is"),
    ("^Q", "leave; your seat stays, and the same command brings you back to it"),
)
PREDICT = (
    ("0-9 . -", "write a number beside the token of the cursor"),
    ("letters", "find any other token: type how it begins, Enter or Tab takes it, Esc gives up"),
    ("↑ ↓", "choose a row"),
    ("← →", "a little less or more: 0.5, or 5 chips, or 5 per cent"),
    ("Enter", "give your answer; nobody can change one that is given"),
    ("F2 or ^S", "answer in scores"),
    ("F3 or ^K", "answer in chips: 100 of them, of which one always stays with the instinct"),
    ("F4 or ^G", "answer with a guess: one token, and how sure you are in per cent"),
    ("mouse", "click a row, − or +, a way to answer, the button, or any key named at the bottom"),
)
PREFER = (
    ("0-9 . -", "write what the answer at the cursor is worth; only the difference between the two counts"),
    ("↑ ↓ Tab", "the other answer"),
    ("← →", "half a point less or more"),
    ("PgUp PgDn", "read on in long answers"),
    ("Enter", "give your answer"),
)
VOTE = (("arrows", "choose"), ("Enter", "vote for what is chosen"), ("N", "merge nothing, where pairs are merged"))
WRITE = (("^S or F2", "send what you have written"), ("Tab", "go to the next question"))
KEYS = {
    "PredictPanel": PREDICT,
    "PreferPanel": PREFER,
    "MergePanel": VOTE,
    "CuratePanel": VOTE,
    "QuestionsPanel": WRITE,
}
WORDS = (
    ("surprise", "How unlikely you had made the token that came. What you were sure of costs nothing, if it comes."),
    ("nats", "The unit of surprise. Something you gave 36.8 %, that is 1/e, costs one nat when it comes."),
    ("class, mean", "The mean of what each student paid."),
    ("class together", "The mean of all your distributions, playing as one. It is never worse than the mean."),
    ("late", "What is answered after the class was shown what came is kept, and counts in no mean."),
    ("speed", "Nobody gets anything for being fast."),
)


def help_text(panel: str, width: int) -> Text:
    """Return help on a panel, `width` columns wide."""
    keys = (*KEYS.get(panel, ()), *LEAVE)
    lines = [Text("Keys", style=TITLE), *entries(keys, width), Text(), Text("Words", style=TITLE)]
    return stack([*lines, *entries(WORDS, width)])
