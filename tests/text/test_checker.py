"""The checker language: what rules mean, where they are faulty, and that nothing else comes of any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.text.checker import DEEPEST, LONGEST, NAMES, CheckerError, Rule, read_rule
from tokenroom.text.sums import Sum, is_right

ASKED = Sum((7, 5, 8))


@pytest.mark.parametrize(
    ("rule", "answer", "worth"),
    [
        ("last == total", "20", 1),
        ("last == total", "20, no, 21", 0),
        ("last == total", "", 0),
        ("last", "no number", 0),
        ("has(total)", "18 19 20 21", 1),
        ("has(total + 1)", "18 19 20 21", 1),
        ("has(2)", "20", 0),
        ("first == 7 and last == 20", "7+5=12, 12+8=20", 1),
        ("steps_right == terms - 1", "7+5=12, 12+8=20", 1),
        ("steps_right", "7+5=13", 0),
        ("steps - steps_right", "7+5=13", 1),
        ("numbers == 6", "7+5=12, 12+8=20", 1),
        ("length == 2", "20", 1),
        ("0.25 * has(total) + 0.5 * (last == total)", "20", 0.75),
        ("1 + 2 * 3 == 7", "", 1),
        ("8 - 2 - 1 == 5", "", 1),
        ("7 // 2 == 3 and 1 // 0 == 0", "", 1),
        ("-1 == last", "", 1),
        ("not last == total", "20", 0),
        ("not (last == total) or true", "20", 1),
        ("false or true and false", "", 0),
        ("5", "", 1),
        ("-5", "", 0),
        ("last != 3", "3", 0),
        ("last >= 3 and last <= 3", "3", 1),
        ("last > 3 or last < 3", "3", 0),
        ("  last==total  ", "20", 1),
        ("last == -1 and not numbers == 0", "1234567890123", 1),
    ],
)
def test_what_rules_mean(rule: str, answer: str, worth: float) -> None:
    assert read_rule(rule)(ASKED, answer) == pytest.approx(worth)


@pytest.mark.parametrize(
    ("rule", "place", "words"),
    [
        ("", 1, "ends too soon"),
        ("last ==", 8, "ends too soon"),
        ("last = total", 6, "== asks whether"),
        ("last == totl", 9, "perhaps total"),
        ("xyzzy", 1, "there is total, last, first"),
        ("last total", 6, "should end here"),
        ("(last == total", 15, "closing parenthesis"),
        ("has total", 5, r"such as has\(total\)"),
        ("has(1, 2)", 6, "means nothing here"),
        ("1 < last < 3", 10, "two at a time"),
        ("last == total and", 18, "ends too soon"),
        ("__import__('os')", 12, "means nothing here"),
        ("last.real", 5, "means nothing here"),
        ("last & 1", 6, "write and"),
        ("\x1b[2J", 1, r"'\\x1b' means nothing"),
        ("(" * 30 + "1" + ")" * 30, DEEPEST + 2, "nested too deep"),
        ("not " * 30 + "1", 4 * DEEPEST + 5, "nested too deep"),
        ("1" + "+1" * LONGEST, LONGEST + 1, "at most 200"),
    ],
)
def test_a_fault_is_told_by_its_place_and_what_would_be_right(rule: str, place: int, words: str) -> None:
    with pytest.raises(CheckerError, match=words) as caught:
        read_rule(rule)
    assert caught.value.place == place
    assert caught.value.right
    assert str(caught.value).isprintable()


PIECES = st.sampled_from(
    [
        *NAMES,
        "has(",
        "(",
        ")",
        "==",
        "!=",
        "<",
        ">=",
        "+",
        "-",
        "*",
        "//",
        "and",
        "or",
        "not",
        "true",
        "3",
        "0.5",
        "9" * 40,
    ]
)
RULES = st.text(max_size=60) | st.lists(PIECES, max_size=30).map(" ".join)
ANSWERS = st.text(max_size=60) | st.lists(st.sampled_from(["1", "20", "+", "=", " ", ", ", "9" * 30]), max_size=30).map(
    "".join
)
SUMS = st.lists(st.integers(1, 9), min_size=2, max_size=6).map(lambda terms: Sum(tuple(terms)))


def read_or_fault(rule: str) -> Rule | CheckerError:
    try:
        return read_rule(rule)
    except CheckerError as fault:
        return fault


@given(RULES, SUMS, ANSWERS)
def test_any_text_is_a_rule_from_0_to_1_or_a_fault_and_nothing_else(rule: str, asked: Sum, answer: str) -> None:
    read = read_or_fault(rule)
    if isinstance(read, CheckerError):
        assert 1 <= read.place <= len(rule) + 1
        assert str(read).isprintable()
        return
    worth = read(asked, answer)
    assert 0.0 <= worth <= 1.0
    assert read(asked, answer) == worth
    assert read.accepts(asked, answer) == (worth >= 0.5)
    assert read_rule(read.text)(asked, answer) == worth  # its own text, with single spaces, means the same


@given(SUMS, ANSWERS)
def test_the_true_checker_can_be_written(asked: Sum, answer: str) -> None:
    assert read_rule("last == total")(asked, answer) == is_right(asked, answer)


@given(st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=20))
def test_no_name_reaches_anything_outside(name: str) -> None:
    known = {*NAMES, "true", "false"}
    if name in known:
        read_rule(name)
    else:
        with pytest.raises(CheckerError):
            read_rule(name)
