"""Tokens as labels, text without control codes, and finding a token by what is typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.rivals.field import tokenizer_path
from tokenroom.text.display import ascii_label, safe_text, token_label
from tokenroom.text.tokenizer import load_tokenizer
from tokenroom.text.vocabulary import symbols, tokens_of

VOCABULARY = tokens_of(load_tokenizer(tokenizer_path("tokenroom")))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (" tree", "·tree"),
        ("tree", "tree"),
        ("  ", "··"),
        ("\n\n", "⏎⏎"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\u202eabc", "\\u202eabc"),
        ("\ud800", "\\ud800"),
        ("x" * 30, "x" * 23 + "…"),
    ],
)
def test_labels(text: str, label: str) -> None:
    assert token_label(text) == label


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_nothing_shown_can_move_the_cursor(text: str) -> None:
    for shown in (token_label(text), safe_text(text, 100).replace("\n", "")):
        assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in shown)
        assert len(shown) <= 900


def test_safe_text_keeps_lines_and_is_cut() -> None:
    assert safe_text("a\nb\tc") == "a\nb⇥c"
    assert len(safe_text("y" * 10**6)) == 10_000


def test_ascii_fallback() -> None:
    assert ascii_label("·tree⏎") == "_tree\\n"


def test_labels_tell_all_shipped_tokens_apart() -> None:
    assert len({VOCABULARY.label(t) for t in range(len(VOCABULARY))}) == len(VOCABULARY)


def test_every_token_is_found_by_its_label() -> None:
    assert all(VOCABULARY.find_word(VOCABULARY.label(t)) is not None for t in range(len(VOCABULARY)))


def test_every_token_is_found_by_its_text() -> None:
    texts = {VOCABULARY.texts[t] for t in range(len(VOCABULARY))}
    assert all(VOCABULARY.texts[VOCABULARY.find_text(text) or 0] == text for text in texts)
    assert VOCABULARY.find_text("no such token") is None


def test_a_word_is_found_with_its_space_first() -> None:
    found = VOCABULARY.find_word("the")
    assert found is not None
    assert VOCABULARY.texts[found] == " the"
    assert VOCABULARY.find_word("nosuchword") is None


def test_prefix_finds_shortest_first_whatever_the_case() -> None:
    found = [VOCABULARY.texts[t] for t in VOCABULARY.find_prefix("har", limit=8)]
    assert found
    assert all(text.strip().casefold().startswith("har") for text in found)
    assert [len(t.strip()) for t in found] == sorted(len(t.strip()) for t in found)
    assert set(VOCABULARY.find_prefix("HAR")) == set(VOCABULARY.find_prefix("har"))
    assert VOCABULARY.texts[VOCABULARY.find_prefix("Th")[0]].strip().startswith("Th")
    assert VOCABULARY.find_prefix("") == []
    assert VOCABULARY.find_prefix("zzzz") == []
    assert VOCABULARY.find_prefix("⏎")
    for mark in (",", ".", "!"):
        found = [VOCABULARY.texts[t] for t in VOCABULARY.find_prefix(mark)]
        assert found[0].lstrip(" ") == mark
    assert VOCABULARY.find_prefix("·har") == VOCABULARY.find_prefix("har")


def test_a_letter_finds_the_word_before_the_byte() -> None:
    found = [VOCABULARY.texts[t] for t in VOCABULARY.find_prefix("a")]
    assert found[:2] == [" a", "a"]
    assert found.index("A") > 1


def test_bytes_add_up_to_the_text() -> None:
    tokenizer = load_tokenizer(tokenizer_path("tokenroom"))
    text = "The lamp on the quay, été 안녕.\n"
    assert sum(VOCABULARY.n_bytes[t] for t in tokenizer.encode(text)) == len(text.encode())


def test_symbols() -> None:
    tutorial = symbols(["1", "2", "3", "4"])
    assert len(tutorial) == 4
    assert tutorial.find_word("3") == 2


def test_a_word_that_is_no_token_begins_with_one() -> None:
    vocabulary = tokens_of(load_tokenizer(tokenizer_path("tokenroom")))
    for word in ("pode", "harbourmaster", "·zymurgy", "  Quixotic "):
        pieces = [vocabulary.texts[token] for token in vocabulary.first_pieces(word)]
        plain = word.strip().removeprefix("·")
        assert pieces
        assert all(f" {plain}".startswith(piece) or plain.startswith(piece) for piece in pieces)
        assert pieces[0].startswith(" ")
    assert vocabulary.first_pieces("  ") == []
    assert symbols(["1", "2"]).first_pieces("12") == []
