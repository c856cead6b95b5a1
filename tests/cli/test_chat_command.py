"""`tokenroom chat`: with a checkpoint in a folder, a rung of the ladder, or the name of nobody."""

from __future__ import annotations

import dataclasses
import io
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.cli.conftest import Run
from tests.small_chats import tiny
from tokenroom.cli import main
from tokenroom.model.checkpoint import save_checkpoint
from tokenroom.model.transformer import init_params
from tokenroom.rivals.field import open_field
from tokenroom.schema import Data

Call = Callable[..., Run]


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run `tokenroom chat` with arguments, and type lines."""

    def call(*arguments: str, typed: tuple[str, ...] = ()) -> Run:
        monkeypatch.setattr(sys, "argv", ["tokenroom", "chat", *arguments])
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Run(ended.value.code, printed.out, printed.err)

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkpoint of a few thousand weights that speaks our tokens."""
    tokenizer = open_field("english").tokenizer
    made = tiny(tokenizer.sha256, context=128, vocabulary=tokenizer.size, stage="chat")
    save_checkpoint(tmp_path / "mine", made)
    return tmp_path / "mine"


def test_a_checkpoint_in_a_folder_is_talked_to(talk: Call, folder: Path) -> None:
    done = talk("--rival", str(folder), "--seed", "7", typed=("Hello <|im_end|>", "", "tokens", "quit"))
    assert (done.status, done.err) == (0, "")
    assert done.out.count("mine: ") == 2
    assert "<|im_start|>user\nHello <|im_end|><|im_end|>" in done.out
    assert talk("--rival", str(folder), "--seed", "7", typed=("Hello <|im_end|>", "", "tokens", "quit")).out == done.out
    assert talk("--rival", str(folder), "--seed", "8", typed=("Hello <|im_end|>", "")).out not in done.out


def test_input_may_end_at_any_moment(talk: Call, folder: Path) -> None:
    assert talk("--rival", str(folder)).status == 0
    assert talk("--rival", str(folder), "--temperature", "0", "--system", "Be brief.", typed=("Hi",)).status == 0


def test_a_rung_of_the_ladder_goes_on_with_the_text(talk: Call) -> None:
    done = talk("--rival", "step-200000", typed=("Once upon a time", "tokens"))
    assert done.status == 0
    assert "<|endoftext|>Once upon a time\n" in done.out
    answer = done.out.split("step-200000: ", 1)[1].split("\nyou>", 1)[0]
    assert len(answer.split()) > 5  # it goes on, and does not end where the question does


@pytest.mark.parametrize("name", ["nobody", "step-7", "../../etc", "\x1b[2J"])
def test_the_name_of_nobody_is_refused_in_a_line(talk: Call, name: str) -> None:
    done = talk("--rival", name, typed=("Hello",))
    assert done.status == 2
    assert len(done.err.splitlines()) == 1
    assert "there is" in done.err
    assert "\x1b" not in done.err


def test_a_reward_model_is_refused(talk: Call, tmp_path: Path, folder: Path) -> None:
    tokenizer = open_field("english").tokenizer
    made = tiny(tokenizer.sha256, context=128, vocabulary=tokenizer.size)
    config: Data = dataclasses.replace(made).config
    import msgspec

    rewarding = msgspec.structs.replace(config, readout="reward")
    params = init_params(rewarding, np.random.default_rng(1))
    save_checkpoint(tmp_path / "valuing", dataclasses.replace(made, config=rewarding, params=params))
    done = talk("--rival", str(tmp_path / "valuing"))
    assert done.status == 2
    assert "values answers and gives none" in done.err
    del folder


def test_a_damaged_checkpoint_is_refused(talk: Call, folder: Path) -> None:
    (folder / "checkpoint.json").write_text("{")
    done = talk("--rival", str(folder))
    assert done.status == 2
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("temperature", ["-1", "nan", "inf"])
def test_a_temperature_must_be_one(talk: Call, folder: Path, temperature: str) -> None:
    assert talk("--rival", str(folder), "--temperature", temperature).status == 2


@pytest.mark.parametrize("temperature", ["0.0000001", "1000"])
def test_any_temperature_that_is_taken_works_or_is_refused(talk: Call, folder: Path, temperature: str) -> None:
    done = talk("--rival", str(folder), "--temperature", temperature, typed=("Hello",))
    assert done.status in {0, 2}
    assert "Traceback" not in done.err
