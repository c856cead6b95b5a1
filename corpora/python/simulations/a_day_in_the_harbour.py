"""Run a day in the harbour as a list of events.

A heap always knows what happens next. Each event may put new events into the heap: a boat that
arrives must unload before it can leave, and there is only one crane.
"""

import heapq
from dataclasses import dataclass, field


@dataclass(order=True)
class Event:
    """Something that happens at a minute of the day."""

    minute: int
    what: str = field(compare=False)
    boat: str = field(compare=False)


def clock(minute: int) -> str:
    """Write a minute of the day as people say it.

    >>> clock(450)
    '7:30'
    """
    hours, minutes = divmod(minute, 60)
    return f"{hours}:{minutes:02}"


class Harbour:
    """A harbour with one crane and a heap of things to come."""

    def __init__(self, cargo: dict[str, int]) -> None:
        """Remember how many minutes the cargo of each boat takes."""
        self.cargo = cargo
        self.events: list[Event] = []
        self.waiting: list[str] = []
        self.crane_is_free = True
        self.diary: list[str] = []

    def plan(self, minute: int, what: str, boat: str) -> None:
        """Put an event into the heap."""
        heapq.heappush(self.events, Event(minute, what, boat))

    def run(self) -> list[str]:
        """Take the events in order until none are left, and return the diary."""
        while self.events:
            event = heapq.heappop(self.events)
            self.diary.append(f"{clock(event.minute):>5}  {event.boat} {event.what}")
            match event.what:
                case "arrives":
                    self.waiting.append(event.boat)
                case "is empty":
                    self.crane_is_free = True
                    self.plan(event.minute + 20, "leaves", event.boat)
            self.start_crane(event.minute)
        return self.diary

    def start_crane(self, minute: int) -> None:
        """Let the crane begin with the boat that has waited longest."""
        if self.crane_is_free and self.waiting:
            boat = self.waiting.pop(0)
            self.crane_is_free = False
            self.diary.append(f"{clock(minute):>5}  The crane swings over to {boat}")
            self.plan(minute + self.cargo[boat], "is empty", boat)


def main() -> None:
    """Let four boats come in during the morning."""
    harbour = Harbour({"Patience": 15, "Mary Lane": 60, "Good Hope": 45, "Grey Heron": 30})
    harbour.plan(405, "arrives", "Mary Lane")
    harbour.plan(420, "arrives", "Good Hope")
    harbour.plan(430, "arrives", "Patience")
    harbour.plan(540, "arrives", "Grey Heron")
    print("\n".join(harbour.run()))


if __name__ == "__main__":
    main()
