"""Where a student of a class writes an answer: the widget of the single game over the tokens that the host has told."""

from __future__ import annotations

import numpy as np

from tokenroom.classroom.offered import Offered
from tokenroom.classroom.views import PredictView
from tokenroom.game.commands import Answer
from tokenroom.game.events import Option
from tokenroom.room.classroom.panels.base import Searched
from tokenroom.room.keys import Effect
from tokenroom.room.sheet import Mode
from tokenroom.room.widgets.answering import Answering
from tokenroom.scoring import Floats
from tokenroom.text.vocabulary import Vocabulary

TINY = 1e-300  # so that a share of nothing has a logarithm
LONGEST_SEARCH = 40


class ClassItem:
    """An item as `Answering` asks for it; tokens are places in the list of those that are known.

    Args:
        view: as the host told it.
    """

    def __init__(self, view: PredictView) -> None:
        self.offered = Offered(view.candidates, view.named, view.whole)
        self._size = view.vocabulary_size
        self._vocabulary = self.offered.vocabulary

    @property
    def part(self) -> ClassItem:
        """What an answer is written for: this."""
        return self

    @property
    def vocabulary(self) -> Vocabulary:
        """The tokens that are known."""
        return self._vocabulary

    @property
    def lists_whole_vocabulary(self) -> bool:
        """Whether there are no others."""
        return self.offered.is_whole

    @property
    def instinct(self) -> Floats:
        """The log-probabilities that an answer is added to, (V,); of tokens that nobody told, next to nothing."""
        shares: Floats = np.log(np.maximum(self._padded([option.p for option in self.offered.options]), TINY))
        return shares

    def preview(self, command: Answer, /) -> Floats:
        """Return the probabilities that an answer would give, (V,); 0 where nobody told (raises AnswerError)."""
        return self._padded(self.offered.shares(command))

    def add(self, options: tuple[Option, ...]) -> None:
        """Learn of more tokens."""
        self.offered.add(options)
        self._vocabulary = self.offered.vocabulary

    def _padded(self, shares: list[float]) -> Floats:
        padded: Floats = np.zeros(max(self._size, len(shares)))
        padded[: len(shares)] = shares
        return padded


class ClassAnswering(Answering):
    """Looks for tokens at the host's; each of its searches is a message."""

    item: ClassItem | None = None
    _searched = ""
    _pieces_of: tuple[str, list[int]] = ("", [])

    def ask_item(self, view: PredictView, mode: Mode) -> None:
        """Begin a fresh sheet for an item."""
        self.item, self._searched, self._pieces_of = ClassItem(view), "", ("", [])
        self.ask(self.item, list(range(len(view.candidates))), mode)

    def press(self, key: str, character: str | None) -> Effect:
        """Carry out a key; a search goes to the host too."""
        effect = super().press(key, character)
        self._search()
        return effect

    def type(self, text: str) -> None:
        """Type what was pasted, and look for it once."""
        super().type(text)
        self._search()

    def found(self, text: str, tokens: tuple[Option, ...]) -> None:
        """Learn what the host found; tokens that do not begin so are what the word begins with."""
        if self.item is None:
            return
        self.item.add(tokens)
        self._pieces_of = (text, [self.item.offered.index(option.id) for option in tokens])
        finder = self.finder
        if finder.is_open and finder.typed == text:
            finder.type_again()
            self._after("find")

    def written(self) -> Answer:
        """Return what is written, by the tokens' own ids (raises AnswerError)."""
        assert self.item is not None
        return self.item.offered.with_ids(self.answer())

    def _search(self) -> None:
        typed = self.finder.typed if self.finder.is_open else ""
        if typed and typed != self._searched and self.item is not None and not self.item.lists_whole_vocabulary:
            self.post_message(Searched(typed[:LONGEST_SEARCH]))
        self._searched = typed

    def _pieces(self, typed: str) -> list[int]:
        text, places = self._pieces_of
        return places if text == typed else []

    @property
    def _ranked(self) -> list[int]:
        assert self.item is not None
        p = [option.p for option in self.item.offered.options]
        return sorted(range(len(p)), key=lambda place: -p[place])
