"""The front end for programs: events as they are, errors that end nothing."""

from __future__ import annotations

import hashlib
import io
import json
import os
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.plain.conftest import MakeCampaign, jsonl_of
from tests.plain.golden import SENT, jsonl_transcript
from tests.plain.streams import Interrupting, Leaving
from tokenroom.errors import BadInput
from tokenroom.game.events import Said
from tokenroom.plain.jsonl import INTERRUPTED, LONGEST_LINE, encode_line, play_jsonl
from tokenroom.plain.requests import AnyReply, Found

ANSWER = '{"command":"scores","scores":{"0":3,"1":1,"2":6,"3":2}}'
NEXT = '{"command":"next"}'
BAD_LINES = {
    "hello": "JSON is malformed",
    "{": "Input data was truncated",
    "null": "Expected `object`",
    "[" * 1_000_000: "Expected `object`",
    '{"x":' + "[" * 100_000: "recursion",
    "7" * 8_000_001: "that line is longer than 8,000,000 characters",
    '{"command":"sing"}': "Invalid value 'sing'",
    '{"command":"scores"}': "missing required field `scores`",
    '{"command":"scores","scores":{"0":"three"}}': "Expected `float`",
    '{"command":"scores","scores":{"0":NaN}}': "JSON is malformed",
    '{"command":"scores","scores":{"0":1e999}}': "out of range",
    '{"command":"scores","scores":{"0":1e7}}': "a score is a number between",
    '{"command":"scores","scores":{"4":1}}': "there is no token 4: the tokens are 0 to 3",
    '{"command":"scores","scores":{"-1":1}}': "there is no token -1",
    '{"command":"scores","scores":{"0":1},"by":"me"}': "unknown field `by`",
    '{"command":"chips","chips":{"0":60,"1":60}}': "more than 99 chips",
    '{"command":"chips","chips":{"0":1' + "0" * 400 + "}}": "whole numbers from 0 to 100",
    '{"command":"guess","token":1,"sure":100}': "how sure is a number from 1 to 99",
    '{"command":"preview","answer":{"command":"next"}}': "Invalid value 'next'",
    '{"command":"preview","answer":{"command":"guess","token":9,"sure":50}}': "there is no token 9",
    '{"command":"next"}': "answer first",
    '{"command":"begin"}': "the session has begun already",
    "\ud800": "surrogates not allowed",
}


def events_of(received: list[str], kind: str) -> list[dict[str, Any]]:
    return [event for event in map(json.loads, received) if event["event"] == kind]


def test_the_figures_of_the_story(fresh: MakeCampaign) -> None:
    received = jsonl_of(fresh(), SENT)
    first, second = events_of(received, "adjusted")
    assert [round(option["surprise"], 3) for option in first["options"]] == [3.072, 5.072, 0.072, 4.072]
    assert [round(event["surprise"], 3) for event in events_of(received, "revealed")] == [5.072, 3.139]
    assert events_of(received, "session_ended")[0]["won"]
    assert second["item"] == 2


def test_events_are_those_of_the_records_and_nothing_stands_before_them(fresh: MakeCampaign) -> None:
    campaign = fresh()
    received = jsonl_of(campaign, [ANSWER, NEXT, ANSWER, NEXT])
    assert [msgspec.json.decode(line, type=AnyReply) for line in received] == campaign.records.events(1)
    assert received[0].startswith('{"event":"session_started","level":"00-tutorial"')


@pytest.mark.parametrize("line", BAD_LINES, ids=lambda line: line[:24].encode("unicode_escape").decode())
def test_a_bad_line_is_an_error_that_changes_nothing(fresh: MakeCampaign, line: str) -> None:
    good = jsonl_of(fresh(), [ANSWER, NEXT])
    received = jsonl_of(fresh(), [line, ANSWER, NEXT])
    (error,) = events_of(received, "error")
    assert BAD_LINES[line] in error["message"]
    assert error["fatal"] is False
    assert [each for each in received if json.loads(each) != error] == good


def test_the_longest_line_is_read(fresh: MakeCampaign) -> None:
    padded = ANSWER + " " * (LONGEST_LINE - len(ANSWER))
    assert events_of(jsonl_of(fresh(), [padded]), "revealed")


def test_queries_are_answered_and_not_kept(fresh: MakeCampaign) -> None:
    campaign = fresh()
    queries = [
        '{"command":"find","text":"fer"}',
        '{"command":"vocabulary"}',
        '{"command":"preview","answer":{"command":"guess","token":7,"sure":60}}',
    ]
    received = jsonl_of(campaign, ["", *queries, " "], level="1")
    found, listed, previewed = map(json.loads, received[-3:])
    assert [token["text"] for token in found["tokens"]] == [" ferry"]
    assert [token["id"] for token in listed["tokens"]] == list(range(300))
    assert previewed["options"][0]["id"] == 7
    assert previewed["options"][0]["p"] > 0.6
    assert sum(option["p"] for option in previewed["options"]) + previewed["others_p"] == pytest.approx(1.0)
    assert len(previewed["options"]) + previewed["others"] == 300
    assert len(campaign.records.events(1)) == len(received) - 3


