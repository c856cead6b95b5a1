"""The twin: proper distributions over any vocabulary, equal strangers, learning that can be seen and gone back on."""

from __future__ import annotations

import math

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tokenroom.model.layers import Params
from tokenroom.model.sampling import next_log_probs
from tokenroom.model.transformer import TransformerConfig
from tokenroom.rivals.evaluation import passage_surprises
from tokenroom.rivals.twin import Twin, TwinSettings
from tokenroom.text.number_phrases import NumberPhrases
from tokenroom.text.symbols import SymbolSequence, draw
from tokenroom.text.symbols_processes import Die, Pairs, Process

SMALL = TwinSettings(
    shape=TransformerConfig(
        vocab_size=1, context=12, layers=2, heads=2, width=8, mlp_ratio=1, logit_cap=1e4, smear=True
    ),
    tokens=36,
)
V = 9
phrases = st.lists(st.lists(st.integers(0, V - 1), max_size=30), max_size=4)
passages = st.lists(st.integers(0, V - 1), min_size=1, max_size=12)


def taught(lessons: list[list[int]], size: int = V, seed: int = 1) -> Twin:
    twin = Twin(size, seed, SMALL)
    for lesson in lessons:
        twin.learn(lesson)
    return twin


@settings(max_examples=40, deadline=None)
@given(phrases, passages)
def test_always_a_proper_distribution_that_sees_no_future(lessons: list[list[int]], ids: list[int]) -> None:
    """Also when every token of the vocabulary has been met, or when the passage is the first to hold some."""
    twin = taught(lessons)
    log_p = twin.passage_log_probs(ids)
    assert log_p.shape == (len(ids), V)
    assert np.exp(log_p).sum(axis=1) == pytest.approx(1.0)
    one_by_one = [twin.log_probs(ids[:t]) for t in range(len(ids))]
    np.testing.assert_allclose(log_p, one_by_one, atol=1e-4)


@settings(max_examples=40, deadline=None)
@given(phrases, passages)
def test_tokens_that_it_never_met_are_equal(lessons: list[list[int]], context: list[int]) -> None:
    twin = taught(lessons)
    met = {token for lesson in lessons for token in lesson} | set(context)
    unmet = [token for token in range(V) if token not in met]
    assert len(set(twin.log_probs(context)[unmet])) <= 1


@settings(max_examples=20, deadline=None)
@given(phrases, phrases, passages)
def test_state_can_be_kept_and_set_again(first: list[list[int]], more: list[list[int]], ids: list[int]) -> None:
    """What it said then it says again, and learning goes on as if nothing had been between."""
    twin = taught(first)
    kept, said = twin.state, twin.passage_log_probs(ids)
    for lesson in more:
        twin.learn(lesson)
    later = twin.passage_log_probs(ids)
    twin.state = kept
    np.testing.assert_array_equal(twin.passage_log_probs(ids), said)
    for lesson in more:
        twin.learn(lesson)
    np.testing.assert_array_equal(twin.passage_log_probs(ids), later)
    np.testing.assert_array_equal(taught(first + more).passage_log_probs(ids), later)


def test_answering_teaches_nothing() -> None:
    asked, other = taught([[1, 2, 3]]), taught([[1, 2, 3]])
    asked.log_probs([7, 1, 7])
    asked.passage_log_probs([8, 8])
    np.testing.assert_array_equal(asked.log_probs([7]), other.log_probs([7]))
    assert asked.state.tokens == (1, 2, 3)


def test_seeds_differ() -> None:
    assert not np.array_equal(taught([[1, 2]], seed=1).log_probs([1]), taught([[1, 2]], seed=2).log_probs([1]))


def test_it_begins_at_ln_v() -> None:
    """Also within the first passage, where some tokens have come already: it has learned nothing yet."""
    surprises = passage_surprises(Twin(128_000, 1), [5, 9, 5, 9])
    assert surprises == pytest.approx([math.log(128_000)] * 4)
    assert surprises[0] == pytest.approx(11.76, abs=0.005)


def test_the_vocabulary_costs_no_weights() -> None:
    small, large = taught([[1, 2, 1]], size=10), taught([[1, 2, 1]], size=128_000)
    sizes = [{name: array.shape for name, array in twin.state.params.items()} for twin in (small, large)]
    assert sizes[0] == sizes[1]
    assert large.log_probs([1]).shape == (128_000,)
    assert np.exp(large.log_probs([1])).sum() == pytest.approx(1.0)


