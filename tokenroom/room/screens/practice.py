"""Practice: choose a text, then one of its genres or any, and play a page of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tokenroom.errors import BadInput, one_line
from tokenroom.game.practice import practice_name
from tokenroom.room.ascii import to_ascii
from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.lines import rule
from tokenroom.room.ink import TITLE
from tokenroom.room.screens.base import RoomScreen
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.room.widgets.notice import Notice

if TYPE_CHECKING:
    from tokenroom.game.practice import PracticeText
    from tokenroom.room.playing import Then

KEYS = (
    Key("Enter", "choose", "choose"),
    Key("↑↓", "go", "go_on"),
    Key("←→", "text, genre", "app.focus_next"),
    Key("Esc", "back", "app.pop_screen"),
    Key("F1", "help", "help"),
)
ANY = "any genre"
CURSOR, UNMARKED = "▸ ", "  "  # before a row
LONGEST = 40  # characters of a name


class PracticeScreen(RoomScreen):
    """Shows the texts, and beside them the genres of the one that the cursor is on."""

    help_about = "practice"
    BINDINGS = [  # noqa: RUF012 - Textual's form
        ("right", "genres", "Genres"),
        ("left", "texts", "Texts"),
        ("escape", "app.pop_screen", "Back"),
        ("question_mark", "help", "Help"),
    ]
    DEFAULT_CSS = """
    PracticeScreen #header { height: 1; padding: 0 1; }
    PracticeScreen Horizontal { height: 1fr; padding: 1 2 0 2; max-width: 100; }
    PracticeScreen #frame { align-horizontal: center; }
    PracticeScreen OptionList { height: 100%; min-width: 9; border: none; background: transparent; }
    PracticeScreen OptionList:focus { border: none; background-tint: transparent; }
    PracticeScreen #texts { width: 2fr; }
    PracticeScreen #genres { width: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._texts: tuple[PracticeText, ...] = ()

    def compose_room(self) -> ComposeResult:
        """Yield the header, the two lists, the notice and the keys."""
        yield Drawing(partial(_header, ""), id="header")
        with Horizontal():
            yield OptionList(id="texts")
            yield OptionList(id="genres")
        yield Notice()
        yield KeyLine(KEYS)

    def on_mount(self) -> None:
        """Have the texts looked up beside the screen: there may be many, and large ones."""
        self.query_one("#texts").focus()
        self.query_one(Notice).say("one moment: the books are being fetched")
        self.room.in_thread(self._fetch)

    def action_genres(self) -> None:
        """Go to the genres."""
        self.query_one("#genres").focus()

    def action_texts(self) -> None:
        """Go back to the texts."""
        self.query_one("#texts").focus()

    def action_choose(self) -> None:
        """Choose the row of the cursor, for the mouse."""
        self._listed.action_select()

    def action_go_on(self) -> None:
        """Go to the next row, for the mouse."""
        self._listed.action_cursor_down()

    @property
    def _listed(self) -> OptionList:
        """The list that the keys go to."""
        genres = self.query_one("#genres", OptionList)
        return genres if genres.has_focus else self.query_one("#texts", OptionList)

    def _fetch(self) -> Then:
        from tokenroom.game import practice

        try:
            return partial(self._show, practice.practice_texts(), "")
        except BadInput as error:
            return partial(self._show, (), str(error))

    def _show(self, texts: tuple[PracticeText, ...], fault: str) -> None:
        if not self.is_attached:  # the player has gone back already
            return
        self._texts = texts
        self.query_one(Notice).say(fault)
        listed = self.query_one("#texts", OptionList)
        listed.add_options(self._option(text.title, text.corpus, str(n)) for n, text in enumerate(texts))
        listed.highlighted = 0 if texts else None

    @on(OptionList.OptionHighlighted)
    def _mark(self, event: OptionList.OptionHighlighted) -> None:
        """Set the mark on the row of the cursor: without colours nothing else would show it."""
        for n, option in enumerate(event.option_list.options):
            row = option.prompt
            assert isinstance(row, Text)
            mark = Text(CURSOR if n == event.option_index else UNMARKED)
            if row.plain[: len(UNMARKED)] != mark.plain:
                event.option_list.replace_option_prompt_at_index(n, self._shown(mark + row[len(UNMARKED) :]))

    @on(OptionList.OptionHighlighted, "#texts")
    def _show_genres(self, event: OptionList.OptionHighlighted) -> None:
        listed = self.query_one("#genres", OptionList)
        listed.clear_options()
        text = self._texts[event.option_index]
        self.query_one("#header", Drawing).show(partial(_header, one_line(text.title, LONGEST)))
        listed.add_options([self._option(ANY, "", ""), *(self._option(genre, "", genre) for genre in text.genres)])
        listed.highlighted = 0

    @on(OptionList.OptionSelected, "#texts")
    def _choose_text(self) -> None:
        self.action_genres()

    @on(OptionList.OptionSelected, "#genres")
    def _choose_genre(self, event: OptionList.OptionSelected) -> None:
        place = self.query_one("#texts", OptionList).highlighted
        if place is not None:
            self.room.play(practice_name(self._texts[place].corpus, event.option_id or ""))

    def _option(self, name: str, words: str, to: str) -> Option:
        return Option(
            self._shown(Text.assemble(UNMARKED, (one_line(name, LONGEST), TITLE), f"  {one_line(words, LONGEST)}")),
            id=to,
        )

    def _shown(self, row: Text) -> Text:
        return to_ascii(row) if self.room.ascii_only else row


def _header(title: str, width: int, _height: int) -> Text:
    """Say which text is chosen: where there are few colours, its row alone might not show it."""
    return rule(f"Practice: {title}" if title else "Practice", "pages that no model has learned from", width)
