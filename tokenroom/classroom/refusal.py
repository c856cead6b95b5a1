"""What is said when a message cannot be carried out: nothing was changed, and why."""

from __future__ import annotations

from tokenroom.classroom.to_clients import RefusalCode


class Refused(Exception):  # noqa: N818 - not an error of the room's
    """A message that is not carried out; `code` is for clients, `why` is one line for people."""

    def __init__(self, code: RefusalCode, why: str) -> None:
        self.code: RefusalCode = code
        self.why = why
        super().__init__(why)
