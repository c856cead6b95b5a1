"""Lights of ships as flags that can be combined.

A `Flag` is a set of switches in a single number. The lights on a ship say what she is and what
she is doing; whoever sees only some of them must guess. Bea and Oskar sit on the quay at night
with a notebook.
"""

from enum import Flag, auto


class Lights(Flag):
    """The lights that a ship can show; several are joined with a bar.

    >>> Lights.RED | Lights.WHITE in Lights.UNDER_WAY
    True
    >>> len(Lights.UNDER_WAY)
    4
    >>> bool(Lights.RED & Lights.GREEN)
    False
    """

    RED = auto()      # on the left side, seen from aboard
    GREEN = auto()    # on the right side
    WHITE = auto()    # on the mast
    STERN = auto()    # white, at the back
    FISHING = auto()  # a second green one, above the nets
    FERRY = auto()    # a blue one, which only Dunmar has

    SIDES = RED | GREEN
    UNDER_WAY = RED | GREEN | WHITE | STERN


SHIPS = {
    "a rowing boat": Lights.STERN,
    "a sailing boat": Lights.SIDES | Lights.STERN,
    "a motor boat": Lights.UNDER_WAY,
    "a fishing boat": Lights.UNDER_WAY | Lights.FISHING,
    "the Patience": Lights.UNDER_WAY | Lights.FERRY,
}

# What can be seen of a ship from each side, however many lights she has.
VISIBLE = {
    "from ahead": ~Lights.STERN,
    "from the left": ~(Lights.GREEN | Lights.STERN),
    "from the right": ~(Lights.RED | Lights.STERN),
    "from behind": ~(Lights.SIDES | Lights.WHITE),
}


def seen(ship, side):
    """Return the lights of a ship that can be seen from one side.

    >>> seen("a sailing boat", "from the left") == Lights.RED
    True
    """
    return SHIPS[ship] & VISIBLE[side]


def names(lights):
    """Write lights as words; single ones only, in the order of the class.

    >>> names(Lights.SIDES), names(Lights(0))
    ('red and green', 'nothing')
    """
    words = [light.name.lower() for light in lights]
    if len(words) < 2:
        return words[0] if words else "nothing"
    return ", ".join(words[:-1]) + " and " + words[-1]


def guesses(lights):
    """Yield every ship and side that would look like this.

    >>> list(guesses(Lights.GREEN))
    [('a sailing boat', 'from the right')]
    """
    for ship in SHIPS:
        for side in VISIBLE:
            if seen(ship, side) == lights:
                yield ship, side


def is_coming(lights):
    """Say whether a ship comes straight towards us: then both sides are seen."""
    return Lights.SIDES in lights


def broken(ship, lights):
    """Return the lights that a ship ought to show but does not."""
    return SHIPS[ship] & ~lights


def main():
    """Read the notebook of one night."""
    notebook = [
        Lights.RED,
        Lights.SIDES | Lights.WHITE,
        Lights.STERN,
        Lights.GREEN | Lights.WHITE | Lights.FISHING,
        Lights.RED | Lights.WHITE | Lights.FERRY,
        Lights.GREEN | Lights.FERRY,
        Lights(0),
    ]
    for lights in notebook:
        possible = [f"{ship} {side}" for ship, side in guesses(lights)]
        print(f"Seen: {names(lights)}")
        print("    " + ("; ".join(possible) or "no ship looks like that"))
        if is_coming(lights):
            print("    It is coming straight at us!")

    riddle = notebook[5]
    missing = broken("the Patience", riddle | Lights.RED | Lights.STERN)
    print(f"\nBut a blue light can only be the Patience, so she lacks {names(missing)}.")
    print("Jonah has hung his trousers on the mast again.")

    repaired = riddle ^ Lights.WHITE
    print(f"Without them: {names(repaired)}, which is {next(guesses(repaired))[0]}.")


if __name__ == "__main__":
    main()
