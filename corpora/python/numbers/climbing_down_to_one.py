"""Follow a gull that always comes down to one.

The gull sits on a post with a number. From an even number it flies to the half; from an odd one
to three times the number and one more. Nobody has ever proved that it must come down to one,
and nobody has seen it do anything else.
"""

from collections.abc import Iterator


def flight(number: int) -> Iterator[int]:
    """Yield the numbers of the posts, from the first one down to one.

    >>> list(flight(6))
    [6, 3, 10, 5, 16, 8, 4, 2, 1]
    """
    yield number
    while number != 1:
        if number % 2 == 0:
            number //= 2
        else:
            number = 3 * number + 1
        yield number


def length(number: int) -> int:
    """Count the posts of a flight.

    >>> length(1)
    1
    """
    return sum(1 for _ in flight(number))


def main() -> None:
    """Show one flight, then look for the longest and the highest."""
    print(" ".join(str(post) for post in flight(11)))
    starts = range(1, 1000)
    longest = max(starts, key=length)
    highest = max(starts, key=lambda start: max(flight(start)))
    print(f"Below 1000 the longest flight starts at {longest}: {length(longest)} posts.")
    print(f"The highest post of all is {max(flight(highest)):,}, on the way from {highest}.")


if __name__ == "__main__":
    main()
