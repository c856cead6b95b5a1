"""Test boats that wait, without waiting.

The lock at Fox Bridge holds two boats at a time. The boats are coroutines: where they would wait,
they let the others go on. Time itself is a number here, and the tests turn it forward.
"""

import asyncio
import heapq
import unittest
from itertools import count


class Hours:
    """A clock on which sleepers can be woken by turning the hands."""

    def __init__(self) -> None:
        self.now = 0
        self._sleepers: list[tuple[int, int, asyncio.Event]] = []
        self._order = count()

    async def sleep(self, hours: int) -> None:
        """Sleep until the clock has moved on so far."""
        alarm = asyncio.Event()
        heapq.heappush(self._sleepers, (self.now + hours, next(self._order), alarm))
        await alarm.wait()

    async def settle(self) -> None:
        """Let everybody go on who can."""
        for _ in range(10):
            await asyncio.sleep(0)

    async def turn_to(self, hour: int) -> None:
        """Turn the hands, stopping wherever somebody wants to be woken."""
        await self.settle()
        while self._sleepers and self._sleepers[0][0] <= hour:
            self.now, _, alarm = heapq.heappop(self._sleepers)
            alarm.set()
            await self.settle()
        self.now = hour


class Lock:
    """A lock with room for a few boats."""

    def __init__(self, hours: Hours, room: int) -> None:
        self.hours = hours
        self.diary: list[str] = []
        self.inside: set[str] = set()
        self._places = asyncio.Semaphore(room)

    async def pass_through(self, boat: str, hours: int) -> None:
        """Wait for a place, stay for some hours, and leave it to the next one."""
        async with self._places:
            self.inside.add(boat)
            self.diary.append(f"{self.hours.now} {boat} in")
            try:
                await self.hours.sleep(hours)
            finally:
                self.inside.discard(boat)
                self.diary.append(f"{self.hours.now} {boat} out")


class LockTest(unittest.IsolatedAsyncioTestCase):
    """Two places, and more boats than that."""

    def setUp(self) -> None:
        self.hours = Hours()
        self.lock = Lock(self.hours, room=2)
        self.boats: dict[str, asyncio.Task] = {}

    async def asyncTearDown(self) -> None:
        for boat in self.boats.values():
            boat.cancel()
        await asyncio.gather(*self.boats.values(), return_exceptions=True)

    def send(self, name: str, hours: int) -> None:
        """Let a boat set out."""
        self.boats[name] = asyncio.create_task(self.lock.pass_through(name, hours))

    async def test_one_boat(self) -> None:
        self.send("Otter", 3)
        await self.hours.turn_to(5)
        self.assertEqual(self.lock.diary, ["0 Otter in", "3 Otter out"])

    async def test_two_boats_fit(self) -> None:
        self.send("Otter", 3)
        self.send("Heron", 3)
        await self.hours.turn_to(1)
        self.assertEqual(self.lock.inside, {"Otter", "Heron"})

    async def test_third_boat_waits(self) -> None:
        self.send("Otter", 4)
        self.send("Heron", 2)
        self.send("Snail", 1)
        await self.hours.turn_to(1)
        self.assertNotIn("Snail", self.lock.inside)
        await self.hours.turn_to(9)
        expected = ["0 Otter in", "0 Heron in", "2 Heron out", "2 Snail in", "3 Snail out",
                    "4 Otter out"]
        self.assertEqual(self.lock.diary, expected)

    async def test_never_more_than_two(self) -> None:
        for number in range(7):
            self.send(f"Boat {number}", 1 + number % 3)
        for hour in range(20):
            await self.hours.turn_to(hour)
            self.assertLessEqual(len(self.lock.inside), 2)
        self.assertTrue(all(boat.done() for boat in self.boats.values()))

    async def test_boat_that_turns_back_leaves_its_place(self) -> None:
        for name in ("Otter", "Heron", "Snail"):
            self.send(name, 5)
        await self.hours.turn_to(1)
        self.boats["Otter"].cancel()
        await self.hours.turn_to(2)
        self.assertEqual(self.lock.inside, {"Heron", "Snail"})
        with self.assertRaises(asyncio.CancelledError):
            await self.boats["Otter"]

    async def test_long_day_takes_no_time(self) -> None:
        self.send("Otter", 1000)
        await self.hours.turn_to(999)
        self.assertFalse(self.boats["Otter"].done())
        await self.hours.turn_to(1000)
        self.assertTrue(self.boats["Otter"].done())


if __name__ == "__main__":
    unittest.main()
