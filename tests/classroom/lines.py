"""A page in memory, and ids that count."""

from __future__ import annotations

import io
from itertools import count

from tokenroom.plain.page import Page


class Paper:
    """What was written since one looked last."""

    def __init__(self) -> None:
        self._stream = io.StringIO()
        self.page = Page(self._stream)
        self._ids = count(1)

    def fresh_id(self) -> str:
        return f"i{next(self._ids)}"

    def new(self) -> str:
        text = self._stream.getvalue()
        self._stream.seek(0)
        self._stream.truncate()
        return text
