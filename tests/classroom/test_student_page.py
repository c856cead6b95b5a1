"""The student's page in a headless Chromium: a short lesson, lost networks, other devices, who was left behind."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.classroom.axe import CONTRAST, axe_source, violations
from tests.classroom.browser import LAPTOP, PHONE, Browser, Page, needs_chromium
from tests.classroom.served import CLASS, Served
from tokenroom.rivals.field import Field

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="session")]
MORE = "document.querySelectorAll('.step[aria-label^=More]')"


async def come(browser: Browser, lesson: Served, name: str, size: tuple[int, int] = PHONE) -> Page:
    """A student who has come in by the QR code's address and typed a name."""
    page = await browser.page(size)
    await page.open(f"{lesson.url}#{CLASS}")
    await page.type("#name", name)
    await page.key("Enter")
    await page.sees(f"Hello, {name}")
    return page


async def score(page: Page, row: int = 0) -> None:
    """Give one token of the list a higher score, and answer."""
    await page.until(f"{MORE}.length > {row}")
    await page.evaluate(f"for (let n = 0; n < 6; n += 1) {MORE}[{row}].click()")
    await page.press("Answer")


async def to_first_item(lesson: Served) -> None:
    for _ in range(3):
        await lesson.teach()


async def no_sideways(page: Page) -> None:
    assert await page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


async def test_a_lesson_from_the_code_to_the_end(browser: Browser, lesson: Served) -> None:
    page = await browser.page(PHONE)
    await page.open(lesson.url)
    await page.type("#code", CLASS.lower())
    await page.key("Enter")
    await page.until("document.querySelectorAll('.name').length === 3")
    await page.press(name := str(await page.evaluate("document.querySelector('.name').textContent")))
    await page.sees("These two words are yours alone")
    assert [seat.name for seat in lesson.room.state.seats.values()] == [name]
    await lesson.teach()
    await page.sees("What is a chatbot?")
    await lesson.teach()
    await page.sees("Here is a page.")
    await lesson.teach()
    await page.sees("Item 1 of 5")
    shares = "[...document.querySelectorAll('.row .share')].map((share) => share.textContent)"
    before = await page.evaluate(shares)
    await score(page, row=1)
    await page.sees("Your answer is kept.")
    assert before != await page.evaluate(shares)
    (given,) = lesson.answers(1).values()
    assert list(given.answer.scores.values()) == [3.0]
    await no_sideways(page)
    await lesson.teach("reveal")
    await page.sees("nats of surprise")
    (cost,) = (given.score.surprise for given in lesson.answers(1).values())
    assert await page.evaluate("document.querySelector('.cost-big .figure').textContent") == f"{cost:.2f}"
    assert "item by item" in await page.evaluate("document.querySelector('svg.curve').getAttribute('aria-label')")
    await no_sideways(page)
    await lesson.teach("open", step=2)
    await page.type("textarea", "It guesses, <b>token</b> by token.")
    await page.press("Send")
    await page.sees("Your answer is kept.")
    (written,) = lesson.answers(1).values()
    assert written.answer.texts == ("It guesses, <b>token</b> by token.",)
    await lesson.teach()
    await page.sees("That was the lesson")


async def test_an_answer_given_while_the_host_is_gone_is_kept_once(
    browser: Browser, tmp_path: Path, small: Field
) -> None:
    served = Served(tmp_path, small)
    async with served.open():
        page = await come(browser, served, "Ada")
        await to_first_item(served)
        await page.sees("Item 1 of 5")
    await page.sees("The class is closed just now.")
    await score(page)
    await page.sees("Sending your answer")
    async with served.open():
        await page.sees("Your answer is kept.")
        await page.until("!document.querySelector('#line').textContent")
        assert len(served.answers(1)) == 1
        await page.reload()
        await page.sees("Your answer is kept.")
        await page.sees("Ada")
        assert len(served.room.state.seats) == 1
        assert len(served.answers(1)) == 1


async def test_a_phone_that_was_in_a_pocket_asks_anew(browser: Browser, lesson: Served) -> None:
    page = await come(browser, lesson, "Ada")
    await page.evaluate(
        "window.lines = 0; window.WebSocket = class extends WebSocket {"
        " constructor(address) { super(address); window.lines += 1; } };"
        "const turn = (hidden) => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); };"
        "turn(true); turn(false)"
    )
    assert await page.evaluate("window.lines") == 0
    await page.evaluate("turn(true); { const now = Date.now; Date.now = () => now() + 60000; } turn(false)")
    assert await page.evaluate("window.lines") == 1
    await lesson.teach()
    await page.sees("What is a chatbot?")
    assert len(lesson.room.state.seats) == 1


