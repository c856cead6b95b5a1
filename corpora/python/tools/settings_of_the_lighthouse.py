"""Read the settings of the lighthouse, from three places at once.

What is written on the slip for tonight wins over what is written in the book, and the book wins
over what the builders had in mind. A ChainMap asks the three dictionaries one after another.
"""

from collections import ChainMap

BUILDERS = {
    "lamp.colour": "white",
    "lamp.period": 12,
    "horn.on": True,
    "horn.note": "low",
    "keeper": "nobody yet",
}

BOOK = """\
# The book of the Old Candle
keeper = old Perrin

[lamp]
period = 15        # seconds; twelve made the seals dizzy
oil = 4.5

[horn]
on = yes
"""

SLIP = """\
[horn]
on = no            # the doctor is asleep
[lamp]
colour = green
"""


class BadLine(ValueError):
    """A line that is neither a heading nor a setting."""

    def __init__(self, number, line):
        super().__init__(f"line {number}: {line!r}")
        self.number = number


def value_of(text):
    """Turn the text of a value into a truth, a number or a string.

    >>> [value_of(text) for text in ("yes", "no", "15", "4.5", "old Perrin")]
    [True, False, 15, 4.5, 'old Perrin']
    """
    if text in ("yes", "no"):
        return text == "yes"
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            pass
    return text


def read(text):
    r"""Return the settings in a text, with the heading in front of each name.

    >>> read("[lamp]\nperiod = 9")
    {'lamp.period': 9}
    >>> read("a = 1\nwhat is this")
    Traceback (most recent call last):
        ...
    settings_of_the_lighthouse.BadLine: line 2: 'what is this'
    """
    settings = {}
    prefix = ""
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.partition("#")[0].strip()
        if not line:
            continue
        if line.startswith("[") and line.endswith("]"):
            prefix = line[1:-1] + "."
        elif "=" in line:
            name, _, value = line.partition("=")
            settings[prefix + name.strip()] = value_of(value.strip())
        else:
            raise BadLine(number, line)
    return settings


def origin(name, chain, labels):
    """Say which of the dictionaries a setting comes from."""
    for label, settings in zip(labels, chain.maps, strict=True):
        if name in settings:
            return label
    raise KeyError(name)


def main():
    """Print tonight's settings and where they come from, then throw the slip away."""
    labels = ["slip", "book", "builders"]
    settings = ChainMap(read(SLIP), read(BOOK), BUILDERS)
    for name in sorted(settings):
        print(f"{name:<12} = {settings[name]!s:<12} ({origin(name, settings, labels)})")

    print("\nThe horn tonight:", "sounds" if settings["horn.on"] else "is silent")
    tomorrow = settings.parents
    print("The horn tomorrow:", "sounds" if tomorrow["horn.on"] else "is silent")
    print("The lamp tomorrow:", tomorrow["lamp.colour"])
    try:
        read("[lamp]\nask Luca about the clockwork")
    except BadLine as problem:
        print(f"Somebody has scribbled on {problem}.")


if __name__ == "__main__":
    main()
