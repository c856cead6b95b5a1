"""Bring two lists together that were never meant to meet.

Mina Sato has a list of the bicycles in her shop; Sergeant Moll has a list of the bicycles that
people miss. Both write the number of the frame, each in their own way. The join finds what is
on both lists, on one of them, and twice on the same.
"""

from collections import Counter
from typing import NamedTuple

SHOP = """
K-1042 green  bent wheel
K-0077 black  no bell
D-3310 red    flat tyre
K-1042 green  (again!)
D-0009 white  nothing, it just came
"""

MISSED = """
Noor      k1042   "left it by the library"
Dr Voss   d 3310  "somebody has borrowed it"
Fitch     k/0500  "stolen, of course"
Amos      D0009   "it rolled away"
"""


class Bicycle(NamedTuple):
    """A bicycle that stands in the shop."""

    frame: str
    colour: str
    trouble: str


def plain(frame: str) -> str:
    """Write the number of a frame in the only proper way.

    >>> plain("k/0500"), plain("d 3310"), plain("K-77")
    ('K0500', 'D3310', 'K0077')
    """
    signs = [sign for sign in frame.upper() if sign.isalnum()]
    letter, digits = signs[0], "".join(signs[1:])
    return f"{letter}{digits:0>4}"


def read_shop(text: str) -> list[Bicycle]:
    """Read Mina's list: three columns, the last of which may have spaces."""
    bicycles = []
    for line in text.strip().splitlines():
        frame, colour, trouble = line.split(maxsplit=2)
        bicycles.append(Bicycle(plain(frame), colour, trouble))
    return bicycles


def read_missed(text: str) -> dict[str, str]:
    """Read the sergeant's list: his columns begin at the same place in every line.

    >>> read_missed('Noor      k1042   "gone"')
    {'K1042': 'Noor'}
    """
    owners = {}
    for line in text.strip().splitlines():
        name, frame = line[:10].strip(), line[10:18].strip()
        owners[plain(frame)] = name
    return owners


def without_doubles(bicycles: list[Bicycle]) -> tuple[dict[str, Bicycle], list[str]]:
    """Return the bicycles by frame, and the frames that were written down twice."""
    counts = Counter(bicycle.frame for bicycle in bicycles)
    by_frame: dict[str, Bicycle] = {}
    for bicycle in bicycles:
        by_frame.setdefault(bicycle.frame, bicycle)
    return by_frame, [frame for frame, count in counts.items() if count > 1]


def join(left: dict[str, Bicycle], right: dict[str, str]) -> list[tuple[str, str, str]]:
    """Return a row for each frame on either list, with a dash for what is not known.

    >>> join({"K1": Bicycle("K1", "red", "none")}, {"K2": "Bea"})
    [('K1', 'red', '-'), ('K2', '-', 'Bea')]
    """
    rows = []
    for frame in sorted(left.keys() | right.keys()):
        colour = left[frame].colour if frame in left else "-"
        rows.append((frame, colour, right.get(frame, "-")))
    return rows


def main() -> None:
    """Print the joint list and send people to the right door."""
    shop, doubles = without_doubles(read_shop(SHOP))
    missed = read_missed(MISSED)

    print(f"{'frame':<8}{'colour':<8}owner")
    for row in join(shop, missed):
        print("".join(f"{cell:<8}" for cell in row).rstrip())
    print()
    for frame in doubles:
        print(f"Mina has written {frame} down twice.")
    for frame in sorted(shop.keys() & missed.keys()):
        bicycle = shop[frame]
        print(f"{missed[frame]}: your {bicycle.colour} bicycle is here ({bicycle.trouble}).")
    for frame in sorted(missed.keys() - shop.keys()):
        print(f"{missed[frame]}: nobody has seen {frame}. Have you looked in your shed?")
    for frame in sorted(shop.keys() - missed.keys()):
        print(f"Who does not know that the {shop[frame].colour} {frame} is gone?")


if __name__ == "__main__":
    main()
