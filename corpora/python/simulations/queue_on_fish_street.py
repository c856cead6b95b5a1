"""Simulate the queue outside the bakery on a Saturday.

In every minute somebody may come, with a certain chance. Ada serves one customer after another,
and each of them takes some minutes, longer if they talk about the weather. With Luca to help
there are two at the counter. How long does a customer wait?
"""

from collections import deque
from random import Random
from statistics import mean

OPEN_MINUTES = 240
CHANCE_OF_CUSTOMER = 0.35


class Counter:
    """A place where one customer is served at a time."""

    def __init__(self, name):
        self.name = name
        self.busy_until = 0
        self.served = 0

    def is_free(self, minute):
        """Say whether the counter can take the next customer."""
        return minute >= self.busy_until

    def serve(self, minute, duration):
        """Be busy with a customer for some minutes."""
        self.busy_until = minute + duration
        self.served += 1


def serving_time(rng):
    """Most people know what they want; one in five talks about the weather."""
    return rng.randint(5, 8) if rng.random() < 0.2 else rng.randint(1, 3)


def simulate(names, seed):
    """Run one Saturday; return the waiting times, the longest queue and the counters."""
    rng = Random(seed)
    counters = [Counter(name) for name in names]
    queue = deque()
    waits = []
    longest = 0
    minute = 0
    while minute < OPEN_MINUTES or queue:
        if minute < OPEN_MINUTES and rng.random() < CHANCE_OF_CUSTOMER:
            queue.append(minute)
        longest = max(longest, len(queue))
        for counter in counters:
            if queue and counter.is_free(minute):
                arrived = queue.popleft()
                waits.append(minute - arrived)
                counter.serve(minute, serving_time(rng))
        minute += 1
    return waits, longest, counters


def report(waits, longest, counters):
    """Print what the queue would say about the morning."""
    patient = sum(wait == 0 for wait in waits)
    print(f"  {len(waits)} customers, {patient} of them did not wait at all.")
    print(f"  Average wait {mean(waits):.1f} minutes, the worst {max(waits)}.")
    print(f"  The queue was never longer than {longest}.")
    for counter in counters:
        print(f"  {counter.name} served {counter.served}.")


def main():
    """Compare a Saturday with one pair of hands and a Saturday with two."""
    for names in (["Ada"], ["Ada", "Luca"]):
        print(" and ".join(names) + ":")
        report(*simulate(names, seed=12))


if __name__ == "__main__":
    main()
