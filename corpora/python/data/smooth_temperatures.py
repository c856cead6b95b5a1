"""Smooth the temperatures that Miss Lind reads off the library window.

One cold night says little about the weather. A moving average looks at several days at once; the
generators here read one value at a time, so they would work for a thermometer that never stops.
"""

from collections import deque
from collections.abc import Iterable, Iterator

OCTOBER = [
    14, 15, 13, 16, 15, 12, 11, 13, 14, 12, 10, 9, 12, 11, 13, 12,
    10, 8, 9, 11, 10, 7, 6, 9, 8, 10, 9, 7, 6, 5, 7,
]


def moving_average(values: Iterable[float], days: int) -> Iterator[float]:
    """Yield the average of the last few values, as soon as there are enough of them.

    >>> list(moving_average([2, 4, 6, 8], 2))
    [3.0, 5.0, 7.0]
    """
    window: deque[float] = deque(maxlen=days)
    for value in values:
        window.append(value)
        if len(window) == days:
            yield sum(window) / days


def records(values: Iterable[float]) -> Iterator[tuple[int, float]]:
    """Yield the day and the value whenever it is colder than ever before.

    >>> list(records([5, 7, 4, 4, 1]))
    [(1, 5), (3, 4), (5, 1)]
    """
    coldest = float("inf")
    for day, value in enumerate(values, start=1):
        if value < coldest:
            coldest = value
            yield day, value


def changes(values: Iterable[float]) -> Iterator[float]:
    """Yield how much each value differs from the one before it.

    >>> list(changes([3, 5, 4]))
    [2, -1]
    """
    iterator = iter(values)
    previous = next(iterator)
    for value in iterator:
        yield value - previous
        previous = value


def summary(values: list[int]) -> dict[str, float]:
    """Collect a few figures about the month."""
    average = sum(values) / len(values)
    return {
        "warmest": max(values),
        "coldest": min(values),
        "average": round(average, 1),
        "days above average": sum(value > average for value in values),
        "largest fall in a night": -min(changes(values)),
    }


def main() -> None:
    """Print the figures, the weekly averages and the cold records."""
    for name, value in summary(OCTOBER).items():
        print(f"{name + ':':<25}{value:>6}")
    print("\nSeven days ending on")
    for day, average in enumerate(moving_average(OCTOBER, 7), start=7):
        if day % 7 == 0:
            print(f"  day {day:2}: {average:5.2f} degrees")
    print("\nColder than ever:", *(f"{value} on day {day};" for day, value in records(OCTOBER)))


if __name__ == "__main__":
    main()
