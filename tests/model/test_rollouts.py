"""Rollouts: what is drawn side by side is what would be drawn alone, whatever the lengths."""

from __future__ import annotations

import sys
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.model.conftest import SMALL, random_params
from tokenroom.model.decoder import Decoder
from tokenroom.model.rollouts import flush_right, rollouts
from tokenroom.model.sampling import generate, next_log_probs

PROMPTS = st.lists(st.lists(st.integers(0, 10), min_size=1, max_size=4), min_size=1, max_size=9)


@settings(max_examples=25, deadline=None)
@given(PROMPTS)
def test_the_likeliest_answers_are_those_drawn_alone(prompts: list[list[int]]) -> None:
    params = random_params(SMALL)
    together = rollouts(params, SMALL, prompts, 4, 3, np.random.default_rng(0), temperature=0.0)
    for prompt, answer in zip(prompts, together, strict=True):
        alone = list(generate(params, SMALL, prompt, 4, temperature=0.0))
        assert answer == (alone[: alone.index(3) + 1] if 3 in alone else alone)


def test_padding_changes_no_logit() -> None:
    params = random_params(SMALL)
    texts = [[1, 2, 3, 4, 5], [6, 7], [8]]
    ids, unread = flush_right(texts, filler=0)
    decoder = Decoder(params, SMALL, 3, unread)
    first, then = decoder.read(ids), decoder.read(np.array([[9], [9], [9]]))
    for row, text in enumerate(texts):
        alone = Decoder(params, SMALL)
        np.testing.assert_allclose(alone.read(np.array([text]))[0], first[row], rtol=1e-9)
        np.testing.assert_allclose(alone.read(np.array([[9]]))[0], then[row], rtol=1e-9)


def test_letting_go_of_some_texts_changes_nothing_for_the_others() -> None:
    params = random_params(SMALL)
    ids, unread = flush_right([[1, 2, 3], [4, 5], [6], [7, 8, 9]], filler=0)
    whole, some = Decoder(params, SMALL, 4, unread), Decoder(params, SMALL, 4, unread)
    whole.read(ids)
    some.read(ids)
    some.keep(np.array([1, 3]))
    np.testing.assert_allclose(
        some.read(np.array([[2], [3]])), whole.read(np.array([[1], [2], [1], [3]]))[[1, 3]], rtol=1e-9
    )


def test_chance_is_the_same_for_any_number_of_threads() -> None:
    params, prompts = random_params(SMALL), [[i % 11, 1] for i in range(20)]
    one, two = (rollouts(params, SMALL, prompts, 6, 3, np.random.default_rng(4), threads=n) for n in (1, 2))
    assert one == two
    assert len({tuple(answer) for answer in one}) > 5
    assert all(answer.index(3) == len(answer) - 1 for answer in one if 3 in answer)


def test_the_interpreter_takes_turns_as_before_afterwards() -> None:
    before = sys.getswitchinterval()
    for longest in (2, SMALL.context):  # the second does not fit, and is refused
        with suppress(ValueError):
            rollouts(random_params(SMALL), SMALL, [[1, 2]], longest, 0, np.random.default_rng(1), threads=2)
        assert sys.getswitchinterval() == before


def test_what_does_not_fit_is_refused() -> None:
    params = random_params(SMALL)
    with pytest.raises(ValueError, match="exceed 8"):
        rollouts(params, SMALL, [[1] * 5], 4, 3, np.random.default_rng(0))
    with pytest.raises(ValueError, match="at least one token"):
        rollouts(params, SMALL, [[]], 4, 3, np.random.default_rng(0))


@settings(max_examples=25, deadline=None)
@given(PROMPTS, st.integers(4, 6))
def test_several_answers_to_a_prompt_are_those_drawn_alone(prompts: list[list[int]], each: int) -> None:
    params = random_params(SMALL)
    asked = [prompt for prompt in prompts for _ in range(each)]
    together = rollouts(params, SMALL, asked, 4, 3, np.random.default_rng(0), temperature=0.0)
    alone = rollouts(params, SMALL, prompts, 4, 3, np.random.default_rng(0), temperature=0.0, lanes=len(prompts))
    assert together == [answer for answer in alone for _ in range(each)]


def test_texts_that_go_on_from_one_see_what_it_read() -> None:
    params = random_params(SMALL)
    ids, unread = flush_right([[1, 2, 3], [4]], filler=0)
    forked, whole = Decoder(params, SMALL, 2, unread), Decoder(params, SMALL, 9, np.array([0] * 4 + [2] * 5))
    forked.read(ids)
    forked.fork(np.array([0] * 4 + [1] * 5))
    whole.read(np.repeat(ids, (4, 5), axis=0))
    for new in (np.arange(9), np.arange(9)[::-1]):
        np.testing.assert_allclose(forked.read(new[:, None]), whole.read(new[:, None]), rtol=1e-9)
    kept = np.array([0, 2, 5, 8])
    forked.keep(kept)
    whole.keep(kept)
    np.testing.assert_allclose(forked.read(kept[:, None]), whole.read(kept[:, None]), rtol=1e-9)


def test_tokens_come_as_often_as_they_are_likely() -> None:
    params = random_params(SMALL)
    drawn = rollouts(params, SMALL, [[1, 2]] * 4000, 1, 3, np.random.default_rng(5))
    counts = np.bincount([answer[0] for answer in drawn], minlength=11)
    expected = 4000 * np.exp(next_log_probs(params, SMALL, [1, 2]))
    assert ((counts - expected) ** 2 / expected).sum() < 29.6  # chi-square, 10 degrees of freedom, one in a thousand
