"""The projector and the remote in a headless Chromium: a lesson led from a phone, and what the back row sees of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.classroom.axe import axe_source, violations
from tests.classroom.browser import PHONE, Browser, Page, needs_chromium
from tests.classroom.served import CLASS, REMOTE, Served
from tokenroom.rivals.field import Field

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="session")]
PROJECTOR = (1920, 1080)
OTHERS = ((1280, 720), (1024, 768))
HOSTILE = "<b>Ada</b>"


class Student:
    """A student over the WebSocket alone, who scores the first candidate."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket, self._ids = socket, 0

    async def say(self, kind: str, **fields: Any) -> None:
        await self._socket.send_str(json.dumps({"kind": kind, **fields}))

    async def leave(self) -> None:
        await self._socket.close()

    async def until(self, kind: str, **fields: Any) -> dict[str, Any]:
        while True:
            message = json.loads(await self._socket.receive_str(timeout=10))
            if message["kind"] == kind and all(message[name] == value for name, value in fields.items()):
                return dict(message)

    async def answer(self, score: float = 2.0) -> None:
        view = (await self.until("stage", phase="asked"))["view"]
        answer = {"command": "scores", "scores": {str(view["candidates"][0]["id"]): score}}
        await self.say("answer", id=f"a{view['item']}", play=view["play"], item=view["item"], answer=answer)
        await self.until("kept")


@asynccontextmanager
async def students(lesson: Served, *names: str) -> AsyncIterator[list[Student]]:
    async with aiohttp.ClientSession() as client:
        found = []
        for number, name in enumerate(names):
            student = Student(await client.ws_connect(f"{lesson.url}ws"))
            await student.say("enter", version=1, role="student", code=CLASS)
            await student.say("join", id="j", device=f"device-of-student-{number:06d}", name=name)
            await student.until("seated")
            found.append(student)
        yield found
        for student in found:
            await student.leave()


async def projector(browser: Browser, lesson: Served) -> Page:
    page = await browser.page(PROJECTOR)
    await page.open(f"{lesson.url}projector#{CLASS}")
    await page.sees("and type the code")
    return page


async def remote(browser: Browser, lesson: Served) -> Page:
    page = await browser.page(PHONE)
    await page.open(f"{lesson.url}remote")
    await page.type("#code", REMOTE.lower())
    await page.press("Lead the lesson")
    await page.sees("Who may come in")
    await page.until("Boolean(document.querySelector('#names_shown'))")
    return page


async def lead(page: Page, key: str) -> None:
    """Press a key at the bottom; a second tap at once would be taken for a slip."""
    await asyncio.sleep(0.5)
    await page.press(key)


async def switch(page: Page, name: str) -> None:
    await page.until(f"Boolean(document.querySelector('#{name}'))")
    await page.evaluate(f"document.querySelector('#{name}').click()")


async def fits(page: Page) -> None:
    """Nobody scrolls a projector, of whatever shape."""
    for size in (*OTHERS, PROJECTOR):
        await page.size(*size)
        await page.until("document.documentElement.scrollHeight <= innerHeight + 1")
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth"), size


