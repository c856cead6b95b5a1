"""Numbers in English words."""

from __future__ import annotations

_SMALL = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(n: int) -> str:
    """Return `n` (0 to 99) in words, as they stand before a noun: 0 is "no", 21 is "twenty-one".

    Raises:
        ValueError: `n` lies outside 0 to 99.
    """
    if not 0 <= n < 100:
        raise ValueError(f"{n} lies outside 0 to 99")
    if n < 20:
        return _SMALL[n]
    tens, ones = divmod(n, 10)
    return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")
