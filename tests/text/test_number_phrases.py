"""Number phrases: the best predictor is that of brute force, beats every other, and costs the entropy."""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tokenroom.text.number_phrases import PATTERNS, NumberPhrase, NumberPhrases, Pattern, came_often, pattern_places
from tokenroom.text.sparse import Sparse, evenly, mixed

SHIPPED = NumberPhrases()
TINY = NumberPhrases(vocabulary_size=5, length=5, again=0.4, frequent=((1, 0.5), (3, 0.25)), pairs=2, priors=(2, 1, 3))
Joint = dict[tuple[int, ...], float]  # how likely each phrase is


def tiny_settings() -> st.SearchStrategy[NumberPhrases]:
    shares = st.floats(0.01, 0.45)
    return st.builds(
        NumberPhrases,
        vocabulary_size=st.integers(4, 9),
        length=st.integers(1, 12),
        again=st.floats(0.01, 0.99),
        frequent=st.tuples(st.tuples(st.just(0), shares), st.tuples(st.just(2), shares)),
        pairs=st.integers(1, 2),
        priors=st.tuples(st.floats(0.1, 5), st.floats(0, 5), st.floats(0, 5)),
    )


@pytest.mark.parametrize("priors", [TINY.priors, (1, 0, 0), (0, 1, 0), (0, 0, 1), (0, 1, 9)])
def test_brute_force_gives_the_same_distributions(priors: tuple[float, float, float]) -> None:
    """Every phrase of five among five numbers, from all that chance could have drawn, counted up one by one."""
    phrases = msgspec.structs.replace(TINY, priors=priors)
    joint = every_outcome(phrases)
    prefixes: Joint = defaultdict(float)
    for ids, p in joint.items():
        for t in range(len(ids) + 1):
            prefixes[ids[:t]] += p
    for context in [ids for ids, p in prefixes.items() if p > 0 and len(ids) < phrases.length]:
        expected = [prefixes[(*context, number)] / prefixes[context] for number in range(5)]
        assert np.exp(phrases.log_probs(context)) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("kind", PATTERNS)
def test_draws_are_as_frequent_as_brute_force_says(kind: Pattern) -> None:
    phrases = msgspec.structs.replace(TINY, length=3, priors=tuple(float(kind == k) for k in PATTERNS))
    joint, rng, n = every_outcome(phrases), np.random.default_rng(3), 4000
    seen = Counter(phrases.draw(rng, kind).ids for _ in range(n))
    for ids in itertools.product(range(5), repeat=3):
        p = joint.get(ids, 0.0)
        assert abs(seen[ids] / n - p) <= 5 * math.sqrt(p * (1 - p) / n)


def test_mean_surprise_of_tiny_phrases_is_their_entropy() -> None:
    entropy = -sum(p * math.log(p) for p in every_outcome(TINY).values() if p > 0)
    rng = np.random.default_rng(4)
    costs = [TINY.surprises(TINY.draw(rng).ids).sum() for _ in range(2000)]
    assert abs(np.mean(costs) - entropy) < 5 * np.std(costs) / math.sqrt(len(costs))


@pytest.mark.parametrize("kind", PATTERNS)
def test_mean_surprise_among_128000_numbers_is_near_what_a_formula_says(kind: Pattern) -> None:
    """What the draws of one pattern hold, and at most ln 3 for finding out which pattern it is."""
    rng, n = np.random.default_rng(5), 400
    costs = [SHIPPED.surprises(SHIPPED.draw(rng, kind).ids).sum() for _ in range(n)]
    beyond = np.mean(costs) - entropy_of(kind)
    error = 5 * np.std(costs) / math.sqrt(n)
    assert -error < beyond < math.log(3) + error


def last_again(context: Sequence[int]) -> Sparse:
    named = {context[-1]: 1.0} if context else {}
    return mixed([1, 1], [evenly(128_000), Sparse(128_000, 0.0, named) if named else evenly(128_000)])


def counted_so_far(context: Sequence[int]) -> Sparse:
    named = {number: times / len(context) for number, times in Counter(context).items()}
    return mixed([1, len(context)], [evenly(128_000), Sparse(128_000, 0.0, named)])


