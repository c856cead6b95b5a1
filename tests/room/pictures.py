"""Views to draw: a passage that is asked about, and the same after its reveal."""

from __future__ import annotations

from tokenroom.game.events import (
    ItemAsked,
    Option,
    PassageGrew,
    Revealed,
    SessionStarted,
    Shown,
)
from tokenroom.room.view import PlayView, fold

STARTED = SessionStarted("l", "A level", 0, 12, 2048, "bigram", "step-10000", "scores", 1.0)
NASTY = "\x1b[2J[red]\u202e\u0007"


def asked(text: str, hidden: int = 5) -> PlayView:
    tokens = tuple(Shown(n, word) for n, word in enumerate(text.split("|")))
    return fold(PlayView(), (STARTED, PassageGrew(tokens), ItemAsked(1, len(tokens), hidden, ())))


def revealed(view: PlayView, text: str = " harbour", yours: float = 0.042) -> PlayView:
    rivals = (Option(7, text, 0.11),)
    mine = (Option(1, " the", 0.6), Option(7, text, yours))
    event = Revealed(1, 3, 7, text, 8, 3.17, {"step-10000": 2.21, "uniform": 7.6}, (), mine, rivals)
    return fold(view, (event,))
