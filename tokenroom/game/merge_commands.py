"""What a player can do in the mechanic *merge*, besides beginning, asking for a hint and going on."""

from __future__ import annotations

from tokenroom.game.wire import Command


class PickPair(Command, frozen=True, tag="merge_pick"):
    """Merge a pair of neighbours wherever it stands in the text; symbols by their ids."""

    left: int
    right: int
