"""Store a picture as a file of numbers, and change it by arithmetic.

A grey picture is a table of numbers from 0 (black) to 9 (white). In the plain PGM format it is
written down as it is, with a small heading. Brighter, softer, smaller: all of that is sums.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from math import hypot
from pathlib import Path

WHITE = 9
INK = "@%#*+=-:. "  # From black to white.


@dataclass(frozen=True)
class Picture:
    """A table of grey numbers, row by row."""

    rows: tuple[tuple[int, ...], ...]

    @classmethod
    def made(cls, width: int, height: int, grey: Callable[[int, int], float]) -> Picture:
        """Make a picture from a function of column and row; too large numbers are cut off."""
        return cls(tuple(
            tuple(max(0, min(WHITE, round(grey(x, y)))) for x in range(width))
            for y in range(height)
        ))

    @property
    def size(self) -> tuple[int, int]:
        """Return the width and the height."""
        return len(self.rows[0]), len(self.rows)

    def at(self, x: int, y: int) -> int:
        """Return the grey of a place; beyond the edge, the edge goes on."""
        width, height = self.size
        return self.rows[max(0, min(height - 1, y))][max(0, min(width - 1, x))]

    def negative(self) -> Picture:
        """Make black white and white black.

        >>> Picture(((0, 4, 9),)).negative().rows
        ((9, 5, 0),)
        """
        return Picture.made(*self.size, lambda x, y: WHITE - self.at(x, y))

    def softened(self) -> Picture:
        """Replace every number by the mean of itself and its eight neighbours."""
        near = (-1, 0, 1)
        return Picture.made(
            *self.size, lambda x, y: sum(self.at(x + i, y + j) for i in near for j in near) / 9
        )

    def edges(self) -> Picture:
        """Show how much each place differs from the ones to the right and below."""

        def jump(x: int, y: int) -> float:
            here = self.at(x, y)
            return WHITE - hypot(self.at(x + 1, y) - here, self.at(x, y + 1) - here)

        return Picture.made(*self.size, jump)

    def write(self, path: Path) -> None:
        """Save the picture as plain PGM."""
        lines = ["P2", "{} {}".format(*self.size), str(WHITE)]
        lines += [" ".join(map(str, row)) for row in self.rows]
        path.write_text("\n".join(lines) + "\n", encoding="ascii")

    @classmethod
    def read(cls, path: Path) -> Picture:
        """Load a picture; whatever follows a # on a line is left out."""
        words: list[str] = []
        for line in path.read_text(encoding="ascii").splitlines():
            words += line.partition("#")[0].split()
        kind, width, height, white, *greys = words
        if kind != "P2" or int(white) != WHITE:
            raise ValueError(f"{path.name} is not one of our pictures")
        numbers, step = [int(grey) for grey in greys], int(width)
        if len(numbers) != step * int(height):
            raise ValueError(f"{path.name} should hold {step * int(height)} numbers")
        return cls(tuple(tuple(numbers[i:i + step]) for i in range(0, len(numbers), step)))

    def __str__(self) -> str:
        return "\n".join("".join(INK[grey] for grey in row).rstrip() for row in self.rows)


def sun_in_fog(x: int, y: int) -> float:
    """Return the grey of a sun, drawn as a dark disc, above a sea that gets darker."""
    disc = 1 if hypot((x - 20) / 2, y - 4) < 3.4 else 8
    return disc if y < 9 else 14 - y


def main() -> None:
    """Paint, save, load and change the sun."""
    sun = Picture.made(40, 13, sun_in_fog)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sun.pgm"
        sun.write(path)
        print(f"The file has {path.stat().st_size} bytes, {sun.size[0]} by {sun.size[1]} numbers.")
        assert Picture.read(path) == sun
        path.write_text("P2 # torn\n3 2\n9\n1 2 3 4\n", encoding="ascii")
        try:
            Picture.read(path)
        except ValueError as problem:
            print(f"The torn picture: {problem}.")
    for title, picture in {
        "The sun": sun, "In fog": sun.softened().softened(), "Only edges": sun.edges(),
    }.items():
        print(f"\n{title}:\n{picture}")
    greys = [sum(map(sum, p.rows)) for p in (sun, sun.negative())]
    print(f"\nThe picture and its negative add up to {sum(greys)}, as {WHITE} x 40 x 13 should.")


if __name__ == "__main__":
    main()
