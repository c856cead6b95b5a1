"""The two simple ways to cut a text, beside byte-pair encoding: pure characters, and pure words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tokenroom.text.merging import BYTES, split


@dataclass(frozen=True, slots=True)
class CharacterVocabulary:
    """A symbol a character; one that was never seen falls back to its bytes."""

    characters: frozenset[str]

    @property
    def size(self) -> int:
        """How many symbols it needs: all bytes, and one for each character that is more than one."""
        return BYTES + sum(not c.isascii() for c in self.characters)

    def count(self, text: str) -> int:
        """Return how many tokens a text costs."""
        return sum(1 if c in self.characters else len(c.encode("utf-8", "surrogatepass")) for c in text)


@dataclass(frozen=True, slots=True)
class WordVocabulary:
    """A symbol a word, its leading space included, and one a mark; what was never seen falls back to characters."""

    words: frozenset[str]
    characters: CharacterVocabulary

    @property
    def size(self) -> int:
        """How many symbols it needs: those of the characters, and one for each longer word."""
        return self.characters.size + sum(len(word) > 1 for word in self.words)

    def count(self, text: str) -> int:
        """Return how many tokens a text costs."""
        pieces = Counter(split(text)).items()
        return sum(n * (1 if piece in self.words else self.characters.count(piece)) for piece, n in pieces)


def learn_characters(texts: Iterable[str]) -> CharacterVocabulary:
    """Return the vocabulary of every character in `texts`."""
    return CharacterVocabulary(frozenset().union(*texts))


def learn_words(texts: Iterable[str]) -> WordVocabulary:
    """Return the vocabulary of every word and every character in `texts`."""
    words = frozenset().union(*map(split, texts))
    return WordVocabulary(words, learn_characters(words))
