"""The panel of questions: each with a few lines to write in; what is written stays until the class goes on."""

from __future__ import annotations

from functools import partial

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import TextArea

from tokenroom.classroom.from_clients import Write
from tokenroom.classroom.views import Question, QuestionsView
from tokenroom.room.classroom.panels.base import Answered, Panel
from tokenroom.room.classroom.seat import Seen
from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.lines import stack, wrapped
from tokenroom.room.ink import CURRENT, MUTED, TITLE
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.text.display import safe_text

LONGEST = 2000  # characters of an answer
KEYS = (
    Key("^S", "send", "press('ctrl+s')"),
    Key("Tab", "next line", "app.focus_next"),
    Key("F1", "help", "help"),
    Key("^Q", "leave", "app.quit"),
)


class QuestionsPanel(Panel):
    """Shows questions to answer in one's own words."""

    DEFAULT_CSS = """
    QuestionsPanel #intro { padding: 0 2; margin-top: 1; }
    QuestionsPanel VerticalScroll { height: 1fr; padding: 0 2; margin-top: 1; }
    QuestionsPanel TextArea { height: 6; margin-bottom: 1; border: tall $foreground 25%; }
    QuestionsPanel TextArea:focus { border: tall $primary; }
    QuestionsPanel #send { width: 10; height: 1; margin: 0 2; background: $primary; color: $text; text-style: bold; }
    QuestionsPanel #send { display: none; }
    QuestionsPanel.-asked #send { display: block; }
    """
    _questions: tuple[Question, ...] = ()

    def compose(self) -> ComposeResult:
        """Yield what is to be done, the questions, and the button."""
        yield Drawing(self._intro, id="intro")
        yield VerticalScroll(can_focus=False)
        yield Drawing(lambda width, _: Text("Send".center(width)), id="send")

    async def ask(self, seen: Seen) -> None:
        """Put the questions on the page, unless they are there."""
        assert seen.stage is not None
        assert isinstance(seen.stage.view, QuestionsView)
        fresh = self.is_fresh(seen) or seen.stage.view.questions != self._questions
        self.tell(seen)
        if fresh:
            self._questions = seen.stage.view.questions
            page = self.query_one(VerticalScroll)
            await page.remove_children()
            for question in self._questions:
                await page.mount(Drawing(partial(_question, question.text)), _line())
            for line in list(self.query(TextArea))[:1]:
                line.focus()

    def tell(self, seen: Seen) -> None:
        """Show whether they are answered."""
        self.seen = seen
        self.set_class(seen.may_answer, "-asked")
        for line in self.query(TextArea):
            line.read_only = not seen.may_answer
        self.query_one("#intro", Drawing).show(self._intro)

    def press(self, key: str, character: str | None) -> bool:
        """Send what is written."""
        if key not in {"ctrl+s", "f2"} or not self.seen.may_answer:
            return False
        texts = tuple(line.text[:LONGEST].strip() for line in self.query(TextArea))
        if any(texts):
            self.post_message(Answered(Write(texts)))
        else:
            self.notice("Nothing is written yet. A few words are enough.")
        return True

    @on(events.Click, "#send")
    def _clicked(self) -> None:
        self.press("ctrl+s", None)

    def keys(self) -> tuple[Key, ...]:
        """Return the keys that mean something now."""
        return KEYS if self.seen.may_answer else KEYS[2:]

    def _intro(self, width: int, _height: int) -> Text:
        if self.seen.may_answer:
            words = "In your own words; your teacher alone reads it, and it is no test. Ctrl+S sends."
            return stack(wrapped(words, width, MUTED))
        return stack(wrapped("Kept. Thank you. Your teacher goes on when all are done.", width, CURRENT))


def _question(text: str, width: int, _height: int) -> Text:
    return stack(wrapped(safe_text(text), width, TITLE))


def _line() -> TextArea:
    line = TextArea(soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
    line.cursor_blink = False
    return line
