"""Patterns: uniform until something is lent, then what the pattern expects; and how near that comes to the optimum."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tokenroom.rivals.optimum import Optimum
from tokenroom.rivals.patterns import NOTHING, WEIGHTS, Patterns
from tokenroom.text.number_phrases import PATTERNS, NumberPhrase, NumberPhrases, Pattern, pattern_places

V = 12
PHRASES = NumberPhrases()
ids_of = st.lists(st.integers(0, V - 1), max_size=20)
lent_of = st.sets(st.sampled_from(PATTERNS))


def knowing(lent: set[Pattern] | tuple[Pattern, ...], shown: list[list[int]], size: int = V) -> Patterns:
    patterns = Patterns(size)
    for pattern in lent:
        patterns.lend(pattern)
    for ids in shown:
        patterns.learn(ids)
    return patterns


@settings(max_examples=100, deadline=None)
@given(lent_of, st.lists(ids_of, max_size=6), ids_of)
def test_always_a_proper_distribution_that_sees_no_future(
    lent: set[Pattern], shown: list[list[int]], ids: list[int]
) -> None:
    patterns = knowing(lent, shown)
    log_p = patterns.passage_log_probs(ids)
    assert log_p.shape == (len(ids), V)
    assert np.isfinite(log_p).all()
    assert np.exp(log_p).sum(axis=1) == pytest.approx(1.0)
    if ids:
        np.testing.assert_array_equal(log_p, [patterns.log_probs(ids[:t]) for t in range(len(ids))])


@given(st.lists(ids_of, max_size=6), ids_of)
def test_it_starts_knowing_exactly_nothing(shown: list[list[int]], context: list[int]) -> None:
    assert set(knowing((), shown).log_probs(context)) == {math.log(1 / V)}


@given(lent_of, st.lists(ids_of, max_size=4), st.lists(ids_of, max_size=4), ids_of, st.sampled_from(PATTERNS))
def test_state_can_be_kept_and_set_again(
    lent: set[Pattern], first: list[list[int]], more: list[list[int]], context: list[int], pattern: Pattern
) -> None:
    patterns = knowing(lent, first)
    kept, said = patterns.state, patterns.log_probs(context)
    for ids in more:
        patterns.learn(ids)
    patterns.lend(pattern)
    later = patterns.log_probs(context)
    patterns.state = kept
    np.testing.assert_array_equal(patterns.log_probs(context), said)
    np.testing.assert_array_equal(knowing({*lent, pattern}, first + more).log_probs(context), later)


@given(lent_of, st.lists(ids_of, max_size=4), ids_of, st.integers(0, V - 1))
def test_answering_teaches_nothing(lent: set[Pattern], shown: list[list[int]], context: list[int], token: int) -> None:
    asked, other = knowing(lent, shown), knowing(lent, shown)
    asked.passage_log_probs([*context, token])
    assert asked.state == other.state
    np.testing.assert_array_equal(asked.log_probs(context), other.log_probs(context))


def test_repeats_are_what_came_more_than_twice() -> None:
    repeats = knowing(("repeats",), [])
    weight, rest = WEIGHTS["repeats"], NOTHING / V
    assert np.exp(repeats.log_probs([3, 4, 3, 4])) == pytest.approx(1 / V)
    p = np.exp(repeats.log_probs([3, 4, 3, 4, 3]))
    assert p[3] == pytest.approx((weight + rest) / (weight + NOTHING))
    assert p[4] == pytest.approx(rest / (weight + NOTHING))


def test_pairs_are_what_followed_the_last_one_before() -> None:
    pairs = knowing(("pairs",), [])
    weight, rest = WEIGHTS["pairs"], NOTHING / V
    assert np.exp(pairs.log_probs([3, 4, 5])) == pytest.approx(1 / V)
    assert np.exp(pairs.log_probs([]))[3] == pytest.approx(1 / V)
    p = np.exp(pairs.log_probs([3, 4, 5, 3]))
    assert p[4] == pytest.approx((weight + rest) / (weight + NOTHING))
    assert p[5] == p[3] == pytest.approx(rest / (weight + NOTHING))


def test_frequent_are_counted_in_the_phrases_shown_from_the_third_on() -> None:
    """Also in those shown before the pattern was lent; what came often in one phrase alone is not frequent."""
    patterns = knowing((), [[1, 1, 9, 9, 9], [1, 2]])
    patterns.lend("frequent")
    assert np.exp(patterns.log_probs([1, 1])) == pytest.approx(1 / V)
    patterns.learn([1, 2, 5])
    patterns.learn([2, 2])
    weight, rest = WEIGHTS["frequent"], NOTHING / V
    p = np.exp(patterns.log_probs([]))
    assert p[[1, 2]] == pytest.approx((weight / 2 + rest) / (weight + NOTHING))  # four times each
    assert p[[5, 9]] == pytest.approx(rest / (weight + NOTHING))


def test_what_it_is_told_must_be_known() -> None:
    with pytest.raises(ValueError, match="no pattern 'rhymes': there are repeats, frequent, pairs"):
        Patterns(V).lend("rhymes")
    for ids in ([V], [-1]):
        with pytest.raises(ValueError, match="from 0 to 11"):
            Patterns(V).log_probs(ids)
        with pytest.raises(ValueError, match="from 0 to 11"):
            Patterns(V).learn(ids)


@cache
def drawn(seed: int, n: int) -> list[NumberPhrase]:
    rng = np.random.default_rng(seed)
    return [PHRASES.draw(rng) for _ in range(n)]


@cache
def cost(lent: tuple[Pattern, ...], kind: Pattern | None = None) -> float:
    """The mean surprise after 300 phrases were shown: of all numbers, or where the pattern of `kind` shows."""
    patterns = knowing(lent, [list(phrase.ids) for phrase in drawn(1, 300)], 128_000)
    found = []
    for phrase in drawn(2, 300):
        places = range(len(phrase.ids)) if kind is None else pattern_places(phrase) if kind == phrase.kind else ()
        found += [-math.log(patterns.prediction(phrase.ids[:t]).of(phrase.ids[t])) for t in places]
    return float(np.mean(found))


def test_every_pattern_helps_and_all_three_help_most() -> None:
    """Nats a number over phrases of all kinds; beside them what the best predictor pays."""
    optimum = np.mean(np.concatenate([PHRASES.surprises(phrase.ids) for phrase in drawn(2, 300)]))
    assert cost(()) == pytest.approx(math.log(128_000))
    for pattern in PATTERNS:
        assert cost(PATTERNS) < cost((pattern,)) - 1.5
        assert cost((pattern,)) < cost(()) - 1.5
        assert cost(PATTERNS) < cost(tuple(p for p in PATTERNS if p != pattern)) - 0.5
    assert optimum < cost(PATTERNS) - 0.1
    assert cost(PATTERNS) < optimum + 1.4  # fixed weights cannot tell which pattern a phrase has


@pytest.mark.parametrize(("kind", "most"), [("repeats", 1.0), ("frequent", 1.5), ("pairs", 1.0)])
def test_a_pattern_helps_where_it_shows(kind: Pattern, most: float) -> None:
    """Alone it brings most of the way from knowing nothing to the optimum; those that others see there take little."""
    places = [(p, t) for p in drawn(2, 300) if p.kind == kind for t in pattern_places(p)]
    optimum = np.mean([PHRASES.surprises(phrase.ids)[t] for phrase, t in places])
    assert optimum < cost((kind,), kind) < optimum + most
    assert optimum < cost(PATTERNS, kind) < optimum + most
    assert cost((), kind) > optimum + 5.0


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_weights_are_about_the_best(pattern: Pattern, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = cost(PATTERNS)
    for factor in (0.25, 4.0):
        monkeypatch.setitem(WEIGHTS, pattern, factor * {"repeats": 3.0, "frequent": 1.0, "pairs": 6.0}[pattern])
        cost.cache_clear()
        assert cost(PATTERNS) > usual
    cost.cache_clear()


def test_the_optimum_is_ahead_as_a_player_too() -> None:
    best, patterns = Optimum(PHRASES), knowing(PATTERNS, [list(phrase.ids) for phrase in drawn(1, 300)], 128_000)
    ahead = []
    for phrase in drawn(2, 20):
        rows = np.arange(len(phrase.ids)), list(phrase.ids)
        ahead.append((best.passage_log_probs(phrase.ids)[rows] - patterns.passage_log_probs(phrase.ids)[rows]).sum())
    assert np.mean(ahead) > 0.0
