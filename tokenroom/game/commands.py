"""What a player can do: the commands that go into a session."""

from __future__ import annotations

import msgspec


class Command(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="command"):
    """Base of all commands; on the wire `{"command": "answer", …}`."""


class Begin(Command, tag="begin"):
    """Start the session: the story is told and the first item asked."""


class AnswerScores(Command, tag="scores"):
    """Answer with scores: token id -> number, added to the instinct's score of that token."""

    scores: dict[int, float]


class AnswerChips(Command, tag="chips"):
    """Answer with chips: token id -> how many of 100 chips; what is left goes to the instinct."""

    chips: dict[int, int]


class AnswerGuess(Command, tag="guess"):
    """Answer with one token and how sure one is, in per cent; what is left goes to the instinct."""

    token: int
    sure: float


class AskHint(Command, tag="hint"):
    """Ask for the next hint."""


class Next(Command, tag="next"):
    """Go on from a revealed item to the next one, or to the end."""


Answer = AnswerScores | AnswerChips | AnswerGuess
AnyCommand = Begin | AnswerScores | AnswerChips | AnswerGuess | AskHint | Next
