"""What all commands and events are made of: frozen structs that travel as JSON, each kind with a tag of its own."""

from __future__ import annotations

import msgspec


class Command(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="command"):
    """Base of all commands; on the wire `{"command": "answer", …}`."""


class Event(msgspec.Struct, frozen=True, tag_field="event"):
    """Base of all events; on the wire `{"event": "revealed", …}`."""


class Shown(msgspec.Struct, frozen=True):
    """A token that everyone may see."""

    id: int
    text: str
