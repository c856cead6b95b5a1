"""Set notices in frames, ready for the board in the ferry office."""

import textwrap

NOTICES = [
    (
        "LOST",
        "One brown dog, answers to Biscuit but does not obey. Last seen on Fish Street with a "
        "seeded loaf that was not his. Please bring back the dog; the loaf is forgiven.",
    ),
    (
        "Lamp festival",
        "The children of the school will carry their lamps from Chapel Hill to the Long Quay "
        "on Saturday at six by the town clock, which is seven minutes past six.",
    ),
    ("Piano", "Free to anyone who has four strong friends and a wide door."),
]


def frame(title: str, text: str, width: int = 44) -> str:
    """Return the text in a frame of the given width, with its title in the upper edge.

    >>> print(frame("Tide", "High at noon.", width=19))
    +- Tide ----------+
    | High at noon.   |
    +-----------------+
    """
    inner = width - 4
    top = f"+- {title} ".ljust(width - 1, "-") + "+"
    body = [f"| {line.ljust(inner)} |" for line in textwrap.wrap(text, inner)]
    bottom = "+" + "-" * (width - 2) + "+"
    return "\n".join([top, *body, bottom])


def side_by_side(left: str, right: str, gap: int = 3) -> str:
    r"""Put two blocks of text next to each other.

    >>> print(side_by_side("ab\ncd", "x", gap=1))
    ab x
    cd
    """
    left_lines, right_lines = left.splitlines(), right.splitlines()
    width = max(len(line) for line in left_lines)
    height = max(len(left_lines), len(right_lines))
    left_lines += [""] * (height - len(left_lines))
    right_lines += [""] * (height - len(right_lines))
    rows = (
        left_line.ljust(width + gap) + right_line
        for left_line, right_line in zip(left_lines, right_lines, strict=True)
    )
    return "\n".join(row.rstrip() for row in rows)


def initial(text: str) -> str:
    """Begin a text with a large letter, as on old posters.

    >>> print(initial("fog"))
    F O G
    """
    return " ".join(text.upper())


def main() -> None:
    """Print the whole board."""
    print(initial("notices").center(91).rstrip())
    framed = [frame(title, text) for title, text in NOTICES]
    print(side_by_side(framed[0], framed[1]))
    print(framed[2])


if __name__ == "__main__":
    main()
