"""The certificate of the exam: asks for a name, which may be left out, and writes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.widgets import Input

from tokenroom.errors import BadInput
from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.lines import rule, stack, wrapped
from tokenroom.room.screens.base import RoomScreen
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.room.widgets.name_line import NameLine
from tokenroom.room.widgets.notice import Notice

KEYS = (
    Key("Enter", "write it", "write"),
    Key("Esc", "back without it", "app.pop_screen"),
    Key("F1", "help", "help"),
)
WORDS = (
    "You have passed the exam. The certificate says how you stand on the ladder, what you paid, and the date; nothing "
    "of it leaves this machine. It is written as a picture and as a page to print. An earlier one is replaced.",
    "Type a name if it is to bear one, and press Enter. It may be left out.",
)
WIDEST = 80  # columns


class CertificateScreen(RoomScreen):
    """Asks for a name.

    Args:
        certify: writes the certificate for a name and returns where (raises BadInput).
    """

    help_about = "certificate"
    BINDINGS = [("escape", "app.pop_screen", "Back")]  # noqa: RUF012 - Textual's form
    DEFAULT_CSS = """
    CertificateScreen #header { height: 1; padding: 0 1; }
    CertificateScreen #words { margin: 1 2; }
    """

    def __init__(self, certify: Callable[[str], Path]) -> None:
        super().__init__()
        self._certify = certify

    def compose_room(self) -> ComposeResult:
        """Yield the header, what it is, the line for the name, the notice and the keys."""
        yield Drawing(lambda width, _: rule("Certificate", "Foundation model", width), id="header")
        yield Drawing(_words, id="words")
        yield NameLine()
        yield Notice()
        yield KeyLine(KEYS)

    def action_write(self) -> None:
        """Write it, for the mouse."""
        self._write(self.query_one(Input).value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._write(event.value)

    def _write(self, name: str) -> None:
        """Write the certificate, go back, and say there where it is; stay if it cannot be written."""
        try:
            path = self._certify(name)
        except BadInput as error:
            self.query_one(Notice).say(str(error))
            return
        self.app.pop_screen()
        self.room.say(f"Written to {path}, and as .html beside it.")


def _words(width: int, _height: int) -> Text:
    first, last = (wrapped(words, min(width, WIDEST)) for words in WORDS)
    return stack([*first, Text(), *last])
