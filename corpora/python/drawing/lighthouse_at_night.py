"""Draw the Old Candle at night, with its light turning over the sea.

A canvas is a list of lists of characters. Whatever is drawn later covers what was drawn before,
so we begin with the sky and end with the lighthouse.
"""

from random import Random


class Canvas:
    """A rectangle of characters; row 0 is at the top."""

    def __init__(self, width: int, height: int, background: str = " ") -> None:
        self.width = width
        self.height = height
        self.rows = [[background] * width for _ in range(height)]

    def put(self, x: int, y: int, sign: str) -> None:
        """Draw one sign; what is outside the canvas is lost."""
        if 0 <= x < self.width and 0 <= y < self.height:
            self.rows[y][x] = sign

    def text(self, x: int, y: int, words: str) -> None:
        """Write words from left to right; blanks leave the picture as it is."""
        for offset, sign in enumerate(words):
            if sign != " ":
                self.put(x + offset, y, sign)

    def box(self, x: int, y: int, width: int, height: int, sign: str) -> None:
        """Fill a rectangle with a sign."""
        for row in range(y, y + height):
            for column in range(x, x + width):
                self.put(column, row, sign)

    def ray(self, x: int, y: int, dx: int, dy: int, sign: str) -> None:
        """Draw from a point in one direction until the edge is reached."""
        while 0 <= x < self.width and 0 <= y < self.height:
            self.put(x, y, sign)
            x, y = x + dx, y + dy

    def __str__(self) -> str:
        return "\n".join("".join(row).rstrip() for row in self.rows)


def sky(canvas: Canvas, stars: int, rng: Random) -> None:
    """Scatter some stars over the upper half."""
    for _ in range(stars):
        canvas.put(rng.randrange(canvas.width), rng.randrange(canvas.height // 2), ".")


def sea(canvas: Canvas, depth: int) -> None:
    """Fill the lowest rows with waves, each row a little further along."""
    for row in range(canvas.height - depth, canvas.height):
        for column in range(canvas.width):
            canvas.put(column, row, "~" if (column + 2 * row) % 5 else "-")


def tower(canvas: Canvas, x: int, top: int, foot: int) -> None:
    """Draw the tower; the band in the middle is green by day."""
    canvas.text(x - 1, top, "/^\\")
    canvas.text(x - 1, top + 1, "[O]")
    for row in range(top + 2, foot):
        canvas.text(x - 1, row, "| |")
    canvas.text(x - 1, (top + foot) // 2, "|=|")
    canvas.text(x - 3, foot, "_/___\\_")


def picture(direction: int) -> Canvas:
    """Return the whole scene with the light pointing left (-1) or right (1)."""
    canvas = Canvas(56, 14)
    sky(canvas, 12, Random(3))
    sea(canvas, 3)
    for slope in (-1, 0, 1):
        canvas.ray(28 + 3 * direction, 3, 4 * direction, slope, "*")
    canvas.box(22, 11, 13, 1, "#")
    tower(canvas, 28, 2, 10)
    return canvas


def main() -> None:
    """Show the light going to the left and to the right."""
    for direction in (-1, 1):
        print(picture(direction))
        print()


if __name__ == "__main__":
    main()
