"""The rival's milestones: one for each rung behind a level that is there, and what it said before and after."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import small_field
from tokenroom.errors import BadInput
from tokenroom.game import milestones as module
from tokenroom.game.level import level_names
from tokenroom.game.milestones import PROMPT, Sample, before_and_after, milestone_after, milestones
from tokenroom.rivals.field import Field, open_field


@pytest.fixture(scope="module")
def english() -> Field:
    return open_field("english")


@pytest.fixture(scope="module")
def said(english: Field) -> list[tuple[Sample, ...]]:
    """What all of them say, generated once: it takes seconds."""
    return [before_and_after(milestone, english) for milestone in milestones()]


def test_each_rung_has_one_behind_a_level_of_its_own_in_the_order_of_both(english: Field) -> None:
    passed = milestones()
    assert [m.phrases for m in passed] == [c.phrases for c in english.checkpoints if c.phrases]
    places = [level_names().index(m.after) for m in passed]
    assert places == sorted(set(places))
    assert [milestone_after(m.after) for m in passed] == list(passed)
    assert milestone_after("00-tutorial") is milestone_after("practice@english") is None


def test_before_is_what_the_rung_below_says(said: list[tuple[Sample, ...]]) -> None:
    assert [tuple(s.phrases for s in pair) for pair in said] == [*pairwise([0, *(m.phrases for m in milestones())])]
    for (_, after), (before, _) in pairwise(said):
        assert after == before, "the same words by the same chance"


def test_both_go_on_from_the_same_words_and_do_not_say_the_same(said: list[tuple[Sample, ...]]) -> None:
    for before, after in said:
        assert before.text.startswith(PROMPT)
        assert after.text.startswith(PROMPT)
        assert len(after.text) > len(PROMPT)
        assert before.text != after.text


def test_a_rung_that_is_not_there_says_nothing() -> None:
    field = small_field()
    field.__dict__["checkpoints"] = ()
    assert before_and_after(milestones()[0], field) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("format_version = 1\n", "missing required field `milestones`"),
        ("format_version = 1\n[[milestones]]\nphrases = 0\n", r"milestones\[0\].phrases: expected `int` >= 1"),
        ("format_version = 1\n[[milestones]]\nphrases = 1\nwhen = 2\n", r"milestones\[0\].when: is not a key"),
    ],
)
def test_a_bad_file_is_told_by_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, told: str) -> None:
    (tmp_path / "levels").mkdir()
    (tmp_path / "levels" / "milestones.toml").write_text(text)
    monkeypatch.setattr(module, "content_root", lambda: tmp_path)
    with pytest.raises(BadInput, match=told):
        milestones.__wrapped__()


def test_without_the_file_there_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "content_root", lambda: tmp_path)
    assert milestones.__wrapped__() == ()
