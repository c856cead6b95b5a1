"""`tokenroom train`, stopped by Ctrl+C, on a full disk, and gone on with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.full_disk import full_disk
from tests.training.test_assistants import small_schooling
from tokenroom.cli import assistants, training
from tokenroom.training.assistants import StageProgress
from tokenroom.training.run import Event, Progress

Call = Callable[..., Run]


@pytest.fixture
def train(run: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], Run]:
    schooling = small_schooling()
    monkeypatch.setattr(assistants, "shipped_base", lambda: schooling.base)
    monkeypatch.setattr(assistants, "schooling", lambda _base: schooling)
    return lambda: run("train", "--assistants", "--threads", "1", "--out", str(tmp_path / "run"))


def made(tmp_path: Path) -> list[str]:
    return sorted(path.parent.name for path in (tmp_path / "run" / "assistant").glob("*/checkpoint.json"))


@pytest.mark.parametrize(("at", "kept"), [("chat", []), ("tamed", ["chat", "reward"]), ("sums", 5)])
def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(
    train: Callable[[], Run], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, at: str, kept: list[str] | int
) -> None:
    def pressed(event: StageProgress) -> None:
        if event.stage == at:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(assistants, "_show_progress", pressed)
        stopped = train()
    assert stopped.status == 130
    assert f"stopped; the same command goes on after the last stage that is done in {tmp_path}" in stopped.err
    assert "Traceback" not in stopped.err
    assert made(tmp_path) == kept if isinstance(kept, list) else len(made(tmp_path)) == kept
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "run").rglob("checkpoint*")}
    again = train()
    assert again.status == 0
    assert made(tmp_path) == ["chat", "gamed", "reward", "sums", "sums-start", "tamed"]
    assert before.items() <= {path: path.stat().st_mtime_ns for path in (tmp_path / "run").rglob("checkpoint*")}.items()


def test_a_full_disk_is_one_line_and_status_2(
    train: Callable[[], Run], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with full_disk(monkeypatch):
        full = train()
    assert full.status == 2
    assert "cannot be written: No space left on device; choose another place, or make room there" in full.err
    assert "Traceback" not in full.err
    assert made(tmp_path) == []
    assert train().status == 0


def test_ctrl_c_in_pre_training_says_how_to_go_on(run: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def pressed(event: Event) -> None:
        if isinstance(event, Progress):
            raise KeyboardInterrupt

    train = ("train", "english", "--phrases", "8", "--threads", "2", "--out", str(tmp_path / "run"))
    with monkeypatch.context() as patched:
        patched.setattr(training, "_show", pressed)
        stopped = run(*train)
    assert stopped.status == 130
    assert f"stopped; the same command goes on from the last save in {tmp_path}" in stopped.err
    assert "Traceback" not in stopped.err
    assert run(*train).status == 0
    assert (tmp_path / "run" / "step-8" / "checkpoint.json").is_file()