def settings_that_differ(**changes: object) -> Callable[[Sequence[int]], Sparse]:
    other = msgspec.structs.replace(SHIPPED, **changes)
    return lambda context: other.predictions(context)[-1]


@pytest.mark.parametrize(
    "other",
    [
        lambda context: evenly(128_000),
        last_again,
        counted_so_far,
        settings_that_differ(priors=(1.0, 0.0, 0.0)),
        settings_that_differ(priors=(0.0, 1.0, 0.0)),
        settings_that_differ(priors=(1.0, 0.0, 1.0)),
        settings_that_differ(priors=(0.01, 0.01, 1.0)),
        settings_that_differ(again=0.2),
        settings_that_differ(pairs=6),
    ],
)
def test_nobody_is_less_surprised(other: Callable[[Sequence[int]], Sparse]) -> None:
    rng, ahead = np.random.default_rng(6), []
    for _ in range(250):
        ids = SHIPPED.draw(rng).ids
        costs = [-math.log(other(ids[:t]).of(number)) for t, number in enumerate(ids)]
        ahead.append(sum(costs) - SHIPPED.surprises(ids).sum())
    assert np.mean(ahead) > 2 * np.std(ahead) / math.sqrt(len(ahead))


def test_one_who_believes_in_pairs_alone_is_refuted() -> None:
    alone = NumberPhrases(priors=(0, 0, 1))
    with pytest.raises(ValueError, match="cannot come"):
        alone.log_probs([1, 2, 1, 3])
    assert alone.surprises([1, 2, 1, 2])[-1] == 0.0


@settings(max_examples=80, deadline=None)
@given(tiny_settings(), st.data())
def test_always_a_proper_distribution_that_sees_no_future(phrases: NumberPhrases, data: st.DataObject) -> None:
    """Also after numbers that a person made up."""
    ids = data.draw(st.lists(st.integers(0, phrases.vocabulary_size - 1), max_size=20))
    log_p = phrases.passage_log_probs(ids)
    assert log_p.shape == (len(ids), phrases.vocabulary_size)
    assert np.exp(log_p).sum(axis=1) == pytest.approx(1.0)
    one_by_one = [phrases.log_probs(ids[:t]) for t in range(len(ids))]
    if ids:
        np.testing.assert_array_equal(log_p, one_by_one)
        np.testing.assert_allclose(phrases.surprises(ids), -log_p[np.arange(len(ids)), ids], atol=1e-9)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(PATTERNS), st.integers(0, 15))
def test_numbers_that_did_not_come_are_equal(seed: int, kind: Pattern, shown: int) -> None:
    context = SHIPPED.draw(np.random.default_rng(seed), kind).ids[:shown]
    log_p = SHIPPED.log_probs(context)
    assert np.exp(log_p).sum() == pytest.approx(1.0)
    assert len(set(np.delete(log_p, [124, 10_931, *context]))) == 1


def test_a_long_context_stays_in_bounds() -> None:
    """Five hundred times the same: its weight beside the others' is beyond what a float holds."""
    p = np.exp(SHIPPED.log_probs([7, 8] * 250 + [7] * 500))
    assert p.sum() == pytest.approx(1.0)
    assert p[7] == pytest.approx(0.6, abs=1e-3)


def test_what_it_expects_of_patterns_that_show() -> None:
    """The pair is certain; the number that keeps coming is due with its share, those of every phrase with theirs."""
    assert SHIPPED.predictions([10, 20, 30, 40, 10, 20, 30])[-1].of(40) == pytest.approx(1.0, abs=1e-3)
    assert SHIPPED.predictions([10, 5, 10, 6, 10, 10, 7])[-1].of(10) == pytest.approx(0.6, abs=1e-3)
    known = SHIPPED.predictions([124, 5, 124, 10_931, 124, 6])[-1]
    assert (known.of(124), known.of(10_931)) == pytest.approx((0.4, 0.25), abs=1e-3)
    assert SHIPPED.surprises([99])[0] == pytest.approx(math.log(128_000) + 0.24, abs=0.01)  # a third part may be 125