async def test_a_lesson_is_led_from_a_phone_and_seen_on_the_wall(
    browser: Browser, lesson: Served, tmp_path_factory: pytest.TempPathFactory
) -> None:
    axe = axe_source(tmp_path_factory.getbasetemp())
    wall, phone = await projector(browser, lesson), await remote(browser, lesson)

    async def good() -> None:
        assert await violations(wall, axe) == []
        assert await violations(phone, axe) == []
        await fits(wall)

    letters = "[...document.querySelectorAll('.code .letter')].map((each) => each.textContent).join('')"
    assert await wall.evaluate(letters) == CLASS
    await wall.sees("127.0.0.1:8000")
    await wall.until("document.querySelector('.qr img').naturalWidth > 0")
    async with students(lesson, HOSTILE, "Ben", "Cleo") as (ada, ben, cleo):
        await wall.sees("3 students here")
        assert "Ben" not in await wall.evaluate("document.body.innerText")
        await switch(phone, "names_shown")
        await wall.sees(HOSTILE)
        assert not await wall.evaluate("Boolean(document.querySelector('main b'))")
        await good()
        await lead(phone, "Begin")
        await wall.sees("What is a chatbot?")
        await phone.sees("Let three speak.")
        assert "Let three speak." not in await wall.evaluate("document.body.innerText")
        await lead(phone, "Next")
        await wall.sees("Here is a page.")
        await good()
        await lead(phone, "Next")
        await wall.sees("What comes next?")
        await wall.sees("0 of 3 have answered")
        await ada.answer()
        await ben.answer(0.5)
        await wall.sees("2 of 3 have answered")
        await phone.sees("2 of 3 have answered")
        assert await wall.evaluate("Boolean(document.querySelector('.passage .mask'))")
        await good()
        await phone.press("2 min")
        await wall.until("!document.querySelector('#clock').hidden")
        await phone.press("Take no more answers")
        await wall.sees("No more answers are taken.")
        await phone.press("1 min")
        await phone.sees("Item 1 of 5 is open")
        await lead(phone, "Pause")
        await wall.sees("Paused.")
        await lead(phone, "Go on")
        await wall.until("document.querySelector('#line').hidden")
        await lead(phone, "Reveal")
        await wall.sees("What came:")
        play = lesson.room.lesson.play
        assert play is not None
        view = play.game.view()
        for name in ("class, mean", "class together", "knows nothing", "Ben"):
            await wall.sees(name)
        await wall.sees(f"{view.figures.mean:.2f}")  # type: ignore[union-attr]
        await wall.sees(f"{view.revealed.surprise:.2f}")  # type: ignore[union-attr]
        assert "2 answers" in await wall.evaluate("document.querySelector('.spread').getAttribute('aria-label')")
        await phone.sees(f"class mean {view.figures.mean:.2f} nats")  # type: ignore[union-attr]
        await good()
        await switch(phone, "names_shown")
        await wall.until("!document.body.innerText.includes('Ben')")
        await lead(phone, "Next")
        await wall.sees("2 of 5")
        await cleo.say("go_on", id="g", play=1, item=1, to="class")
        await ada.answer()
        await lead(phone, "Reveal")
        await wall.until("document.querySelectorAll('.picture path').length >= 3")
        told = await wall.evaluate("[...document.querySelectorAll('.picture')].pop().getAttribute('aria-label')")
        assert "class, mean: from" in told
        await good()
        await lead(phone, "Back")
        await wall.sees("Looking back")
        await lead(phone, "Forward")
        await wall.sees("What came:")
    await wall.sees("0 students here")


async def test_the_end_of_a_level_questions_and_the_end(
    browser: Browser, lesson: Served, tmp_path_factory: pytest.TempPathFactory
) -> None:
    axe = axe_source(tmp_path_factory.getbasetemp())
    wall, phone = await projector(browser, lesson), await remote(browser, lesson)
    async with students(lesson, "Ada") as (ada,):
        for _ in range(2):
            await lesson.teach()
        for item in range(5):
            await lesson.teach()
            await ada.answer(float(item))
            await lesson.teach("reveal")
        await lesson.teach()
        await wall.sees("Mean surprise, in nats")
        await phone.sees("The level is over")
        assert await violations(wall, axe) == []
        await fits(wall)
        await lead(phone, "Next step")
        await wall.sees("How does it work?")
        await wall.sees("0 of 1 has answered")
        await phone.sees("Look for in the answers")
        await phone.sees("nothing looked up")
        assert "nothing looked up" not in await wall.evaluate("document.body.innerText")
        assert await violations(phone, axe) == []
        assert await violations(wall, axe) == []
        await lead(phone, "Next")
        await wall.sees("That was the lesson.")
        await phone.until("document.querySelector('#go').getAttribute('aria-disabled') === 'true'")
        assert await violations(phone, axe) == []


async def test_students_are_led_from_the_phone(
    browser: Browser, lesson: Served, tmp_path_factory: pytest.TempPathFactory
) -> None:
    phone = await remote(browser, lesson)
    await switch(phone, "names_first")
    async with students(lesson, HOSTILE, "Ben") as (ada, _ben):
        await phone.evaluate("document.querySelector('#tab-students').click()")
        await phone.sees("2 seats, 2 here, 0 answered, 2 waiting for you")
        await phone.press(f"Name is fine: {HOSTILE}")
        await phone.sees("1 waiting for you")
        await phone.press(f"More about {HOSTILE}")
        await phone.type("#name-1", "ben")
        await phone.press(f"Rename: {HOSTILE}")
        await phone.sees("Somebody here is called that already.")
        await phone.type("#name-1", "Ada")
        await phone.press(f"Rename: {HOSTILE}")
        await phone.until("[...document.querySelectorAll('.seat .name')].some((each) => each.textContent === 'Ada')")
        assert await violations(phone, axe_source(tmp_path_factory.getbasetemp())) == []
        await phone.press("Send out: Ada")
        assert (await ada.until("out"))["why"] == "removed"
        await phone.press("Let back in: Ada")
        await phone.until("!document.querySelector('.seat.removed')")
        assert [seat.state for seat in lesson.room.state.seats.values()] == ["in", "waiting"]
        await switch(phone, "missing")
        assert await phone.evaluate("document.querySelectorAll('.seat:not(.answered)').length") == 2


