"""The text to share: figures, marks on a fixed scale, and no way to learn anything of the phrase from it."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.errors import BadInput
from tokenroom.game import share
from tokenroom.game.compare import Item, compare
from tokenroom.game.share import BOUNDS, HEIGHTS, height, share_text

DATE = "2026-11-22"
NATS = st.floats(0, 60) | st.sampled_from([1e99])


def item(you: float, rival: float, text: str = " quay", n_bytes: int = 5) -> Item:
    return Item(text, n_bytes, {"you": you, "step-0": 7.6, "step-1000": 5.0, "step-10000": rival}, ())


ITEMS = [item(0.2, 1.0), item(3.5, 1.0), item(2.0, 2.0), item(9.0, 4.0), item(1.3, 2.0)]


def test_examples_in_docstrings() -> None:
    assert doctest.testmod(share).failed == 0


def test_the_whole_text() -> None:
    assert share_text(compare(ITEMS), DATE) == (
        "tokenroom 2026-11-22\n"
        "▲▁ ▼▅ =▄ ▼█ ▲▃\n"
        "you 3.20, rival 2.00 nats an item\n"
        "equals a model that has read 4,000 phrases"
    )


def test_in_ascii_it_says_the_same() -> None:
    shown = share_text(compare(ITEMS), DATE, ascii_only=True)
    assert shown.isascii()
    assert shown.split("\n")[1] == "+1 -5 =4 -8 +3"
    assert shown.split("\n")[2:] == share_text(compare(ITEMS), DATE).split("\n")[2:]


@pytest.mark.parametrize(("you", "words"), [(0.1, "does better than a model that has read 10,000 phrases"),
                                            (9.0, "does worse than a model that has read nothing")])  # fmt: skip
def test_off_the_ladder(you: float, words: str) -> None:
    assert share_text(compare([item(you, 2.0)]), DATE).endswith(words)


def test_without_a_rival_or_without_items() -> None:
    alone = compare([Item("x", 1, {"you": 0.7, "uniform": 1.4}, ())])
    assert share_text(alone, DATE) == "tokenroom 2026-11-22\n▂\nyou 0.70 nats an item"
    assert share_text(alone, DATE, rival="uniform").split("\n")[1:] == ["▲▂", "you 0.70, rival 1.40 nats an item"]
    assert share_text(compare([]), DATE) == "tokenroom 2026-11-22\nnothing answered yet"


@pytest.mark.parametrize("date", ["", "today", "2026-11-22\nthe lamp", "٢٠٢٦-١١-٢٢", "2026-11-22 "])
def test_nothing_but_a_date_can_stand_in_its_place(date: str) -> None:
    with pytest.raises(BadInput):
        share_text(compare(ITEMS), date)


def test_the_scale_uses_all_its_marks_and_rises() -> None:
    marks = [HEIGHTS[height(nats)] for nats in (0.0, *BOUNDS)]
    assert marks == list(HEIGHTS)


@given(
    st.lists(st.tuples(NATS, NATS, st.text(min_size=1, max_size=30), st.integers(1, 90)), min_size=1, max_size=80),
    st.booleans(),
)
def test_tokens_and_their_lengths_leave_no_trace(
    answers: list[tuple[float, float, str, int]], ascii_only: bool
) -> None:
    report = compare([item(you, rival, text, n) for you, rival, text, n in answers])
    blank = compare([item(you, rival, "?", 1) for you, rival, _, _ in answers])
    shown = share_text(report, DATE, ascii_only=ascii_only)
    assert shown == share_text(blank, DATE, ascii_only=ascii_only)
    assert all(len(line) < 60 for line in shown.split("\n"))
    assert "\x1b" not in shown


@given(st.text(alphabet="βλσчшж漢字숲", min_size=1, max_size=8))
def test_no_token_appears_as_such(token: str) -> None:
    assert token not in share_text(compare([item(1.0, 2.0, token), item(3.0, 2.0, token)]), DATE)


def test_a_rung_of_many_digits_is_broken_into_lines() -> None:
    report = compare([Item("x", 1, {"you": 0.1, "step-100000000000000000": 2.0, "step-1": 4.0}, ())])
    assert all(len(line) < 60 for line in share_text(report, DATE).split("\n"))
    assert "100,000,000,000,000,000" in share_text(report, DATE)
