"""What all messages between the host of a class and its clients are made of: frozen structs that travel as JSON."""

from __future__ import annotations

from typing import Annotated

import msgspec

VERSION = 1  # of the protocol
LARGEST = 16_384  # bytes of a message from a client
MessageId = Annotated[str, msgspec.Meta(pattern=r"\A[A-Za-z0-9_-]{1,64}\Z")]
Secret = Annotated[str, msgspec.Meta(pattern=r"\A[A-Za-z0-9_-]{22,64}\Z")]
Short = Annotated[str, msgspec.Meta(max_length=200)]
Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]


class FromClient(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"):
    """Base of all that clients send; on the wire `{"kind": "answer", …}`."""


class ToClient(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind"):
    """Base of all that the host sends; on the wire `{"kind": "kept", …}`."""
