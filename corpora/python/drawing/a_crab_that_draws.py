"""Let a crab walk over the sand and leave a line behind it.

The crab understands a short language: F3 is three steps forward, L and R are turns, U lifts the
claw and D puts it down, and 4[...] does what is in the brackets four times.
"""

import re
from dataclasses import dataclass, field


def parse(program):
    """Turn a program into a flat list of commands.

    >>> parse("F2 R 2[F1 L]")
    [('F', 2), ('R', 1), ('F', 1), ('L', 1), ('F', 1), ('L', 1)]
    """
    words = re.findall(r"\d+\[|\]|[FLRUD]\d*", program)
    commands, rest = parse_block(words, 0)
    if rest != len(words):
        raise ValueError("a bracket closes that was never opened")
    return commands


def parse_block(words, position):
    """Parse up to a closing bracket; return the commands and where to go on."""
    commands = []
    while position < len(words) and words[position] != "]":
        word = words[position]
        if word.endswith("["):
            body, position = parse_block(words, position + 1)
            if position == len(words):
                raise ValueError("a bracket is open at the end")
            commands += body * int(word[:-1])
        else:
            commands.append((word[0], int(word[1:] or 1)))
        position += 1
    return commands, position


@dataclass
class Crab:
    """A crab with a position and a direction."""

    row: int = 0
    column: int = 0
    down: int = 0
    right: int = 1
    drawing: bool = True
    marks: dict = field(default_factory=dict)

    def do(self, letter, count):
        """Carry out one command."""
        match letter:
            case "F":
                for _ in range(count):
                    self.mark()
                    self.row += self.down
                    self.column += self.right
                self.mark()
            case "L":
                for _ in range(count):
                    self.down, self.right = -self.right, self.down
            case "R":
                for _ in range(count):
                    self.down, self.right = self.right, -self.down
            case "U":
                self.drawing = False
            case "D":
                self.drawing = True

    def mark(self):
        """Leave a mark in the sand, if the claw is down."""
        if self.drawing:
            self.marks[self.row, self.column] = "-" if self.right else "|"


def sand(marks):
    """Return the part of the beach that has marks on it."""
    rows = [row for row, _ in marks]
    columns = [column for _, column in marks]
    lines = []
    for row in range(min(rows), max(rows) + 1):
        line = [marks.get((row, c), " ") for c in range(min(columns), max(columns) + 1)]
        lines.append("".join(line).rstrip())
    return "\n".join(lines)


def main():
    """Draw four pictures, the last of them with a mistake."""
    programs = {
        "a box": "4[F6 R]",
        "stairs": "5[F4 R F1 L]",
        "two windows": "4[F4 R] U F8 D 4[F4 R]",
        "a mistake": "3[F2 R",
    }
    for name, program in programs.items():
        print(f"{name}: {program}")
        crab = Crab()
        try:
            for letter, count in parse(program):
                crab.do(letter, count)
        except ValueError as problem:
            print(f"The crab waits: {problem}.")
        else:
            print(sand(crab.marks), end="\n\n")


if __name__ == "__main__":
    main()
