"""The journal: sentences with figures in them, which a level from a stranger cannot turn into anything else."""

from __future__ import annotations

import doctest
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PAGE, STORY
from tokenroom.errors import BadInput
from tokenroom.game import journal
from tokenroom.game.campaign import Campaign
from tokenroom.game.commands import AnswerScores, Next
from tokenroom.game.compare import Item, compare
from tokenroom.game.journal import NAMES, Ended, JournalEntry, TemplateError, fill, journal_entries
from tokenroom.game.level import load_level


def ended(level: str, at: str, yours: float, rival: str | None = None) -> Ended:
    surprises = {"you": yours, "uniform": 8.0, "step-1000": 4.0}
    return Ended(level, at, compare([Item("a", 1, surprises, ())] * 3), rival)


def test_examples_in_docstrings() -> None:
    assert doctest.testmod(journal).failed == 0


def test_every_name_stands_for_its_figure() -> None:
    template = " ".join(f"{{{name}}}" for name in NAMES)
    figures = {name: n + 0.126 for n, name in enumerate(NAMES)}
    assert fill(template, figures) == "0.13 1.13 2.13 3.13 4.13 5.13 6.13 7"


@pytest.mark.parametrize(
    "template",
    [
        "{you.__class__}",
        "{you!r}",
        "{you:>1000000000}",
        "{0}",
        "{}",
        "{ you }",
        "{you",
        "you}",
        "{{you}}",
        "{\x1b[2J}",
        "{" + "x" * 100_000 + "}",
    ],
)
def test_nothing_else_in_braces_means_anything(template: str) -> None:
    with pytest.raises(TemplateError) as error:
        fill(template, {"you": 1.0})
    assert len(str(error.value)) < 200


@given(st.text(), st.floats(0, 100))
def test_text_without_braces_is_left_alone(text: str, figure: float) -> None:
    plain = text.replace("{", "").replace("}", "")
    assert fill(plain, {}) == plain
    assert fill(plain + "{you}", {"you": figure}) == f"{plain}{figure:.2f}"


def test_a_figure_that_is_not_there_is_refused() -> None:
    with pytest.raises(TemplateError, match="no figure for 'rival'"):
        fill("{rival}", {"you": 1.0})


def test_each_level_has_one_entry_the_last_played_last() -> None:
    templates = {"a": ("Level A", "You {you}, best {best}, chance {chance}."), "b": ("B", "Rival {rival}, {items}.")}
    sessions = [
        ended("a", "2026-11-20T10:00:00Z", 2.0),
        ended("b", "2026-11-21T10:00:00Z", 5.0, "step-1000"),
        ended("c", "2026-11-21T11:00:00Z", 5.0),
        ended("a", "2026-11-22T10:00:00Z", 3.0),
    ]
    assert journal_entries(sessions, templates) == (
        JournalEntry("b", "B", "2026-11-21", "Rival 4.00, 3."),
        JournalEntry("a", "Level A", "2026-11-22", "You 3.00, best 2.00, chance 8.00."),
    )


def test_what_a_kind_of_level_measures_besides_can_be_told() -> None:
    session = msgspec.structs.replace(ended("a", "2026-11-20", 2.0), measured={"optimum": 1.792, "you": 99.0})
    (entry,) = journal_entries([session], {"a": ("A", "{optimum} {you}")})
    assert entry.text == "1.79 2.00"


def test_a_level_whose_figure_is_missing_is_left_out() -> None:
    assert journal_entries([ended("b", "2026-11-21", 5.0)], {"b": ("B", "{rival}"), "a": ("A", "{you}")}) == ()


def test_a_level_that_asks_for_what_is_no_figure_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text(STORY)
    (tmp_path / "level.toml").write_text(PAGE.replace("hints", 'journal = "{you.real}"\nhints'))
    with pytest.raises(BadInput, match=r"level\.toml: journal: 'you\.real' is no figure"):
        load_level(tmp_path)


def test_what_was_played_comes_from_the_records(
    campaign: Campaign, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "content" / "levels" / "02-page"
    folder.mkdir(parents=True)
    text = 'journal = "You paid {you} for {items} tokens, the rival {rival}, chance {chance}."\nhints'
    (folder / "level.toml").write_text(PAGE.replace("hints", text))
    (folder / "story.md").write_text(STORY)
    for module in ("level", "campaign"):
        monkeypatch.setattr(f"tokenroom.game.{module}.content_root", lambda: tmp_path / "content")
    assert campaign.journal() == ()
    session, _ = campaign.start("02-page")
    for _ in range(5):
        session.apply(AnswerScores({}))
        assert campaign.journal() == ()
        session.apply(Next())
    (entry,) = campaign.journal()
    assert (entry.level, entry.title, entry.when) == ("02-page", "A small page", "2026-11-22")
    means = {s.player: s.mean for s in campaign.report().standings}
    assert entry.text == (
        f"You paid {means['you']:.2f} for 5 tokens, the rival {means['step-1000']:.2f}, chance {means['uniform']:.2f}."
    )
