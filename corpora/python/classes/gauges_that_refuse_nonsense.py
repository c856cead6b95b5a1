"""Attributes that check what is written into them.

A descriptor is an object that lives in a class and watches over an attribute of its instances.
Here one descriptor keeps numbers within limits and another keeps texts within a list, so the
weather station of the school cannot write down that the wind comes from behind the cupboard.
"""


class Checked:
    """An attribute that is checked before it is stored."""

    def __set_name__(self, owner, name):
        self.name = name
        self.place = "_" + name

    def __get__(self, station, owner):
        if station is None:
            return self
        return getattr(station, self.place)

    def __set__(self, station, value):
        problem = self.problem_with(value)
        if problem:
            raise ValueError(f"{self.name} {problem}")
        setattr(station, self.place, value)

    def problem_with(self, value):
        """Return what is wrong with a value, or None; a subclass must know."""
        raise NotImplementedError


class Between(Checked):
    """A number that may not leave its limits."""

    def __init__(self, low, high):
        self.low = low
        self.high = high

    def problem_with(self, value):
        if not self.low <= value <= self.high:
            return f"must lie between {self.low} and {self.high}, not at {value}"
        return None


class OneOf(Checked):
    """A word from a list."""

    def __init__(self, *words):
        self.words = words

    def problem_with(self, value):
        if value not in self.words:
            return f"cannot be {value!r}"
        return None


class Reading:
    """What the weather station of the school writes down at noon.

    >>> noon = Reading(17, 1012, "west")
    >>> noon.degrees
    17
    >>> noon.degrees = 400
    Traceback (most recent call last):
        ...
    ValueError: degrees must lie between -30 and 45, not at 400
    >>> noon.degrees
    17
    """

    degrees = Between(-30, 45)
    pressure = Between(940, 1060)
    wind = OneOf("north", "east", "south", "west", "nowhere")

    def __init__(self, degrees, pressure, wind):
        self.degrees = degrees
        self.pressure = pressure
        self.wind = wind

    def __str__(self):
        return f"{self.degrees} degrees, {self.pressure} on the glass, wind from {self.wind}"


NOTEBOOK = [
    ("Wren", 17, 1012, "west"),
    ("Oskar", 71, 1012, "west"),
    ("Tilly", 16, 1009, "behind the cupboard"),
    ("Samir", 15, 990, "south"),
    ("Noor", 15, 98, "south"),
    ("Bea", 14, 985, "nowhere"),
]


def main():
    """Read the notebook and send half of it back."""
    good = []
    for child, *numbers in NOTEBOOK:
        try:
            reading = Reading(*numbers)
        except ValueError as problem:
            print(f"{child}, look again: {problem}.")
        else:
            good.append(reading)
            print(f"{child} writes: {reading}.")

    mean = sum(reading.degrees for reading in good) / len(good)
    print(f"\n{len(good)} good readings, {mean:.1f} degrees on average.")
    falling = all(a.pressure > b.pressure for a, b in zip(good, good[1:], strict=False))
    print("The glass is falling. Bring in the washing." if falling else "The glass is steady.")
    limits = Reading.degrees
    print(f"The class itself knows the limits: {limits.low} to {limits.high}.")


if __name__ == "__main__":
    main()
