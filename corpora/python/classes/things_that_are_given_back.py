"""Borrow things and give them back, whatever happens.

A `with` block promises that its end is reached: the lamp is put out and the key is hung up, even
if something goes wrong in between. One class here makes the promise by hand, one function lets
contextlib do it.
"""

from contextlib import ExitStack, contextmanager, suppress


class Diary:
    """Collects lines; the indent shows how deep we are in the story."""

    def __init__(self):
        self.lines = []
        self.depth = 0

    def write(self, line):
        """Add a line at the present depth."""
        self.lines.append("  " * self.depth + line)


class Lamp:
    """A lamp that burns inside a `with` block.

    >>> lamp = Lamp("green", Diary())
    >>> with lamp:
    ...     lamp.burning
    True
    >>> lamp.burning
    False
    """

    def __init__(self, colour, diary):
        self.colour = colour
        self.diary = diary
        self.burning = False

    def __enter__(self):
        self.burning = True
        self.diary.write(f"The {self.colour} lamp is lit.")
        self.diary.depth += 1
        return self

    def __exit__(self, kind, problem, traceback):
        self.diary.depth -= 1
        self.burning = False
        reason = f" because {problem}" if problem else ""
        self.diary.write(f"The {self.colour} lamp is put out{reason}.")
        return False


@contextmanager
def key_of(door, diary):
    """Take a key from its hook, and hang it up again."""
    diary.write(f"Take the key of the {door}.")
    diary.depth += 1
    try:
        yield f"key of the {door}"
    finally:
        diary.depth -= 1
        diary.write(f"Hang up the key of the {door}.")


class Tired(Exception):
    """Somebody cannot go on."""


def climb(steps, diary):
    """Climb the stairs, unless there are too many of them."""
    if steps > 131:
        raise Tired(f"nobody can climb {steps} steps")
    diary.write(f"Climb {steps} steps.")


def main():
    """Write three pages of a diary."""
    diary = Diary()
    with key_of("lighthouse", diary) as key, Lamp("white", diary):
        diary.write(f"In the hand: the {key}.")
        climb(131, diary)

    diary.write("---")
    with suppress(Tired), key_of("clock tower", diary), Lamp("red", diary):
        climb(1000, diary)
        diary.write("This line is never written.")

    diary.write("---")
    with ExitStack() as stack:
        lamps = [stack.enter_context(Lamp(c, diary)) for c in ("blue", "yellow", "green")]
        burning = sum(lamp.burning for lamp in lamps)
        diary.write(f"{burning} lamps burn for the festival.")

    print("\n".join(diary.lines))


if __name__ == "__main__":
    main()
