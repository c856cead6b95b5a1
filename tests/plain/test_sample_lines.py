"""Sampling in lines and over JSONL, whole sessions at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.plain.conftest import jsonl_of, lines_of
from tests.sampling import FIELD, FRAGMENTS, sample_folder
from tokenroom.game.campaign import Campaign
from tokenroom.game.records import Records

MakeCampaign = Callable[[], Campaign]
TAKEN = ['" quay"', "chance 2", "next"]
FORESEEN = "ferry 62, quay 31"


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeCampaign]:
    sample_folder(tmp_path / "content" / "levels")
    sample_folder(tmp_path / "content" / "levels", FRAGMENTS, "10-fragments")
    monkeypatch.setenv("TOKENROOM_HOME", str(tmp_path / "home"))
    for module in ("level", "campaign"):
        monkeypatch.setattr(f"tokenroom.game.{module}.content_root", lambda: tmp_path / "content")
    opened: list[Records] = []

    def fresh() -> Campaign:
        opened.append(Records(Path(":memory:"), now=lambda: ""))
        return Campaign(opened[-1], lambda _: FIELD, new_seed=lambda: 1, seconds_per_nat=1.0, all_open=True)

    yield fresh
    for records in opened:
        records.close()


def test_a_win_from_beginning_to_end(make: MakeCampaign) -> None:
    told = lines_of(make(), [*TAKEN, FORESEEN, "no"], "hand")
    assert "By hand: 2 rounds" in told
    assert "[red]This is not markup.[/red]" in told
    assert "·quay (31 %, yours)" in told
    assert "60 draws:" in told
    assert "·ferry has 65 %: it came" in told
    assert "Goal reached" in told
    assert "For your journal: 60 cost" in told
    assert all(len(line) <= 78 for line in told.splitlines())


def test_saying_nothing_loses(make: MakeCampaign) -> None:
    told = lines_of(make(), ["", "", "", "next", "", "no"], "hand")
    assert told.count("the likeliest)") == 3
    assert "Goal not reached" in told


def test_the_tree_is_walked_in_lines(make: MakeCampaign) -> None:
    typed = ["quay", ".", "back 2", "dog", "tree", "branch 1", "start", "ferry", "back", "tree"]
    told = lines_of(make(), typed, "hand")
    first, second = (part.split("token>")[0] for part in told.split("The tree:")[1:])
    assert [line.strip() for line in first.splitlines() if line.strip()] == ["1    quay.", "2 >  dog"]
    assert "3    ferry" in second
    assert ">" not in second
    assert "Another way." in told


def test_the_circle_is_told(make: MakeCampaign) -> None:
    told = lines_of(make(), ["top 20"], "hand")
    assert "It repeats itself:" in told
    assert "Round and round." in told


def test_knobs_are_turned_by_their_names(make: MakeCampaign) -> None:
    told = lines_of(make(), ["temperature 0.5", "top-k 2", "top-p 0.5", "top-k all", "temperature 0"], "hand")
    for words in (
        "temperature 0.5, top-k all, top-p all",
        "2 tokens can be drawn; temperature 0.5, top-k 2, top-p all",
        "1 token can be drawn; temperature 0.5, top-k 2, top-p 0.5",
        "temperature 0.5, top-k all, top-p 0.5",
        "temperature 0, top-k all, top-p 0.5",
    ):
        assert words in told


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("zzzz", "No token is called 'zzzz'"),
        ('"zzzz"', 'No token is exactly "zzzz"'),
        ("#999", "There is no #999"),
        ("0", "There is no #0"),
        ("top 99", "Take from 1 to 20 tokens at a time"),
        ("top x", "'x' is no count"),
        ("chance 0", "'0' is no count"),
        ("branch", "'' is no count"),
        ("branch 4", "The tree has 0 lines"),
        ("next", "Take 3 more tokens first"),
        ("temperature x", "'x' is no number"),
        ("temperature all", "The temperature is a number"),
        ("temperature 9", "The temperature is a number from 0 to 5"),
        ("top-k 1.5", "Top-k is a whole number"),
        ("top-p 2", "above 0 and at most 1"),
        ("top-k 99999999999", "'99999999999' is no number"),
        ("\x1b[2J", "No token is called '\\x1b[2J'"),
        ("<|im_end|>" * 3, "No token is called"),
        ("x" * 5000, "longer than 4,096 characters"),
        ("find qua", "Tokens that begin with 'qua'"),
        ("find zzz", "No token begins with 'zzz'"),
        ("find", "Find what?"),
        ("?", "You can also type"),
        ("hint", "Hint: Look at the bars. (1 left)"),
        ("text", "The lamp on the"),
        ("list", "What may come next"),
        ("tree", "Nothing has grown yet"),
    ],
)
def test_other_lines_are_answered_and_change_nothing(make: MakeCampaign, typed: str, answer: str) -> None:
    told = lines_of(make(), [typed, *TAKEN, FORESEEN, "no"], "hand")
    assert answer in " ".join(told.split())
    assert "Goal reached" in told


def test_a_text_of_ones_own(make: MakeCampaign) -> None:
    typed = ["", "all", "try quay 50", "quay 99", "text", "find dog", "hint", "?", "#2 0", ", 99", ". 99", "no"]
    told = lines_of(make(), typed, "fragments")
    assert "4 tokens go in, one comes out:" in told
    assert "That would mean:" in told
    assert "Drawn: ·quay; it cost you 0.01 nats and the model 1.17." in told
    assert "The model said:" in told
    assert "You would have said: quay" in told
    assert "Goal" in told
    assert all(len(line) <= 78 for line in told.splitlines())


def test_a_session_is_gone_on_with(make: MakeCampaign) -> None:
    campaign = make()
    lines_of(campaign, TAKEN[:2], "hand")
    told = lines_of(campaign, ["yes", "tree", "next", FORESEEN, "no"], None)
    assert "You go on with: By hand." in told
    assert "quay" in told.partition("The tree:")[2]
    assert "Goal reached" in told


def test_a_program_plays_to_the_end(make: MakeCampaign) -> None:
    sent = [
        '{"command":"turn_knobs","temperature":0.5}',
        '{"command":"let_chance","times":3}',
        '{"command":"go_to","node":0}',
        '{"command":"take_top"}',
        '{"command":"take_token","token":300}',
        '{"command":"next"}',
        '{"command":"vocabulary"}',
        '{"command":"preview","answer":{"command":"chips","chips":{"0":40}}}',
        '{"command":"rival"}',
        '{"command":"chips","chips":{"0":40}}',
        '{"command":"next"}',
    ]
    told = [json.loads(line) for line in jsonl_of(make(), sent, "hand")]
    kinds = [line["event"] for line in told]
    assert kinds[0] == "sample_started"
    assert kinds.count("branch_grew") == 4
    assert kinds.count("error") == 2  # no such token, and nobody to ask
    listed = told[kinds.index("vocabulary_listed")]
    assert [token["text"] for token in listed["tokens"]][-1] == "any other token"
    assert "previewed" in kinds
    assert told[kinds.index("drawn")]["uniform"] == pytest.approx(1.609, abs=1e-3)
    assert kinds[-1] == "session_ended"
    assert told[-1]["result"]["unit"] == "nats a draw"


def test_a_programs_mistakes_are_told_and_change_nothing(make: MakeCampaign) -> None:
    sent = [
        '{"command":"take_token"}',
        '{"command":"take_token","token":1e99}',
        '{"command":"turn_knobs","temperature":"hot"}',
        '{"command":"turn_knobs","temperature":NaN}',
        '{"command":"go_to","node":7}',
        '{"command":"scores","scores":{}}',
        '{"command":"take_top","times":1}',
    ]
    told = [json.loads(line)["event"] for line in jsonl_of(make(), sent, "hand")]
    assert told.count("error") == 6
    assert told.count("branch_grew") == 1


ANY = st.text(st.characters(), max_size=40)
PARTS = st.sampled_from(
    [
        "",
        "quay",
        "#1",
        "7",
        "top",
        "chance",
        "back",
        "tree",
        "branch",
        "next",
        "all",
        "top-k",
        "temperature",
        "0.5",
        '"',
        "\x1b",
    ]
)
LINES = st.lists(ANY | st.builds(" ".join, st.lists(PARTS, max_size=4)), max_size=8)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES, st.sampled_from(["hand", "fragments"]))
def test_whatever_is_typed_only_printable_text_comes_out(make: MakeCampaign, typed: list[str], level: str) -> None:
    told = lines_of(make(), [line.replace("\n", " ") for line in typed], level)
    assert all(line.isprintable() for line in told.splitlines())
