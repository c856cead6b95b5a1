"""The projector on pairs, merges and filters: every stage of them is drawn, fits the screen and can be heard."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests import small_room
from tests.classroom.axe import axe_source, violations
from tests.classroom.browser import Browser, Page, needs_chromium
from tests.classroom.lessons import Lessons
from tests.classroom.served import Served
from tests.classroom.test_votes import CURATE, CURATE_STORY, learn, lessons_on
from tests.game.test_curate import field as curate_field
from tests.glue import FIELD, glue_folder
from tests.small_room import small_trunk, write_level
from tokenroom.classroom.sending import Who
from tokenroom.classroom.to_clients import encode
from tokenroom.game import prefer_setup
from tokenroom.game.curate_commands import SetFilter
from tokenroom.game.merge_commands import PickPair
from tokenroom.game.prefer_commands import ValuePair

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="session")]
_DRAW = """Promise.all([import('/projector/screens.js'), import('/elements.js'), import('/projector/fit.js')])
    .then(([screens, elements, fit]) => { const stage = %s; document.body.dataset.phase = stage.phase;
    const room = { code: 'K7RWX', title: 'Votes', address: 'http://host/', stage, spread: null, names: [],
        count: { stage: 1, answered: 1, present: 3, seats: 3 } };
    elements.put(elements.byId('screen'), screens.screenOf(room).nodes); fit.fitScreen();
    return document.body.innerText; })"""


@pytest.fixture(autouse=True)
def trunk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefer_setup, "chat_trunk", small_trunk)


@pytest_asyncio.fixture(loop_scope="session")
async def wall(browser: Browser, lesson: Served) -> Page:
    """A projector's page without a class, into which stages are drawn."""
    page = await browser.page((1280, 720))
    await page.open(f"{lesson.url}projector")
    await page.sees("Class code")
    return page


async def drawn(page: Page, lessons: Lessons, axe: str) -> str:
    """The words of the stage that the class is at, drawn; it fits and can be heard."""
    stage = encode(lessons.room.lesson.looked_at(lessons.now))
    text = await page.evaluate(_DRAW % stage)
    assert await page.evaluate("document.documentElement.scrollHeight <= innerHeight + 1"), text
    assert await violations(page, axe) == []
    assert "undefined" not in text
    assert "NaN" not in text
    return str(text)


def three(lessons: Lessons) -> Iterator[Who]:
    return (lessons.join(name) for name in ("Ada", "Ben", "Cleo"))


async def test_pairs(wall: Page, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    axe = axe_source(tmp_path_factory.getbasetemp())
    lessons = lessons_on(write_level(tmp_path / "small"), small_room.field)
    ada, ben, cleo = three(lessons)
    lessons.teach()
    assert "Which of two answers is better?" in await drawn(wall, lessons, axe)
    lessons.teach()
    for item in range(3):
        assert "Which answer is better?" in await drawn(wall, lessons, axe)
        for who, values in ((ada, (3.0, 1.0)), (ben, (2.0, 0.0)), (cleo, (0.0, 1.0))):
            lessons.answer(who, ValuePair(*values))
        lessons.reveal()
        text = await drawn(wall, lessons, axe)
        assert "2 to 1." in text
        assert "The reward model learns" in text
        if item:
            told = await wall.evaluate("document.querySelector('.picture').getAttribute('aria-label')")
            assert "reward model: from" in told
        lessons.teach()
    learn(lessons, most=1)
    text = await drawn(wall, lessons, axe)
    assert "A reward model is learning" in text
    assert "after the class's few pairs" in text
    assert await wall.evaluate("document.querySelectorAll('.picture path').length") == 1
    learn(lessons)
    assert "after all pairs" in await drawn(wall, lessons, axe)


async def test_merges(wall: Page, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    axe = axe_source(tmp_path_factory.getbasetemp())
    lessons = lessons_on(glue_folder(tmp_path), lambda _: FIELD)
    ada, ben, _ = three(lessons)
    for _ in range(2):
        lessons.teach()
    assert "Which two shall become one?" in await drawn(wall, lessons, axe)
    view = json.loads(encode(lessons.room.lesson.looked_at(lessons.now)))["view"]
    pair = view["candidates"][0]
    for who in (ada, ben):
        lessons.answer(who, PickPair(pair["left"]["id"], pair["right"]["id"]))
    lessons.reveal()
    text = await drawn(wall, lessons, axe)
    assert "The class makes" in text
    assert await wall.evaluate("document.querySelectorAll('.symbol.new').length") > 1
    while lessons.room.lesson.phase != "ended":
        lessons.reveal() if lessons.room.lesson.phase == "asked" else lessons.teach()
    assert "the machine, which counts" in await drawn(wall, lessons, axe)


async def test_filters(wall: Page, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    axe = axe_source(tmp_path_factory.getbasetemp())
    folder = tmp_path / "heap"
    folder.mkdir()
    (folder / "level.toml").write_text(CURATE.replace("phrases = 80", "phrases = 16"))
    (folder / "story.md").write_text(CURATE_STORY)
    lessons = lessons_on(folder, curate_field)
    ada, ben, _ = three(lessons)
    lessons.teach()
    for _ in range(5):
        lessons.teach()
        view = json.loads(encode(lessons.room.lesson.looked_at(lessons.now)))["view"]
        assert view["options"][1]["words"] in await drawn(wall, lessons, axe)
        for who in (ada, ben):
            lessons.answer(who, SetFilter(view["filter"], view["options"][1]["setting"]))
        lessons.reveal()
        assert f"The class sets it to {view['options'][1]['setting']}" in await drawn(wall, lessons, axe)
    lessons.teach()
    assert "Two models are learning" in await drawn(wall, lessons, axe)
    learn(lessons)
    text = await drawn(wall, lessons, axe)
    assert "They have learned" in text
    assert "after the heap that the class cleaned" in text
    lessons.teach()
    assert "after the heap that the class cleaned" in await drawn(wall, lessons, axe)
