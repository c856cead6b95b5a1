"""The find line: letters typed so far, the tokens that begin with them, and the one that is chosen."""

from __future__ import annotations

from collections.abc import Callable

LIMIT = 40  # letters; no token that anyone looks for is longer


class Finder:
    """Open while someone looks for a token.

    Args:
        find: returns the tokens that begin with a text, the shortest first.
        pieces: returns the tokens that a text begins with; asked where no token begins with it.
    """

    def __init__(self, find: Callable[[str], list[int]], pieces: Callable[[str], list[int]] | None = None) -> None:
        self._find, self._pieces = find, pieces
        self.are_pieces = False  # whether the matches are but the beginning of what was typed
        self.is_open = False
        self.typed = ""
        self.matches: list[int] = []
        self.place = 0

    @property
    def chosen(self) -> int | None:
        """The token that Enter takes; None if nothing matches."""
        return self.matches[self.place] if self.matches else None

    def open(self, first: str = "") -> None:
        """Begin to look, with the first letter or none."""
        self.is_open = True
        self._search(first)

    def close(self) -> None:
        """Stop looking."""
        self.is_open = False
        self._search("")

    def type(self, character: str) -> None:
        """Type one more letter."""
        if len(self.typed) < LIMIT:
            self._search(self.typed + character)

    def type_again(self) -> None:
        """Look once more for what is typed: more tokens are known."""
        chosen = self.chosen
        self._search(self.typed)
        self.place = self.matches.index(chosen) if chosen in self.matches else 0

    def rub_out(self) -> None:
        """Take the last letter away; rubbing out nothing closes the line."""
        if self.typed:
            self._search(self.typed[:-1])
        else:
            self.close()

    def move(self, by: int) -> None:
        """Choose the next match, or the one before."""
        if self.matches:
            self.place = (self.place + by) % len(self.matches)

    def _search(self, typed: str) -> None:
        self.typed, self.place = typed, 0
        self.matches = self._find(typed) if typed else []
        pieces = self._pieces(typed) if typed and self._pieces and not self.matches else []
        self.matches, self.are_pieces = pieces or self.matches, bool(pieces)
