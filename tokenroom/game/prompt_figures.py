"""What the contexts of the mechanic *prompt* are called in front of people."""

from __future__ import annotations

from tokenroom.errors import one_line
from tokenroom.game.names import LONGEST, YOU

_IN_WORDS = {YOU: "your best", "without": "no context", "rival": "the rival's"}


def context_in_words(name: str) -> str:
    """Return what a context is called that was compared at the end."""
    return _IN_WORDS.get(name) or one_line(name, LONGEST)
