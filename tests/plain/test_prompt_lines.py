"""Contexts in lines and over JSONL, whole sessions at a time."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.plain.conftest import jsonl_of, lines_of
from tests.prompting import WIN, ask_folder, asked_field
from tokenroom.game.campaign import Campaign
from tokenroom.game.records import Records

FIELD = asked_field()
MakeCampaign = Callable[[], Campaign]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeCampaign]:
    ask_folder(tmp_path / "content" / "levels")
    monkeypatch.setenv("TOKENROOM_HOME", str(tmp_path / "home"))
    for module in ("level", "campaign"):
        monkeypatch.setattr(f"tokenroom.game.{module}.content_root", lambda: tmp_path / "content")
    opened: list[Records] = []

    def fresh() -> Campaign:
        opened.append(Records(Path(":memory:"), now=lambda: ""))
        return Campaign(opened[-1], lambda _: FIELD, new_seed=lambda: 1, seconds_per_nat=1.0)

    yield fresh
    for records in opened:
        records.close()


def test_a_win_from_beginning_to_end(make: MakeCampaign) -> None:
    told = lines_of(make(), ["", WIN, "try", "done", "no"], "ask")
    assert "Ask: 3 contexts to try, on 3 questions that you do not see." in " ".join(told.split())
    assert "[red]This is not markup.[/red]" in told
    assert "The model, asked alone, by chance:" in told
    assert "Try 1." in told
    assert "The goal is reached. 2 tries left." in told
    assert "your best <: " in told
    assert "When does the ferry leave? The ferry leaves at four." in " ".join(told.split())
    assert "Goal reached" in told
    assert all(len(line) <= 78 for line in told.splitlines())


def test_a_context_of_several_lines_is_tried_whole(make: MakeCampaign) -> None:
    typed = ["", "Q: {question}", "", "A:", "show", "undo", "undo", "A:", "tokens", "try", "done", "no"]
    told = lines_of(make(), typed, "ask")
    assert "3: A:" in told
    assert "{question}⏎ A:" in told.partition("The contexts")[2]
    assert "Q" in told.partition("tokens, and there is room for 40:")[2]


def test_what_was_typed_and_not_tried_is_not_lost_without_a_word(make: MakeCampaign) -> None:
    told = lines_of(make(), ["?", "", WIN, "done", "try", "done", "no"], "ask")
    assert told.index("A context is not training") < told.index("The model, asked alone")
    assert told.count("What you have typed was not tried") == 1
    assert "Goal reached" in told
    told = lines_of(make(), ["", WIN, "done", "done", "no"], "ask")
    assert told.index("What you have typed was not tried") < told.index("Goal not reached")


def test_words_of_ours_are_text_behind_a_space(make: MakeCampaign) -> None:
    told = lines_of(make(), ["", " try", "{question}", "show", "try", "done", "no"], "ask")
    assert "1:  try" in told
    assert "Try 1." in told


def test_the_question_alone_is_tried_where_nothing_is_written_and_loses(make: MakeCampaign) -> None:
    told = lines_of(make(), ["", "try", "done", "no"], "ask")
    assert "As before." in told
    assert "Goal not reached" in told


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (["hello", "try", "new"], "The model would never see the question"),
        (["?"], "A context is not training"),
        (["hint"], "Hint: Give an example. (1 left)"),
        (["hint", "hint", "hint"], "There are no more hints."),
        (["show"], "Nothing is written yet."),
        (["undo"], "Nothing is written yet."),
        (["the lamp had been lit. " * 20, "{question}", "tokens", "new"], "the model never sees the first"),
        (["x" * 3000, "y" * 3000, "new"], "That is too long: a context has at most 4,000 characters."),
        (["\x1b[2J\u202e", "show", "new"], "\\x1b[2J\\u202e"),
    ],
)
def test_other_lines_are_answered_and_change_nothing(make: MakeCampaign, typed: list[str], answer: str) -> None:
    told = lines_of(make(), ["", *typed, WIN, "try", "done", "no"], "ask")
    assert answer in " ".join(told.split())
    assert "Goal reached" in told


def test_what_is_lost_is_told(make: MakeCampaign) -> None:
    told = lines_of(make(), ["", "the lamp had been lit. " * 20, "{question}", "try", "done", "no"], "ask")
    assert "The context was too long: the first" in told


def test_a_session_is_gone_on_with(make: MakeCampaign) -> None:
    campaign = make()
    lines_of(campaign, ["", WIN, "try"], "ask")
    told = lines_of(campaign, ["yes", "show", "done", "no"], None)
    assert "You go on with: Ask." in told
    assert "Try 1." in told
    assert f"1: {WIN}" in told
    assert "Goal reached" in told


def test_a_program_plays_to_the_end(make: MakeCampaign) -> None:
    sent = ['{"command":"next"}', json.dumps({"command": "try_context", "context": WIN}), '{"command":"next"}']
    told = [json.loads(line) for line in jsonl_of(make(), sent, "ask")]
    kinds = [line["event"] for line in told]
    assert kinds[0] == "prompt_started"
    assert kinds.count("context_tried") == 2
    assert kinds.index("hidden_opened") < kinds.index("session_ended") == len(kinds) - 1
    assert told[-1]["won"]
    assert told[-1]["result"]["unit"] == "nats a token"


def test_what_was_won_is_known_afterwards(make: MakeCampaign) -> None:
    campaign = make()
    lines_of(campaign, ["", WIN, "try", "done", "no"], "ask")
    ((started, ended, _),) = campaign.records.ended_sessions()
    assert (started.level, started.title, ended.won) == ("11-ask", "Ask", True)
    (standing,) = (each for each in campaign.levels() if each.name == "11-ask")
    assert (standing.won, standing.unit) == (True, "nats a token")
    assert [entry.title for entry in campaign.journal()] == ["Ask"]


def test_a_programs_mistakes_are_told_and_change_nothing(make: MakeCampaign) -> None:
    sent = [
        '{"command":"try_context","context":"{question}"}',
        '{"command":"next"}',
        '{"command":"try_context"}',
        '{"command":"try_context","context":7}',
        '{"command":"try_context","context":"nothing"}',
        '{"command":"try_context","context":"{question}%s"}' % ("x" * 5000),
        '{"command":"scores","scores":{}}',
        '{"command":"try_context","context":"{question}"}',
    ]
    told = [json.loads(line)["event"] for line in jsonl_of(make(), sent, "ask")]
    assert told.count("error") == 6
    assert told.count("context_tried") == 2


ANY = st.text(st.characters(), max_size=40)
PARTS = st.sampled_from(
    ["{question}", "try", "show", "tokens", "hint", "?", "new", "undo", "\\", "\x1b[2J", "<|im_end|>"]
)
LINES = st.lists(ANY | PARTS | st.builds(" ".join, st.lists(PARTS, max_size=4)), max_size=6)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES)
def test_whatever_is_typed_only_printable_text_comes_out(make: MakeCampaign, typed: list[str]) -> None:
    told = lines_of(make(), ["", *(line.replace("\n", " ") for line in typed)], "ask")
    assert all(c.isprintable() or unicodedata.category(c) == "Zs" for line in told.splitlines() for c in line)
