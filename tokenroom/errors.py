"""The one error that a person sees: a file, a key, what is wrong, and what would be right."""

from __future__ import annotations

from pathlib import Path


class BadInput(Exception):  # noqa: N818 - it names what came in, not what went wrong inside
    """Something that came from outside (a file, a command line, a typed answer) cannot be used.

    The command line prints it as one line on standard error and leaves with exit status 2.

    Args:
        file: the file, folder or option that holds the fault; shown first.
        key: the key, line or field in it; empty when the whole thing is at fault.
        wrong: what is wrong, in a few words.
        right: what would be right, in a few words; empty when nothing helpful can be said.
    """

    exit_status = 2

    def __init__(self, file: str | Path, key: str, wrong: str, right: str = "") -> None:
        self.file, self.key, self.wrong, self.right = str(file), key, wrong, right
        super().__init__(self.line())

    def line(self) -> str:
        """Return the message as one line of printable text, at most 600 characters long."""
        place = f"{self.file}: {self.key}" if self.key else self.file
        text = f"{place}: {self.wrong}" + (f"; {self.right}" if self.right else "")
        return one_line(text, limit=600)


class CheckFailed(BadInput):
    """A file that reads well, but does not hold what it must: exit status 1."""

    exit_status = 1


def one_line(text: str, limit: int) -> str:
    """Return `text` on one line, control characters made visible, cut to `limit` characters."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text[: limit + 1])
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"
