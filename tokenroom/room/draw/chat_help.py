"""The help of the chat screen: its keys, and the words for what is measured."""

from __future__ import annotations

from rich.text import Text

from tokenroom.room.draw.help import entries
from tokenroom.room.draw.lines import stack
from tokenroom.room.ink import TITLE

KEYS = (
    ("Enter", "go on: let it learn, compare, ask the next question, say what is written"),
    ("S", "stop the training; Enter then goes on with it, K keeps what is learned, U undoes all of it"),
    ("K", "before a training: take the chat model that comes with the program, if there is one"),
    ("F3", "in the talk: begin a new chat"),
    ("F4", "in the talk: end it, and the level"),
    ("↑ ↓ PgUp PgDn", "read back in the answers; the wheel does it, too"),
    ("^T", "a hint"),
    ("Esc Esc", "back to the room; the session is kept"),
    ("^Q", "leave; the session is kept, and a training is gone on with"),
    ("mouse", "click any key named at the bottom"),
)
WORDS = (
    (
        "im_start, im_end",
        "Two tokens that no text can hold. They stand around each message, with the word that says who speaks. Whoever "
        "types them types their letters.",
    ),
    (
        "the assistant's tokens",
        "What the assistant says, and the im_end behind it. They alone count in the loss; all other tokens are read "
        "and cost nothing. This is the loss mask.",
    ),
    (
        "base model",
        "The model as it came out of pre-training: it goes on with any text. In the questions and in the talk it is "
        "given the bare text, without chat tokens, which it has never met.",
    ),
    ("training, held-out", "Losses in nats a token of the assistant, on the dialogues it learns from and on others."),
    ("chat model", "The same model after it has learned from the dialogues."),
)


def chat_help_text(width: int) -> Text:
    """Return all of it, `width` columns wide."""
    lines = [Text("Keys", style=TITLE), *entries(KEYS, width), Text(), Text("Words", style=TITLE)]
    return stack([*lines, *entries(WORDS, width)])
