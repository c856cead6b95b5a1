"""How a typed line names a token: by its place in the list, by its name, or by its exact text."""

from __future__ import annotations

import json
from collections.abc import Iterable

from tokenroom.errors import one_line
from tokenroom.game.answer import AnswerError
from tokenroom.text.vocabulary import Vocabulary

_FIND_LIMIT = 12  # tokens that one search adds to the list


class Desk:
    """The tokens before the player: a numbered list that grows with each search.

    Args:
        vocabulary: all tokens.
        listed: those in the list from the start; their places count from 1.
        is_whole: whether the list holds the whole vocabulary in its own order.
    """

    def __init__(self, vocabulary: Vocabulary, listed: Iterable[int], is_whole: bool) -> None:
        self.vocabulary, self.listed, self.is_whole = vocabulary, list(listed), is_whole

    @property
    def are_numbers(self) -> bool:
        """Whether tokens are numbers, so that a number names one."""
        return self.vocabulary.named == "numbers"

    def find(self, typed: str) -> list[int]:
        """Return the tokens that begin with `typed`, and put the new ones at the end of the list."""
        found = self.vocabulary.find_prefix(typed, _FIND_LIMIT)
        self.listed += [token for token in found if token not in self.listed]
        return found

    def find_pieces(self, typed: str) -> list[int]:
        """Return the tokens that a word begins with which is none itself, and put the new ones into the list."""
        found = self.vocabulary.first_pieces(_from_ascii(typed))
        self.listed += [token for token in found if token not in self.listed]
        return found

    def place(self, token: int) -> int:
        """Return the place of a listed token, from 1."""
        return self.listed.index(token) + 1

    def knows(self, name: str) -> bool:
        """Whether some token is called `name`."""
        return self._lookup(name) is not None

    def by_place(self, place: int) -> int:
        """Return the token at a place of the list (raises AnswerError)."""
        if not 1 <= place <= len(self.listed):
            raise AnswerError(f"there is no #{place}: the list runs from #1 to #{len(self.listed)}")
        return self.listed[place - 1]

    def by_name(self, name: str) -> int:
        """Return the token called `name`, with a leading space if it comes so (raises AnswerError)."""
        token = self._lookup(name)
        if token is None:
            pieces = self.vocabulary.first_pieces(_from_ascii(name))
            begins = f", it begins with {self.vocabulary.label(pieces[0])}" if pieces else ""
            raise AnswerError(f"no token is called '{one_line(name, 20)}'{begins}: type find and how it begins")
        return token

    def by_text(self, quoted: str) -> int:
        """Return the token with exactly this text, written as in JSON between quotes (raises AnswerError)."""
        try:
            token = self.vocabulary.find_text(json.loads(f'"{quoted}"', strict=False))
        except ValueError:  # what is no JSON text is no token's text either
            token = None
        if token is None:
            raise AnswerError(f'no token is exactly "{one_line(quoted, 40)}"')
        return token

    def _lookup(self, name: str) -> int | None:
        found = self.vocabulary.find_word(name)
        return found if found is not None else self.vocabulary.find_word(_from_ascii(name))


def _from_ascii(name: str) -> str:
    """Undo the ASCII fallback of a label: people type what they see."""
    spaced = "·" + name[1:] if name.startswith("_") else name
    return spaced.replace("\\n", "⏎").replace("\\t", "⇥")