@pytest.mark.parametrize(
    ("kind", "ids", "places"),
    [
        ("repeats", (7, 1, 7, 2, 7, 3, 7), (5, 6)),
        ("repeats", (1, 2, 3, 4), ()),
        ("frequent", (5, 124, 6), (1, 2)),
        ("frequent", (), ()),
        ("pairs", (1, 2, 3, 4, 3, 4, 1, 2, 1), (5, 7)),
        ("pairs", (1, 2, 3, 4), ()),
    ],
)
def test_places_where_the_pattern_shows(kind: Pattern, ids: tuple[int, ...], places: tuple[int, ...]) -> None:
    assert pattern_places(NumberPhrase(ids, kind)) == places


@given(st.integers(0, 10**6), st.sampled_from(PATTERNS), st.integers(0, 15), st.integers(0, 127_999))
def test_what_comes_does_not_matter_to_a_place(seed: int, kind: Pattern, place: int, instead: int) -> None:
    """A level that asks at such places tells nothing of the number that is hidden there."""
    phrase = SHIPPED.draw(np.random.default_rng(seed), kind)
    swapped = NumberPhrase((*phrase.ids[:place], instead, *phrase.ids[place + 1 :]), kind)
    assert (place in pattern_places(phrase)) == (place in pattern_places(swapped))


@pytest.mark.parametrize("kind", PATTERNS)
def test_shipped_phrases_show_their_patterns(kind: Pattern) -> None:
    rng = np.random.default_rng(7)
    phrases = [SHIPPED.draw(rng, kind) for _ in range(300)]
    assert {phrase.kind for phrase in phrases} == {kind}
    assert {len(phrase.ids) for phrase in phrases} == {16}
    assert np.mean([len(pattern_places(phrase)) >= 5 for phrase in phrases]) > 0.98


def test_kinds_come_as_often_as_the_priors_say() -> None:
    rng, phrases = np.random.default_rng(8), NumberPhrases(priors=(1, 2, 1))
    seen = Counter(phrases.draw(rng).kind for _ in range(2000))
    for kind, p in zip(PATTERNS, (0.25, 0.5, 0.25), strict=True):
        assert abs(seen[kind] / 2000 - p) < 5 * math.sqrt(p * (1 - p) / 2000)


def test_the_same_seed_draws_the_same() -> None:
    def drawn(seed: int) -> list[NumberPhrase]:
        rng = np.random.default_rng(seed)
        return [SHIPPED.draw(rng) for _ in range(5)]

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)
    assert all(isinstance(number, int) for phrase in drawn(1) for number in phrase.ids)


def test_what_came_more_than_twice() -> None:
    assert came_often([4, 4, 5, 4, 5, 4]) == {4: 4}
    assert came_often([]) == {}


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"vocabulary_size": 1}, "vocabulary_size"),
        ({"length": 0}, "length"),
        ({"again": 1.0}, "again"),
        ({"again": float("nan")}, "again"),
        ({"frequent": [[124, 0.5], [124, 0.2]]}, "different numbers"),
        ({"frequent": [[128_000, 0.5]]}, "from 0 to 127999"),
        ({"frequent": [[1, 0.5], [2, 0.5]]}, "less than 1"),
        ({"frequent": [[1, float("nan")]]}, "frequent"),
        ({"vocabulary_size": 20_000, "pairs": 0}, "pairs"),
        ({"vocabulary_size": 3, "frequent": [], "pairs": 2}, "at most half as many"),
        ({"priors": [0, 0, 0]}, "not all 0"),
        ({"priors": [1, 1]}, "priors"),
        ({"colour": 3}, "colour"),
    ],
)
def test_bad_settings_are_told(data: dict[str, object], wrong: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=wrong):
        msgspec.convert(data, NumberPhrases)


def test_what_it_is_told_must_be_in_the_vocabulary() -> None:
    for ids in ([-1], [128_000]):
        with pytest.raises(ValueError, match="from 0 to 127999"):
            SHIPPED.log_probs(ids)


