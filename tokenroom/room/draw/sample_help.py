"""What help says while texts are gone on with: the keys, and what the words mean."""

from __future__ import annotations

from rich.text import Text

from tokenroom.room.draw.help import entries
from tokenroom.room.draw.lines import stack
from tokenroom.room.ink import TITLE

BY_HAND = (
    ("Enter", "take the token at the cursor: the likeliest, unless you have moved"),
    ("↑ ↓", "choose another token of the list"),
    ("Space", "let chance choose, as the knobs stand"),
    ("T, C", "ten tokens at a time: the likeliest each time, or by chance; T stops where the text repeats itself"),
    ("Tab", "the next knob"),
    ("← →", "turn the knob: a little lower or higher"),
    ("Backspace", "go back a token; what was there stays in the tree. Home goes back to the prompt"),
    ("B", "the end of the next branch; Shift+B of the one before"),
    ("N", "go on to the next round, once enough tokens have been taken"),
)
OTHERS = (
    ("chips", "digits write chips, ← and → five of them; letters and . find any other token; Enter answers"),
    ("F2, F3, F4", "answer in scores, chips or with a guess"),
    ("A", "while the model speaks: all to the end; any key stops it"),
    ("^T", "a hint"),
    ("Esc Esc", "back to the room; the session is kept"),
    ("^Q", "leave; the session is kept"),
    ("mouse", "click a token to choose it and again to take it, an arrow of a knob, a line of the tree, any key below"),
)
WORDS = (
    ("to draw", "The share with which chance takes a token, after the knobs. – means that a knob has ruled it out."),
    ("model", "The probability that the model itself gives a token."),
    (
        "temperature",
        "The scores are divided by it before softmax. Below 1 the likely become likelier; above 1 all become more "
        "alike; at 0 only the likeliest is left.",
    ),
    ("top-k", "Only the k likeliest tokens can be drawn."),
    ("top-p", "Only the likeliest tokens that together reach this share can be drawn."),
    ("tree", "All that you have tried. Each line is a run of tokens; a deeper line leaves the one above it."),
    (
        "nats a draw",
        "What a draw costs on average: minus the logarithm of the share that you had given it. Nobody can expect to "
        "pay less than the model itself does.",
    ),
    ("drawn from you", "Chance takes a token from exactly what softmax makes of your answer, and of nothing else."),
)


def help_text(width: int) -> Text:
    """Return all of help, `width` columns wide."""
    lines = [Text("A text in hand", style=TITLE), *entries(BY_HAND, width), Text()]
    lines += [Text("All else", style=TITLE), *entries(OTHERS, width), Text()]
    return stack([*lines, Text("Words", style=TITLE), *entries(WORDS, width)])
