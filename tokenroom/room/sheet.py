"""The answer sheet: what is written for one item and not locked yet, and what each key does to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from tokenroom.game.answer import MAX_CHIPS, MAX_SURE, MIN_SURE, AnswerError
from tokenroom.game.commands import Answer, AnswerChips, AnswerGuess, AnswerScores
from tokenroom.scoring import Floats
from tokenroom.text.vocabulary import Vocabulary

Mode = Literal["scores", "chips", "guess"]
MODES: tuple[Mode, ...] = ("scores", "chips", "guess")
STEPS = {"scores": 0.5, "chips": 5.0, "guess": 5.0}  # what one press of ← or → changes
LIMIT = 6  # characters of a number, as many as the column shows


class Sheet:
    """Rows of tokens with a number beside each, and the place of the cursor.

    Each mode keeps its own numbers, so that looking at another one loses nothing.

    Args:
        tokens: the rows to begin with.
        mode: scores, chips or guess.
    """

    def __init__(self, tokens: Iterable[int], mode: Mode) -> None:
        self.rows = list(tokens)
        self.mode: Mode = mode
        self.place = 0
        self._written: dict[Mode, dict[int, str]] = {m: {} for m in MODES}
        self._typing = False  # whether the next digit goes behind the last one, or starts a new number

    @property
    def current(self) -> int:
        """The token of the row with the cursor."""
        return self.rows[self.place]

    def written(self, token: int) -> str:
        """Return what is written beside a token; nothing if it was left alone."""
        return self._written[self.mode].get(token, "")

    @property
    def chips_left(self) -> int:
        """Chips that can still be laid out, for one stays with the instinct; below 0 if there are too many."""
        return MAX_CHIPS - sum(int(_number(text) or 0) for text in self._written["chips"].values())

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in the way that counts now: the instinct would answer alone."""
        return not self._written[self.mode]

    def move(self, by: int) -> None:
        """Move the cursor; it stops at both ends."""
        self.select(self.place + by)

    def select(self, place: int) -> None:
        """Put the cursor on a row."""
        self.place = max(0, min(len(self.rows) - 1, place))
        self._typing = False

    def switch(self, mode: Mode) -> None:
        """Answer in another way from here on."""
        self.mode, self._typing = mode, False

    def add(self, token: int) -> None:
        """Put the cursor on `token`; one that is not listed gets the first row."""
        if token not in self.rows:
            self.rows.insert(0, token)
        self.select(self.rows.index(token))

    def extend(self, tokens: Iterable[int]) -> None:
        """List more tokens at the end."""
        self.rows += [token for token in tokens if token not in self.rows]

    def type(self, character: str) -> None:
        """Type one character of a number; one that cannot stand there is ignored."""
        text = (self.written(self.current) if self._typing else "") + character
        if len(text) <= LIMIT and _may_become_number(text, whole=self.mode == "chips"):
            self._write(text)

    def rub_out(self) -> None:
        """Take the last character away, if there is one."""
        if self.written(self.current):
            self._write(self.written(self.current)[:-1])

    def step(self, direction: int) -> None:
        """Make the number a step larger (1) or smaller (-1)."""
        value = (_number(self.written(self.current)) or 0.0) + direction * STEPS[self.mode]
        self._write(_shown(self._bounded(value), self.mode))
        self._typing = False

    def answer(self) -> Answer:
        """Return the answer as it is written; with nothing written, the instinct's own.

        Raises:
            AnswerError: something written is not a number yet.
        """
        numbers = {token: _require(text) for token, text in self._written[self.mode].items() if text}
        if self.mode == "chips":
            return AnswerChips({token: int(number) for token, number in numbers.items()})
        if self.mode == "guess" and numbers:
            return AnswerGuess(*next(iter(numbers.items())))
        return AnswerScores(numbers)

    def _write(self, text: str) -> None:
        written = self._written[self.mode]
        if self.mode == "guess":
            written.clear()  # one guess at a time
        if text:
            written[self.current] = text
        else:
            written.pop(self.current, None)
        self._typing = True

    def _bounded(self, value: float) -> float:
        if self.mode == "scores":
            return value
        if self.mode == "guess":
            return max(MIN_SURE, min(MAX_SURE, value))
        mine = int(_number(self._written["chips"].get(self.current, "")) or 0)
        free = self.chips_left + mine
        return max(0.0, min(float(free), value))


def _may_become_number(text: str, whole: bool) -> bool:
    """Whether `text` is a number or the beginning of one."""
    digits = text if whole else text.removeprefix("-").replace(".", "", 1)
    return not digits or (digits.isascii() and digits.isdecimal())


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _require(text: str) -> float:
    number = _number(text)
    if number is None:
        raise AnswerError(f"{text!r} is not a number yet: type on, or take it away")
    return number


def _shown(value: float, mode: Mode) -> str:
    if mode == "chips":
        return f"{value:.0f}"
    shown = f"{value:.{LIMIT - 2}g}" if abs(value) < 10_000 else f"{value:.0f}"  # as exact as it was typed
    return shown if mode == "guess" or "." in shown or len(shown) > 4 else f"{shown}.0"


def likelier_first(found: Sequence[int], vocabulary: Vocabulary, log_p: Floats) -> list[int]:
    """Return found tokens in their order, but where two differ in a leading space alone, the likelier one first.

    Whoever types `g` inside a word means the token without the space; nobody can type the difference.
    """
    words: dict[str, list[int]] = {}
    for token in found:
        words.setdefault(vocabulary.texts[token].strip(" "), []).append(token)
    return [token for same in words.values() for token in sorted(same, key=lambda t: -log_p[t])]


def likeliest_missing(ranked: Sequence[int], rows: Sequence[int], n: int) -> list[int]:
    """Return the first `n` of `ranked` that `rows` does not list."""
    listed = set(rows)
    return [token for token in ranked if token not in listed][:n]
