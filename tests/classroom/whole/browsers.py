"""Students in Chromium: by touch, and by keys alone."""

from __future__ import annotations

import json

from tests.classroom.browser import LAPTOP, PHONE, Browser, Page
from tests.classroom.whole.hosted import Hosted
from tests.classroom.whole.student import SeenReveal

_MORE = "document.querySelectorAll('.step[aria-label^=More]')"
_COSTS = """Object.fromEntries([...document.querySelectorAll('.costs tbody tr')].map(
    (row) => [row.querySelector('th').textContent, Number(row.querySelector('.figure').textContent)]))"""
_MOST_TABS = 80


class BrowserStudent:
    """A student who taps, on a phone or a laptop.

    Args:
        types_code: whether the code is typed, in place of the QR code's address.
        takes_name: whether the name is typed, in place of the first that is suggested.
    """

    def __init__(
        self, browser: Browser, hosted: Hosted, name: str, *, types_code: bool = False, takes_name: bool = True
    ) -> None:
        self._browser, self._hosted, self.name = browser, hosted, name
        self._types_code, self._takes_name = types_code, takes_name
        self.size = PHONE
        self.page: Page

    async def open(self) -> None:
        self.page = await self._browser.page(self.size)
        await self.page.send("Emulation.setScrollbarsHidden", hidden=True)  # phones have none
        await self.page.open(self._hosted.url + ("" if self._types_code else f"#{self._hosted.code}"))

    async def join(self) -> None:
        await self.open()
        if self._types_code:
            await self.page.type("#code", self._hosted.code.lower())
            await self.page.key("Enter")
        await self.page.until("document.querySelectorAll('.name').length === 3")
        await self.take_name()
        await self.sees(f"Hello, {self.name}", "These two words are yours alone")

    async def take_name(self) -> None:
        if self._takes_name:
            await self.page.type("#name", self.name)
            await self.page.press("Take it")
        else:
            self.name = str(await self.page.evaluate("document.querySelector('.name').textContent"))
            await self.page.press(self.name)

    async def sees(self, *words: str) -> None:
        for each in words:
            await self.page.sees(each)

    async def is_asked(self, kind: str, number: int) -> None:
        await self.page.until(
            "document.querySelector('#screen h1') && document.querySelector('button.main') && "
            f"document.querySelector('#screen h1').textContent.startsWith({json.dumps(f'{kind} {number} of')})"
        )

    async def score(self, place: int, score: float) -> None:
        await self._step(place, round(score / 0.5))

    async def find(self, word: str, score: float) -> None:
        """Look for a word that is not listed and give it a score, without answering yet."""
        await self.is_asked("Item", 2)
        await self.page.press("Find another token")
        await self.page.type("#find", f" {word}")
        await self.page.press("Find")
        await self.page.press(f"Add {word}")
        await self.page.type(f"input[type=number][aria-label='score for {word}']", f"{score:g}")
        await self.page.key("Tab")

    async def send(self) -> None:
        await self.page.press("Answer")

    async def value(self, first: int, second: int) -> None:
        await self._step(0, first)
        await self._step(1, second)
        await self.send()

    async def vote(self, place: int) -> None:
        await self.page.evaluate(f"document.querySelectorAll('input[type=radio]')[{place}].click()")
        await self.page.press("Vote")

    async def write(self, text: str) -> None:
        await self.page.type("textarea", text)
        await self.page.press("Send")

    async def is_kept(self) -> None:
        await self.sees("Your answer is kept.")

    async def reveal(self) -> SeenReveal:
        await self.sees("nats of surprise")
        costs = await self.page.evaluate(_COSTS)
        came = await self.page.evaluate("document.querySelector('.came .token').textContent")
        return SeenReveal(str(came), costs["you"], costs["class, mean"], costs["class together"])

    async def _step(self, place: int, times: int) -> None:
        await self.page.evaluate(f"for (let n = 0; n < {times}; n += 1) {_MORE}[{place}].click()")


class KeyboardStudent(BrowserStudent):
    """A student with a laptop who never touches anything but keys."""

    async def open(self) -> None:
        self.size = LAPTOP
        await super().open()
        await self.page.send("Emulation.setFocusEmulationEnabled", enabled=True)

    async def take_name(self) -> None:
        await self._tab_to("#name")
        await self.page.send("Input.insertText", text=self.name)
        await self.page.key("Enter")

    async def score(self, place: int, score: float) -> None:
        await self._set(place, round(score / 0.5))

    async def send(self) -> None:
        await self._tab_to("button.main")
        await self.page.key("Enter")

    async def value(self, first: int, second: int) -> None:
        await self._set(0, first)
        await self._set(1, second)
        await self.send()

    async def vote(self, place: int) -> None:
        await self._tab_to("input[type=radio]")
        await self.page.key(" ")
        for _ in range(place):
            await self.page.key("ArrowDown")
        await self.send()

    async def write(self, text: str) -> None:
        await self._tab_to("textarea")
        await self.page.send("Input.insertText", text=text)
        await self.send()

    async def _set(self, place: int, times: int) -> None:
        await self._tab_to(".stepper input", place)
        for _ in range(times):
            await self.page.key("ArrowUp")

    async def _tab_to(self, selector: str, place: int = 0) -> None:
        """Go on from field to field until the one that is meant has the focus."""
        meant = f"document.activeElement === document.querySelectorAll({json.dumps(selector)})[{place}]"
        for _ in range(_MOST_TABS):
            if await self.page.evaluate(meant):
                return
            await self.page.key("Tab")
        raise AssertionError(f"no key leads to {selector} {place}")
