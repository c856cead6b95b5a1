"""Students at terminals: the room through Textual's pilot over a real connection, and plain mode in its own process."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from contextlib import AsyncExitStack
from functools import partial
from itertools import count
from pathlib import Path

from textual.pilot import Pilot

from tests.classroom.whole.hosted import Hosted, Spoken
from tests.classroom.whole.student import SeenReveal
from tokenroom.cli.class_line import socket_url
from tokenroom.cli.class_link import Link
from tokenroom.room.classroom.app import ClassApp
from tokenroom.room.classroom.remote import RemoteApp
from tokenroom.room.classroom.seat import SeatClient
from tokenroom.room.classroom.student import StudentApp

PATIENCE = 30.0  # seconds that a terminal has to show something
_FIGURE = r"(\d+\.\d+)"


class Terminal:
    """An app of the class on a screen of its own."""

    def __init__(self, app: ClassApp, size: tuple[int, int]) -> None:
        self.app, self._size = app, size
        self._pilot: Pilot[object]

    async def open(self, stack: AsyncExitStack) -> None:
        self._pilot = await stack.enter_async_context(self.app.run_test(size=self._size))  # type: ignore[arg-type]

    def shown(self) -> str:
        """What stands on the screen."""
        return "\n".join(strip.text.rstrip() for strip in self.app.screen._compositor.render_strips())

    async def press(self, *keys: str) -> None:
        with self.app._context():
            await self._pilot.press(*keys)

    async def until(self, is_so: Callable[[str], bool]) -> str:
        """Return what is shown, once it is as it should be."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not is_so(shown := self.shown()):
                    await asyncio.sleep(0.03)
        except TimeoutError:
            raise AssertionError(self.shown()) from None
        return shown

    async def sees(self, *words: str) -> str:
        return await self.until(lambda shown: all(word in shown for word in words))

    def picture(self, path: Path) -> None:
        """Write the screen as an SVG, without fonts from elsewhere."""
        with self.app._context():
            svg = self.app.export_screenshot(title="tokenroom")
        path.write_text(re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL))


class TerminalStudent:
    """A student in the room at a terminal."""

    def __init__(self, hosted: Hosted, name: str, size: tuple[int, int]) -> None:
        self.name, ids = name, count(1)
        device = f"device-of-a-terminal-{name}-0123456789"
        self._seat = SeatClient(hosted.code, None, device, lambda: f"{name}-{next(ids)}", name)
        link = partial(Link, socket_url(hosted.url))
        app = StudentApp(link, self._seat, lambda _: None, timed=False, ascii_only=False)
        self.terminal = Terminal(app, size)

    async def open(self, stack: AsyncExitStack) -> None:
        await self.terminal.open(stack)

    async def join(self) -> None:
        await self.sees(f"You are {self.name}.", "these two words")

    async def sees(self, *words: str) -> None:
        await self.terminal.sees(*words)

    async def is_asked(self, kind: str, number: int) -> None:
        await self.sees(f"{kind.lower()} {number} of")
        await self.terminal.until(lambda _: self._seat.seen.may_answer)

    async def score(self, place: int, score: float) -> None:
        await self.terminal.press(*["down"] * place, *f"{score:g}")

    async def send(self) -> None:
        await self.terminal.press("enter")

    async def value(self, first: int, second: int) -> None:
        await self.terminal.press(str(first), "tab", str(second), "enter")

    async def vote(self, place: int) -> None:
        is_merge = "Which two neighbours" in self.terminal.shown()
        await self.terminal.press(*(["right"] * (place + 1) if is_merge else ["down"] * place), "enter")

    async def write(self, text: str) -> None:
        await self.terminal.press(*text, "ctrl+s")

    async def is_kept(self) -> None:
        kept = ("Your answer is kept", "Your vote is kept", "Kept. Thank you")
        await self.terminal.until(lambda shown: any(words in shown for words in kept))

    async def reveal(self) -> SeenReveal:
        shown = await self.terminal.sees("You gave it", "class, mean", "class together")
        own, mean, together = (
            _figure(shown, rf"{mark} {player} +{_FIGURE}")
            for mark, player in (("●", "you"), ("○", "class, mean"), ("◆", "class together"))
        )
        came = next(token for token in re.findall(r"◆ (\S+)", shown) if token != "class")
        return SeenReveal(came, own, mean, together)


class TerminalRemote:
    """The teacher's remote in the room at a terminal."""

    def __init__(self, hosted: Hosted, size: tuple[int, int]) -> None:
        ids = count(1)
        link = partial(Link, socket_url(hosted.url))
        app = RemoteApp(link, hosted.remote_code, lambda: f"r{next(ids)}", timed=False, ascii_only=False)
        self.terminal = Terminal(app, size)

    async def open(self, stack: AsyncExitStack) -> None:
        await self.terminal.open(stack)


class PlainStudent:
    """A student in plain mode."""

    def __init__(self, hosted: Hosted, name: str) -> None:
        self._hosted, self.name, self._draft = hosted, name, ""
        self._spoken: Spoken

    async def join(self) -> None:
        address = (self._hosted.url, self._hosted.code)
        self._spoken = await self._hosted.command("class", "join", *address, "--name", self.name, "--plain")
        await self.sees(f"You are {self.name}.")

    async def leave(self) -> None:
        await self._spoken.end()

    async def sees(self, *words: str) -> None:
        for each in words:
            await self._spoken.until(each)

    async def is_asked(self, kind: str, number: int) -> None:
        await self.sees(f"{kind} {number} of")

    async def score(self, place: int, score: float) -> None:
        self._draft = f"#{place + 1} {score:g}"

    async def send(self) -> None:
        await self._spoken.type(self._draft)

    async def value(self, first: int, second: int) -> None:
        await self._spoken.type(f"{first} {second}")

    async def vote(self, place: int) -> None:
        await self._spoken.type(f"#{place + 1}")

    async def write(self, text: str) -> None:
        await self._spoken.type(text)

    async def is_kept(self) -> None:
        await self.sees("Your answer is kept.")

    async def reveal(self) -> SeenReveal:
        told = await self._spoken.until("The square opens: ")
        came = told.splitlines()[-1].rpartition("opens: ")[2]
        told = await self._spoken.until("Your mean so far")
        costs = (rf"It cost you {_FIGURE}", rf"class on average: {_FIGURE}", rf"class together: {_FIGURE}")
        return SeenReveal(came, *(_figure(told, pattern) for pattern in costs))


def _figure(shown: str, pattern: str) -> float:
    found = re.search(pattern, shown)
    assert found is not None, f"{pattern}\n{shown}"
    return float(found[1])
