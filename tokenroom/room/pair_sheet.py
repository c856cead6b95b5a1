"""Two values as they are typed: a text each, a cursor, and what each key makes of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tokenroom.game.answer import MAX_SCORE
from tokenroom.game.prefer_words import number_words

STEP = 0.5
LONGEST = 8  # characters of a value
_TYPED = "0123456789."
_OTHER = {"up": 0, "down": 1, "a": 0, "b": 1}
_BY = {"left": -STEP, "right": STEP, "plus": STEP, "equals_sign": STEP, "minus": -STEP}


@dataclass(frozen=True, slots=True)
class PairSheet:
    """What is written beside the two answers.

    Attributes:
        texts: as they were typed.
        place: the answer at the cursor, 0 or 1.
        fresh: whether the next digit begins a new number.
        minus: whether the last key was a minus, so that a digit behind it makes a number below nothing.
    """

    texts: tuple[str, str] = ("0", "0")
    place: int = 0
    fresh: bool = True
    minus: bool = False

    @property
    def values(self) -> tuple[float, float]:
        """The two numbers; what is not yet one counts as 0."""
        first, second = (_number(text) for text in self.texts)
        return first, second

    def at(self, place: int) -> PairSheet:
        """Return the sheet with the cursor on an answer."""
        return replace(self, place=place, fresh=True, minus=False)

    def stepped(self, by: float) -> PairSheet:
        """Return the sheet with a little more or less at the cursor."""
        value = max(-MAX_SCORE, min(MAX_SCORE, self.values[self.place] + by))
        return replace(self._with(number_words(value)), fresh=True, minus=False)

    def pressed(self, key: str, character: str | None) -> PairSheet | None:
        """Return what a key makes of the sheet; None if it means nothing here."""
        key = key.lower()
        if key in _OTHER:
            return self.at(_OTHER[key])
        if key == "tab":
            return self.at(1 - self.place)
        if key in _BY:
            return replace(self.stepped(_BY[key]), minus=key == "minus" and self.fresh and not self.minus)
        if key == "backspace":
            return replace(self._with(self.texts[self.place][:-1]), fresh=False, minus=False)
        if character and character in _TYPED:
            return self._typed(character)
        return None

    def _typed(self, character: str) -> PairSheet:
        before = ("-" if self.minus else "") if self.fresh else self.texts[self.place]
        if len(before) >= LONGEST or (character == "." and "." in before):
            return self
        return replace(self._with(before + character), fresh=False, minus=False)

    def _with(self, text: str) -> PairSheet:
        return replace(self, texts=(text, self.texts[1]) if self.place == 0 else (self.texts[0], text))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