async def test_a_closed_door_takes_the_large_code_away_and_a_pause_is_plain(
    browser: Browser, lesson: Served, tmp_path_factory: pytest.TempPathFactory
) -> None:
    axe = axe_source(tmp_path_factory.getbasetemp())
    wall = await projector(browser, lesson)
    await lesson.teach("door", open=False)
    await wall.sees("The door is closed")
    assert not await wall.evaluate("Boolean(document.querySelector('.letter, .qr'))")
    assert await violations(wall, axe) == []
    await fits(wall)
    late = await browser.page(PROJECTOR)
    await late.open(f"{lesson.url}projector#{CLASS}")
    await late.sees("The door is closed")
    await lesson.teach()
    await wall.until("document.querySelector('#come').textContent.startsWith('The door is closed')")
    await lesson.teach("door", open=True)
    await wall.until("document.querySelector('#come').textContent.startsWith('Join at')")
    await lesson.teach("pause", paused=True)
    await wall.until("document.querySelector('#line').offsetHeight > innerHeight / 16")
    assert await wall.evaluate("document.querySelector('#line').offsetWidth === document.documentElement.clientWidth")
    assert await violations(wall, axe) == []
    await fits(wall)


async def test_the_plan_is_opened_after_a_second_tap(browser: Browser, lesson: Served) -> None:
    phone = await remote(browser, lesson)
    await phone.evaluate("document.querySelector('#tab-lesson').focus()")
    await phone.key("ArrowRight")
    await phone.key("ArrowRight")
    await phone.sees("A small page")
    keys = "[...document.querySelectorAll('#plan .step > button')]"
    await phone.evaluate(f"{keys}[2].click()")
    await phone.sees("Sure? Tap again")
    assert lesson.room.lesson.phase == "lobby"
    await phone.evaluate(f"{keys}[2].click()")
    await phone.until("document.querySelector('.step.here h2')?.textContent === 'Afterwards'")
    assert lesson.room.lesson.state.step == 3


async def test_wrong_codes_and_acts_that_come_too_late_are_told(browser: Browser, lesson: Served) -> None:
    phone = await browser.page(PHONE)
    await phone.open(f"{lesson.url}remote")
    await phone.type("#code", CLASS)
    await phone.press("Lead the lesson")
    await phone.sees("That is not the code.")
    await phone.type("#code", REMOTE)
    await phone.key("Enter")
    await phone.sees("The class comes in")
    await phone.reload()
    await phone.sees("The class comes in")  # the code is kept while the tab is open
    stage = lesson.room.lesson.state.stage
    await lead(phone, "Back")
    await phone.sees("Nothing was shown before this in this step.")
    told = await phone.evaluate(
        "import('/remote/acts.js').then((acts) => acts.refusalWords({ code: 'stale', why: 'the class is elsewhere' }))"
    )
    assert "nothing was changed" in told
    assert lesson.room.lesson.state.stage == stage
    wall = await browser.page(PROJECTOR)
    await wall.open(f"{lesson.url}projector")
    await wall.type("#code", "XXXXX")
    await wall.press("Show the class")
    await wall.sees("That is not the code.")
    await wall.type("#code", CLASS)
    await wall.key("Enter")
    await wall.sees("and type the code")


async def test_a_second_tap_at_once_goes_on_only_once(browser: Browser, lesson: Served) -> None:
    phone = await remote(browser, lesson)
    await asyncio.sleep(0.5)
    await phone.evaluate("{ const go = document.querySelector('#go'); go.click(); go.click(); go.click(); }")
    await phone.sees("Look and talk")
    await phone.evaluate("document.querySelector('#go').click()")
    await asyncio.sleep(0.3)
    assert lesson.room.lesson.phase == "talk"


