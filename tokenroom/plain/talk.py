"""Talking in lines: say something, ask something, and put the question again until the reply can be read."""

from __future__ import annotations

from collections.abc import Iterable

from tokenroom.errors import one_line
from tokenroom.game.units import NATS, Units
from tokenroom.plain.intake import Intake, TooLong
from tokenroom.plain.page import Page

LONGEST_LINE = 4096  # characters of a typed line: a hundred tokens with their scores
_MESSAGE = 300  # characters of a message about a typed line
_ECHO = 60  # characters of a piped line that are shown behind the prompt
_YES, _NO = {"", "y", "yes"}, {"n", "no"}


class Quit(Exception):  # noqa: N818 - not an error: the player has had enough
    """The player typed `quit`."""


class Talk:
    """A page to write on and lines to read; `units` are those in which surprise is told on it."""

    def __init__(self, page: Page, intake: Intake, units: Units = NATS) -> None:
        self._intake, self.page, self.units = intake, page, units

    def say(self, paragraphs: Iterable[str]) -> None:
        """Write paragraphs; an empty one is a blank line."""
        self.page.say(paragraphs)

    def ask(self, prompt: str) -> str:
        """Return the next line that is not too long (raises Quit when it says `quit`, EndOfInput when none comes)."""
        while True:
            self.page.ask(prompt)
            try:
                line = self._intake.line()
            except TooLong as error:
                self._echo("...")
                self.say([sentence(error)])
                continue
            self._echo(line)
            if line.strip().casefold() == "quit":
                raise Quit
            return line

    def agrees(self, question: str) -> bool:
        """Put a question until the reply is yes or no; an empty line is yes, and [Y/n] says so."""
        while True:
            reply = self.ask(f"{question} [Y/n] ").strip().casefold()
            if reply in _YES | _NO:
                return reply in _YES
            self.say(["Please type yes or no; quit leaves."])

    def _echo(self, line: str) -> None:
        """Show what came in behind the prompt, unless a terminal has shown it already."""
        if not self._intake.is_watched:
            self.say([one_line(line, _ECHO)[:_ECHO]])


def sentence(error: Exception) -> str:
    """Return an error about a typed line as one sentence."""
    message = one_line(str(error), _MESSAGE)
    return f"{message[:1].upper()}{message[1:]}."
