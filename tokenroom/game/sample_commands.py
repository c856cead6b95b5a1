"""What a player can do in the mechanic *sample*, besides answering, asking for a hint and going on."""

from __future__ import annotations

from tokenroom.game.wire import Command


class TakeToken(Command, frozen=True, tag="take_token"):
    """Go on with this token, whatever its probability."""

    token: int


class TakeTop(Command, frozen=True, tag="take_top"):
    """Go on with the likeliest token, so many times; it ends early where the text does, or begins to repeat itself."""

    times: int = 1


class LetChance(Command, frozen=True, tag="let_chance"):
    """Let chance choose among the tokens as the knobs stand, so many times; it ends early where the text does."""

    times: int = 1


class TurnKnobs(Command, frozen=True, tag="turn_knobs"):
    """Set all three knobs; null lets all tokens through."""

    temperature: float = 1.0
    top_k: int | None = None
    top_p: float | None = None


class GoTo(Command, frozen=True, tag="go_to"):
    """Go to a node of the tree: back, or over to another branch; 0 is the end of the prompt."""

    node: int
