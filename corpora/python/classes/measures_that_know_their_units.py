"""Numbers that know whether they are metres, kilograms or crowns.

Each measure carries the powers of its basic units: a speed has one of metres and minus one of
seconds. Measures of the same kind can be added; all of them can be multiplied and divided, and
the powers follow by themselves. Whoever adds a herring to an hour is told so.
"""

from __future__ import annotations

from collections.abc import Mapping

Powers = Mapping[str, int]


class Mismatch(TypeError):
    """Two measures cannot be added or compared."""


def combined(one: Powers, other: Powers, sign: int) -> dict[str, int]:
    """Add the powers of two measures, or subtract them, and drop what is gone.

    >>> combined({"m": 1, "s": -1}, {"s": 1}, +1)
    {'m': 1}
    """
    units = [*one, *(unit for unit in other if unit not in one)]
    powers = {unit: one.get(unit, 0) + sign * other.get(unit, 0) for unit in units}
    return {unit: power for unit, power in powers.items() if power}


class Measure:
    """A number with units.

    >>> length, width = Measure(4, m=1), Measure(2.5, m=1)
    >>> print(length * width)
    10 m^2
    >>> print(length + width)
    6.5 m
    >>> length + Measure(1, kg=1)
    Traceback (most recent call last):
        ...
    measures_that_know_their_units.Mismatch: m and kg do not go together
    """

    def __init__(self, amount: float, **powers: int) -> None:
        self.amount = amount
        self.powers = {unit: power for unit, power in powers.items() if power}

    @property
    def unit(self) -> str:
        """Write the units, with negative powers after a stroke.

        >>> Measure(1, m=1, s=-2).unit
        'm/s^2'
        """
        def written(powers: Powers) -> str:
            return " ".join(u if abs(p) == 1 else f"{u}^{abs(p)}" for u, p in powers.items())

        above = written({u: p for u, p in self.powers.items() if p > 0})
        below = written({u: p for u, p in self.powers.items() if p < 0})
        return f"{above or '1'}/{below}" if below else above

    def _check(self, other: Measure) -> None:
        if self.powers != other.powers:
            one, two = self.unit or "a mere number", other.unit or "a mere number"
            raise Mismatch(f"{one} and {two} do not go together")

    def __add__(self, other: Measure) -> Measure:
        self._check(other)
        return Measure(self.amount + other.amount, **self.powers)

    def __sub__(self, other: Measure) -> Measure:
        return self + -1 * other

    def __mul__(self, other: Measure | float) -> Measure:
        other = as_measure(other)
        return Measure(self.amount * other.amount, **combined(self.powers, other.powers, +1))

    __rmul__ = __mul__

    def __truediv__(self, other: Measure | float) -> Measure:
        other = as_measure(other)
        return Measure(self.amount / other.amount, **combined(self.powers, other.powers, -1))

    def __lt__(self, other: Measure) -> bool:
        self._check(other)
        return self.amount < other.amount

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Measure):
            return NotImplemented
        return (self.amount, self.powers) == (other.amount, other.powers)

    def __str__(self) -> str:
        return f"{self.amount:g} {self.unit}".strip()

    def __repr__(self) -> str:
        return f"<{self}>"


def as_measure(value: Measure | float) -> Measure:
    """Turn a plain number into a measure without units."""
    return value if isinstance(value, Measure) else Measure(value)


METRE, SECOND, KILO, CROWN = (Measure(1, **{unit: 1}) for unit in ("m", "s", "kg", "cr"))
HOUR = 3600 * SECOND
MILE = 1852 * METRE
BOX = 25 * KILO


def main() -> None:
    """Sail to Kestle, sell the herring, and make two mistakes."""
    way, time = 11 * MILE, 1 * HOUR
    speed = way / time
    print(f"The ferry makes {speed}, or {(speed / (MILE / HOUR)).amount:g} knots.")

    catch = 48 * BOX
    price = 2 * CROWN / KILO
    earned = catch * price
    print(f"{catch} of herring at {price} bring {earned}.")

    deck = (12 * METRE) * (6.5 * METRE)
    paint = 0.25 * KILO / (METRE * METRE)
    print(f"A deck of {deck} needs {deck * paint} of paint.")
    print(f"After {90 * MILE / speed} she has gone ninety miles.")
    print("The longest of three:", max(MILE, 1500 * METRE, 2 * way - 20 * MILE))

    for title, mistake in {
        "A herring and an hour": lambda: catch + time,
        "A wage that is a length": lambda: earned < way,
    }.items():
        try:
            mistake()
        except Mismatch as problem:
            print(f"{title}: {problem}.")


if __name__ == "__main__":
    main()
