"""Answered items, read back from the records for comparison over all that was played."""

from __future__ import annotations

from tokenroom.game.compare import Item
from tokenroom.game.events import Revealed
from tokenroom.game.names import phrases_read
from tokenroom.game.records import Records


def answered_items(records: Records) -> list[Item]:
    """Return every answered item that checkpoints played too, in the order of play.

    The tutorial's symbols are left out: nobody but you played them, so they compare with nothing.
    """
    revealed = [e for e in records.all_events("revealed") if isinstance(e, Revealed)]
    return [e.as_item() for e in revealed if any(phrases_read(player) is not None for player in e.surprises)]
