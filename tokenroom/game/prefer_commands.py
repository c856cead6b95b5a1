"""What a player can do with pairs of answers, and with the reward model that learns from them."""

from __future__ import annotations

from typing import Literal

from tokenroom.game.wire import Command

Whose = Literal["guideline", "mine"]


class ValuePair(Command, frozen=True, tag="value_pair"):
    """Say what each of the two answers is worth; only the difference counts."""

    first: float
    second: float


class TurnPair(Command, frozen=True, tag="turn_pair"):
    """Say of the pair just told that one would choose the other answer, or that one would not after all."""

    turned: bool


class LearnFrom(Command, frozen=True, tag="learn_from"):
    """Say whose choices the reward model learns from now on: the guideline's, or these with yours in place."""

    whose: Whose


class Fit(Command, frozen=True, tag="fit"):
    """Let a reward model begin to learn from all training pairs."""


class FitOn(Command, frozen=True, tag="fit_on"):
    """Let it take its next steps; to be sent again until it has taken all."""


class StopFit(Command, frozen=True, tag="stop_fit"):
    """Stop it where it stands; `next` then keeps what it has learned, `undo_fit` does not."""


class UndoFit(Command, frozen=True, tag="undo_fit"):
    """Throw away what it has learned from all pairs."""
