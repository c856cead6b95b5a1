"""*Prefer* in lines and over JSONL: two numbers a pair; what makes no sense is answered; Ctrl-C stops a training."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.plain.conftest import jsonl_of, lines_of
from tests.small_room import NAME, pair_line, room_campaign
from tokenroom.game.campaign import Campaign
from tokenroom.game.prefer import PreferSession
from tokenroom.game.prefer_commands import Fit, LearnFrom, ValuePair
from tokenroom.game.records import Records
from tokenroom.game.session import CommandError
from tokenroom.plain.lines import play_lines
from tokenroom.plain.prefer_typed import read_request


@pytest.fixture
def campaign(tmp_path: Path, records: Records, monkeypatch: pytest.MonkeyPatch) -> Campaign:
    return room_campaign(tmp_path, records, monkeypatch)


def played(campaign: Campaign, *typed: str) -> str:
    return lines_of(campaign, typed, NAME)


@pytest.mark.parametrize(
    ("line", "request_"),
    [
        ("2 0", ValuePair(2.0, 0.0)),
        ("  -1.5,  +3e2 ", ValuePair(-1.5, 300.0)),
        ("−1 .5", ValuePair(-1.0, 0.5)),
        ("train", Fit()),
        ("MINE", LearnFrom("mine")),
        ("theirs", LearnFrom("guideline")),
        ("", "go on"),
        ("keep", "go on"),
        ("other", "other"),
        ("?", "help"),
    ],
)
def test_lines_that_are_understood(line: str, request_: object) -> None:
    assert read_request(line) == request_


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("2", "that is one number: write one for A and one for B, such as: 2 0"),
        ("2 0 1", "'2 0 1' is no pair of numbers"),
        ("a b", "'a b' is no pair of numbers and no command"),
        ("nan inf", "is no pair of numbers"),
        ("1 " + "9" * 400, "is no pair of numbers"),
        ("\x1b[2J", r"'\\x1b\[2j' is no pair"),
        ("<|im_end|>", "is no pair of numbers"),
    ],
)
def test_lines_that_make_no_sense(line: str, wrong: str) -> None:
    with pytest.raises(CommandError, match=wrong):
        read_request(line)


def test_a_whole_session(campaign: Campaign) -> None:
    told = played(
        campaign, "?", "guideline", "hint", "train", "9999999 0", "0 0", "other", "mine", "", "2 0", "", "2 0", "",
        "other", "train", "", "2 0", "", "0 3", "", "no",
    )  # fmt: skip
    assert "A room. [red]This is not markup.[/red]" in told
    assert "Pair 1 of 3. The reward model has sealed its answer." in told
    assert "1. **kind**: friendly beats rude." in told
    assert "Hint: Only the difference counts. (1 more)" in told
    assert "Value the pairs first; a model that has learned can be undone." in told
    assert "A value is a number from -1,000,000 to 1,000,000." in told
    assert "−log σ(0 − 0) = −log σ(0) = 0.693 nats" in told
    assert "The reward model had sealed A 0.000, B 0.000: 0.693 nats." in told
    assert '"Alike."' in told
    assert "You would choose the other one." in told
    assert "in their place" in told
    assert '"Now all of them."' in told
    assert "Say so when a pair has been told." in told
    assert all(len(line) <= 78 for line in told.splitlines())
    told = " ".join(told.split())
    assert "It learns from 20 pairs by the guideline's choices, with yours in their place, 1 of them turned" in told
    assert "pair 40 of 40: " in told
    assert "It has learned from all pairs. On held-out pairs it agrees in" in told
    assert "Held-out pair 2 of 2." in told
    assert "model of all pairs: " in told
    assert "contested: model of the few pairs " in told
    assert "For your journal: Over 3 pairs I paid" in told


def test_an_unfinished_session_is_gone_on_with(campaign: Campaign) -> None:
    first = played(campaign, "2 0", "quit")
    assert "The session is kept" in first
    told = lines_of(campaign, ["", "", "pair", "quit"], level=None)
    assert "You go on with: A small room." in told
    assert told.count("Pair 1 of 3.") == 1
    assert told.count("Pair 2 of 3.") == 2


def test_ctrl_c_stops_the_training_and_nothing_else(campaign: Campaign, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, calls = PreferSession._fit_on, []

    def press_ctrl_c(self: PreferSession) -> object:
        calls.append(self)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return whole(self)

    monkeypatch.setattr(PreferSession, "_fit_on", press_ctrl_c)
    valued = ["2 0", ""] * 3
    told = played(campaign, *valued, "", "undo", "without", *["2 0", ""] * 2, "no")
    assert "It stopped at step 2 of 4." in told
    assert "What it had learned is gone." in told
    assert "model of all pairs" not in told
    assert "model of the few pairs" in told


def test_shocks_are_waited_for(tmp_path: Path, records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    campaign, waited = room_campaign(tmp_path, records, monkeypatch, pace=1.0), list[float]()

    class Watched(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert play_lines(campaign, NAME, io.StringIO("0 0\nquit\n"), Watched(), None, waited.append) == 0
    assert waited == [pytest.approx(0.6931, abs=1e-4)]


def test_a_program_plays_it_too(campaign: Campaign) -> None:
    value, on = '{"command":"value_pair","first":1.5,"second":0}', '{"command":"next"}'
    sent = [
        value, '{"command":"turn_pair","turned":true}', '{"command":"learn_from","whose":"mine"}', on,
        value, on, value, on,
        '{"command":"value_pair","first":1}', '{"command":"learn_from","whose":"nobody"}', '{"command":"vocabulary"}',
        '{"command":"fit"}', '{"command":"fit_on"}', '{"command":"stop_fit"}', '{"command":"undo_fit"}', on,
        value, on, value, on,
    ]  # fmt: skip
    events = [json.loads(line) for line in jsonl_of(campaign, sent, NAME)]
    kinds = [event["event"] for event in events]
    assert kinds[:4] == ["prefer_started", "said", "rival_locked", "pair_asked"]
    assert kinds.count("error") == 3
    for kind in ("pair_told", "pair_turned", "learns_from", "reward_learned", "fit_opened", "fit_began", "fitted"):
        assert kind in kinds
    assert kinds[-4:] == ["shocked", "agreement_measured", "said", "session_ended"]
    told = next(event for event in events if event["event"] == "pair_told")
    assert told["values"] == [1.5, 0.0]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own.jsonl"


def test_pairs_of_ones_own_are_played_and_gone_on_with(campaign: Campaign, own: Path) -> None:
    nasty = "\x1b[31m [bold] \u202e <|im_end|>"
    own.write_text("\n".join(pair_line(n, rejected=nasty) for n in range(10)))
    told = lines_of(campaign, ["2 0", "quit"], f"{NAME}@{own}")
    assert "A small room: own.jsonl" in told
    assert "\\x1b[31m [bold] \\u202e <|im_end|>" in told
    assert "\x1b" not in told
    assert "You go on with: A small room: own.jsonl." in lines_of(campaign, ["", "quit"], level=None)
    own.write_text(own.read_text().replace("Yes", "No"))
    assert "has changed since it was begun" in lines_of(campaign, ["", "quit"], level=None)
