"""What help says while a context is written: the keys, and what the words mean."""

from __future__ import annotations

from rich.text import Text

from tokenroom.room.draw.help import entries
from tokenroom.room.draw.lines import stack
from tokenroom.room.ink import TITLE

KEYS = (
    ("letters", "write the context; Enter begins a new line, the arrows and the mouse move, ^Z takes back"),
    ("{question}", "stands where the question goes; the answer comes behind the last word of all"),
    ("F2 or ^S", "try the context"),
    ("F3", "look at the last result again"),
    ("F4 or ^G", "finish: your best try counts"),
    ("F5", "begin anew with the question alone; what you wrote comes back with ^Z"),
    ("Enter", "after a try, go on writing"),
    ("^T", "a hint"),
    ("Esc Esc", "back to the room; the session is kept"),
    ("^Q", "leave; the session is kept"),
    ("mouse", "click into the text, or on any key named at the bottom"),
)
WORDS = (
    ("context", "All that the model reads before it has to go on. It learns nothing from it that lasts."),
    ("in-context learning", "To answer better because of what stands in the context. No weight of the model changes."),
    (
        "hidden answers",
        "Answers to questions that you do not see. The loss is measured on them: their words, and that each stops with "
        "a full stop and the end of its line.",
    ),
    ("nats a token", "The mean surprise of a token of the hidden answers. Less is better."),
    ("no context", "The question alone, and behind it the answer."),
    ("the rival's", "The context of somebody who knows the point. You will see it in the end."),
    ("tokens", "The model reads 128 at most. What is too long loses its beginning, and the screen says so."),
    (
        "by the same chance",
        "The answers to questions that you see are drawn with the same dice for every context. What differs "
        "between two tries is your doing.",
    ),
)


def prompt_help_text(width: int) -> Text:
    """Return all of help, `width` columns wide."""
    lines = [Text("Keys", style=TITLE), *entries(KEYS, width), Text(), Text("Words", style=TITLE)]
    return stack([*lines, *entries(WORDS, width)])
