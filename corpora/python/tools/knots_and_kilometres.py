"""Convert the measures that are in use between Dunmar and Kestle.

Every unit is stored with its size in a basic unit; to convert is to multiply and to divide.
"""

UNITS = {
    "length": {"metre": 1, "kilometre": 1000, "cable": 185.2, "sea mile": 1852, "fathom": 1.8},
    "speed": {"metre a second": 1, "knot": 1852 / 3600, "kilometre an hour": 1 / 3.6},
    "weight": {"kilogram": 1, "box of herring": 25, "tonne": 1000},
}


def convert(amount, unit, target):
    """Express an amount of one unit in another one.

    >>> convert(2, "sea mile", "kilometre")
    3.704
    >>> convert(4, "box of herring", "knot")
    Traceback (most recent call last):
        ...
    ValueError: box of herring and knot do not go together
    """
    for sizes in UNITS.values():
        if unit in sizes and target in sizes:
            return amount * sizes[unit] / sizes[target]
    raise ValueError(f"{unit} and {target} do not go together")


def main():
    """Answer the questions on a slip of paper from the ferry."""
    questions = [
        (12, "knot", "kilometre an hour"),
        (30, "fathom", "metre"),
        (96, "box of herring", "tonne"),
        (3, "sea mile", "kilogram"),
    ]
    for amount, unit, target in questions:
        try:
            print(f"{amount} x {unit} = {convert(amount, unit, target):.2f} x {target}")
        except ValueError as problem:
            print(f"No answer: {problem}.")


if __name__ == "__main__":
    main()
