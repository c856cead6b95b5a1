"""Byte-pair encoding: counted and merged by hand, the greedy rule, and our vocabulary's ids by replaying its ranks."""

from __future__ import annotations

import doctest
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.rivals.field import tokenizer_path
from tokenroom.text import merge_steps as steps_module
from tokenroom.text import merging
from tokenroom.text.baselines import learn_characters, learn_words
from tokenroom.text.merge_steps import merge_steps, replay
from tokenroom.text.merging import (
    as_symbols,
    best_pair,
    count_pairs,
    count_symbols,
    encode,
    greedy_merges,
    merge_pair,
    split,
    vocabulary_size,
)
from tokenroom.text.tokenizer import load_tokenizer

SHIPPED = load_tokenizer(tokenizer_path("tokenroom"))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
PAGE = "The lamp on the quay had been lit since four. The harbour master's daughter took the dog to the quay."


@pytest.mark.parametrize("module", [merging, steps_module])
def test_the_worked_examples_are_true(module: object) -> None:
    ran = doctest.testmod(module)  # type: ignore[arg-type]
    assert ran.attempted > 0
    assert ran.failed == 0


@given(TEXTS)
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(split(text)) == text
    assert b"".join(symbol for piece in as_symbols(text) for symbol in piece) == text.encode()


@given(TEXTS)
def test_replayed_ranks_give_tiktokens_ids(text: str) -> None:
    assert [SHIPPED.ranks[token] for token in replay(text, SHIPPED.ranks)] == SHIPPED.encode(text)


@pytest.mark.parametrize(
    "text", [PAGE, "안녕하세요 🙂 déjà-vu", "a" * 300, "  \n\n\t x\u2028y\x1cz\x85", "x = {1: 'don’t'}"]
)
def test_replayed_ranks_give_tiktokens_ids_on_hard_texts(text: str) -> None:
    assert [SHIPPED.ranks[token] for token in replay(text, SHIPPED.ranks)] == SHIPPED.encode(text)


@given(st.text("ab c", max_size=60), st.sampled_from("ab c"), st.sampled_from("ab c"))
def test_a_pair_saves_as_many_tokens_as_it_counts(text: str, left: str, right: str) -> None:
    pieces, pair = as_symbols(text), (left.encode(), right.encode())
    assert count_symbols(pieces) - count_symbols(merge_pair(pieces, pair)) == count_pairs(pieces)[pair]


def test_greedy_by_hand() -> None:
    """'ab' stands four times, then 'abc' three times; of 'xa' and 'xb', once each, the first by bytes is next."""
    text = "abc\nabc\nabc\nab\nxb\nxa"
    merges = greedy_merges(as_symbols(text), 3)
    assert merges == ((b"a", b"b"), (b"ab", b"c"), (b"x", b"a"))
    assert encode(text, merges)[0] == (b"abc",)
    assert vocabulary_size(merges) == 259


def test_greedy_stops_where_nothing_is_left() -> None:
    assert greedy_merges(as_symbols("ab"), 9) == ((b"a", b"b"),)
    assert best_pair(Counter()) is None


def test_the_same_symbol_made_twice_is_one_in_the_vocabulary() -> None:
    assert vocabulary_size([(b"a", b"b"), (b"ab", b"c"), (b"b", b"c"), (b"a", b"bc")]) == 256 + 3


def test_no_merge_crosses_a_piece() -> None:
    assert count_pairs(as_symbols("he a"))[b"e", b" "] == 0


@pytest.mark.parametrize("token", range(256, SHIPPED.size - 3, 37))
def test_every_token_is_made_of_earlier_ones_down_to_bytes(token: int) -> None:
    raw = SHIPPED.token_bytes(token)
    steps = merge_steps(raw, SHIPPED.ranks)
    assert steps[-1].whole == raw
    assert steps[-1].rank == token
    made = {bytes([b]) for b in range(256)}
    for step in steps:
        assert {step.left, step.right} <= made
        assert SHIPPED.ranks[step.whole] == step.rank
        made.add(step.whole)


def test_a_byte_and_an_unreachable_token_have_no_steps() -> None:
    ranks = {bytes([b]): b for b in range(256)} | {b"xyz": 256}
    assert merge_steps(b"x", ranks) == ()
    assert merge_steps(b"xyz", ranks) == ()
    assert replay("xyz", ranks) == [b"xyz"]


def test_characters_and_words() -> None:
    words = learn_words(["the dog", "é"])
    assert words.characters.count("doge") == 4
    assert words.characters.count("é") == 1
    assert words.characters.count("ü") == 2  # never seen: its bytes
    assert words.count("the dog dog") == 3
    assert words.count("the cat") == 1 + 1 + len("cat")  # never seen: its characters
    assert words.characters.size == 257
    assert words.size == 257 + len({"the", " dog"})


@given(TEXTS, TEXTS)
def test_words_never_cost_more_than_characters(learned: str, text: str) -> None:
    assert learn_words([learned]).count(text) <= learn_characters([learned]).count(text)