async def test_both_come_back_when_the_host_does(browser: Browser, tmp_path: Path, small: Field) -> None:
    served = Served(tmp_path, small)
    async with served.open():
        wall, phone = await projector(browser, served), await remote(browser, served)
        await lead(phone, "Begin")
        await wall.sees("What is a chatbot?")
    await wall.sees("The host")
    await phone.sees("No connection.")
    await lead(phone, "Next")
    async with served.open():
        await wall.sees("Here is a page.")
        await wall.until("document.querySelector('#line').hidden")
        await phone.sees("The level begins")
        assert served.room.lesson.phase == "opened"


@pytest.mark.parametrize("width", [320, 640])
async def test_narrow_and_zoomed_pages_do_not_scroll_sideways(browser: Browser, lesson: Served, width: int) -> None:
    wall, phone = await projector(browser, lesson), await remote(browser, lesson)
    async with students(lesson, "Ada") as (ada,):
        for kind in ("next", "next", "next", "reveal"):
            if kind == "reveal":
                await ada.answer()
            await lesson.teach(kind)
            for page in (wall, phone):
                await page.size(width, 700)
                await page.until(f"document.documentElement.scrollWidth <= {width}")
        assert await wall.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--fit')") == "1"
        await phone.evaluate("document.querySelector('#tab-students').click()")
        await phone.until(f"document.documentElement.scrollWidth <= {width}")
        small_targets = (
            "[...document.querySelectorAll('button, summary')].filter((each) => each.offsetParent)"
            ".map((each) => each.getBoundingClientRect()).filter((box) => box.height < 43.5 || box.width < 43.5).length"
        )
        assert await phone.evaluate(small_targets) == 0


async def test_what_is_drawn_is_worked_out_by_plain_functions(browser: Browser, lesson: Served) -> None:
    page = await browser.page(PROJECTOR)
    await page.open(f"{lesson.url}projector")
    await page.sees("Class code")

    async def of(module: str, call: str) -> Any:
        return await page.evaluate(f"import('/{module}.js').then((it) => {call})")

    assert await of("projector/axes", "it.roundTicks(8.4)") == [0, 2, 4, 6, 8]
    assert await of("projector/axes", "it.roundTicks(8.4, 6.4)") == [6.5, 7, 7.5, 8]
    assert await of("projector/axes", "it.spreadApart([50, 52, 10], 20, 0, 100)") == [50, 70, 10]
    assert await of("projector/axes", "it.spreadApart([95, 96], 20, 0, 100)") == [80, 100]
    assert await of("projector/axes", "it.pathOf([[1, 2], null, [3, 4]])") == "M1.0 2.0M3.0 4.0"
    stacked = await of("projector/spread", "it.stacked(Array(200).fill(30))")
    assert len(stacked) == 200
    assert min(y for _, y in stacked) > 0
    assert await of("projector/equals", "it.sideOf('does better than a model')") == "better"
    assert await of("projector/ladder", "[0, 1000, 200000, 1500000].map(it.shortly)") == ["0", "1k", "200k", "1.5M"]
    curves = "{'step-100': [3], 'step-0': [4, null], class: [2], 'step-1000': []}"
    assert await of("projector/ladder", f"it.rungsOf({curves}).map((rung) => rung.phrases)") == [0, 100]
    players = "['class', 'together', 'step-0', 'step-9', 'bigram', 'unigram', 'uniform', 'kneser-ney-3']"
    drawn = await of("projector/players", f"it.drawnPlayers({players}, 'step-9')")
    assert drawn == ["class", "together", "step-9", "kneser-ney-3", "bigram", "unigram", "uniform"]
    assert await of("remote/words", "it.sentence('that is not it')") == "That is not it."
    assert await of("remote/words", "it.goLabel({ phase: 'working', view: {}, looking_back: 0 })") == "Stop learning"


async def test_a_long_token_stands_in_one_line_with_its_bar(browser: Browser, lesson: Served) -> None:
    wall = await projector(browser, lesson)
    heights = await wall.evaluate(
        "Promise.all([import('/projector/bars.js'), import('/elements.js')]).then(([bars, elements]) => {"
        " const texts = [' a', 'ell', ' incomprehensibilities'];"
        " const options = texts.map((text, id) => ({ id, text, p: 0.3 }));"
        " const table = (came) => bars.shareBars(options, 'Shares', 'class', came);"
        " const card = (came) => elements.el('section', { class: 'card' }, table(came));"
        " elements.put(elements.byId('screen'), elements.el('div', { class: 'threecolumns' }, card(1), card(2)));"
        " return [...document.querySelectorAll('.bars tbody tr')].map((row) => row.offsetHeight); })"
    )
    assert len(heights) == 6
    assert max(heights) - min(heights) <= 1
