"""Two rivals side by side: alike at first, told apart by what they read, exact to repeat, stopped at any moment."""

from __future__ import annotations

import math
import threading

import msgspec
import numpy as np
import pytest

from tests.training.conftest import CONFIG, END, SETTINGS, documents
from tokenroom.training.duel import DuelPlan, new_duel, train_side_by_side

PLAN = DuelPlan(CONFIG, msgspec.structs.replace(SETTINGS, phrases=160, rungs=(), marks=()), END, documents(3, 20, 1), 8)
NOISE = [np.random.default_rng(5).integers(0, 9, 40).tolist() for _ in range(6)]
TEXTS = {"raw": NOISE, "cleaned": documents()}


def test_who_reads_what_can_be_learned_is_ahead_on_held_out_text() -> None:
    steps = list(train_side_by_side(PLAN, TEXTS, every=10, threads=1))
    assert [step.phrases for step in steps] == [40, 80, 120, 160]
    assert [step.total for step in steps] == [160] * 4
    last = steps[-1]
    assert last.held_out["cleaned"] < 1.6 < math.log(10) - 0.2 < last.held_out["raw"]
    assert set(last.losses) == set(last.held_out) == {"raw", "cleaned"}


def test_the_same_plan_gives_the_same_steps_on_any_number_of_threads() -> None:
    first, again = (list(train_side_by_side(PLAN, TEXTS, 10, threads)) for threads in (1, 2))
    assert first == again


def test_advancing_changes_nothing_that_was_before() -> None:
    start = new_duel(PLAN, TEXTS)
    middle = start.advanced(10, 1)
    told = middle.step()
    end = middle.advanced(1_000, 1)
    assert (start.phrases, middle.phrases, end.phrases) == (0, 40, 160)
    assert (start.is_done, middle.is_done, end.is_done) == (False, False, True)
    assert middle.step() == told
    assert middle.advanced(1_000, 1).step() == end.step()
    assert all(nats == pytest.approx(math.log(10), abs=1e-5) for nats in start.step().held_out.values())


def test_the_same_text_makes_the_same_rival_and_is_read_once() -> None:
    duel = new_duel(PLAN, {"raw": NOISE, "cleaned": NOISE}).advanced(10, 1)
    assert duel.states["raw"] is duel.states["cleaned"]
    nats = duel.held_out()
    assert np.array_equal(nats["raw"], nats["cleaned"])


def test_held_out_text_is_measured_token_by_token() -> None:
    duel = new_duel(PLAN, TEXTS).advanced(40, 1)
    nats = duel.held_out()
    assert nats["raw"].shape == nats["cleaned"].shape == (60,)
    assert (nats["raw"] - nats["cleaned"]).mean() > 0.5


def test_whoever_stops_asking_stops_the_threads() -> None:
    before = threading.active_count()
    steps = train_side_by_side(PLAN, TEXTS, 10, 2)
    next(steps)
    assert threading.active_count() == before


def test_nothing_to_read_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="hold no tokens"):
        new_duel(PLAN, {"raw": NOISE, "cleaned": []})
