"""Draw waves that roll down the paper.

A wave is a function from a time to a height between -1 and 1. New waves are made from old ones:
added, slowed down, or made to die away.
"""

from itertools import pairwise
from math import exp, pi, sin


def swell(length):
    """Return a wave that repeats itself after `length` lines."""
    return lambda time: sin(2 * pi * time / length)


def together(*waves):
    """Return the average of some waves.

    >>> flat = together(lambda time: 1, lambda time: -1)
    >>> flat(0)
    0.0
    """
    return lambda time: sum(wave(time) for wave in waves) / len(waves)


def dying(wave, life):
    """Return a wave that gets smaller with time."""
    return lambda time: wave(time) * exp(-time / life)


def steps(wave, count):
    """Return a wave that knows only a few heights.

    >>> stairs = steps(lambda time: time, 2)
    >>> [stairs(time / 10) for time in (0, 2, 4, 6)]
    [0.0, 0.0, 0.5, 0.5]
    """
    return lambda time: round(wave(time) * count) / count


def column(height, width):
    """Turn a height into the number of a column.

    >>> [column(height, 21) for height in (-1, 0, 1)]
    [0, 10, 20]
    """
    return round((height + 1) / 2 * (width - 1))


def draw(waves, lines, width=61):
    """Yield lines with one letter for every wave; the middle is marked by a bar."""
    for time in range(lines):
        row = [" "] * width
        row[width // 2] = "|"
        for letter, wave in waves.items():
            row[column(wave(time), width)] = letter
        yield "".join(row).rstrip()


def crossings(wave, lines):
    """Count how often a wave crosses the middle."""
    signs = [wave(time) > 0 for time in range(lines)]
    return sum(before != after for before, after in pairwise(signs))


def main():
    """Draw a calm evening, a bell that fades, and a digital sea."""
    calm = together(swell(24), swell(9))
    bell = dying(swell(10), life=15)
    for line in draw({"c": calm, "b": bell}, 36):
        print(line)
    print("\nThe digital sea:")
    for line in draw({"#": steps(swell(20), 3)}, 20, width=41):
        print(line)
    print(f"\nIn 200 lines the calm sea crosses the middle {crossings(calm, 200)} times.")


if __name__ == "__main__":
    main()
