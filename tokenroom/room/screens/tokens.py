"""The tokeniser view: whatever is typed, pasted or opened, as tokens of every vocabulary on this machine."""

from __future__ import annotations

from dataclasses import replace

from textual import events
from textual.binding import Binding

from tokenroom.room.draw.tokens_help import EXAMPLES, help_text
from tokenroom.room.screens.tokens_shown import TokensShown
from tokenroom.text.cutting import Cutter, our_cutter

LONGEST = 2_000  # characters that can be typed; a file may be longer
FAR = 10**9
_TOKENS = {"left": -1, "right": 1, "home": -FAR, "end": FAR}


class TokensScreen(TokensShown):
    """Takes keys: characters are written, arrows look about."""

    BINDINGS = [  # noqa: RUF012 - Textual's form
        Binding("f2", "example", show=False),
        Binding("ctrl+o", "file", show=False),
        Binding("ctrl+u", "clear", show=False),
    ]
    _example = -1

    def on_key(self, event: events.Key) -> None:
        """Write or look about."""
        if self.is_too_small or event.key in {"f1", "f2"} or event.key.startswith("ctrl+"):
            return
        event.stop()
        event.prevent_default()
        self.say("")
        if event.key == "escape":
            self.action_back()
        elif event.key in _TOKENS:
            self.action_token(_TOKENS[event.key])
        elif event.key in {"up", "down"}:
            self.action_vocabulary(-1 if event.key == "up" else 1)
        elif event.character == "?" and not self._written and not self.view.asks_file:
            self.action_help()
        else:
            self._write(event)

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted is written, as far as it fits."""
        if not self.is_too_small:
            self._put(self._written + event.text)

    def action_help(self) -> None:
        """Show what the keys do here, and what the words mean."""
        from tokenroom.room.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(help_text))

    def action_back(self) -> None:
        """Give up the name of a file, or go back to where one came from."""
        if self.view.asks_file:
            self.look_at(replace(self.view, asks_file=False, typed="" if self.view.source else self.text))
        else:
            self.app.pop_screen()

    def action_token(self, by: int) -> None:
        """Look at another token."""
        self.look_at(replace(self.view, place=self.view.place + by))

    def action_vocabulary(self, by: int) -> None:
        """Look at another vocabulary, from its first token on."""
        if self.view.cuts:
            self.look_at(replace(self.view, chosen=(self.view.chosen + by) % len(self.view.cuts), place=0))

    def action_example(self) -> None:
        """Write the next of a few texts."""
        self._example = (self._example + 1) % len(EXAMPLES)
        self.look_at(replace(self.view, asks_file=False))
        self._put(EXAMPLES[self._example])

    def action_clear(self) -> None:
        """Begin with an empty line."""
        self._put("")

    def action_file(self) -> None:
        """Ask for the name of a file."""
        self.look_at(replace(self.view, asks_file=True, typed=""))

    def action_open(self) -> None:
        """Open the file whose name is written."""
        if self.view.asks_file and self.view.typed:
            self.read_file(self.view.typed)

    @property
    def _written(self) -> str:
        """What is in the line; nothing where a file is shown, which cannot be written on."""
        return "" if self.view.source and not self.view.asks_file else self.view.typed

    def _write(self, event: events.Key) -> None:
        if event.key == "backspace":
            self._put(self._written[:-1])
        elif event.key == "enter" and self.view.asks_file:
            self.action_open()
        elif event.key == "enter":
            self._put(self._written + "\n")
        elif event.character and event.character.isprintable():
            self._put(self._written + event.character)

    def _put(self, text: str) -> None:
        if len(text) > LONGEST:
            self.say(f"Only {LONGEST:,} characters can be typed here: ^O opens a file.")
        if self.view.asks_file:
            self.look_at(replace(self.view, typed=text[:LONGEST]))
        else:
            self.cut_text(text[:LONGEST])


def shipped() -> Cutter:
    """Return the vocabulary that comes with the game."""
    from tokenroom.rivals.field import tokenizer_path
    from tokenroom.text.tokenizer import load_tokenizer

    return our_cutter(load_tokenizer(tokenizer_path("tokenroom")))
