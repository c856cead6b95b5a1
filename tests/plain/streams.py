"""Streams that stand in for terminals, programs and pipes."""

from __future__ import annotations

import io


class Conversation(io.StringIO):
    """Standard input that notes each line on the page when it is read, between the lines that came back."""

    def __init__(self, lines: list[str], page: io.StringIO) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))
        self._page = page

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        line = super().readline(-1 if size is None else size)
        self._page.write(f"> {line}" if line else "")
        return line


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Leaving(io.StringIO):
    """An output whose reader goes away after so many writes."""

    def __init__(self, writes: int) -> None:
        super().__init__()
        self.left = writes

    def write(self, text: str) -> int:
        self.left -= 1
        if self.left < 0:
            raise BrokenPipeError
        return super().write(text)


class Interrupting(io.StringIO):
    """A keyboard on which Ctrl-C is pressed once its lines are typed."""

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        line = super().readline(-1 if size is None else size)
        if not line:
            raise KeyboardInterrupt
        return line