def test_one_logit_for_all_strangers_is_that_of_a_row_for_each() -> None:
    """A transformer over the whole vocabulary, in which each stranger has a row like row 0, says the same."""
    twin = taught([[1, 2, 3, 1, 2, 3], [3, 2, 1]])
    state = twin.state
    strangers = V - len(state.tokens)
    params: Params = dict(state.params)
    for name in ("embedding", "bias"):
        array = state.params[name]
        params[name] = np.concatenate([np.repeat(array[:1], strangers, axis=0), array[1:]])
    config = msgspec.structs.replace(SMALL.shape, vocab_size=V)
    context = [1, 3, 2]
    dense = next_log_probs(params, config, [0, *(state.rows[token] + strangers - 1 for token in context)])
    met = [state.rows[token] + strangers - 1 for token in state.tokens]
    said = twin.log_probs(context)
    np.testing.assert_allclose(said[list(state.tokens)], dense[met], atol=1e-4)
    assert said[0] == pytest.approx(dense[0], abs=1e-4)  # token 0 is a stranger, row 0 the first of them


def test_loss_falls_on_what_comes_again_and_again() -> None:
    twin, phrase = Twin(4096, 1), [17, 4000, 3, 256] * 10
    losses = []
    for _ in range(30):
        losses.append(float(passage_surprises(twin, phrase).mean()))
        twin.learn(phrase)
    assert losses[0] == pytest.approx(math.log(4096))
    assert losses[1] < 2.5
    assert losses[-1] < 0.3


def test_ten_phrases_teach_it_which_tokens_are_common() -> None:
    process = Die(shares=(8, 4, 2, 1, 1))
    regret = regrets(process, phrases=12)
    assert regret[:1].mean() > 5.0
    assert regret[8:].mean() < 0.25


def test_numbers_that_mean_nothing_teach_it_that_b_follows_a() -> None:
    """Of numbers that it never met: after 100 short phrases B is likelier than all else that came, by e on average."""
    twin, rng, phrases = Twin(128_000, 1), np.random.default_rng(1), NumberPhrases()
    for _ in range(100):
        twin.learn(phrases.draw(rng).ids)
    ahead = []
    for a, b, c, d in rng.choice(128_000, (20, 4), replace=False).tolist():
        log_p = twin.log_probs([a, b, c, d, c, d, a, b, c, d, a])
        ahead.append(log_p[b] - log_p[[a, c, d]].mean())
    assert np.mean(ahead) > 1.0


@pytest.mark.parametrize(("times", "swapped"), [(0, True), (1, False)])
def test_only_tokens_of_a_single_phrase_swap_their_vectors(times: int, swapped: bool) -> None:
    """A step that some token swaps in ends elsewhere than one without; once all came in another phrase, none swaps."""
    lesson = list(range(V))
    heads = []
    for how in (SMALL, msgspec.structs.replace(SMALL, swapping=False)):
        twin = Twin(V, 1, how)
        twin.state = taught([lesson] * times).state
        twin.learn(lesson[::-1])
        heads.append(twin.state.params["head"])
    assert np.array_equal(*heads) != swapped


def test_after_160_phrases_it_expects_b_after_a() -> None:
    """Pairs are bound anew in every phrase: only one who looks back knows B, and others are ln 3 off at least."""
    twin, rng = Twin(4096, 1), np.random.default_rng((1, 9))
    processes = (Pairs(cues=5, partners=5), Pairs(cues=3, partners=4, others=3, share_of_others=0.4))
    for n in range(160):
        twin.learn(phrase_of(draw(processes[n % 2], 100, rng)))
    sequences = [draw(process, 100, rng) for process in processes * 4]
    costs = [passage_surprises(twin, phrase_of(s))[s.surprises == 0.0].mean() for s in sequences]
    assert np.mean(costs) < 0.5


def test_what_it_is_told_must_be_in_the_vocabulary() -> None:
    for ids in ([9], [-1]):
        with pytest.raises(ValueError, match="from 0 to 8"):
            taught([]).learn(ids)
        with pytest.raises(ValueError, match="from 0 to 8"):
            taught([[1]]).log_probs(ids)


def test_nothing_shown_teaches_nothing() -> None:
    twin = taught([[]])
    assert twin.state.phrases == 0
    assert twin.passage_log_probs([]).shape == (0, V)


def test_a_phrase_longer_than_the_context_is_learned_whole() -> None:
    twin = taught([[1, 2] * 20])
    assert [len(inputs) for inputs, _ in twin.state.shown] == [12, 12, 12, 4]


def regrets(process: Process, phrases: int) -> np.ndarray:
    """What each phrase costs the twin beyond the best predictor, before it learns from it; nats a token."""
    twin, rng, found = Twin(4096, 1), np.random.default_rng(3), []
    for _ in range(phrases):
        sequence = draw(process, 100, rng)
        ids = phrase_of(sequence)
        found.append(passage_surprises(twin, ids).mean() - sequence.surprises.mean())
        twin.learn(ids)
    return np.array(found)


def phrase_of(sequence: SymbolSequence) -> list[int]:
    """The symbols as tokens of a large vocabulary."""
    return (100 + 7 * sequence.symbols).tolist()
