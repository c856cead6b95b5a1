"""Words as numbers: the same words as a regular expression finds, and the same number for the same word alone."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from tokenroom.text.words import words_of

texts = st.text(st.one_of(st.sampled_from("aAbéß_1 .\n\r-'숲’\u0301"), st.characters(exclude_categories=())))


def slowly(text: str) -> list[tuple[str, int]]:
    """Each word of a text, and how many blank lines stand before it."""
    folded = text.casefold()
    pairs = [a + b == "\n\n" for a, b in pairwise(folded)]
    before = list(accumulate(pairs, initial=0))
    return [(match[0], before[match.start()]) for match in re.finditer(r"\w+", folded)]


@given(texts, texts)
@example("", "\n\n\n")
@example("the lamp\n\nthe\n\n\n\nLAMP", "lamp the")
@example("ab c", "a bc")
@example("\U0010ffff a\ud800b", "𝔸1")
def test_the_same_words_in_the_same_paragraphs(one: str, other: str) -> None:
    expected = [slowly(text) for text in (one, other)]
    found = [words_of(text) for text in (one, other)]
    for words, known in zip(found, expected, strict=True):
        assert words.paragraphs.tolist() == [paragraph for _, paragraph in known]
    hashes = [number for words in found for number in words.hashes.tolist()]
    spelt = [word for known in expected for word, _ in known]
    assert len(set(zip(hashes, spelt, strict=True))) == len(set(hashes)) == len(set(spelt))


def test_words_that_begin_alike_and_a_long_text_are_told_apart() -> None:
    forms = [letter * length for letter in "abc" for length in range(1, 300)]
    assert len(set(words_of(" ".join(forms)).hashes.tolist())) == len(forms)
    assert set(words_of("lamp " * 100_000).hashes.tolist()) == set(words_of("Lamp").hashes.tolist())