async def test_a_draft_outlives_a_reload(browser: Browser, lesson: Served) -> None:
    page = await come(browser, lesson, "Ada")
    await to_first_item(lesson)
    await page.press("Chips")
    await page.evaluate(f"{MORE}[2].click()")
    await page.sees("94 chips left.")
    await page.reload()
    await page.sees("94 chips left.")
    await page.press("Answer")
    await page.sees("Your answer is kept.")
    (given,) = lesson.answers(1).values()
    assert list(given.answer.chips.values()) == [5]


async def test_a_guess_at_a_token_that_had_to_be_found(browser: Browser, lesson: Served) -> None:
    page = await come(browser, lesson, "Ada", LAPTOP)
    await to_first_item(lesson)
    await page.press("One guess")
    await page.press("Find another token")
    await page.type("#find", " q")
    await page.key("Enter")
    await page.until("document.querySelectorAll('.found button').length > 0")
    await page.evaluate("document.querySelector('.found button').click()")
    await page.evaluate(
        "{ const sure = document.querySelector('#sure'); sure.value = 80; sure.dispatchEvent(new Event('input')); }"
    )
    await page.sees("80%")
    await page.press("Answer")
    await page.sees("Your answer is kept.")
    (given,) = lesson.answers(1).values()
    assert given.answer.sure == 80


async def test_the_seat_goes_to_another_device_and_back(browser: Browser, lesson: Served) -> None:
    page = await come(browser, lesson, "Ada")
    word = await page.evaluate("document.querySelector('.words.big').textContent")
    other = await browser.page(LAPTOP)
    await other.open(f"{lesson.url}#{CLASS}")
    await other.press("I was here before, on another device")
    await other.type("#back-name", "ada")
    await other.type("#back-word", "wrong-word")
    await other.key("Enter")
    await other.sees("do not belong together")
    await other.type("#back-name", "ada")
    await other.type("#back-word", word)
    await other.key("Enter")
    await other.sees("Hello, Ada")
    await page.sees("Your seat is on another device")
    await page.press("Take it back")
    await page.sees("Hello, Ada")
    await other.sees("Your seat is on another device")
    assert len(lesson.room.state.seats) == 1


async def test_who_was_left_behind_catches_up(browser: Browser, lesson: Served) -> None:
    quick, slow = await come(browser, lesson, "Quick"), await come(browser, lesson, "Slow")
    await to_first_item(lesson)
    await score(quick)
    await quick.sees("Your answer is kept.")
    await lesson.teach("reveal")
    await slow.sees("No hurry")
    await lesson.teach()
    await slow.sees("The class is at item 2, you are at item 1.")
    await slow.reload()
    await slow.sees("The class is at item 2, you are at item 1.")
    await score(slow)
    await slow.sees("it is kept, and counts in no mean")
    await slow.press("My next item")
    await slow.sees("Item 2 of 5")
    await slow.until("!document.querySelector('.banner')")
    assert lesson.answers(1)[2].late


async def test_what_the_teacher_does_is_seen(browser: Browser, lesson: Served) -> None:
    await lesson.teach("names_first", on=True)
    page = await come(browser, lesson, "Ada")
    await page.sees("Your teacher looks at your name first.")
    await lesson.teach("admit", seat=1)
    await page.until("!document.querySelector('.banner')")
    await lesson.teach("rename", seat=1, name="Grace")
    await page.sees("Hello, Grace")
    await to_first_item(lesson)
    await page.until(f"{MORE}.length")
    await page.evaluate(f"{MORE}[0].click()")
    await lesson.teach("pause", paused=True)
    await page.sees("Look up")
    await lesson.teach("pause", paused=False)
    assert await page.until("document.querySelector('.stepper input').value") == "0.5"
    await lesson.teach("lock")
    await page.sees("No more answers are taken")
    assert await page.evaluate("document.querySelector('button.main').disabled")
    await lesson.teach("extend", seconds=60)
    await page.until("!document.querySelector('button.main').disabled")
    assert await page.evaluate(
        "document.querySelector('#clock').textContent.startsWith('0:5') || "
        "document.querySelector('#clock').textContent === '1:00'"
    )
    await lesson.teach("remove", seat=1)
    await page.sees("You have been sent out")
    await page.press("Try again")
    await page.sees("You have been sent out")
    await lesson.teach("let_in", seat=1)
    await page.press("Try again")
    await page.sees("Item 1 of 5")