def test_the_rivals_answer_is_the_one_it_sealed(fresh: MakeCampaign) -> None:
    sent = ['{"command":"rival"}', '{"command":"scores","scores":{}}', '{"command":"rival"}']
    received = [json.loads(line) for line in jsonl_of(fresh(), sent, level="1")]
    (locked,) = [line for line in received if line["event"] == "rival_locked"]
    (early,) = [line for line in received if line["event"] == "error"]
    assert "not shown before yours" in early["message"]
    log_probs = received[-1]["log_probs"]
    assert len(log_probs) == 300
    (told,) = [line for line in received if line["event"] == "revealed"]
    sealed = bytes.fromhex(told["nonce"]) + struct.pack("<300d", *log_probs)
    assert hashlib.sha256(sealed).hexdigest() == locked["seal"]


def test_a_session_gone_on_with_sends_the_same_events(fresh: MakeCampaign) -> None:
    sent = [ANSWER, NEXT, '{"command":"hint"}', ANSWER, NEXT]
    whole = jsonl_of(fresh(), sent)
    for read in range(len(sent)):
        campaign = fresh()
        jsonl_of(campaign, sent[:read])
        assert jsonl_of(campaign, sent[read:], level=None, resume=True) == whole


def test_a_session_killed_before_its_first_events_begins_when_it_is_gone_on_with(fresh: MakeCampaign) -> None:
    campaign = fresh()
    whole = jsonl_of(campaign, [])
    campaign.records._db.execute("DELETE FROM event")
    campaign.records._db.execute("DELETE FROM command")
    assert jsonl_of(campaign, [], resume=True) == whole


def test_without_resume_or_for_another_level_a_new_session_starts(fresh: MakeCampaign) -> None:
    campaign = fresh()
    jsonl_of(campaign, [ANSWER])
    assert not events_of(jsonl_of(campaign, []), "revealed")
    jsonl_of(campaign, [ANSWER])
    other = jsonl_of(campaign, [], level="1", resume=True)
    assert json.loads(other[0])["level"] == "01-practice"
    assert not events_of(other, "revealed")


def test_without_a_level_the_first_that_is_not_won_starts(fresh: MakeCampaign) -> None:
    campaign = fresh()
    assert json.loads(jsonl_of(campaign, [ANSWER, NEXT, ANSWER, NEXT], level=None)[0])["level"] == "00-tutorial"
    assert json.loads(jsonl_of(campaign, [], level=None)[0])["level"] == "01-practice"


def test_a_level_that_cannot_be_opened_is_a_fatal_error(fresh: MakeCampaign) -> None:
    out = io.StringIO()
    with pytest.raises(BadInput, match="there is no such level"):
        play_jsonl(fresh(), "nowhere", io.StringIO(), out)
    error = json.loads(out.getvalue())
    assert (error["event"], error["fatal"]) == ("error", True)


def test_nothing_before_the_reveal_depends_on_what_is_hidden(fresh: MakeCampaign) -> None:
    before = jsonl_of(fresh(), [], level="1")
    assert not {"revealed", "adjusted", "session_ended"} & {json.loads(line)["event"] for line in before}


def test_a_pipe_may_close_at_any_write(fresh: MakeCampaign) -> None:
    typed = "".join(f"{line}\n" for line in SENT)
    full = Leaving(10_000)
    play_jsonl(fresh(), "tutorial", io.StringIO(typed), full)
    for writes in range(10_000 - full.left):
        out = Leaving(writes)
        assert play_jsonl(fresh(), "tutorial", io.StringIO(typed), out) == 0
        assert full.getvalue().startswith(out.getvalue())


def test_ctrl_c_ends_with_130(fresh: MakeCampaign) -> None:
    assert play_jsonl(fresh(), "tutorial", Interrupting(f"{ANSWER}\n"), io.StringIO()) == INTERRUPTED


def test_what_does_not_print_is_escaped_and_reads_back_the_same() -> None:
    event = Said("voice", "\x1b[2J\x7f\x9b\u202e ·é 𝄞")
    for utf8 in (True, False):
        line = encode_line(event, utf8)
        assert line.isprintable()
        assert msgspec.json.decode(line, type=AnyReply) == event
    assert encode_line(event, utf8=False).isascii()
    assert encode_line(Found("é", ())) == msgspec.json.encode(Found("é", ())).decode()


def test_each_line_is_flushed_before_the_next_is_read(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tokenroom", "play", "tutorial", "--jsonl", "--seed", "0", "--pace", "story"]
    env = {**os.environ, "TOKENROOM_HOME": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    expected = iter(jsonl_transcript().splitlines())
    with subprocess.Popen(command, env=env, encoding="utf-8", bufsize=1, **pipes) as game:  # type: ignore[call-overload]
        for line in expected:
            if line.startswith("> "):
                game.stdin.write(f"{line[2:]}\n")
            else:
                assert game.stdout.readline() == f"{line}\n"
        assert game.stdout.read() == game.stderr.read() == ""
    assert game.returncode == 0
