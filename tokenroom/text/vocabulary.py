"""Vocabularies: the tokens of a level by id, by text and by the first letters that someone types."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache

from tokenroom.text.display import token_label
from tokenroom.text.tokenizer import Tokenizer


class Vocabulary:
    """Tokens 0…V-1, each with its text and the number of bytes it stands for.

    Args:
        texts: the text of each token; bytes that are no UTF-8 alone are shown as escapes.
        n_bytes: bytes that each token stands for, in text.
        named: what kind of tokens these are, for people: "symbols", "numbers" or "tokens".
        cut: how a text is cut into these tokens; None where no text is.
    """

    def __init__(
        self,
        texts: Sequence[str],
        n_bytes: Sequence[int],
        named: str,
        cut: Callable[[str], Sequence[int]] | None = None,
    ) -> None:
        self.texts, self.n_bytes, self.named, self._cut = tuple(texts), tuple(n_bytes), named, cut

    @property
    def is_spaced(self) -> bool:
        """Whether the tokens are shown apart from each other, and not as pieces of one text."""
        return self.named != "tokens"

    def __len__(self) -> int:
        return len(self.texts)

    def label(self, token: int) -> str:
        """Return the token as it is shown to people (`·tree` for " tree")."""
        return token_label(self.texts[token])

    def find_text(self, text: str) -> int | None:
        """Return the token whose text is exactly `text`, None if there is none."""
        return self._by_text.get(text)

    def find_word(self, typed: str) -> int | None:
        """Return the token that someone means who types `typed`: a word, a text or a label; None if there is none.

        A word is looked for with its leading space first, since that is how it mostly comes.
        """
        for form in (" " + typed, typed):
            if form in self._by_text:
                return self._by_text[form]
        return self._by_label.get(typed)

    def find_prefix(self, typed: str, limit: int = 64) -> list[int]:
        """Return up to `limit` tokens whose text starts with `typed`, case and leading space aside.

        If a capital was typed, tokens that have it come first. Then what was typed and nothing more, then the shortest;
        among those of one length the ones in the case that was typed, then whole words.
        """
        wanted = _folded(typed)
        if not wanted:
            return []
        matches = list(self._starting(wanted, 50 * limit))
        return sorted(matches, key=lambda token: self._distance(token, typed))[:limit]

    def first_pieces(self, typed: str) -> list[int]:
        """Return the token that a word begins with when it is cut, with its leading space first, then without."""
        word = typed.strip().removeprefix("·")
        if self._cut is None or not word:
            return []
        first = [self._cut(form)[0] for form in (" " + word, word)]
        return [token for token in dict.fromkeys(first) if self.texts[token].strip()]

    def _distance(self, token: int, typed: str) -> tuple[bool, bool, int, bool, bool, int]:
        text, wanted = self.texts[token], typed.strip().removeprefix("·")
        other = text.lstrip(" ").replace("\n", "⏎").casefold() != wanted.casefold()  # not this and nothing more
        other_case = not text.strip().startswith(wanted)
        meant = other_case and wanted != wanted.lower()  # whoever types a capital means it
        return meant, other, len(text.strip()), other_case, not text.startswith(" "), token

    def _starting(self, wanted: str, limit: int) -> Iterator[int]:
        first = bisect_left(self._sorted, (wanted, -1))
        for folded, token in self._sorted[first : first + limit]:
            if not folded.startswith(wanted):
                return
            yield token

    @cached_property
    def _sorted(self) -> list[tuple[str, int]]:
        return sorted((_folded(text), token) for token, text in enumerate(self.texts))

    @cached_property
    def _by_text(self) -> dict[str, int]:
        return {text: token for token, text in reversed(list(enumerate(self.texts)))}

    @cached_property
    def _by_label(self) -> dict[str, int]:
        return {self.label(token): token for token in reversed(range(len(self)))}


def symbols(texts: Sequence[str]) -> Vocabulary:
    """Return a vocabulary of symbols that stand for nothing, such as the tutorial's 1 to 4."""
    return Vocabulary(texts, [len(text.encode()) for text in texts], "symbols")


@lru_cache(maxsize=8)
def tokens_of(tokenizer: Tokenizer) -> Vocabulary:
    """Return a tokenizer's vocabulary: one for all corpora that share it."""
    raw = [tokenizer.token_bytes(token) for token in range(tokenizer.size)]
    return Vocabulary([_shown(b) for b in raw], [len(b) for b in raw], "tokens", tokenizer.encode)


def _shown(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "backslashreplace")


def _folded(text: str) -> str:
    """Fold case, and leave out what stands before a word: a space, typed or from a label; a special token's <|."""
    word = text.strip().removeprefix("·").removeprefix("<|").casefold()
    return word or text.replace("\n", "⏎").replace(" ", "·")
