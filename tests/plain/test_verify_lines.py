"""*Verify* in lines and over JSONL: whole sessions, what makes no sense, and what is typed to break it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.plain.conftest import jsonl_of, lines_of
from tests.small_sums import NAME, sums_campaign
from tokenroom.game.campaign import Campaign
from tokenroom.game.records import Records
from tokenroom.game.session import CommandError
from tokenroom.game.verify_commands import CheckAnswer, PredictPass, VerifyTrain, WriteChecker
from tokenroom.plain.verify_typed import read_request, read_sure

SUMS = ["10", ""] * 4


@pytest.fixture
def campaign(tmp_path: Path, records: Records, monkeypatch: pytest.MonkeyPatch) -> Campaign:
    return sums_campaign(tmp_path, records, monkeypatch)


@pytest.mark.parametrize(("line", "sure"), [("20", 20), (" 20 % ", 20), ("99", 99), ("12.5", 12.5), ("", 50)])
def test_figures_that_are_understood(line: str, sure: float) -> None:
    assert read_sure(line) == PredictPass(sure)


@pytest.mark.parametrize("line", ["0", "100", "-1", "nan", "1e1", "twenty", "\x1b[2J", "9" * 400, "٢٠"])
def test_figures_that_make_no_sense(line: str) -> None:
    with pytest.raises(CommandError, match="is no figure from 1 to 99"):
        read_sure(line)


@pytest.mark.parametrize(
    ("line", "request_"),
    [
        ("check last == total", WriteChecker("last == total")),
        ("CHECK", WriteChecker("")),
        ("2", WriteChecker("length >= 0")),
        ("answer  7+5=12 ", CheckAnswer("7+5=12")),
        ("answer", CheckAnswer("")),
        ("train", VerifyTrain()),
        ("", "go on"),
        ("end", "end"),
    ],
)
def test_lines_that_are_understood(line: str, request_: object) -> None:
    assert read_request(line, ["has(total)", "length >= 0"]) == request_


@pytest.mark.parametrize("line", ["3", "0", "last == total", "\x1b[2J", "trains"])
def test_lines_that_make_no_sense(line: str) -> None:
    with pytest.raises(CommandError, match="is no command: there is check, answer"):
        read_request(line, ["has(total)", "length >= 0"])


def unwrapped(told: str) -> str:
    return " ".join(told.split())


def test_a_whole_session(campaign: Campaign) -> None:
    told = lines_of(
        campaign,
        [*SUMS, "", "names", "checkers", "2", "check last ==", "answer 1 2 3 4 5 6 7 8 9", "train", "undo", "undo",
         "shipped", "check last == total", "drawer", "hint", "?", "end", "no"],
        NAME,
    )  # fmt: skip
    assert all(len(line) <= 78 for line in told.splitlines())
    told = unwrapped(told)
    assert "[red]This is not markup.[/red]" in told
    assert "nats a try, less than a coin, which pays 0.693" in told
    assert "The checker: has(total)" in told
    assert "Type end to close the bench" in told
    assert "steps_right: how many of those steps are true" in told
    assert "2 length >= 0" in told
    assert "At character 8: the rule ends too soon; a name, a number or ( should stand here." in told
    assert "You have fooled it." in told
    assert "update 3 of 3" in told
    assert "accepts much that is wrong, and did so before" in told
    assert "The model is as it came." in told
    assert "The model has learned nothing here that could be taken back." in told
    assert "The model that ships" in told
    assert told.count("It accepts 72 of 72 right answers in the drawer and 0 of") == 2
    assert "Goal reached" in told
    assert "Your predictions cost" in told


def test_enter_alone_never_wins_and_the_end_must_be_asked_for(campaign: Campaign) -> None:
    told = unwrapped(lines_of(campaign, [""] * 12 + ["end", "no"], NAME))
    assert "and a coin pays 0.693: the same" in told
    assert "Goal not reached" in told


def test_an_unfinished_session_is_gone_on_with(campaign: Campaign) -> None:
    lines_of(campaign, ["10", "", "10"], NAME)
    told = lines_of(campaign, ["yes", *["", "10"] * 2, "", "check last == total", "quit"], level=None)
    assert "You go on with: Small sums." in told
    told = lines_of(campaign, ["yes", "end", "no"], level=None)
    assert "The checker: last == total" in told
    assert "Goal reached" in told


def test_ctrl_c_stops_the_training_and_keeps_what_was_learned(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tokenroom.game.verify import VerifySession

    whole, calls = VerifySession._train_on, []

    def press_ctrl_c(self: VerifySession) -> object:
        calls.append(self)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return whole(self)

    monkeypatch.setattr(VerifySession, "_train_on", press_ctrl_c)
    told = lines_of(campaign, [*SUMS, "train", "end", "no"], NAME)
    assert "Stopped after 1 updates." in told
    assert "On sums that it has never seen" in told


def test_a_program_plays_it_too(campaign: Campaign) -> None:
    sent = [
        *['{"command":"predict_pass","sure":10}', '{"command":"next"}'] * 4,
        '{"command":"predict_pass","sure":10}',
        '{"command":"write_checker","expression":"last = total"}',
        '{"command":"write_checker","expression":"last == total"}',
        '{"command":"check_answer","answer":"\\u001b[2J"}',
        '{"command":"verify_train"}',
        *['{"command":"verify_train_on"}'] * 7,
        '{"command":"verify_undo"}',
        '{"command":"next"}',
    ]
    told = [json.loads(line) for line in jsonl_of(campaign, sent, NAME)]
    kinds = [line["event"] for line in told if line["event"] != "said"]
    assert kinds == [
        "verify_started", *["pass_asked", "pass_tried"] * 4, "bench_opened", "checker_written", "error", "error",
        "checker_written", "answer_tried", "verify_began", *["verify_measuring"] * 2, *["verify_updated"] * 3,
        "verify_measuring", "verify_measured", "verify_undone", "session_ended",
    ]  # fmt: skip
    assert told[-1]["won"]


@pytest.fixture
def at_bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Campaign]:
    records = Records(Path(":memory:"), now=lambda: "")
    yield sums_campaign(tmp_path, records, monkeypatch)
    records.close()


PARTS = st.sampled_from(
    ["check", "answer", "last", "==", "total", "20", "%", "names", "drawer", "\x1b[2J", "\u202e", "<|im_end|>"]
)
LINES = st.lists(st.text(max_size=30) | st.lists(PARTS, max_size=4).map(" ".join), max_size=4)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES, st.booleans())
def test_whatever_is_typed_only_printable_text_comes_out(at_bench: Campaign, typed: list[str], bench: bool) -> None:
    lines = [*(SUMS if bench else []), *[line.replace("\n", " ") for line in typed if line.strip() != "quit"]]
    told = lines_of(at_bench, lines, NAME)
    assert all(line.isprintable() for line in told.splitlines())
