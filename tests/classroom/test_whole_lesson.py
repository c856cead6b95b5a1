"""A lesson from beginning to end, with everybody in it; what is left of it; and the class as a rival afterwards."""

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import Mapping
from contextlib import AsyncExitStack, closing
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest

from tests.classroom.axe import CONTRAST, axe_source, violations
from tests.classroom.browser import LAPTOP, Browser, Page, chromium, needs_chromium
from tests.classroom.whole.hosted import NAME, Hosted
from tests.classroom.whole.lesson import AFTER, BEFORE, SCORES, VALUES, VOTES, Lesson
from tokenroom.classroom.from_clients import Answer
from tokenroom.classroom.play import Round
from tokenroom.classroom.room import Room
from tokenroom.classroom.sending import Entry
from tokenroom.classroom.store import Store
from tokenroom.classroom.views import PredictView
from tokenroom.cli.class_files import room_of
from tokenroom.game.commands import AnswerScores
from tokenroom.game.merge_commands import PickPair
from tokenroom.game.prefer_commands import ValuePair

pytestmark = [needs_chromium, pytest.mark.asyncio]
STUDENTS, LATE = 8, 4  # how many, and which of them is late at item 2
ITEMS = 10  # two of questions, three of a page, three pairs, one merge, one filter
DARK = frozenset({"asked again", "cut off", "revealed again"})  # moments at which the page in dark colours is looked at
LOOKS = 69  # pages at moments, that axe-core looks at
CAME = ("·was", "·way", "·of")


class Inspector:
    """Lets axe-core look at a page of each kind at each moment."""

    def __init__(self, axe: str) -> None:
        self._axe = axe
        self.found: dict[str, list[str]] = {}
        self.lesson: Lesson

    async def look(self, moment: str) -> None:
        lesson = self.lesson
        if moment == "names":
            await lesson.phone.page.prefer(prefers_reduced_motion="reduce")  # no veil over what is looked at
        if moment == "talk":
            await lesson.dark.page.prefer(prefers_color_scheme="dark", prefers_reduced_motion="reduce")
        if moment in DARK:
            self.found[f"dark, {moment}"] = await violations(lesson.dark.page, self._axe, CONTRAST)
            return
        pages = {"projector": lesson.wall, "remote": lesson.remote}
        if moment != "door":
            pages["phone"] = lesson.phone.page
        await asyncio.gather(*(self.check(f"{kind}, {moment}", page) for kind, page in pages.items()))

    async def check(self, where: str, page: Page) -> None:
        self.found[where] = await violations(page, self._axe)
        wide = "document.documentElement.scrollWidth > innerWidth"
        if await page.evaluate(wide):
            self.found[where].append("scrolls sideways")