def test_sparse_predictions_are_mixed_as_dense_ones_are() -> None:
    one, two = Sparse(4, 0.1, {2: 0.7}), Sparse(4, 0.0, {0: 1.0})
    with np.errstate(divide="ignore"):
        expected = np.log(0.25 * np.exp(one.log_probs()) + 0.75 * np.exp(two.log_probs()))
    np.testing.assert_allclose(mixed([1, 3], [one, two]).log_probs(), expected)
    np.testing.assert_allclose(two.log_probs(), [0.0, -np.inf, -np.inf, -np.inf])


def entropy_of(kind: Pattern) -> float:
    """What a phrase of one pattern holds, in nats, when no fresh number is taken for another: among 128,000 few are."""
    all_numbers, length = math.log(SHIPPED.vocabulary_size), SHIPPED.length
    if kind == "pairs":
        numbers = 4 - 2 * 2 / 2**8  # two pairs, unless all eight turns are of one
        return numbers * all_numbers + 7 * math.log(2)  # the first turn cannot be told from its numbers
    shares = [share for _, share in SHIPPED.frequent] if kind == "frequent" else [SHIPPED.again]
    fresh = 1.0 - sum(shares)
    place = -sum(share * math.log(share) for share in [*shares, fresh]) + fresh * all_numbers
    return length * place + (all_numbers if kind == "repeats" else 0.0)


def every_outcome(phrases: NumberPhrases) -> Joint:
    """How likely each phrase is, from all that chance could have drawn: slow, and written without the predictor."""
    joint: Joint = defaultdict(float)
    outcomes = (repeats_outcomes, frequent_outcomes, pairs_outcomes)
    for prior, of_kind in zip(phrases.priors, outcomes, strict=True):
        for ids, p in of_kind(phrases):
            joint[ids] += p * prior / sum(phrases.priors)
    return joint


def repeats_outcomes(phrases: NumberPhrases) -> Iterator[tuple[tuple[int, ...], float]]:
    v = phrases.vocabulary_size
    for number in range(v):
        places = [(number, phrases.again), *((fresh, (1 - phrases.again) / v) for fresh in range(v))]
        for drawn in itertools.product(places, repeat=phrases.length):
            yield tuple(x for x, _ in drawn), math.prod(p for _, p in drawn) / v


def frequent_outcomes(phrases: NumberPhrases) -> Iterator[tuple[tuple[int, ...], float]]:
    v, rest = phrases.vocabulary_size, 1 - sum(share for _, share in phrases.frequent)
    places = [*phrases.frequent, *((fresh, rest / v) for fresh in range(v))]
    for drawn in itertools.product(places, repeat=phrases.length):
        yield tuple(x for x, _ in drawn), math.prod(p for _, p in drawn)


def pairs_outcomes(phrases: NumberPhrases) -> Iterator[tuple[tuple[int, ...], float]]:
    k, n = phrases.pairs, phrases.length
    bindings = list(itertools.permutations(range(phrases.vocabulary_size), 2 * k))
    turns = list(itertools.product(range(k), repeat=(n + 1) // 2))
    for numbers, turn in itertools.product(bindings, turns):
        ids = [x for i in turn for x in numbers[2 * i : 2 * i + 2]]
        yield tuple(ids[:n]), 1 / len(bindings) / len(turns)


@given(st.integers(0, 40), st.integers(0, 2**32), st.tuples(*[st.floats(0.1, 5.0)] * 3))
def test_a_mix_has_each_pattern_as_often_as_it_should_be(
    count: int, seed: int, priors: tuple[float, float, float]
) -> None:
    phrases = NumberPhrases(priors=priors)
    kinds = phrases.mix(count, np.random.default_rng(seed))
    assert len(kinds) == count
    for kind, prior in zip(PATTERNS, priors, strict=True):
        assert abs(kinds.count(kind) - count * prior / sum(priors)) < 1 + 1e-6


def test_a_mix_comes_in_any_order() -> None:
    orders = {NumberPhrases().mix(6, np.random.default_rng(seed)) for seed in range(30)}
    assert len(orders) > 10
