"""The panel of *curate*: the settings of a filter as a vote, and which of them the class chose."""

from __future__ import annotations

from functools import partial

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message

from tokenroom.classroom.views import CurateView
from tokenroom.game.curate_commands import SetFilter
from tokenroom.room.classroom.draw import votes as draw
from tokenroom.room.classroom.panels.base import Answered, Panel
from tokenroom.room.classroom.panels.prefer import BEHIND_KEYS
from tokenroom.room.classroom.seat import Seen
from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.lines import stack, wrapped
from tokenroom.room.ink import CURRENT, TITLE
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.text.display import safe_text

KEYS = (
    Key("Enter", "vote", "press('enter')"),
    Key("↑↓", "choose", "press('down')"),
    Key("F1", "help", "help"),
    Key("^Q", "leave", "app.quit"),
)
MOVES = {"up": -1, "down": 1, "home": -100, "end": 100}


class SettingList(Drawing):
    """Shows settings; says which one was clicked."""

    class Clicked(Message):
        """A setting was clicked."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def on_click(self, event: events.Click) -> None:
        """Say which setting is under the pointer."""
        event.stop()
        self.post_message(self.Clicked(event.y // draw.LINES))


class CuratePanel(Panel):
    """Shows which setting a filter is to have."""

    DEFAULT_CSS = """
    CuratePanel #head { padding: 0 1; margin-top: 1; }
    CuratePanel VerticalScroll { height: 1fr; padding: 0 1; margin-top: 1; scrollbar-size-vertical: 1; }
    """
    place = 0

    def compose(self) -> ComposeResult:
        """Yield what the filter does, and its settings."""
        yield Drawing(id="head")
        with VerticalScroll(can_focus=False):
            yield SettingList(id="settings")

    @property
    def view(self) -> CurateView:
        """What is shown."""
        assert self.seen.stage is not None
        assert isinstance(self.seen.stage.view, CurateView)
        return self.seen.stage.view

    def tell(self, seen: Seen) -> None:
        """Show a vote or what became of it."""
        fresh, self.seen = self.is_fresh(seen), seen
        if fresh and seen.is_asked:
            self.place = 0
        self._draw()

    def _draw(self) -> None:
        view, place = self.view, self.place if self.seen.may_answer else -1
        self.query_one("#head", Drawing).show(partial(_head, self.seen, view))
        if view.revealed is not None:
            self.query_one(SettingList).show(lambda width, _: draw.chosen_text(view, width))
        else:
            self.query_one(SettingList).show(lambda width, _: draw.settings_text(view, place, width))

    def press(self, key: str, character: str | None) -> bool:
        """Choose a setting, or vote for it."""
        if not self.seen.may_answer:
            return False
        if key == "enter":
            view = self.view
            self.post_message(Answered(SetFilter(view.filter, view.options[self.place].setting)))  # type: ignore[arg-type]
        elif key in MOVES:
            self._choose(self.place + MOVES[key])
        return key == "enter" or key in MOVES

    def _choose(self, place: int) -> None:
        self.place = max(0, min(len(self.view.options) - 1, place))
        self._draw()
        self.query_one(VerticalScroll).scroll_to(y=max(0, self.place * draw.LINES - 3), animate=False)

    @on(SettingList.Clicked)
    def _clicked(self, event: SettingList.Clicked) -> None:
        event.stop()
        if not self.seen.may_answer or event.place >= len(self.view.options):
            return
        if event.place == self.place:
            self.press("enter", None)
        else:
            self._choose(event.place)

    def keys(self) -> tuple[Key, ...]:
        """Return the keys that mean something now."""
        behind = BEHIND_KEYS if self.seen.behind is not None else ()
        return (*KEYS[:2], *behind[:1], *KEYS[2:]) if self.seen.may_answer else (*behind, *KEYS[2:])


def _head(seen: Seen, view: CurateView, width: int, _height: int) -> Text:
    head = wrapped(safe_text(view.words), width, TITLE)
    kept = draw.kept_words(seen) if view.revealed is None else ""
    return stack([*head, *wrapped(kept, width, CURRENT)] if kept else head)
