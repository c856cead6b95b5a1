"""A checkpoint comes back as it was, and every damaged or foreign one is told in one line."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.full_disk import full_disk
from tests.model.conftest import SMALL, random_params
from tokenroom import files
from tokenroom.errors import BadInput
from tokenroom.model.checkpoint import (
    Checkpoint,
    Mark,
    TrainingSummary,
    load_checkpoint,
    read_checkpoint_header,
    save_checkpoint,
)


def checkpoint(seed: int = 0) -> Checkpoint:
    summary = TrainingSummary(
        seed=1, tokens=8000, curve=(Mark(phrases=1000, train_loss=4.5, held_out_losses={"french": 4.25}),)
    )
    return Checkpoint(random_params(SMALL, seed, np.float32), SMALL, 1000, "a" * 64, {"english": 1}, summary)


def array_file(folder: Path) -> Path:
    (path,) = folder.glob("*.npz")
    return path


def edit(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = folder / "checkpoint.json"
    data = json.loads(path.read_text())
    change(data)
    path.write_text(json.dumps(data))


def store(folder: Path, arrays: dict[str, Any]) -> None:
    """Put other arrays in place of the weights, with a header that agrees with them."""
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    store_bytes(folder, buffer.getvalue())


def store_bytes(folder: Path, data: bytes) -> None:
    """Put other bytes in place of the array file, with a header that agrees with them."""
    array_file(folder).write_bytes(data)
    edit(folder, lambda header: header.update(array_sha256=hashlib.sha256(data).hexdigest()))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_checkpoint(tmp_path / "step-1000", checkpoint())
    return tmp_path / "step-1000"


def test_round_trip_in_half_precision(folder: Path) -> None:
    wrote, read = checkpoint(), load_checkpoint(folder, tokenizer="a" * 64)
    assert (read.config, read.phrases, read.corpora, read.training) == (
        wrote.config,
        wrote.phrases,
        wrote.corpora,
        wrote.training,
    )
    for name, array in wrote.params.items():
        assert read.params[name].dtype == np.float32
        np.testing.assert_array_equal(read.params[name], array.astype(np.float16).astype(np.float32))


def test_the_header_can_be_read_alone(folder: Path) -> None:
    array_file(folder).unlink()
    assert read_checkpoint_header(folder).phrases == 1000


def test_the_same_model_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    save_checkpoint(tmp_path / "again", checkpoint())
    assert array_file(folder).read_bytes() == array_file(tmp_path / "again").read_bytes()


def test_a_newer_checkpoint_replaces_an_older_one_whole(folder: Path) -> None:
    save_checkpoint(folder, checkpoint(seed=5))
    assert len(list(folder.iterdir())) == 2
    np.testing.assert_allclose(load_checkpoint(folder).params["head"], checkpoint(5).params["head"], atol=1e-3)


def test_power_cut_before_the_header_leaves_the_older_checkpoint(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(path: Path, text: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tokenroom.model.arrays.atomic_write_text", cut)
    with pytest.raises(KeyboardInterrupt):
        save_checkpoint(folder, checkpoint(seed=5))
    np.testing.assert_allclose(load_checkpoint(folder).params["head"], checkpoint().params["head"], atol=1e-3)
    monkeypatch.setattr("tokenroom.model.arrays.atomic_write_text", files.atomic_write_text)
    save_checkpoint(folder, checkpoint(seed=6))
    assert len(list(folder.glob("*.npz"))) == 1  # what the power cut left is gone


@pytest.mark.parametrize("writes", [0, 1])
def test_a_full_disk_leaves_the_older_checkpoint_and_nothing_else(
    folder: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    """The disk is full before the arrays are written, or between them and the header."""
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with (
        full_disk(monkeypatch, writes),
        pytest.raises(BadInput, match=r"No space left on device; .* make room there"),
    ):
        save_checkpoint(folder, checkpoint(seed=5))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    save_checkpoint(folder, checkpoint(seed=5))
    np.testing.assert_allclose(load_checkpoint(folder).params["head"], checkpoint(5).params["head"], atol=1e-3)


@pytest.mark.parametrize("writes", [0, 1])
def test_a_full_disk_leaves_no_half_of_a_first_checkpoint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    with full_disk(monkeypatch, writes), pytest.raises(BadInput, match="No space left on device"):
        save_checkpoint(tmp_path, checkpoint())
    assert not list(tmp_path.iterdir())


def test_what_a_killed_writer_left_is_swept_away(folder: Path) -> None:
    (folder / ".checkpoint-0123456789ab.npz.x7").write_bytes(b"half")
    (folder / ".checkpoint.json.x8").write_bytes(b"half")
    save_checkpoint(folder, checkpoint())
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("value", [np.nan, np.inf, 1e9])
def test_weights_that_half_precision_cannot_hold_are_not_written(tmp_path: Path, value: float) -> None:
    bad = checkpoint()
    bad.params["head"][0, 0] = value
    with pytest.raises(ValueError, match="head"):
        save_checkpoint(tmp_path, bad)
    assert not list(tmp_path.iterdir())


def truncate(folder: Path) -> None:
    array_file(folder).write_bytes(array_file(folder).read_bytes()[:200])


def flip_a_bit(folder: Path) -> None:
    data = bytearray(array_file(folder).read_bytes())
    data[len(data) // 2] ^= 1
    array_file(folder).write_bytes(bytes(data))


def with_weight(name: str, change: Callable[[np.ndarray[Any, Any]], Any]) -> Callable[[Path], None]:
    """Return a damage: one array of weights is changed, and the header agrees with the file."""

    def damage(folder: Path) -> None:
        params = checkpoint().params
        params[name] = change(params[name])
        store(folder, params)

    return damage


def pickled(folder: Path) -> None:
    store(folder, {**checkpoint().params, "head": np.array([{"a": 1}], dtype=object)})


def header_is_a_folder(folder: Path) -> None:
    (folder / "checkpoint.json").unlink()
    (folder / "checkpoint.json").mkdir()


def without_head(folder: Path) -> None:
    params = checkpoint().params
    del params["head"]
    store(folder, params)


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "no header": (lambda f: (f / "checkpoint.json").unlink(), "checkpoint.json: cannot be read"),
    "no arrays": (lambda f: array_file(f).unlink(), ".npz: cannot be read"),
    "folder for a header": (header_is_a_folder, "cannot be read"),
    "truncated arrays": (truncate, "hash"),
    "flipped bit": (flip_a_bit, "hash"),
    "empty header": (lambda f: (f / "checkpoint.json").write_bytes(b""), "not JSON"),
    "binary header": (lambda f: (f / "checkpoint.json").write_bytes(b"\xff\xfe\x00"), "not JSON"),
    "deep header": (lambda f: (f / "checkpoint.json").write_bytes(b"[" * 100_000), "checkpoint.json"),
    "list for a header": (lambda f: (f / "checkpoint.json").write_text("[1]"), "checkpoint.json"),
    "foreign header": (lambda f: (f / "checkpoint.json").write_text('{"name": "left-pad"}'), "checkpoint.json"),
    "later format": (lambda f: edit(f, lambda d: d.update(format_version=99)), "format_version"),
    "unknown key": (lambda f: edit(f, lambda d: d.update(colour="red")), "colour"),
    "unknown config key": (lambda f: edit(f, lambda d: d["config"].update(colour="red")), "config"),
    "wrong type": (lambda f: edit(f, lambda d: d["config"].update(layers="two")), "config.layers"),
    "impossible config": (lambda f: edit(f, lambda d: d["config"].update(heads=3)), "config"),
    "huge config": (lambda f: edit(f, lambda d: d["config"].update(width=10**15)), "config"),
    "other config": (lambda f: edit(f, lambda d: d["config"].update(layers=3)), "layer2"),
    "missing key": (lambda f: edit(f, lambda d: d.pop("tokenizer")), "tokenizer"),
    "path that climbs": (lambda f: edit(f, lambda d: d.update(array_file="../../etc/passwd")), "array_file"),
    "wrong hash": (lambda f: edit(f, lambda d: d.update(array_sha256="0" * 64)), "hash"),
    "wrong shape": (with_weight("layer0.up", np.transpose), "layer0.up"),
    "integers": (with_weight("head", lambda a: a.astype(int)), "head"),
    "NaN": (with_weight("layer1.qkv", lambda a: a * np.nan), "layer1.qkv"),
    "infinity": (with_weight("embedding", lambda a: a + np.inf), "embedding"),
    "array missing": (without_head, "head"),
    "pickled object": (pickled, "cannot be read as arrays"),
    "not a zip": (lambda f: store_bytes(f, b"PK\x03\x04 no zip at all"), "cannot be read as arrays"),
}


@pytest.mark.usefixtures("uncollected")
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_checkpoint_is_told_in_one_line(folder: Path, damage: str) -> None:
    harm, told = DAMAGES[damage]
    harm(folder)
    with pytest.raises(BadInput) as caught:
        load_checkpoint(folder)
    assert told in str(caught.value)
    assert str(folder) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_checkpoint_of_another_tokenizer_is_refused(folder: Path) -> None:
    with pytest.raises(BadInput, match="tokenizer"):
        load_checkpoint(folder, tokenizer="b" * 64)
