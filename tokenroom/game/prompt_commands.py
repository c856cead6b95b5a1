"""What a player can do in the mechanic *prompt*, besides beginning, asking for a hint and going on."""

from __future__ import annotations

from tokenroom.game.wire import Command


class TryContext(Command, frozen=True, tag="try_context"):
    """Put the hidden questions into a context, where it says {question}, and measure their answers behind it."""

    context: str
