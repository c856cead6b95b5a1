"""The journal: sentences with figures in them, which a level from a stranger cannot turn into anything else."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PAGE, STORY
from tokenroom.errors import BadInput
from tokenroom.game import journal
from tokenroom.game.campaign import Campaign
from tokenroom.game.commands import AnswerScores, Next
from tokenroom.game.journal import NAMES, TemplateError, fill
from tokenroom.game.level import load_level


def test_examples_in_docstrings() -> None:
    assert doctest.testmod(journal).failed == 0


def test_every_name_stands_for_its_figure() -> None:
    template = " ".join(f"{{{name}}}" for name in NAMES)
    figures = {name: n + 0.126 for n, name in enumerate(NAMES)}
    whole = {"items", "judge_before", "judge_after"}
    assert fill(template, figures) == " ".join(f"{n}" if name in whole else f"{n}.13" for n, name in enumerate(NAMES))


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


def test_a_level_that_asks_for_what_is_no_figure_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text(STORY + "\n# journal\n\nYou paid {you.real}.\n")
    (tmp_path / "level.toml").write_text(PAGE)
    with pytest.raises(BadInput, match=r"story\.md: journal: 'you\.real' is no figure"):
        load_level(tmp_path)


def test_what_was_played_comes_from_the_records(
    campaign: Campaign, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "content" / "levels" / "02-page"
    folder.mkdir(parents=True)
    text = "You paid {you} for {items} tokens, the rival {rival}, chance {chance}."
    (folder / "level.toml").write_text(PAGE)
    (folder / "story.md").write_text(f"{STORY}\n# journal\n\n{text}\n")
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
