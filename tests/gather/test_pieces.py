"""Pieces: small enough, nothing lost, with titles that never make a run of words of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.gather.pieces import LARGEST, SMALLEST, TITLE_WORDS, cut, piece_size, short_title, slug
from tokenroom.text.blocks import Block

TEXT = st.text("abé .\n漢", min_size=1, max_size=400).filter(str.strip)


@given(st.lists(TEXT, min_size=1, max_size=8), st.integers(20, 200))
def test_pieces_are_small_and_hold_all_that_was_there(texts: list[str], largest: int) -> None:
    pieces = list(cut((Block(text) for text in texts), "name", largest))
    assert all(len(piece.body.encode()) <= largest for piece in pieces)
    assert "".join("".join(piece.body for piece in pieces).split()) == "".join("".join(texts).split())
    assert len({piece.title for piece in pieces}) == len(pieces)


def test_cuts_come_at_ends_of_sentences_before_other_spaces() -> None:
    (first, second) = cut([Block("He sold fog to all who asked. Nobody else did so")], "x", 34)
    assert (first.body, second.body) == ("He sold fog to all who asked.", "Nobody else did so")


def test_headings_begin_pieces_unless_these_would_be_tiny() -> None:
    long = "word " * 30
    blocks = [Block("One", True), Block(long), Block("Two", True), Block("tiny"), Block("Three", True), Block(long)]
    pieces = list(cut(blocks, "name", 300))
    assert [(p.title, p.body.split("\n\n")[0][:5].strip()) for p in pieces] == [("One", "word"), ("Two", "tiny")]
    assert "Three" in pieces[1].body


def test_a_long_heading_is_a_short_title_and_stays_in_the_text() -> None:
    heading = "How the seller of fog came to Kestle and what he brought"
    (piece,) = cut([Block(heading, True), Block("He came.")], "name", 500)
    assert piece.title == "How the seller of fog came"
    assert piece.text == f"{piece.title}\n\n{heading}\n\nHe came.\n"


@given(st.text(max_size=200))
def test_titles_are_one_short_line_and_slugs_are_file_names(text: str) -> None:
    assert len(short_title(text).split()) <= TITLE_WORDS
    assert len(short_title(text).splitlines()) <= 1
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(slug(text)) == slug(text)


@pytest.mark.parametrize(("n_bytes", "size"), [(0, SMALLEST), (20_000, 1_000), (10**9, LARGEST)])
def test_a_text_is_cut_into_twenty_pieces_at_least(n_bytes: int, size: int) -> None:
    assert piece_size(n_bytes) == size
