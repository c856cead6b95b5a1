"""You equal step N: at the rungs, between them, off the curve, and where the curve is rough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.game.curve import place_on_curve, rounded

LADDER = {0: 7.0, 1000: 5.0, 10_000: 4.0}


def phrases(mean: float, ladder: dict[int, float]) -> float:
    place = place_on_curve(mean, ladder)
    assert place is not None
    return place.phrases


def test_at_the_rungs_and_between() -> None:
    assert phrases(5.0, LADDER) == pytest.approx(1000)
    assert phrases(4.0, LADDER) == pytest.approx(10_000)
    assert phrases(7.0, LADDER) == 0
    assert phrases(4.5, LADDER) == pytest.approx((1001 * 10001) ** 0.5 - 1)


@pytest.mark.parametrize(
    ("mean", "ladder", "side", "words"),
    [
        (4.5, LADDER, "on", "on these items you equal a model that has read 3,200 phrases"),
        (7.0, LADDER, "on", "on these items you equal a model that has read nothing"),
        (9.0, LADDER, "before", "on these items you do worse than a model that has read nothing"),
        (
            9.0,
            {1000: 5.0, 10_000: 4.0},
            "before",
            "on these items you do worse than a model that has read 1,000 phrases",
        ),
        (1.0, LADDER, "beyond", "on these items you do better than a model that has read 10,000 phrases"),
        (
            3.9,
            {0: 6.0, 1000: 4.0, 10_000: 4.2},
            "beyond",
            "on these items you do better than a model that has read 10,000 phrases",
        ),
    ],
)
def test_in_words(mean: float, ladder: dict[int, float], side: str, words: str) -> None:
    place = place_on_curve(mean, ladder)
    assert place is not None
    assert (place.side, place.words) == (side, words)


def test_without_rungs_there_is_no_place() -> None:
    assert place_on_curve(3.0, {}) is None


def test_rungs_that_do_not_fall_are_pooled() -> None:
    # 1,000 and 10,000 are pooled to 4.5; the curve falls from 7 to 4.5 over ln 1 … ln 1001
    assert phrases(5.75, {0: 7.0, 1000: 4.4, 10_000: 4.6}) == pytest.approx(1001**0.5 - 1)


@given(st.dictionaries(st.integers(0, 10**6), st.floats(0.1, 12.0), min_size=1), st.floats(0, 13), st.floats(0, 13))
def test_less_surprise_is_never_fewer_phrases(ladder: dict[int, float], a: float, b: float) -> None:
    assert phrases(min(a, b), ladder) >= phrases(max(a, b), ladder)


@pytest.mark.parametrize(("read", "shown"), [(0.2, 0), (7.4, 7), (84.6, 85), (8412.0, 8400), (99_999.0, 100_000)])
def test_two_figures(read: float, shown: int) -> None:
    assert rounded(read) == shown
