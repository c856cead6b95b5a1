"""Knit a scarf in which every stitch looks at three stitches above it.

A stitch is light or dark. For each of the eight patterns that three stitches can make, a rule
says what comes below; so a rule is a number from 0 to 255. Old Mrs Pike, Jonah's mother, knits
rule 90 for babies, rule 30 for sailors and rule 184 for nobody.
"""

from collections.abc import Iterator
from itertools import islice

WIDTH = 63
Row = tuple[int, ...]


def table(rule: int) -> dict[tuple[int, int, int], int]:
    """Turn the number of a rule into what comes below each pattern.

    >>> table(90)[1, 1, 0], table(90)[1, 0, 1]
    (1, 0)
    """
    patterns = [(n >> 2 & 1, n >> 1 & 1, n & 1) for n in range(8)]
    return {pattern: rule >> place & 1 for place, pattern in enumerate(patterns)}


def next_row(row: Row, rule: dict[tuple[int, int, int], int]) -> Row:
    """Knit one row; the scarf is round, so the last stitch is beside the first.

    >>> next_row((0, 0, 1, 0, 0), table(90))
    (0, 1, 0, 1, 0)
    """
    return tuple(
        rule[row[place - 1], row[place], row[(place + 1) % len(row)]]
        for place in range(len(row))
    )


def knit(row: Row, number: int) -> Iterator[Row]:
    """Yield the rows of a scarf for ever."""
    rule = table(number)
    while True:
        yield row
        row = next_row(row, rule)


def one_dark(width: int = WIDTH) -> Row:
    """Return a light row with one dark stitch in the middle."""
    return tuple(int(place == width // 2) for place in range(width))


def draw(row: Row) -> str:
    """Draw a row of stitches."""
    return "".join("#" if stitch else " " for stitch in row).rstrip()


def repeats_after(row: Row, number: int, limit: int) -> tuple[int, int] | None:
    """Return where a scarf begins to repeat itself, and after how many rows.

    >>> repeats_after((1, 0, 0), 170, 10)
    (0, 3)
    """
    seen: dict[Row, int] = {}
    for place, current in enumerate(islice(knit(row, number), limit)):
        if current in seen:
            return seen[current], place - seen[current]
        seen[current] = place
    return None


def mirrored(number: int) -> int:
    """Return the rule that knits the same scarf seen from behind.

    >>> mirrored(90), mirrored(30)
    (90, 86)
    """
    rule = table(number)
    result = 0
    for place, (left, middle, right) in enumerate(rule):
        result |= rule[right, middle, left] << place
    return result


def main() -> None:
    """Knit two pieces and sort the rules by what becomes of them."""
    for number, rows in ((90, 16), (30, 12)):
        print(f"Rule {number}:")
        for row in islice(knit(one_dark(), number), rows):
            print(draw(row))

    # One stitch in a scarf of fifteen: does it die, stand still, or go on changing?
    ends: dict[str, list[int]] = {"light": [], "still": [], "changing": []}
    for number in range(0, 256, 2):
        start, length = repeats_after(one_dark(15), number, limit=1000) or (0, 1000)
        last = next(islice(knit(one_dark(15), number), start, None))
        kind = "light" if not any(last) else "still" if length == 1 else "changing"
        ends[kind].append(number)
    print("\nOf the rules that keep a light scarf light:")
    for kind, numbers in ends.items():
        print(f"  {len(numbers):2} end {kind}, for example {numbers[:4]}")

    alike = sum(mirrored(number) == number for number in range(256))
    print(f"{alike} of 256 rules look the same from behind.")


if __name__ == "__main__":
    main()
