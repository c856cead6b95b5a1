"""The lesson itself: who is in it, what they do, and what is looked at on the way."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from tests.classroom.browser import PHONE, Browser, Page
from tests.classroom.whole.browsers import BrowserStudent, KeyboardStudent
from tests.classroom.whole.hosted import Hosted
from tests.classroom.whole.student import SeenReveal, Student
from tests.classroom.whole.terminals import PlainStudent, TerminalRemote, TerminalStudent

PROJECTOR = (1920, 1080)
SCORES = (  # item by item, of each student: the place of a token in the list, and its score
    ((3, 4.5), (3, 3.0), (3, 6.0), (1, 3.0), (3, 2.5), (3, 4.0), (5, 2.0), (3, 1.5)),
    ((0, 0.0), (8, 3.0), (7, 2.0), (0, 0.0), (6, 2.0), (8, 2.5), (7, 4.0), (3, 1.0)),
    ((0, 2.0), (0, 3.0), (0, 1.0), (1, 2.0), (0, 4.0), (0, 2.5), (4, 2.0), (0, 1.5)),
)
FOUND = "way", "time"  # at item 2, by the phone and by the dark page, who look for a word that is not listed
VALUES = ((3, 1), (2, 0), (0, 1), (4, 1), (1, 0), (2, 1), (0, 2), (1, 3))
VOTES = (0, 1, 0, 2, 0, 1, 2, 0)  # places of a list
BEFORE, AFTER = "It copies.", "Token by token."
Look = Callable[[str], Awaitable[None]]


class Lesson:
    """Everybody, at one lesson.

    Args:
        hosted: the class, started.
        browser: in which all pages are.
        look: is called with the name of a moment, while nobody does anything.
    """

    def __init__(self, hosted: Hosted, browser: Browser, look: Look) -> None:
        self.hosted, self.browser, self.look = hosted, browser, look
        self.phone = BrowserStudent(browser, hosted, "", takes_name=False)
        self.keys = KeyboardStudent(browser, hosted, "Ben")
        self.reloads = BrowserStudent(browser, hosted, "Cleo", types_code=True)
        self.dark = BrowserStudent(browser, hosted, "Dara")
        self.late = BrowserStudent(browser, hosted, "Émile")
        self.room = TerminalStudent(hosted, "Fatma", (100, 30))
        self.small_room = TerminalStudent(hosted, "Goran", (80, 24))
        self.plain = PlainStudent(hosted, "Hana")
        self.desk = TerminalRemote(hosted, (100, 30))
        self.wall: Page
        self.remote: Page
        self.reveals: list[list[SeenReveal]] = []  # item by item, of each in time

    @property
    def students(self) -> list[Student]:
        terminals: list[Student] = [self.room, self.small_room, self.plain]
        return [self.phone, self.keys, self.reloads, self.dark, self.late, *terminals]

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """With the projector, both remotes and the terminals on; students have not joined yet."""
        async with AsyncExitStack() as stack:
            self.wall = await self._page(PROJECTOR, f"projector#{self.hosted.code}")
            self.remote = await self._page(PHONE, "remote")
            await self.remote.type("#code", self.hosted.remote_code.lower())
            await self.remote.press("Lead the lesson")
            for terminal in (self.desk, self.room, self.small_room):
                await terminal.open(stack)
            stack.push_async_callback(self.plain.leave)
            await self.wall.sees("and type the code")
            await self.look("door")
            yield

    async def play(self) -> None:
        """From the lobby to the end."""
        await self.come_in()
        await self.lead("Begin", "Questions are open")
        await self.all_write(BEFORE, "before")
        await self.lead("Next", "Look and talk")
        await asyncio.gather(*(each.sees("A language model says of every token") for each in self.students))
        await self.look("talk")
        await self.lead("Next", "The level begins")
        await self.look("opened")
        await self.predict()
        await self.prefer()
        await self.vote("Merge", "merge")
        await self.lead("Next", "The level is over")
        await self.look("merged")
        await self.vote("Filter", "curate")
        await self.go_to_step(7, "Questions are open")
        await self.all_write(AFTER, "after")
        await self.lead("Next", "The lesson is over")
        await asyncio.gather(*(each.sees("That was the lesson") for each in self.students))
        await self.look("over")

    async def come_in(self) -> None:
        """Take seats; the phone stands for all at each new screen."""
        await self.phone.open()
        await self.phone.sees("Or a name of your own")
        await self.look("names")
        await self.phone.take_name()
        await self.phone.sees("These two words are yours alone")
        await asyncio.gather(*(each.join() for each in self.students if each is not self.phone))
        await self.wall.sees("8 students here")
        await self.desk.terminal.sees("people come in", "Hana")
        await self.look("lobby")

    async def predict(self) -> None:
        """Three items: an ordinary one, one in which the host is killed, one in which somebody is late."""
        await self.lead("Next", "Item 1 of 3 is open")
        await self.all_set(0)
        await self.look("asked")
        await self.send_and_see(self.students)
        await self.remote.sees("8 of 8 have answered")
        await self.desk.terminal.press("enter")  # the other remote
        await self.read(self.students)
        await self.look("revealed")
        await self.lead("Next", "Item 2 of 3 is open")
        await self.lose_the_host()
        await self.lead("Reveal", "Item 2 of 3 is revealed")
        await self.read(self.in_time)
        await self.late.sees("No hurry")
        await self.look("revealed again")
        await self.lead("Next", "Item 3 of 3 is open")
        await self.catch_up()
        await self.lead("Reveal", "Item 3 of 3 is revealed")
        await self.read(self.students)
        await self.look("curves")
        await self.lead("Next", "The level is over")
        await self.look("ended")

    @property
    def in_time(self) -> list[Student]:
        return [each for each in self.students if each is not self.late]

    async def lose_the_host(self) -> None:
        """Item 2: half of the class has answered when the host is killed; one reloads, two answer meanwhile."""
        await self.all_set(1, [each for each in self.in_time if each not in (self.phone, self.dark)])
        for finder, word in zip((self.phone, self.dark), FOUND, strict=True):
            await finder.find(word, 5.5)
        await self.look("asked again")
        first, meanwhile = self.in_time[:4], self.in_time[4:6]
        await self.send_and_see([each for each in first if each is not self.reloads])
        await self.remote.sees("3 of 8 have answered")
        await self.reloads.page.reload()
        await self.reloads.is_asked("Item", 2)
        await self.hosted.kill()
        await self.phone.sees("No connection")
        await self.room.sees("OUT OF REACH")
        await self.reloads.send()
        await self.reloads.sees("Sending your answer")
        await asyncio.gather(*(each.send() for each in meanwhile))
        await self.look("cut off")
        await self.hosted.start()
        await asyncio.gather(*(each.is_kept() for each in (self.reloads, *meanwhile)))
        await self.plain.sees("You are Hana.")
        await self.plain.send()
        await self.plain.is_kept()
        await self.remote.sees("7 of 8 have answered")
        await self.phone.page.reload()
        await self.phone.sees("Your answer is kept.", self.phone.name)

    async def catch_up(self) -> None:
        """Item 3: whoever was left behind answers the one before, late, and is with the class again."""
        await self.all_set(2, self.in_time)
        await self.send_and_see(self.in_time)
        await self.late.sees("The class is at item 3, you are at item 2.")
        await self.late.score(*SCORES[1][4])
        await self.late.send()
        await self.late.sees("it is kept, and counts in no mean")
        await self.late.page.press("My next item")
        await self.late.is_asked("Item", 3)
        await self.late.score(*SCORES[2][4])
        await self.late.send()
        await self.late.is_kept()
        await self.remote.sees("8 of 8 have answered")

    async def prefer(self) -> None:
        """Two pairs train the reward model for as long as it is looked at; a third was held out."""
        await self.lead("Next step", "The level begins")
        for pair in (1, 2):
            await self.lead("Next", f"Pair {pair} of 3 is open")
            await self.value(pair)
        await self.lead("Next", "A model is learning")
        await self.wall.until("document.querySelectorAll('.picture path').length > 0", 60)
        await self.phone.sees("A model is learning")
        await self.look("learning")
        await self.lead("Stop learning", "The model has learned")
        await self.look("learned")
        await self.lead("Next", "Pair 3 of 3 is open")
        await self.value(3)
        await self.lead("Next", "The level is over")
        await self.lead("Next step", "The level begins")

    async def value(self, pair: int) -> None:
        await asyncio.gather(*(each.is_asked("Pair", pair) for each in self.students))
        if pair == 1:
            await self.look("pair")
        await asyncio.gather(*(who.value(*VALUES[n]) for n, who in enumerate(self.students)))
        await asyncio.gather(*(each.is_kept() for each in self.students))
        await self.lead("Reveal", f"Pair {pair} of 3 is revealed")
        await asyncio.gather(*(each.sees("is better") for each in self.students))
        if pair == 1:
            await self.look("told")

    async def vote(self, kind: str, moment: str) -> None:
        """One vote, from the level's beginning to what the class wanted."""
        if kind == "Filter":
            await self.lead("Next step", "The level begins")
        await self.lead("Next", f"{kind} 1 of")
        await asyncio.gather(*(each.is_asked(kind, 1) for each in self.students))
        await self.look(moment)
        await asyncio.gather(*(who.vote(VOTES[n]) for n, who in enumerate(self.students)))
        await asyncio.gather(*(each.is_kept() for each in self.students))
        await self.lead("Reveal", "is revealed")
        words = "The class made" if kind == "Merge" else "The class chose"
        await asyncio.gather(*(each.sees(words) for each in self.students))
        await self.look(f"{moment} voted")

    async def all_set(self, item: int, students: Sequence[Student] = ()) -> None:
        """Let everybody set a score, and nobody answer yet."""
        chosen = list(students or self.students)
        await asyncio.gather(*(each.is_asked("Item", item + 1) for each in chosen))
        places = {id(who): SCORES[item][n] for n, who in enumerate(self.students)}
        await asyncio.gather(*(each.score(*places[id(each)]) for each in chosen))

    async def send_and_see(self, students: Sequence[Student]) -> None:
        await asyncio.gather(*(each.send() for each in students))
        await asyncio.gather(*(each.is_kept() for each in students))

    async def read(self, students: Sequence[Student]) -> None:
        self.reveals.append(list(await asyncio.gather(*(each.reveal() for each in students))))

    async def all_write(self, text: str, moment: str) -> None:
        await asyncio.gather(*(each.sees("what does it do") for each in self.students))
        await self.look(moment)
        await asyncio.gather(*(each.write(f"{text} {each.name}") for each in self.students))
        await asyncio.gather(*(each.is_kept() for each in self.students))
        await self.remote.sees("8 of 8 have answered")

    async def lead(self, key: str, leads_to: str) -> None:
        """Tap the remote's large key until it has done what it says: right after a change it takes no tap."""
        await self.remote.until(
            "(() => { const go = document.querySelector('#go');"
            f" if (go.textContent === {json.dumps(key)}) go.click();"
            " return go.getAttribute('aria-disabled') === 'true'; })()"
        )
        await self.remote.until(f"document.querySelector('#now-head').textContent.includes({json.dumps(leads_to)})")

    async def go_to_step(self, number: int, leads_to: str) -> None:
        """Open a step of the plan on the phone, with the second tap that it asks for."""
        await self.remote.evaluate("document.querySelector('#tab-plan').click()")
        key = f"[...document.querySelectorAll('#plan .step > button')][{number - 1}]"
        await self.remote.until(f"Boolean({key})")
        await self.look("plan")
        await self.remote.evaluate(f"{key}.click()")
        await self.remote.sees("Sure? Tap again")
        await self.remote.evaluate(f"{key}.click()")
        await self.remote.evaluate("document.querySelector('#tab-lesson').click()")
        await self.remote.sees(leads_to)

    async def _page(self, size: tuple[int, int], path: str) -> Page:
        page = await self.browser.page(size)
        await page.send("Emulation.setScrollbarsHidden", hidden=True)
        await page.open(self.hosted.url + path)
        return page
