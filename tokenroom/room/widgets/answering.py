"""Where an answer is written: the three ways to answer, the score list, the find line, the button that locks it."""

from __future__ import annotations

from functools import cached_property, partial
from typing import Protocol

import numpy as np
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message

from tokenroom.game.answer import AnswerError
from tokenroom.game.commands import Answer
from tokenroom.game.session import CommandError
from tokenroom.room.draw.finding import find_text
from tokenroom.room.draw.scores import head_text, mode_at
from tokenroom.room.finder import Finder
from tokenroom.room.keys import PAGE, Effect, press, take
from tokenroom.room.sheet import Mode, Sheet, likelier_first, likeliest_missing
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.score_list import Board, ScoreList
from tokenroom.scoring import Floats
from tokenroom.text.vocabulary import Vocabulary


class Options(Protocol):
    """What an answer is written for: tokens, and whether all of them are listed."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The options."""

    @property
    def lists_whole_vocabulary(self) -> bool:
        """Whether all of them are listed, in their own order."""


class Asking(Protocol):
    """A session that asks for a distribution, whatever its mechanic."""

    @property
    def part(self) -> Options:
        """What an answer is written for."""

    @property
    def instinct(self) -> Floats:
        """The log-probabilities that an answer is added to, (V,)."""

    def preview(self, command: Answer, /) -> Floats:
        """Return the probabilities that an answer would give, (V,)."""


class Answering(Vertical):
    """Shows a sheet for the item that is asked, and keeps what softmax makes of it up to date."""

    class Refused(Message):
        """Something typed cannot be used; `words` say why."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Locked(Message):
        """The button was clicked."""

    def compose(self) -> ComposeResult:
        """Yield the head, the list, and the find line beside the button."""
        yield Drawing(id="head")
        yield ScoreList()
        with Horizontal(id="find"):
            yield Drawing(id="found")
            yield Drawing(_button, id="lock")

    def ask(self, session: Asking, tokens: list[int], mode: Mode) -> None:
        """Begin a fresh sheet for the item that `session` asks, with `tokens` as its rows."""
        self._session = session
        self.sheet = Sheet(tokens, mode)
        self.finder = Finder(self._find, self._pieces)
        self.__dict__.pop("_ranked", None)  # another item, another order
        self._p = np.exp(session.instinct)
        self._after("number")

    @property
    def vocabulary(self) -> Vocabulary:
        """The options."""
        return self._session.part.vocabulary

    def press(self, key: str, character: str | None) -> Effect:
        """Carry out a key; "" if it means nothing here."""
        effect = press(key, character, self.sheet, self.finder)
        self._after(effect)
        return effect

    def type(self, text: str) -> None:
        """Type what was pasted, character by character; a long paste is cut."""
        for character in text[:64]:
            self._after(press(character, character, self.sheet, self.finder))

    def switch(self, mode: Mode) -> None:
        """Answer in another way."""
        self.sheet.switch(mode)
        self._after("number")

    def _find(self, typed: str) -> list[int]:
        found = self._session.part.vocabulary.find_prefix(typed)
        return likelier_first(found, self._session.part.vocabulary, self._session.instinct)

    def _pieces(self, typed: str) -> list[int]:
        vocabulary = self._session.part.vocabulary
        return likelier_first(vocabulary.first_pieces(typed), vocabulary, self._session.instinct)

    @cached_property
    def _ranked(self) -> list[int]:
        """All tokens, the instinct's likeliest first; only made when more of them are wanted."""
        return [int(t) for t in np.argsort(-self._session.instinct, kind="stable")]

    def _after(self, effect: Effect) -> None:
        if effect == "":
            return
        if effect == "end":
            self._extend()
        if effect in {"number", "taken"}:
            self._score()
        if effect in {"find", "taken", "number", "none found"}:
            found = self.query_one("#found", Drawing)
            found.show(partial(_found, self.finder, self._session.part))
        if effect != "find":
            self._show()

    def _extend(self) -> None:
        more = likeliest_missing(self._ranked, self.sheet.rows, PAGE)
        self.sheet.extend(more)
        self.sheet.move(1 if more else 0)

    def _score(self) -> None:
        """Ask the session what softmax makes of the sheet; a number half typed leaves it as it was."""
        try:
            answer = self.sheet.answer()
        except AnswerError:  # a lone minus: whoever types it goes on typing
            return
        try:
            self._p = self._session.preview(answer)
        except (AnswerError, CommandError) as error:  # the latter while an answer is being kept
            self.post_message(self.Refused(str(error)))

    def answer(self) -> Answer:
        """Return what is written (raises AnswerError)."""
        return self.sheet.answer()

    def _show(self) -> None:
        p, rows = self._p, self.sheet.rows
        others = len(p) - len(rows)
        share = max(0.0, 1.0 - float(p[rows].sum())) if others else 0.0
        label = self._session.part.vocabulary.label
        self.query_one(ScoreList).update(Board(self.sheet, label, lambda t: float(p[t]), others, share))
        self.query_one("#head", Drawing).show(partial(_head, self.sheet))

    @on(ScoreList.Clicked)
    def _clicked(self, event: ScoreList.Clicked) -> None:
        event.stop()
        if event.place is None:
            self._after("end")
            return
        self.sheet.select(event.place)
        if event.hit != "row":
            self.sheet.step(1 if event.hit == "more" else -1)
        self._after("place" if event.hit == "row" else "number")

    @on(events.Click, "#head")
    def _head_clicked(self, event: events.Click) -> None:
        mode = mode_at(event.x)
        if mode is not None:
            self.switch(mode)

    @on(events.Click, "#found")
    def _found_clicked(self) -> None:
        if self.finder.is_open:
            self._after(take(self.sheet, self.finder))

    @on(events.Click, "#lock")
    def _lock_clicked(self) -> None:
        self.post_message(self.Locked())


def _button(width: int, _height: int) -> Text:
    return Text("Answer".center(width))


def _head(sheet: Sheet, width: int, _height: int) -> Text:
    return head_text(sheet, width)


def _found(finder: Finder, part: Options, width: int, _height: int) -> Text:
    return find_text(finder, part.vocabulary.label, "" if part.lists_whole_vocabulary else part.vocabulary.named, width)
