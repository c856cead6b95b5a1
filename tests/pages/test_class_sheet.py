"""The lesson on paper: figures that one can compute by hand, nothing that tells too early, the key at the very end."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import PAGE, STORY
from tests.pages.test_report_page import read
from tokenroom.classroom import paper as paper_module
from tokenroom.classroom.paper import paper_of
from tokenroom.errors import BadInput
from tokenroom.game.commands import AnswerScores, Begin, Next
from tokenroom.game.level import find_level, load_level
from tokenroom.game.mechanics import new_session
from tokenroom.game.predict import PredictSession
from tokenroom.pages.class_sheet import class_sheet
from tokenroom.rivals.field import Field
from tokenroom.scoring import cross_entropy


def small_level(tmp_path: Path):  # type: ignore[no-untyped-def]
    folder = tmp_path / "02-small-page"
    folder.mkdir()
    (folder / "level.toml").write_text(PAGE)
    (folder / "story.md").write_text(STORY)
    return load_level(folder)


def test_the_tutorial_on_paper_has_the_storys_figures(field: Field) -> None:
    paper = paper_of(load_level(find_level("0")), 8, 1, lambda _: field)
    assert [(item.text, item.came_before, item.came) for item in paper.items] == [("3", "", "2"), ("", "2", "1")]
    assert all(item.is_even and item.rest == 0.0 and item.beyond is None for item in paper.items)
    assert paper.items[0].costs["uniform"] == pytest.approx(math.log(4))


def test_shares_and_what_lies_beyond_them_are_those_of_the_game(
    tmp_path: Path, field: Field, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper_module, "OFFERED", 2)  # or hardly a token of a small corpus is not listed
    level, tried = small_level(tmp_path), 0
    for seed in range(4):
        paper = paper_of(level, 5, seed, lambda _: field)
        session = new_session(level, seed, 0.0, lambda _: field)
        assert isinstance(session, PredictSession)
        session.apply(Begin())
        assert len(paper.items) == 5
        for item in paper.items:
            assert len(item.offered) == 2
            assert item.rest + sum(option.share for option in item.offered) == pytest.approx(1.0)
            likeliest = int(np.argmax(session.instinct))
            weights = [item.offered[0].share * math.exp(1.5), *(option.share for option in item.offered[1:]), item.rest]
            rest = item.rest / sum(weights)  # as it is reckoned on paper
            _, position = session.setup.places[item.number - 1]
            token = session.part.passage.ids[position]
            logits = session.instinct.copy()
            logits[likeliest] += 1.5
            if item.beyond is not None:
                tried += 1
                assert cross_entropy(logits, token) == pytest.approx(-math.log(rest) + item.beyond, abs=1e-9)
            session.apply(AnswerScores({}))
            session.apply(Next())
    assert tried > 3


def test_no_item_tells_what_comes_there(tmp_path: Path, field: Field) -> None:
    paper = paper_of(small_level(tmp_path), 5, 3, lambda _: field)
    page = class_sheet("A lesson", [paper])
    sheets, _, key = page.partition("key-page")
    text = read(sheets).text
    for item in paper.items[:-1]:
        before = text.partition(f"Item {item.number + 1}")[0]
        here = before.partition(f"Item {item.number}")[2]
        assert "not listed" not in here
        assert f"← {item.came}" not in here
    assert key
    assert "section" not in read("<p" + key).tags  # nothing stands behind the key
    assert all(f"{item.costs['step-1000']:.2f}" in read(key).text for item in paper.items)


def test_the_tables_are_right(tmp_path: Path, field: Field) -> None:
    text = read(class_sheet("A lesson", [paper_of(small_level(tmp_path), 1, 3, lambda _: field)])).text
    for figure in ("20.1", "2.72", "403", "4.61", "0.69", "2.30"):  # e³, e, e⁶, -ln 1 %, -ln 50 %, -ln 10 %
        assert figure in text


def test_it_needs_nothing_from_elsewhere(tmp_path: Path, field: Field) -> None:
    page = class_sheet("<b>\x1b[2J", [paper_of(small_level(tmp_path), 2, 3, lambda _: field)])
    found = read(page)
    assert not {"script", "link", "img", "b>"} & set(found.tags)
    assert not [name for name, _ in found.attributes if name in {"src", "href"} or name.startswith("on")]
    assert "\x1b" not in found.text


def test_the_same_seed_gives_the_same_sheet(tmp_path: Path, field: Field) -> None:
    level = small_level(tmp_path)
    assert paper_of(level, 5, 3, lambda _: field) == paper_of(level, 5, 3, lambda _: field)
    assert paper_of(level, 5, 3, lambda _: field) != paper_of(level, 5, 4, lambda _: field)


def test_votes_are_not_for_paper(field: Field) -> None:
    with pytest.raises(BadInput, match="cannot be played on paper"):
        paper_of(load_level(find_level("7")), 2, 1, lambda _: field)