async def test_wrong_codes_names_that_are_taken_and_a_door_that_is_closed(browser: Browser, lesson: Served) -> None:
    await come(browser, lesson, "Ada")
    page = await browser.page()
    await page.open(lesson.url)
    await page.type("#code", "ABCDE")
    await page.key("Enter")
    await page.sees("That is not the code")
    await page.type("#code", CLASS)
    await page.key("Enter")
    await page.type("#name", "ADA")
    await page.key("Enter")
    await page.until("document.querySelector('.problem') && document.querySelector('.problem').textContent")
    await lesson.teach("door", open=False)
    await page.reload()
    await page.type("#code", CLASS)
    await page.key("Enter")
    await page.sees("The door is closed for newcomers")
    assert len(lesson.room.state.seats) == 1


async def test_keys_alone_are_enough(browser: Browser, lesson: Served) -> None:
    page = await browser.page(LAPTOP)
    await page.open(f"{lesson.url}#{CLASS}")
    await page.until("document.querySelectorAll('.name').length === 3")
    await page.key("Tab")
    await page.key("Enter")
    await page.sees("These two words are yours alone")
    await to_first_item(lesson)
    await page.until(f"{MORE}.length")
    for _ in range(30):
        await page.key("Tab")
        if await page.evaluate("document.activeElement.matches('.stepper input')"):
            break
    await page.key("ArrowUp")
    await page.key("ArrowUp")
    assert await page.evaluate("document.activeElement.value") == "1"
    await page.evaluate("document.querySelector('button.main').focus()")
    await page.key("Enter")
    await page.sees("Your answer is kept.")
    assert await page.evaluate("document.activeElement.tagName") == "H1"


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
async def test_the_shock_moves_nothing_where_less_motion_is_wanted(
    browser: Browser, lesson: Served, motion: str
) -> None:
    page = await come(browser, lesson, "Ada")
    await page.prefer(prefers_reduced_motion=motion)
    await to_first_item(lesson)
    await page.until(f"{MORE}.length")
    await page.evaluate(
        "window.veils = 0; new MutationObserver(() => { "
        "window.veils += document.querySelectorAll('.shock').length; })"
        ".observe(document.body, { childList: true })"
    )
    await page.press("Answer as the instinct has it")
    await page.sees("Your answer is kept.")
    await lesson.teach("reveal")
    await page.sees("nats of surprise")
    await asyncio.sleep(0.2)
    assert bool(await page.evaluate("window.veils")) == (motion == "no-preference")


async def test_axe_finds_nothing(browser: Browser, lesson: Served, request: pytest.FixtureRequest) -> None:
    axe = axe_source(request.config.cache.mkdir("axe-core"))  # type: ignore[union-attr]
    page = await browser.page(PHONE)
    found: dict[str, list[str]] = {}

    async def look(where: str, text: str) -> None:
        await page.sees(text)
        await no_sideways(page)
        await page.prefer(prefers_color_scheme="light", prefers_reduced_motion="reduce")
        found[where] = await violations(page, axe)
        await page.prefer(prefers_color_scheme="dark", prefers_reduced_motion="reduce")
        found[f"{where}, dark"] = await violations(page, axe, CONTRAST)
        await page.prefer(forced_colors="active", prefers_reduced_motion="reduce")
        assert await page.evaluate("matchMedia('(forced-colors: active)').matches")
        found[f"{where}, forced colours"] = await violations(page, axe)

    await page.open(lesson.url)
    await look("door", "The code on the board")
    await page.type("#code", CLASS)
    await page.key("Enter")
    await look("names", "Or a name of your own")
    await page.type("#name", "Ada")
    await page.key("Enter")
    await look("lobby", "You are in")
    await lesson.teach()
    await look("talk", "What is a chatbot?")
    await lesson.teach()
    await look("opened", "Here is a page.")
    await lesson.teach()
    await look("scores", "Give a token a higher score")
    await page.press("Chips")
    await look("chips", "99 chips left")
    await page.press("One guess")
    await page.press("Find another token")
    await look("guess", "How does the token begin?")
    await page.press("Answer as the instinct has it")
    await look("kept", "Your answer is kept.")
    await lesson.teach("pause", paused=True)
    await look("paused", "Look up")
    await lesson.teach("pause", paused=False)
    await lesson.teach("reveal")
    await page.press("As a table")
    await look("revealed", "Who believed what")
    await lesson.teach("open", step=2)
    await look("questions", "How does it work?")
    await lesson.teach()
    await look("over", "That was the lesson")
    await lesson.teach("remove", seat=1)
    await look("removed", "You have been sent out")
    assert found == {where: [] for where in found}
