"""Takes the pictures of a lesson on every device in it: `python -m docs.take_class` writes class-*.png and *.svg.

It is the lesson of tests/classroom/whole, played from beginning to end by eight students; needs Chromium. A word behind
the command takes those whose names hold it alone: `python -m docs.take_class projector`.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.classroom.browser import PHONE, Page, chromium
from tests.classroom.whole.hosted import NAME, Hosted
from tests.classroom.whole.lesson import PROJECTOR, Lesson

PICTURES = Path(__file__).parent / "pictures"
SMALL = (912, 513)  # of the projector, in the shape of its own
REPORT = (760, 640)
LEARNED = 40  # steps of the reward model, from which on there is something to see
AT = {  # moment: what is taken, and of whom
    "names": (("student-names", "phone"),),
    "lobby": (("student-seat", "phone"), ("projector-lobby", "wall")),
    "asked again": (("student-asked", "phone"), ("projector-asked", "wall"), ("remote", "remote")),
    "revealed again": (("student-revealed", "phone"), ("projector-revealed", "wall")),
    "ended": (("student-curves", "phone"), ("projector-ended", "wall")),
    "learning": (("projector-learning", "wall"),),
}
TERMINALS = {"asked again": "asked", "revealed again": "revealed"}


class Photographer:
    """Takes pictures at the moments of a lesson."""

    def __init__(self, wanted: str) -> None:
        self._wanted = wanted
        self.lesson: Lesson

    async def look(self, moment: str) -> None:
        """Take what is to be taken now."""
        for name, of in AT.get(moment, ()):
            if self._wanted in name:
                if moment == "learning":
                    await self._has_learned(self.lesson.wall)
                await self._take(name, getattr(self.lesson, of))
        if moment in TERMINALS:
            for name, who in (("student", self.lesson.room), ("remote", self.lesson.desk)):
                if self._wanted in (called := f"terminal-{name}-{TERMINALS[moment]}"):
                    who.terminal.picture(PICTURES / f"class-{called}.svg")

    async def _has_learned(self, wall: Page) -> None:
        done = "Number((document.body.innerText.match(/(\\d+) of \\d+ steps/) || [0, 0])[1])"
        await wall.until(f"{done} >= {LEARNED}", 90)

    async def _take(self, name: str, of: object) -> None:
        page: Page = getattr(of, "page", of)
        size = SMALL if page is self.lesson.wall else PHONE
        await page.size(*size)
        await page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        await page.until("!document.querySelector('.shock')")
        await page.until("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")
        await page.picture(PICTURES / f"class-{name}.png")
        if page is self.lesson.wall:
            await page.size(*PROJECTOR)


async def take(wanted: str) -> None:
    """Play the lesson with somebody who takes pictures, and write its report."""
    hosted, photographer = Hosted(Path(tempfile.mkdtemp())), Photographer(wanted)
    await hosted.start()
    async with chromium() as browser:
        lesson = photographer.lesson = Lesson(hosted, browser, photographer.look)
        async with lesson.opened():
            await lesson.play()
        await hosted.close()
        if wanted in "report":
            await hosted.run("class", "report", NAME, "--out", str(hosted.home))
            page = await browser.page(REPORT)
            await page.send("Emulation.setScrollbarsHidden", hidden=True)
            await page.open((hosted.home / f"{NAME}.html").as_uri())
            await page.until("document.readyState === 'complete' && document.querySelector('svg') !== null")
            await page.evaluate("document.querySelector('svg').scrollIntoView({ block: 'center' })")
            await page.picture(PICTURES / "class-report.png")


if __name__ == "__main__":
    asyncio.run(take(sys.argv[1] if len(sys.argv) > 1 else ""))
