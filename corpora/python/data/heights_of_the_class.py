"""Describe a class by its heights, without naming anybody.

The school doctor measures every pupil in spring. Dr Voss does not send out the list, which would
hurt the smallest and please the tallest too much; she sends out five numbers, a drawing of a box
and a table of stems and leaves.
"""

from collections import defaultdict
from statistics import median, pstdev

HEIGHTS = {
    "form three": [131, 128, 140, 135, 133, 129, 137, 142, 126, 134, 131, 138, 130],
    "form four": [139, 145, 150, 141, 136, 147, 143, 158, 140, 144, 142, 149],
}


def five_numbers(values: list[int]) -> tuple[float, float, float, float, float]:
    """Return the smallest, the quarters and the largest.

    >>> five_numbers([1, 2, 3, 4, 5, 6, 7])
    (1, 2, 4, 6, 7)
    """
    ordered = sorted(values)
    half = len(ordered) // 2
    lower, upper = ordered[:half], ordered[-half:]
    return ordered[0], median(lower), median(ordered), median(upper), ordered[-1]


def box(values: list[int], low: int, high: int) -> str:
    """Draw the five numbers on a scale: whiskers, a box, and a bar at the median.

    >>> box([1, 2, 3, 4, 5, 6, 7], 0, 8)
    ' |[=:=]| '
    """
    smallest, lower, middle, upper, largest = (round(n) - low for n in five_numbers(values))
    signs = [" "] * (high - low + 1)
    for place in range(smallest, largest + 1):
        signs[place] = "-"
    for place in range(lower, upper + 1):
        signs[place] = "="
    for place, sign in [(smallest, "|"), (largest, "|"), (lower, "["), (upper, "]"), (middle, ":")]:
        signs[place] = sign
    return "".join(signs)


def stems(values: list[int]) -> dict[int, list[int]]:
    """Split each value into tens and ones.

    >>> stems([131, 128, 139])
    {12: [8], 13: [1, 9]}
    """
    leaves = defaultdict(list)
    for value in sorted(values):
        tens, ones = divmod(value, 10)
        leaves[tens].append(ones)
    return dict(leaves)


def unusual(values: list[int]) -> list[int]:
    """Return values that lie far outside the box.

    >>> unusual([10, 11, 12, 13, 14, 40])
    [40]
    """
    _, lower, _, upper, _ = five_numbers(values)
    reach = 1.5 * (upper - lower)
    return [value for value in values if not lower - reach <= value <= upper + reach]


def rank(value: int, values: list[int]) -> float:
    """Return the share of the values that are smaller."""
    return sum(other < value for other in values) / len(values)


def main() -> None:
    """Print the letter that goes home with the children."""
    everyone = [height for heights in HEIGHTS.values() for height in heights]
    low, high = min(everyone), max(everyone)
    for form, heights in HEIGHTS.items():
        numbers = " ".join(f"{number:g}" for number in five_numbers(heights))
        print(f"{form}: {len(heights)} pupils, {numbers}, spread {pstdev(heights):.1f}")
        print("  " + box(heights, low, high).rstrip())
        for number in unusual(heights):
            print(f"  Somebody of {number} centimetres may want a longer bed.")

    print("\nThird form, stem and fourth form, back to back:")
    left, right = stems(HEIGHTS["form three"]), stems(HEIGHTS["form four"])
    for stem in sorted(left.keys() | right.keys()):
        backwards = "".join(str(leaf) for leaf in reversed(left.get(stem, [])))
        forwards = "".join(str(leaf) for leaf in right.get(stem, []))
        print(f"{backwards:>12} | {stem} | {forwards}")

    wren = 139
    for form, heights in HEIGHTS.items():
        print(f"A pupil of {wren} cm is taller than {rank(wren, heights):.0%} of {form}.")


if __name__ == "__main__":
    main()