async def test_a_lesson_with_everybody_in_it(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    inspector = Inspector(axe_source(request.config.cache.mkdir("axe-core")))  # type: ignore[union-attr]
    hosted = Hosted(tmp_path / "home")
    async with AsyncExitStack() as stack:
        await hosted.start()
        stack.push_async_callback(hosted.close)
        browser = await stack.enter_async_context(chromium())  # many pages at once: of its own
        lesson = inspector.lesson = Lesson(hosted, browser, inspector.look)
        async with lesson.opened():
            await lesson.play()
        assert await hosted.close() == 0
        same_reveal_for_all(lesson)
        names = [each.name for each in lesson.students]
        path = hosted.home / "classes" / f"{NAME}.sqlite"
        room = room_of(path)
        with closing(Store(path)) as store:
            everything_is_kept_once(room, list(store.entries()), names)
        rounds = room.lesson.state.plays[1].state.rounds
        figures_are_those_of_the_answers(rounds)
        await the_report_has_it_all(hosted, tmp_path / "out", room, names, browser, inspector)
        assert not browser.complaints
    assert inspector.found == {where: [] for where in inspector.found}
    assert len(inspector.found) == LOOKS
    await it_plays_on_as_rival(hosted, rounds)


def same_reveal_for_all(lesson: Lesson) -> None:
    """All read the same, to the digits that their device shows, and the figures follow from what each paid."""
    assert [len(seen) for seen in lesson.reveals] == [STUDENTS, STUDENTS - 1, STUDENTS]
    for seen, came in zip(lesson.reveals, CAME, strict=True):
        assert {each.came for each in seen} == {came}
        mean = fmean(each.own for each in seen)
        together = -math.log(fmean(math.exp(-each.own) for each in seen))
        for each in seen:
            assert each.mean == pytest.approx(mean, abs=0.011)
            assert each.together == pytest.approx(together, abs=0.011)


def everything_is_kept_once(room: Room, entries: list[Entry], names: list[str]) -> None:
    """Everybody has one seat, and one answer to each item: the one that they gave, late where they were late."""
    assert sorted(seat.name for seat in room.state.seats.values()) == sorted(names)
    answers = [(entry.who.seat, entry.message) for entry in entries if isinstance(entry.message, Answer)]
    items = [(play.number, n) for play in room.lesson.state.plays for n in range(1, play.state.item + 1)]
    assert len(items) == ITEMS
    assert sorted((seat, each.play, each.item) for seat, each in answers) == sorted(
        (seat, *item) for seat in room.state.seats for item in items
    )
    seat_of = {seat.name: number for number, seat in room.state.seats.items()}
    before, page, pairs, merges, filters, after = (play.state.rounds for play in room.lesson.state.plays)
    for n, name in enumerate(names):
        seat = seat_of[name]
        assert [r.given[seat].late for r in page] == [False, n == LATE, False]
        assert [given(r, seat) for r in (page[0], page[2])] == [scored(page[0], 0, n), scored(page[2], 2, n)]
        assert [given(r, seat) for r in pairs] == [ValuePair(*map(float, VALUES[n]))] * 3
        wanted = merges[0].asked.candidates[VOTES[n]]
        assert given(merges[0], seat) == PickPair(wanted.left.id, wanted.right.id)
        assert given(filters[0], seat).setting == filters[0].asked.options[VOTES[n]].setting
        assert [given(r, seat).texts for r in (*before, *after)] == [(f"{t} {name}",) for t in (BEFORE, AFTER)]


def given(asked: Round, seat: int) -> Any:
    return asked.given[seat].answer


def scored(asked: Round, item: int, student: int) -> AnswerScores:
    place, score = SCORES[item][student]
    return AnswerScores({asked.asked.candidates[place].id: score})  # type: ignore[union-attr]


def figures_are_those_of_the_answers(rounds: tuple[Round, ...]) -> None:
    """Mean and mean distribution of the answers in time, reckoned here from scores and the instinct's shares."""
    for each in (rounds[0], rounds[2]):  # what came there was listed, so that its share is known
        shown, asked = each.revealed, each.asked
        assert isinstance(shown, PredictView)
        assert isinstance(asked, PredictView)
        assert shown.revealed is not None
        assert shown.figures is not None
        shares = {option.id: option.p for option in asked.candidates}
        gave = [share_of(shown.revealed.token, kept.answer.scores, shares) for kept in each.in_time().values()]
        assert len(gave) == shown.figures.answered == STUDENTS
        assert shown.figures.mean == pytest.approx(fmean(-math.log(p) for p in gave), abs=1e-9)
        assert shown.figures.together == pytest.approx(-math.log(fmean(gave)), abs=1e-9)


def share_of(token: int, scores: Mapping[int, float], shares: Mapping[int, float]) -> float:
    """p·exp(s) / Z, as docs/classroom-protocol.md has it."""
    z = 1 + sum(shares[t] * (math.exp(s) - 1) for t, s in scores.items())
    return shares[token] * math.exp(scores.get(token, 0.0)) / z


async def the_report_has_it_all(
    hosted: Hosted, out: Path, room: Room, names: list[str], browser: Browser, inspector: Inspector
) -> None:
    await hosted.run("class", "report", NAME, "--out", str(out), "--names", "--yes")
    rows = [json.loads(line) for line in (out / f"{NAME}-answers.jsonl").read_text().splitlines()]
    assert len(rows) == STUDENTS * ITEMS
    assert {row["name"] for row in rows} == set(names)
    assert [(row["name"], row["play"], row["item"]) for row in rows if row["late"]] == [(names[LATE], 2, 2)]
    page = await browser.page(LAPTOP)
    await page.open((out / f"{NAME}.html").as_uri())
    figures = room.lesson.state.plays[1].state.rounds[-1].revealed.figures  # type: ignore[union-attr]
    for words in (*names, BEFORE, AFTER, f"{figures.curves['class'][-1]:.2f}"):
        await page.sees(words)
    await inspector.check("report", page)


async def it_plays_on_as_rival(hosted: Hosted, rounds: tuple[Round, ...]) -> None:
    spoken = await hosted.command("play", "practice", "--rival", f"class:{NAME}", "--jsonl")
    for command in (*[{"command": "scores", "scores": {}}, {"command": "next"}] * 3,):
        await spoken.type(json.dumps(command))
    told = [json.loads(line) for line in (await spoken.end()).splitlines()]
    paid = [event["surprises"][f"class:{NAME}"] for event in told if event["event"] == "revealed"]
    assert paid == pytest.approx([each.revealed.figures.together for each in rounds], abs=1e-6)  # type: ignore[union-attr]
