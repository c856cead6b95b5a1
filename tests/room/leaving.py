"""A program for a test: it leaves the room while a rival from outside is asked, who never answers.

With `ahead` behind the records, it leaves while work is done ahead that never ends.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from pathlib import Path

from tests.conftest import PAGE, STORY, small_field
from tokenroom.game.campaign import Campaign
from tokenroom.game.level import own_levels
from tokenroom.game.records import open_records
from tokenroom.room.app import RoomApp

ASKED = threading.Event()


class Thinker:
    """A player who thinks for ever."""

    name = "step-1000"

    def log_probs(self, context: list[int]) -> object:
        ASKED.set()
        threading.Event().wait()
        raise AssertionError(context)

    passage_log_probs = log_probs


def open_campaign() -> Campaign:
    """Return a campaign with a level of one's own, whose rival is the thinker."""
    folder = own_levels() / "a-page"
    folder.mkdir(parents=True)
    (folder / "level.toml").write_text(PAGE)
    (folder / "story.md").write_text(STORY)
    field = small_field()
    field.__dict__["ladder"] = (Thinker(),)
    records, _ = open_records(Path(sys.argv[1]), now=lambda: "now")
    ahead = [lambda: Thinker().log_probs([])] if "ahead" in sys.argv else []
    return Campaign(records, lambda _: field, new_seed=lambda: 7, seconds_per_nat=0.0, warm_up=lambda: ahead)


async def leave() -> None:
    """Start the level, or none, and leave once the rival is thinking."""
    level = None if "ahead" in sys.argv else "a-page"
    app = RoomApp(open_campaign, level, timed=False)
    async with app.run_test() as pilot:
        while not ASKED.is_set():
            await pilot.pause(0.02)
        assert app.jobs or level is None
        await pilot.press("ctrl+q")


if __name__ == "__main__":
    asyncio.run(leave())
