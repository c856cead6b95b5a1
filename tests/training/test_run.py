"""A run in a folder: killed anywhere it goes on and ends the same; a folder of another run is refused."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.training.conftest import CONFIG, SETTINGS, Ticks, documents, job, weights_in
from tokenroom.errors import BadInput
from tokenroom.model.checkpoint import load_checkpoint, read_checkpoint_header
from tokenroom.model.optimisers import Rates
from tokenroom.training.mixture import Part
from tokenroom.training.pretrain import Diverged
from tokenroom.training.run import Measured, Progress, Started, phrases_in, run_training, settings_in


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that nobody interrupted."""
    folder = tmp_path_factory.mktemp("run")
    list(run_training(folder, job(), Ticks()))
    return folder


def test_events_of_a_whole_run(tmp_path: Path) -> None:
    events = list(run_training(tmp_path, job(), Ticks()))
    assert events[0] == Started(0, 60, sum(a.size for a in load_checkpoint(tmp_path / "step-0").params.values()))
    measured = [event for event in events if isinstance(event, Measured)]
    assert [(event.mark.phrases, event.folder is not None) for event in measured] == [
        (0, True),
        (10, True),
        (30, False),
        (60, True),
    ]
    assert measured[-1].mark.held_out_losses["counting"] < measured[0].mark.held_out_losses["counting"]
    last = [event for event in events if isinstance(event, Progress)][-1]
    assert (last.phrases, last.total, last.seconds_left) == (60, 60, 0.0)
    assert last.tokens_per_second > 0


def test_rungs_are_checkpoints_that_say_what_they_are(finished: Path) -> None:
    for phrases in (0, 10, 60):
        read = load_checkpoint(finished / f"step-{phrases}", tokenizer="t" * 64)
        assert (read.phrases, read.corpora, read.config) == (phrases, {"counting": 1}, CONFIG)
        assert read.training.tokens == phrases * CONFIG.context
        assert [mark.phrases for mark in read.training.curve] == [n for n in (0, 10, 30, 60) if n <= phrases]


@pytest.mark.parametrize("events", [1, 2, 3, 6, 9, 17])
@pytest.mark.parametrize("save_every", [0.0, 7.0, 1e9])
def test_a_run_stopped_anywhere_ends_the_same(finished: Path, tmp_path: Path, events: int, save_every: float) -> None:
    list(islice(run_training(tmp_path, job(), Ticks(), save_every), events))  # then the process is gone
    list(run_training(tmp_path, job(), Ticks()))
    assert weights_in(tmp_path) == weights_in(finished)
    for rung in ("step-0", "step-10", "step-60"):
        assert read_checkpoint_header(tmp_path / rung) == read_checkpoint_header(finished / rung)


def test_a_stop_loses_only_what_came_after_the_last_save(tmp_path: Path) -> None:
    list(islice(run_training(tmp_path, job(), Ticks(), save_every=0.0), 12))
    first = next(run_training(tmp_path, job(), Ticks()))
    assert isinstance(first, Started)
    assert first.phrases >= 26


def test_a_finished_run_is_only_looked_at(finished: Path) -> None:
    assert [type(event) for event in run_training(finished, job(), Ticks())] == [Started]


@pytest.mark.parametrize(
    ("key", "changes"),
    [
        ("documents", {"documents": {"counting": documents(5)}}),
        ("settings", {"settings": msgspec.structs.replace(SETTINGS, dropout=0.2)}),
        ("config", {"config": msgspec.structs.replace(CONFIG, layers=2)}),
        ("tokenizer", {"tokenizer": "u" * 64}),
        ("parts", {"parts": {"counting": Part(noise=0.2)}}),
    ],
)
def test_a_folder_of_another_run_is_refused(finished: Path, key: str, changes: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match=f"run.json: {key}"):
        next(run_training(finished, job(**changes), Ticks()))


PARTS = {"counting": Part(share=2), "other": Part(noise=0.3)}
MIXED: dict[str, Any] = {
    "parts": PARTS,
    "documents": {"counting": documents(), "other": documents(3, 20, seed=5)},
}


@pytest.mark.parametrize("events", [2, 9, 17])
def test_a_mixture_stopped_anywhere_ends_the_same(tmp_path: Path, events: int) -> None:
    list(run_training(tmp_path / "whole", job(**MIXED), Ticks()))
    list(islice(run_training(tmp_path / "stopped", job(**MIXED), Ticks(), save_every=0.0), events))
    list(run_training(tmp_path / "stopped", job(**MIXED), Ticks()))
    assert weights_in(tmp_path / "stopped") == weights_in(tmp_path / "whole")


def test_the_order_of_the_corpora_is_part_of_the_job(tmp_path: Path) -> None:
    list(islice(run_training(tmp_path, job(**MIXED), Ticks(), save_every=0.0), 5))
    turned = {**MIXED, "parts": dict(reversed(PARTS.items()))}
    with pytest.raises(BadInput, match=r"run\.json: parts"):
        next(run_training(tmp_path, job(**turned), Ticks()))


def test_weights_out_of_all_measure_stop_the_run(tmp_path: Path) -> None:
    settings = msgspec.structs.replace(SETTINGS, phrases=4, rates=Rates(adam=1e6))
    with pytest.raises(Diverged, match="step 1: the largest weight is"):
        list(run_training(tmp_path, job(settings=settings), Ticks()))


def test_a_damaged_run_is_refused_and_left_alone(tmp_path: Path) -> None:
    list(islice(run_training(tmp_path, job(), Ticks(), save_every=0.0), 5))
    (arrays,) = tmp_path.glob("run-*.npz")
    arrays.write_bytes(arrays.read_bytes()[:100])
    with pytest.raises(BadInput, match="hash"):
        next(run_training(tmp_path, job(), Ticks()))
    assert arrays.stat().st_size == 100


def test_two_cannot_train_in_one_folder(tmp_path: Path) -> None:
    first = run_training(tmp_path, job(), Ticks())
    next(first)
    with pytest.raises(BadInput, match="another tokenroom is at work here"):
        next(run_training(tmp_path, job(), Ticks()))
    first.close()
    next(run_training(tmp_path, job(), Ticks()))


def test_a_run_tells_the_settings_it_was_begun_with(finished: Path, tmp_path: Path) -> None:
    assert settings_in(finished) == SETTINGS
    assert settings_in(tmp_path) is None


def test_without_held_out_texts_nothing_is_measured(tmp_path: Path) -> None:
    events = list(run_training(tmp_path, job(held_out={}), Ticks()))
    assert [event.mark.held_out_losses for event in events if isinstance(event, Measured)] == [{}] * 4


def test_phrases_in_a_time_are_a_whole_number_of_batches() -> None:
    settings = msgspec.structs.replace(SETTINGS, rungs=(), marks=())
    timed = job(settings=settings)
    assert phrases_in(100.0, timed, Ticks()) == 1600  # 4 steps of 4 phrases in the second between two looks
    assert phrases_in(0.0, timed, Ticks()) == 4
