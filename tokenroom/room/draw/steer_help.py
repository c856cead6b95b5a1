"""The help of the steer screen: its keys, and the words."""

from __future__ import annotations

from rich.text import Text

from tokenroom.room.draw.help import entries
from tokenroom.room.draw.lines import stack
from tokenroom.room.ink import TITLE

KEYS = (
    ("← →", "before a run, turn the KL knob; during it and after, page through the prompts of the newest update"),
    ("↑ ↓", "before a run, how many updates it takes; else read on"),
    ("Enter", "begin the run; afterwards, keep what it has made of the model and go on"),
    ("T", "look at the model that was steered before you came"),
    ("N", "go on without a run"),
    ("Tab", "the other page: the curves, the newest update, answers before and after"),
    ("S", "stop the run; it can be kept, undone, or gone on with (O)"),
    ("U", "undo the run and set the knob anew; its figures stay on the list"),
    ("F3", "where answers are written: the last one once more, to be changed"),
    ("F4", "where answers are written: that was all"),
    ("^T", "a hint"),
    ("Esc Esc", "back to the room; the session is kept"),
    ("^Q", "leave; the session is kept, and a run is gone on with"),
    ("mouse", "click any key named at the bottom; the wheel reads on"),
)
WORDS = (
    (
        "policy",
        "The chat model while it is trained by reward: it draws answers, and what was worth more becomes likelier.",
    ),
    ("reward", "What the reward model holds an answer to be worth. It is a proxy: it stands in for what people like."),
    (
        "advantage",
        "How many standard deviations an answer's reward lies above the mean of its group, which are the answers to "
        "the same prompt. All its tokens become likelier in proportion; below zero, less likely.",
    ),
    (
        "likelier",
        "How many times as likely the policy holds the whole answer after the update. Measured, and for other reasons "
        "as well: all prompts of an update share the same weights.",
    ),
    (
        "KL",
        "How far the policy's distributions have strayed from the chat model's, in nats a token: Σ p (log p − log q). "
        "It is 0 at the beginning.",
    ),
    ("KL knob", "β, what a nat of it costs. High, and the model stays what it was; 0, and nothing holds it."),
    (
        "judge",
        "Fixed rules over fixed questions: what an answer must say, must not say, and that it does not repeat itself. "
        "No policy and no reward model has learned from it. The answers are drawn with the same chance each time.",
    ),
    (
        "why anew",
        "Each run begins anew from the chat model with the same prompts, so that two runs differ in the knob and in "
        "nothing else. A knob turned half-way would leave you a curve that no single setting explains.",
    ),
    ("gamed", "When what is measured goes on rising and what was meant has long begun to fall."),
)


def steer_help_text(width: int) -> Text:
    """Return all of it, `width` columns wide."""
    lines = [Text("Keys", style=TITLE), *entries(KEYS, width), Text(), Text("Words", style=TITLE)]
    return stack([*lines, *entries(WORDS, width)])
