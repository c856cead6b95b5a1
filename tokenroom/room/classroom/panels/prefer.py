"""The panel of *prefer*: a question, two answers, what each is worth; then which was better."""

from __future__ import annotations

from functools import partial

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll

from tokenroom.classroom.views import PreferView
from tokenroom.game.prefer_commands import ValuePair
from tokenroom.room.classroom.draw import votes as told
from tokenroom.room.classroom.panels.base import Answered, Panel
from tokenroom.room.classroom.seat import Seen
from tokenroom.room.draw import prefer as draw
from tokenroom.room.draw.keyline import Key
from tokenroom.room.pair_sheet import PairSheet
from tokenroom.room.prefer_view import PreferView as PairView
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.pair_values import AnswerCard, PairClicked, PairValues

KEYS = (
    Key("Enter", "answer", "press('enter')"),
    Key("Tab", "other", "press('tab')"),
    Key("←→", "step", "press('right')"),
    Key("F1", "help", "help"),
    Key("^Q", "leave", "app.quit"),
)
SCROLLS = {"pageup": -5, "pagedown": 5}
BEHIND_KEYS = (Key("^N", "go on", "go_on"), Key("^E", "to the class", "to_class"))


class PreferPanel(Panel):
    """Shows a pair before and after it is told which answer is better."""

    DEFAULT_CSS = """
    PreferPanel VerticalScroll { height: 1fr; padding: 0 1; margin-top: 1; scrollbar-size-vertical: 1; }
    PreferPanel #first, PreferPanel #second { margin-top: 1; }
    PreferPanel #values, PreferPanel #outcome, PreferPanel #own { padding: 0 1; }
    PreferPanel #values { border-top: solid $foreground 25%; display: none; }
    PreferPanel.-asked #values { display: block; }
    PreferPanel #outcome { border-top: solid $foreground 25%; }
    PreferPanel.-asked #outcome { border-top: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.sheet, self.pair = PairSheet(), PairView()

    def compose(self) -> ComposeResult:
        """Yield the pair, its values, and what comes of them."""
        with VerticalScroll(can_focus=False):
            yield Drawing(id="prompt")
            yield AnswerCard(0, id="first")
            yield AnswerCard(1, id="second")
        yield PairValues(id="values")
        yield Drawing(id="outcome")
        yield Drawing(id="own")

    @property
    def view(self) -> PreferView:
        """What is shown."""
        assert self.seen.stage is not None
        assert isinstance(self.seen.stage.view, PreferView)
        return self.seen.stage.view

    def tell(self, seen: Seen) -> None:
        """Show a pair; what is half written stays as long as it is the same one."""
        fresh, self.seen = self.is_fresh(seen), seen
        view = self.view
        if fresh and seen.is_asked:
            self.sheet = PairSheet()
        revealed = (view.revealed,) if view.revealed is not None else ()
        self.pair = PairView(self.class_app.units, asked=view.asked, told=revealed)
        self.set_class(seen.may_answer, "-asked")
        if fresh:
            self.query_one(VerticalScroll).scroll_home(animate=False)
        self._draw()

    def _draw(self) -> None:
        units, pair, sheet, seen = self.class_app.units, self.pair, self.sheet, self.seen
        self.query_one("#prompt", Drawing).show(lambda width, _: draw.prompt_text(pair, width))
        for place, name in enumerate(("first", "second")):
            self.query_one(f"#{name}", Drawing).show(partial(_answer, pair, place, sheet))
        self.query_one("#values", Drawing).show(lambda width, _: draw.values_text(pair, sheet, width))
        outcome = self.query_one("#outcome", Drawing)
        if self.view.revealed is not None:
            outcome.show(lambda width, _: told.told_pair_text(self.view, units, width))
        else:
            outcome.show(lambda width, _: draw.outcome_text(pair, sheet, width))
        self.query_one("#own", Drawing).show(lambda width, _: told.yours_of_pair(seen, units, width))

    def press(self, key: str, character: str | None) -> bool:
        """Write a value, scroll, or answer."""
        if key in SCROLLS:
            self.query_one(VerticalScroll).scroll_relative(y=SCROLLS[key], animate=False)
            return True
        if not self.seen.may_answer:
            return False
        if key == "enter":
            self.post_message(Answered(ValuePair(*self.sheet.values)))
            return True
        sheet = self.sheet.pressed(key, character)
        if sheet is not None:
            self.sheet = sheet
            self._draw()
        return sheet is not None

    def keys(self) -> tuple[Key, ...]:
        """Return the keys that mean something now."""
        behind = BEHIND_KEYS if self.seen.behind is not None else ()
        return (*KEYS[:3], *behind[:1], *KEYS[3:]) if self.seen.may_answer else (*behind, *KEYS[3:])

    @on(PairClicked)
    def _clicked(self, event: PairClicked) -> None:
        event.stop()
        if self.seen.may_answer:
            sheet = self.sheet.at(event.place)
            self.sheet = sheet.stepped(event.by) if event.by else sheet
            self._draw()


def _answer(pair: PairView, place: int, sheet: PairSheet, width: int, _height: int) -> Text:
    return draw.answer_text(pair, place, sheet, width)
