"""Training learns, is exact to repeat and to resume, and says when it goes wrong."""

from __future__ import annotations

import math
from copy import deepcopy
from itertools import islice

import msgspec
import numpy as np
import pytest

from tests.training.conftest import CONFIG, END, SETTINGS, documents
from tokenroom.model.optimisers import Rates
from tokenroom.training.evaluation import held_out_loss
from tokenroom.training.mixture import Mixture, Part
from tokenroom.training.pretrain import Diverged, PretrainSettings, TrainState, TrainStep, batch_size, pretrain, start


def supply(settings: PretrainSettings) -> Mixture:
    return Mixture({"counting": documents()}, {"counting": Part()}, CONFIG.context, END, settings.seed)


def train(state: TrainState, settings: PretrainSettings = SETTINGS, steps: int | None = None) -> list[TrainStep]:
    return list(islice(pretrain(supply(settings), CONFIG, settings, state), steps))


def test_it_learns_to_count_on_text_it_has_not_seen() -> None:
    settings = msgspec.structs.replace(SETTINGS, phrases=400)
    state = start(CONFIG, settings)
    assert held_out_loss(state.params, CONFIG, documents(2, 30, 1), END) == pytest.approx(math.log(10), abs=1e-6)
    train(state, settings)
    assert held_out_loss(state.params, CONFIG, documents(2, 30, 1), END) < 0.5


def test_steps_tell_where_the_run_stands() -> None:
    steps = train(start(CONFIG, SETTINGS))
    assert [step.step for step in steps] == list(range(1, len(steps) + 1))
    assert steps[-1].phrases == 60
    assert steps[-1].tokens == 60 * CONFIG.context
    assert steps[0].loss == pytest.approx(math.log(10), abs=1e-5)
    assert all(0 < step.learning_rate <= 1 and step.grad_norm > 0 for step in steps)


def test_steps_end_exactly_on_every_rung() -> None:
    assert {10, 60} <= {step.phrases for step in train(start(CONFIG, SETTINGS))}
    assert [batch_size(phrases, SETTINGS) for phrases in (0, 8, 10, 56, 58)] == [4, 2, 4, 4, 2]


def test_the_same_seed_gives_the_same_weights_and_another_seed_others() -> None:
    first, again, other = (start(CONFIG, msgspec.structs.replace(SETTINGS, seed=seed)) for seed in (1, 1, 2))
    for state, seed in ((first, 1), (again, 1), (other, 2)):
        train(state, msgspec.structs.replace(SETTINGS, seed=seed))
    assert all(np.array_equal(first.params[name], again.params[name]) for name in first.params)
    assert not np.array_equal(first.params["head"], other.params["head"])


@pytest.mark.parametrize("stop", [1, 3, 14])
def test_a_resumed_run_is_the_uninterrupted_one_to_the_last_bit(stop: int) -> None:
    whole, broken = start(CONFIG, SETTINGS), start(CONFIG, SETTINGS)
    train(whole)
    train(broken, steps=stop)
    saved = deepcopy(broken)
    train(saved)
    for mine, theirs in ((saved.params, whole.params), (saved.optimiser, whole.optimiser)):
        assert all(np.array_equal(mine[name], theirs[name]) for name in theirs)
    assert (saved.step, saved.phrases, saved.loss) == (whole.step, whole.phrases, whole.loss)


def test_a_finished_run_takes_no_more_steps() -> None:
    state = start(CONFIG, SETTINGS)
    train(state)
    assert train(state) == []


def test_nan_stops_the_run_at_its_step() -> None:
    state = start(CONFIG, SETTINGS)
    train(state, steps=3)
    state.params["head"][0, 0] = np.nan
    with pytest.raises(Diverged, match="step 4: loss nan"):
        train(state)


def test_an_exploding_loss_stops_the_run() -> None:
    rates = Rates(muon=50.0, adam=50.0, muon_decay=0.0, adam_decay=0.0)
    settings = msgspec.structs.replace(SETTINGS, rates=rates, warm_up=0.0)
    with pytest.raises(Diverged, match=r"step \d+: loss .*guessing costs 2.30 nats"):
        train(start(CONFIG, settings), settings)


@pytest.mark.parametrize(
    "wrong",
    [
        {"phrases": 0},
        {"batch": 0},
        {"micro_batch": 0},
        {"lanes": 0},
        {"dropout": 0.999},
        {"warm_up": float("nan")},
        {"cool_down": -0.1},
        {"rungs": (0, -5)},
        {"marks": (-1,)},
        {"seed": -1},
        {"dropout": 1.0},
        {"dropout": -0.1},
    ],
)
def test_impossible_settings_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        PretrainSettings(**wrong)  # type: ignore[arg-type]


def test_held_out_loss_does_not_depend_on_threads() -> None:
    params, texts = start(CONFIG, SETTINGS).params, documents(5, 30, 1)
    params["bias"][:] = np.linspace(-1.0, 1.0, len(params["bias"]))
    alone = held_out_loss(params, CONFIG, texts, END)
    assert alone != pytest.approx(math.log(10), abs=1e-3)
    assert held_out_loss(params, CONFIG, texts, END, threads=3) == alone


def test_held_out_loss_needs_documents() -> None:
    with pytest.raises(ValueError, match="no held-out"):
        held_out_loss({}, CONFIG, [], END)
