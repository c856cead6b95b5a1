"""The optimum as a player: it says what the processes' best predictors say, and refuses what cannot come."""

from __future__ import annotations

import math
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.files import content_root
from tokenroom.rivals.evaluation import passage_surprises
from tokenroom.rivals.optimum import Optimum
from tokenroom.text.number_phrases import NumberPhrases
from tokenroom.text.symbols import draw, load_processes, surprises
from tokenroom.text.symbols_processes import Die, HiddenDie, Markov, Pairs, Process, Repeats

SHIPPED = {named.name: named.process for named in load_processes(content_root() / "corpora" / "symbols")}
PHRASES = NumberPhrases(vocabulary_size=50, frequent=((4, 0.3),))


@given(st.sampled_from(sorted(SHIPPED)), st.integers(0, 30), st.integers(0, 99))
def test_it_says_what_the_best_predictor_of_the_process_says(name: str, length: int, seed: int) -> None:
    process = SHIPPED[name]
    symbols = draw(process, length, np.random.default_rng(seed)).symbols
    best = Optimum(process)
    log_p = best.passage_log_probs(symbols.tolist())
    assert log_p.shape == (length, process.size)
    assert np.exp(log_p).sum(axis=1) == pytest.approx(1.0)
    np.testing.assert_allclose(passage_surprises(best, symbols.tolist()), surprises(process, symbols), atol=1e-12)
    if length:
        np.testing.assert_array_equal(log_p, [best.log_probs(symbols[:t].tolist()) for t in range(length)])


def test_every_process_is_shipped_once_at_least() -> None:
    """Or the test above would not have tried it."""
    assert {type(process) for process in SHIPPED.values()} == set(get_args(Process))


@given(st.integers(0, 99))
def test_it_says_what_the_best_predictor_of_the_phrases_says(seed: int) -> None:
    ids = PHRASES.draw(np.random.default_rng(seed)).ids
    best = Optimum(PHRASES)
    assert (best.name, best.vocabulary_size) == ("optimum", 50)
    np.testing.assert_array_equal(best.log_probs(ids), PHRASES.log_probs(ids))
    np.testing.assert_allclose(passage_surprises(best, ids), PHRASES.surprises(ids), atol=1e-12)


def test_a_fair_die_is_never_learned_and_a_loaded_one_is() -> None:
    """Nothing beats ln 6; that five in ten throws are sixes is found out from the throws alone."""
    sixes = [5, 5, 0, 5, 5, 2, 5, 5]
    assert np.unique(Optimum(Die(shares=(1,) * 6)).passage_log_probs(sixes)) == pytest.approx(-math.log(6))
    hidden = Optimum(SHIPPED["hidden-die"])
    assert hidden.log_probs([]) == pytest.approx(-math.log(6))
    assert np.exp(hidden.log_probs(sixes)[5]) == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize(
    ("process", "context"),
    [
        (Die(shares=(1, 0)), [1]),
        (HiddenDie(dice=((1, 0, 1), (1, 0, 2)), priors=(1, 1)), [0, 1]),
        (Repeats(size=3, lengths=(2,)), [0, 1, 2]),
        (Pairs(cues=2, partners=2), [2]),
        (Pairs(cues=2, partners=2), [0, 1, 0, 0, 1]),
        (Markov(order=1, rows=((0, 1), (1, 1))), [0, 0, 1]),
        (NumberPhrases(vocabulary_size=50, frequent=(), priors=(0, 0, 1)), [1, 2, 1, 3]),
    ],
)
def test_what_cannot_come_is_refused(process: Process | NumberPhrases, context: list[int]) -> None:
    best = Optimum(process)
    with pytest.raises(ValueError, match="cannot come"):
        best.log_probs(context)
    with pytest.raises(ValueError, match="cannot come"):
        best.passage_log_probs([*context, 0])


@pytest.mark.parametrize("process", [Die(shares=(1,) * 6), NumberPhrases(vocabulary_size=6, frequent=())])
def test_what_it_is_told_must_be_in_the_vocabulary(process: Process | NumberPhrases) -> None:
    for ids in ([6], [-1]):
        with pytest.raises(ValueError, match="from 0 to 5"):
            Optimum(process).log_probs(ids)
        with pytest.raises(ValueError, match="from 0 to 5"):
            Optimum(process).passage_log_probs(ids)
