"""The field in the room's numbering: everyone who knows a corpus, answering in numbers from 1 to 128,000."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tokenroom.errors import BadInput
from tokenroom.rivals.base import Rival
from tokenroom.rivals.checkpoint import CheckpointRival
from tokenroom.rivals.field import Field
from tokenroom.rivals.in_room import InRoom
from tokenroom.rivals.ngram import Uniform
from tokenroom.text.room_numbers import SIZE, RoomNumbers, room_numbers


@dataclass(frozen=True)
class RoomField:
    """A field, its numbering, and its players, who answer in it."""

    field: Field

    @cached_property
    def numbering(self) -> RoomNumbers:
        """Where the tokens lie among the room's numbers."""
        return room_numbers(self.field.tokenizer)

    @cached_property
    def players(self) -> tuple[Rival, ...]:
        """The same players, under the same names."""
        return tuple(self._in_room(player) for player in self.field.players)

    def player(self, name: str) -> Rival:
        """Return the player called `name` (raises BadInput if there is none)."""
        named = {player.name: player for player in self.players}
        if name not in named:
            raise BadInput("rival", name, "there is no such player", f"there is {', '.join(named)}")
        return named[name]

    def _in_room(self, player: Rival) -> Rival:
        if player.name == "uniform":
            return Uniform(SIZE)
        return InRoom(player, self.numbering, self._tokens_read(player))

    def _tokens_read(self, player: Rival) -> int:
        """Tokens that a player has learned from; of a guest nobody knows, so as many as were there to count."""
        if isinstance(player, CheckpointRival):
            return player.tokens_read
        return self._counted

    @cached_property
    def _counted(self) -> int:
        return sum(len(ids) for ids in self.field.training_ids)


def room_field(field: Field) -> RoomField:
    """Return a field in the room's numbering; the same one each time, since its vocabularies are large."""
    made: RoomField | None = field.__dict__.get("_in_room")
    if made is None:
        made = field.__dict__["_in_room"] = RoomField(field)
    return made
