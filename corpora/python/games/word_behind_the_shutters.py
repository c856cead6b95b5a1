"""Guess a word, letter by letter, while the shop closes.

Ada Ferro thinks of something that she sells. For every letter that is not in the word she shuts
one of six shutters; when all are shut, the shop is closed and the word is lost. Bea guesses the
letter that occurs in most of the words that are still possible.
"""

from collections import Counter
from collections.abc import Iterable

SHELF = [
    "oatcake", "pretzel", "crumpet", "bannock", "pikelet", "teacake", "strudel", "biscuit",
    "cobbler", "brioche", "pasties", "eclairs", "muffins", "waffles", "cookies", "tartlet",
]
SHUTTERS = 6


def shown(word: str, guessed: Iterable[str]) -> str:
    """Return the word with a line in place of every letter that is not known yet.

    >>> shown("crumpet", "ptm")
    '___mp_t'
    """
    return "".join(letter if letter in guessed else "_" for letter in word)


def possible(words: list[str], view: str, guessed: set[str]) -> list[str]:
    """Return the words that would look just like this after the same guesses.

    >>> possible(["muffin", "oatcake", "pretzel"], "_______", {"u"})
    ['oatcake', 'pretzel']
    """
    return [word for word in words if shown(word, guessed) == view]


def next_letter(words: list[str], guessed: set[str]) -> str:
    """Choose the letter that is in most of the words; the alphabet decides a draw.

    >>> next_letter(["rye", "bee", "bay"], set())
    'b'
    """
    counts = Counter(letter for word in words for letter in set(word) - guessed)
    return min(counts, key=lambda letter: (-counts[letter], letter))


class Round:
    """One word, the letters that were guessed, and the shutters that are shut."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.guessed: set[str] = set()
        self.shut = 0

    @property
    def view(self) -> str:
        """Return what can be seen of the word."""
        return shown(self.word, self.guessed)

    @property
    def is_over(self) -> bool:
        """Say whether the word is found or the shop closed."""
        return self.view == self.word or self.shut == SHUTTERS

    def guess(self, letter: str) -> bool:
        """Take a guess and say whether the letter is in the word."""
        self.guessed.add(letter)
        found = letter in self.word
        if not found:
            self.shut += 1
        return found


def play(word: str) -> Round:
    """Let Bea guess until the round is over."""
    game = Round(word)
    while not game.is_over:
        words = possible(SHELF, game.view, game.guessed)
        game.guess(next_letter(words, game.guessed))
    return game


def main() -> None:
    """Follow one round closely, then play all the words."""
    game = Round("brioche")
    while not game.is_over:
        words = possible(SHELF, game.view, game.guessed)
        letter = next_letter(words, game.guessed)
        remark = "yes" if game.guess(letter) else f"no, shutter {game.shut}"
        print(f"{game.view}  {letter}? {remark} (words that fitted: {len(words)})")

    games = [play(word) for word in SHELF]
    hardest = max(games, key=lambda game: game.shut)
    clean = [game.word for game in games if game.shut == 0]
    print(f"\nThe hardest word is {hardest.word!r}: {hardest.shut} shutters.")
    print(f"Without a single shutter: {', '.join(clean) or 'none'}.")


if __name__ == "__main__":
    main()
