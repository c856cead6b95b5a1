"""What the tokeniser view shows, and how vocabularies and files are opened for it: in threads, since that is slow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Click

from tokenroom.errors import BadInput
from tokenroom.room.draw import tokens as draw
from tokenroom.room.draw.tokens import TokensView
from tokenroom.room.screens.base import RoomScreen
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.room.widgets.notice import Notice
from tokenroom.text.cutting import Cut, Cutter, cut_all, opened_text, other_cutters


class TokensShown(RoomScreen):
    """Shows tokens; nothing is kept, and nothing is fetched. What keys mean is for `TokensScreen` to say.

    Args:
        open_ours: gives our own vocabulary; slow, so it is called in a thread.
    """

    DEFAULT_CSS = """
    TokensShown #header { height: 1; padding: 0 1; }
    TokensShown #typed { height: 1; padding: 0 2; margin-top: 1; }
    TokensShown #cut { height: 1fr; min-height: 4; padding: 0 2; margin-top: 1; }
    TokensShown #middle { height: 11; border-top: solid $foreground 25%; }
    TokensShown.-tall #middle { height: 18; }
    TokensShown #vocabularies { width: 43; height: 1fr; padding: 0 1; }
    TokensShown #origin { width: 1fr; height: 1fr; border-left: solid $foreground 25%; padding: 0 1; }
    .-ascii TokensShown #middle { border-top: ascii $foreground 25%; }
    .-ascii TokensShown #origin { border-left: ascii $foreground 25%; }
    """

    def __init__(self, open_ours: Callable[[], Cutter]) -> None:
        super().__init__()
        self._open_ours = open_ours
        self._cutters: tuple[Cutter, ...] = ()
        self.text = ""  # what is cut
        self.view = TokensView()

    def compose_room(self) -> ComposeResult:
        """Yield the line, the tokens, the vocabularies, and where the chosen token comes from."""
        yield Drawing(id="header")
        yield Drawing(id="typed")
        yield Drawing(id="cut")
        with Horizontal(id="middle"):
            yield Drawing(id="vocabularies")
            yield Drawing(id="origin")
        yield Notice()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the empty line, and have the vocabularies opened."""
        self.look_at(self.view)
        self._open()

    def say(self, words: str) -> None:
        """Show a word to the reader below all else."""
        self.query_one(Notice).say(words)

    def look_at(self, view: TokensView) -> None:
        """Show `view`, the chosen token among those that there are."""
        tokens = len(view.cut.ids) if view.cut else 0
        self.view = replace(view, place=max(0, min(view.place, tokens - 1)))
        for name, drawing in draw.drawings(self.view).items():
            self.query_one(f"#{name}", Drawing).show(drawing)
        self.query_one(KeyLine).show_keys(draw.FILE_KEYS if view.asks_file else draw.KEYS)

    def cut_text(self, text: str) -> None:
        """Cut what is typed."""
        self.text = text
        self.look_at(replace(self.view, typed=text, source="", cuts=cut_all(self._cutters, text), place=0))

    @work(thread=True, exclusive=True, group="read")
    def read_file(self, name: str) -> None:
        """Read a file and cut it."""
        try:
            text = opened_text(Path(name).expanduser())
        except (BadInput, OSError, RuntimeError, ValueError) as error:
            self.app.call_from_thread(self.say, str(error))
            return
        self.app.call_from_thread(self._have_file, name, text, cut_all(self._cutters, text))

    @work(thread=True, exclusive=True, group="open")
    def _open(self) -> None:
        """Open our vocabulary, then the others."""
        try:
            ours = self._open_ours()
        except (BadInput, OSError) as error:
            self.app.call_from_thread(self.say, str(error))
            return
        self.app.call_from_thread(self._have, (ours,), None)
        here, missing = other_cutters()
        self.app.call_from_thread(self._have, (ours, *here), missing)

    def _have(self, cutters: tuple[Cutter, ...], missing: dict[str, str] | None) -> None:
        self._cutters = cutters
        self.look_at(replace(self.view, cuts=cut_all(cutters, self.text), missing=missing))

    def _have_file(self, name: str, text: str, cuts: tuple[Cut, ...]) -> None:
        self.text = text
        self.look_at(replace(self.view, typed="", asks_file=False, source=name, cuts=cuts, place=0))

    @on(Click, "#cut")
    def _token_clicked(self, event: Click) -> None:
        drawing, cut = self.query_one("#cut", Drawing), self.view.cut
        at = event.get_content_offset(drawing)
        if cut is None or at is None:
            return
        token = draw.token_at(cut, self.view.place, drawing.size.width, drawing.size.height, at.x, at.y)
        if token is not None:
            self.look_at(replace(self.view, place=token))

    @on(Click, "#vocabularies")
    def _vocabulary_clicked(self, event: Click) -> None:
        if 0 <= event.y - 1 < len(self.view.cuts):
            self.look_at(replace(self.view, chosen=event.y - 1, place=0))
