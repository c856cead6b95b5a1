"""Merges in lines and over JSONL, whole sessions at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.glue import FIELD, glue_folder
from tests.plain.conftest import jsonl_of, lines_of
from tokenroom.game.campaign import Campaign
from tokenroom.game.records import Records

WIN = ["h e", "· t", '" t" he']
MakeCampaign = Callable[[], Campaign]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeCampaign]:
    glue_folder(tmp_path / "content" / "levels")
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
    told = lines_of(make(), [*WIN, "no"], "glue")
    assert "Glue: 3 pairs to merge" in told
    assert "[red]This is not markup.[/red]" in told
    assert "h+e stood there" in told
    assert "[·the]" in told
    assert "You made: he, ·t, ·the" in told
    assert "Goal reached" in told
    assert all(len(line) <= 78 for line in told.splitlines())


def test_passing_every_pick_loses(make: MakeCampaign) -> None:
    told = lines_of(make(), ["pass", "pass", "pass", "no"], "glue")
    assert told.count("You let this one pass") == 3
    assert "Goal not reached" in told


def test_a_number_picks_from_the_list(make: MakeCampaign) -> None:
    told = lines_of(make(), ["#1", "2"], "glue")
    assert told.count("stood there") == 2


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("", "Type two symbols"),
        ("0", "There is no pair 0"),
        ("#99", "There is no pair 99"),
        ("he l", "There is no symbol 'he'"),
        ("h h", "do not stand beside each other"),
        ("h e y", "Type two symbols"),
        ("\x1b[2J t", "There is no symbol '\\x1b[2J'"),
        ('"\\ud800" t', "There is no symbol"),
        ("h" * 4000, "Type two symbols"),
        ("h e " * 2000, "longer than 4,096 characters"),
        ("?", "You can also type"),
        ("hint", "Hint: Look for the. (1 left)"),
        ("pairs", "Some of the pairs"),
        ("text", "The harbour master"),
    ],
)
def test_other_lines_are_answered_and_change_nothing(make: MakeCampaign, typed: str, answer: str) -> None:
    told = lines_of(make(), [typed, *WIN, "no"], "glue")
    assert answer in " ".join(told.split())
    assert "Goal reached" in told


def test_a_session_is_gone_on_with(make: MakeCampaign) -> None:
    campaign = make()
    lines_of(campaign, WIN[:2], "glue")
    told = lines_of(campaign, ["yes", WIN[2], "no"], None)
    assert "You go on with: Glue." in told
    assert "Pick 3 of 3." in told
    assert "[·t]" in told.partition("Pick 3 of 3.")[0]
    assert "Goal reached" in told


def test_a_program_plays_to_the_end(make: MakeCampaign) -> None:
    pick = '{"command":"merge_pick","left":%d,"right":%d}'
    following = '{"command":"next"}'
    sent = [pick % (104, 101), following, pick % (32, 116), following, pick % (257, 256), following]
    told = [json.loads(line) for line in jsonl_of(make(), sent, "glue")]
    kinds = [line["event"] for line in told]
    assert kinds[0] == "merge_started"
    assert kinds.count("merge_asked") == kinds.count("merge_picked") == 3
    assert kinds[-1] == "session_ended"
    assert told[-1]["result"]["unit"] == "tokens a byte"
    assert told[kinds.index("merge_scored")]["yours"] == ["he", " t", " the"]


def test_a_programs_mistakes_are_told_and_change_nothing(make: MakeCampaign) -> None:
    sent = [
        '{"command":"merge_pick","left":104}',
        '{"command":"merge_pick","left":104,"right":999}',
        '{"command":"merge_pick","left":1e99,"right":1}',
        '{"command":"scores","scores":{}}',
        '{"command":"vocabulary"}',
        '{"command":"merge_pick","left":104,"right":101}',
    ]
    told = [json.loads(line)["event"] for line in jsonl_of(make(), sent, "glue")]
    assert told.count("error") == 5
    assert told.count("merge_picked") == 1


ANY = st.text(st.characters(), max_size=40)
PARTS = st.sampled_from(
    ["h", "e", "·", "_", "space", '"', '" t"', "#1", "7", "hint", "?", "text", "pass", "\\", "\x1b[2J"]
)
LINES = st.lists(ANY | st.builds(" ".join, st.lists(PARTS, max_size=4)), max_size=5)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES)
def test_whatever_is_typed_only_printable_text_comes_out(make: MakeCampaign, typed: list[str]) -> None:
    told = lines_of(make(), [line.replace("\n", " ") for line in typed], "glue")
    assert all(line.isprintable() for line in told.splitlines())
