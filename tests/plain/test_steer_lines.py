"""*Steer* in lines and over JSONL: the knob, runs, answers; what makes no sense is answered; Ctrl-C stops a run."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.full_disk import full_records
from tests.plain.conftest import jsonl_of, lines_of
from tests.small_steer import GAMED, TAMED, steer_campaign
from tokenroom.errors import BadInput
from tokenroom.game.campaign import Campaign
from tokenroom.game.records import Records
from tokenroom.game.session import CommandError
from tokenroom.game.steer import SteerSession
from tokenroom.game.steer_commands import LookAtGroup, Steer, TakeSteered, TryAnswer, UndoSteering
from tokenroom.plain.steer_typed import read_request


@pytest.fixture
def campaign(tmp_path: Path, records: Records, monkeypatch: pytest.MonkeyPatch) -> Campaign:
    return steer_campaign(tmp_path, records, monkeypatch)


@pytest.mark.parametrize(
    ("line", "request_"),
    [
        ("train", Steer()),
        ("  SHIP ", TakeSteered()),
        ("undo", UndoSteering()),
        ("knob 0.3", 0.3),
        ("updates 60", 60),
        ("prompt 3", LookAtGroup(3)),
        ("keep", "keep"),
        ("on", "stop on"),
        ("", "go on"),
        ("?", "help"),
    ],
)
def test_lines_that_are_understood(line: str, request_: object) -> None:
    assert read_request(line) == request_


@pytest.mark.parametrize("line", ["train", "knob 0.3", "keep", "<|im_end|>", "\x1b[2J", "quite"])
def test_where_answers_are_wanted_nearly_every_line_is_one(line: str) -> None:
    assert read_request(line, writes=True) == TryAnswer(line)
    assert read_request("done", writes=True) == "keep"


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("knob", "write a number behind knob"),
        ("knob much", "write a number behind knob"),
        ("updates 1.5", "write a number behind updates"),
        ("prompt one", "write a number behind prompt"),
        ("go", "'go' is no command here"),
        ("\x1b[2J", r"'\\x1b\[2j' is no command"),
        ("x" * 5000, "is no command here"),
    ],
)
def test_lines_that_make_no_sense(line: str, wrong: str) -> None:
    with pytest.raises(CommandError, match=wrong):
        read_request(line)


def test_a_whole_session_of_runs(campaign: Campaign) -> None:
    told = lines_of(
        campaign,
        ["?", "hint", "keep", "ship", "knob 7", "knob 0", "updates 4", "train", "prompt 2", "prompt 9", "runs", "undo",
         "knob 0.3", "train", "", "on", "keep", "no"],
        TAMED,
    )  # fmt: skip
    assert "A knob. [red]This is not markup.[/red]" in told
    assert all(len(line) <= 78 for line in told.splitlines())
    told = " ".join(told.split())
    assert "The judge has 4 questions. No policy and no reward model has ever seen them." in told
    assert "Hint: Turn it. (1 more)" in told
    assert "Keep goes with a run that has ended" in told
    assert "No model was steered before you came." in told
    assert "The knob has the settings 0, 0.3." in told
    assert "At 0 nothing holds it" in told
    assert "update 4 of 4: mean reward" in told
    assert "Update 4, prompt 1 of 2:" in told
    assert "The group's mean reward is" in told
    assert "as likely:" in told
    assert "An update has 2 prompts." in told
    assert "The same questions, before and after: Is Mayor Brandt a lizard?" in told
    assert "Run 1. Knob 0, 4 of 4 updates. On the judge's questions the reward went from" in told
    assert "its figures stay (type runs)" in told
    assert "The run has taken all its updates." in told
    assert "It is kept." in told
    assert "For your journal: From" in told


def test_answers_for_the_reward_model(campaign: Campaign) -> None:
    told = lines_of(campaign, ["ship", "keep", "", "x " * 200, "Ask me \x1b[2J not.", "At four.", "done", "no"], GAMED)
    told = " ".join(told.split())
    assert "The answer of the gamed model that ships:" in told
    assert "the judge passes it." in told
    assert "That is too long: an answer has at most 40 tokens" in told
    assert "it does not say what was asked for" in told
    assert "fools nobody" in told
    assert "\x1b" not in told


def test_ctrl_c_stops_a_run_and_nothing_else(campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, calls = SteerSession._steer_on, []

    def press_ctrl_c(self: SteerSession) -> object:
        calls.append(self)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return whole(self)

    monkeypatch.setattr(SteerSession, "_steer_on", press_ctrl_c)
    told = " ".join(lines_of(campaign, ["updates 4", "train", "undo", "without", "no"], TAMED).split())
    assert "Knob 0.3, 1 of 4 updates." in told
    assert "Goal not reached" in told


def test_an_unfinished_session_is_gone_on_with(campaign: Campaign) -> None:
    lines_of(campaign, ["train", "quit"], TAMED)
    told = " ".join(lines_of(campaign, ["", "keep", "no"], level=None).split())
    assert "You go on with: A small tamed." in told
    assert "Knob 0.3, 2 of 2 updates." in told


def test_a_full_disk_in_the_middle_of_a_run_ends_in_a_line_and_the_session_is_gone_on_with(
    campaign: Campaign, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, calls, full = SteerSession._steer_on, [], ExitStack()

    def fill(self: SteerSession) -> object:
        calls.append(self)
        if len(calls) == 2:
            full.enter_context(full_records(records))
        return whole(self)

    with monkeypatch.context() as patched:
        patched.setattr(SteerSession, "_steer_on", fill)
        with pytest.raises(BadInput, match=r"cannot be used: .*; close what else uses it, or free the disk"):
            lines_of(campaign, ["updates 4", "train"], TAMED)
    full.close()
    told = " ".join(lines_of(campaign, ["", "keep", "no"], level=None).split())
    assert "You go on with: A small tamed." in told
    assert "Knob 0.3, 4 of 4 updates." in told


def test_a_program_plays_it_too(campaign: Campaign) -> None:
    sent = [
        '{"command":"set_knob","kl_weight":0,"updates":2}', '{"command":"steer"}', '{"command":"steer_on"}',
        '{"command":"look_at_group","group":2}', '{"command":"look_at_group","group":0}',
        '{"command":"stop_steering"}', '{"command":"undo_steering"}', '{"command":"try_answer","text":"x"}',
        '{"command":"next"}',
    ]  # fmt: skip
    events = [json.loads(line) for line in jsonl_of(campaign, sent, TAMED)]
    kinds = [event["event"] for event in events]
    assert {"steer_started", "knob_set", "steering_began", "policy_moved", "group_shown", "model_judged"} <= set(kinds)
    assert kinds[-1] == "session_ended"
    assert kinds.count("error") == 2
