"""Comparison: paired differences, their intervals in words, and "you equal step N"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.game.compare import (
    Item,
    compare,
    equal_step,
    paired_difference,
    rounded,
    running_means,
    t_quantile,
    verdict,
)


def item(text: str = "x", n_bytes: int = 2, top: tuple[str, ...] = (), **surprises: float) -> Item:
    return Item(text, n_bytes, {name.replace("_", "-"): value for name, value in surprises.items()}, top)


@pytest.mark.parametrize(
    ("freedom", "table"), [(2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (11, 2.201), (29, 2.045), (10**6, 1.960)]
)
def test_t_quantile_against_the_printed_table(freedom: int, table: float) -> None:
    assert t_quantile(freedom) == pytest.approx(table, rel=0.01)


def test_paired_difference_by_hand() -> None:
    # differences 1, 2, 3: mean 2, standard deviation 1, t(2) = 4.303
    ahead, margin = paired_difference([0, 0, 0], [1, 2, 3])
    assert ahead == 2
    assert margin == pytest.approx(4.303 / 3**0.5, abs=1e-3)
    assert paired_difference([1], [3]) == (2, None)


@pytest.mark.parametrize(
    ("ahead", "margin", "words"),
    [
        (0.12, 0.20, "ahead by 0.12 ± 0.20 nats: not yet proven"),
        (-0.5, 0.20, "behind by 0.50 ± 0.20 nats: proven"),
        (1.0, None, "ahead by 1.00 nats: too few items to say more"),
        (0.0, 0.0, "level"),
    ],
)
def test_verdicts(ahead: float, margin: float | None, words: str) -> None:
    assert verdict(ahead, margin) == words


LADDER = {"step-0": 7.0, "step-1000": 5.0, "step-10000": 4.0}


def test_equal_step_at_the_rungs_and_between() -> None:
    assert equal_step({"you": 5.0, **LADDER})[0] == pytest.approx(1000)
    assert equal_step({"you": 4.0, **LADDER})[0] == pytest.approx(10_000)
    between, words = equal_step({"you": 4.5, **LADDER})
    assert between == pytest.approx((1001 * 10001) ** 0.5 - 1)
    assert words == "you equal a model that has read 3,200 phrases"


def test_equal_step_off_the_curve() -> None:
    assert equal_step({"you": 9.0, **LADDER}) == (0.0, "you do worse than a model that has read nothing")
    assert equal_step({"you": 1.0, **LADDER}) == (None, "you do better than a model that has read 10,000 phrases")
    assert equal_step({"you": 1.0}) == (None, "")


@given(st.floats(4.0, 7.0), st.floats(4.0, 7.0))
def test_less_surprise_is_more_phrases(a: float, b: float) -> None:
    (better, _), (worse, _) = equal_step({"you": min(a, b), **LADDER}), equal_step({"you": max(a, b), **LADDER})
    assert better is not None
    assert worse is not None
    assert better >= worse


def test_a_rung_that_did_worse_does_not_bend_the_curve_back() -> None:
    curve = {"step-0": 7.0, "step-100": 7.5, "step-1000": 5.0}
    assert equal_step({"you": 6.0, **curve})[0] == pytest.approx(1001**0.5 - 1)


def test_report_is_sorted_and_leaves_out_who_missed_an_item() -> None:
    items = [
        item(you=1.0, bigram=2.0, late=1.0, top=("you",)),
        item(you=2.0, bigram=1.5),
        item(you=3.0, bigram=4.0),
    ]
    report = compare(items)
    assert [s.player for s in report.standings] == ["you", "bigram"]
    you, bigram = report.standings
    assert (you.mean, bigram.mean) == (2.0, 2.5)
    assert bigram.ahead == pytest.approx(0.5)
    assert (you.accuracy, bigram.accuracy) == (pytest.approx(1 / 3), 0.0)
    assert you.bits_per_byte == pytest.approx(6.0 / 0.6931 / 6, rel=1e-3)
    assert you.words == ""


def test_no_items_give_an_empty_report() -> None:
    assert compare([]).standings == ()


def test_running_means() -> None:
    assert running_means([item(you=1.0), item(you=3.0)], "you") == [1.0, 2.0]


@pytest.mark.parametrize(("phrases", "shown"), [(0.2, 0), (7.4, 7), (84.6, 85), (8412.0, 8400), (99_999.0, 100_000)])
def test_two_figures(phrases: float, shown: int) -> None:
    assert rounded(phrases) == shown
