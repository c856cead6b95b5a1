"""Count as one would count with another number of fingers.

A seal has no fingers and two flippers, a crab has ten legs but thinks of eight of them, and a
heron stands on one leg, which is not enough for a base. People on Gannet count their eggs in
dozens, with a dek for ten and an el for eleven.
"""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def to_base(number: int, base: int) -> str:
    """Write a number in some base.

    >>> to_base(131, 2), to_base(131, 8), to_base(131, 12), to_base(131, 16)
    ('10000011', '203', 'ab', '83')
    >>> to_base(0, 5), to_base(-9, 3)
    ('0', '-100')
    >>> to_base(7, 1)
    Traceback (most recent call last):
        ...
    ValueError: nobody can count with 1 finger
    """
    if not 2 <= base <= len(DIGITS):
        raise ValueError(f"nobody can count with {base} finger{'' if base == 1 else 's'}")
    if number < 0:
        return "-" + to_base(-number, base)
    text = ""
    while True:
        number, digit = divmod(number, base)
        text = DIGITS[digit] + text
        if number == 0:
            return text


def from_base(text: str, base: int) -> int:
    """Read a number in some base; Python's int() can do it too.

    >>> from_base("203", 8)
    131
    >>> from_base("ab", 12) == int("ab", 12)
    True
    >>> from_base("29", 8)
    Traceback (most recent call last):
        ...
    ValueError: 9 is not a digit in base 8
    """
    number = 0
    for sign in text:
        digit = DIGITS.index(sign)
        if digit >= base:
            raise ValueError(f"{sign} is not a digit in base {base}")
        number = number * base + digit
    return number


def add(first: str, second: str, base: int) -> str:
    """Add two numbers in the way one does it on paper, with a carry.

    >>> add("17", "1", 8)
    '20'
    >>> add("111", "1", 2)
    '1000'
    """
    width = max(len(first), len(second))
    carry, result = 0, ""
    for a, b in zip(reversed(first.zfill(width)), reversed(second.zfill(width)), strict=True):
        carry, digit = divmod(DIGITS.index(a) + DIGITS.index(b) + carry, base)
        result = DIGITS[digit] + result
    return DIGITS[carry] + result if carry else result


def multiplication_table(base: int, size: int) -> str:
    """Return the small multiplication table of a base."""
    lines = []
    for row in range(1, size + 1):
        lines.append("".join(f"{to_base(row * n, base):>4}" for n in range(1, size + 1)))
    return "\n".join(lines)


def flags(number: int, names: list[str]) -> list[str]:
    """Read the bits of a number as flags that are up or down.

    >>> flags(0b101, ["fog", "gale", "herring"])
    ['fog', 'herring']
    """
    return [name for place, name in enumerate(names) if number & (1 << place)]


def main() -> None:
    """Count in strange company."""
    counters = {"a seal": 2, "a crab": 8, "a baker": 10, "an egg seller": 12, "the moon": 28}
    for name, base in counters.items():
        written = " ".join(to_base(n, base) for n in (7, 12, 35, 131))
        print(f"{name:>14} (base {base:2}) writes 7, 12, 35, 131 as {written}")

    print("\nThe table of the crab:")
    print(multiplication_table(8, 7))

    eggs = ["2a", "1b", "30"]
    total = "0"
    for basket in eggs:
        total = add(total, basket, 12)
    print(f"\nOn Gannet, {' + '.join(eggs)} eggs are {total}, which is {from_base(total, 12)}.")

    signals = ["fog", "gale", "ferry late", "herring", "no milk"]
    for code in (1, 6, 24, 31):
        meaning = ", ".join(flags(code, signals))
        print(f"Mast lights {to_base(code, 2).zfill(5)}: {meaning}")


if __name__ == "__main__":
    main()
