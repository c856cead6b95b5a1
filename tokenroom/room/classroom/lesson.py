"""The screen of a student: it gives the keys to the panel of what the class plays, and says what the student does."""

from __future__ import annotations

from functools import partial

from textual import events, on
from textual.message import Message

from tokenroom.classroom.from_clients import AnyAnswer
from tokenroom.room.classroom.draw.help import help_text
from tokenroom.room.classroom.lesson_shown import LessonShown
from tokenroom.room.classroom.panels.base import Answered, Noticed, Searched
from tokenroom.room.classroom.panels.predict import PredictPanel
from tokenroom.room.classroom.panels.questions import QuestionsPanel
from tokenroom.room.screens.help import HelpScreen
from tokenroom.room.widgets.voice import Voice


class LessonScreen(LessonShown):
    """Takes what the student does."""

    class Gave(Message):
        """The student has answered."""

        def __init__(self, answer: AnyAnswer) -> None:
            super().__init__()
            self.answer = answer

    class Sought(Message):
        """The student looks for tokens that begin so."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class WentOn(Message):
        """The student wants to go on, to the next item or to where the class is."""

        def __init__(self, to: str) -> None:
            super().__init__()
            self.to = to

    def on_key(self, event: events.Key) -> None:
        """Give a key to the panel; the voice is hurried by any."""
        if self.is_too_small or event.key in {"f1", "ctrl+q"}:
            return
        if event.character == "?" and not isinstance(self.panel, QuestionsPanel) and not self._is_finding:
            self.action_help()
        else:
            self._take(event.key, event.character)
        if not isinstance(self.panel, QuestionsPanel):
            event.stop()
            event.prevent_default()

    @property
    def _is_finding(self) -> bool:
        return isinstance(self.panel, PredictPanel) and self.panel.is_finding

    def _take(self, key: str, character: str | None) -> None:
        self.query_one("#voice", Voice).finish()
        is_behind = self.seen.behind is not None
        if is_behind and (key == "ctrl+n" or (key == "enter" and not self.seen.may_answer)):
            self.action_go_on()
        elif is_behind and key == "ctrl+e":
            self.action_to_class()
        elif self.seen.out is not None and self.seen.out.why == "moved" and key == "enter":
            self.post_message(self.WentOn("back"))
        else:
            self.panel.press(key, character)
            self.show_keys()

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted is typed, as far as it can be."""
        self.panel.paste(event.text)

    def action_press(self, key: str, character: str | None = None) -> None:
        """Do what a key does, for the mouse."""
        self._take(key, character)

    def action_go_on(self) -> None:
        """Go on to the reveal, or to the next item, where one was left behind."""
        if self.seen.behind is not None:
            self.post_message(self.WentOn("next"))

    def action_to_class(self) -> None:
        """Go to where the class is."""
        if self.seen.behind is not None:
            self.post_message(self.WentOn("class"))

    def action_help(self) -> None:
        """Show help for what is played."""
        self.app.push_screen(HelpScreen(partial(help_text, type(self.panel).__name__)))

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        event.stop()
        self.post_message(self.Gave(event.answer))

    @on(Searched)
    def _searched(self, event: Searched) -> None:
        event.stop()
        self.post_message(self.Sought(event.text))

    @on(Noticed)
    def _noticed(self, event: Noticed) -> None:
        event.stop()
        self.say(event.words)

    @on(events.Click, "#behind")
    def _behind_clicked(self) -> None:
        self.action_go_on()
