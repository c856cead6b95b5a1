"""Undo and redo, with every change kept as an object.

Mr Okoro writes a poem for the school and regrets every second word. Each change knows how to
happen and how to un-happen. What was done lies on one pile, what was undone on another; a new
change throws the second pile away, because there is no way back to a future that was left.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field


class Change(ABC):
    """Something that can be done to a list of lines, and taken back."""

    @abstractmethod
    def do(self, lines: list[str]) -> None:
        """Change the lines."""

    @abstractmethod
    def undo(self, lines: list[str]) -> None:
        """Make the lines as they were."""


@dataclass
class Add(Change):
    """Put a line at the end."""

    line: str

    def do(self, lines: list[str]) -> None:
        lines.append(self.line)

    def undo(self, lines: list[str]) -> None:
        lines.pop()


@dataclass
class Strike(Change):
    """Take a line out, and remember it in case it is missed."""

    index: int
    struck: str = ""

    def do(self, lines: list[str]) -> None:
        self.struck = lines.pop(self.index)

    def undo(self, lines: list[str]) -> None:
        lines.insert(self.index, self.struck)


@dataclass
class Replace(Change):
    """Put one word in the place of another, in all lines."""

    old: str
    new: str
    before: list[str] = field(default_factory=list)

    def do(self, lines: list[str]) -> None:
        self.before = lines[:]
        lines[:] = [line.replace(self.old, self.new) for line in lines]

    def undo(self, lines: list[str]) -> None:
        lines[:] = self.before


class Poem:
    """A poem with a memory.

    >>> poem = Poem()
    >>> poem.apply(Add("The sea is wet."))
    >>> poem.apply(Replace("wet", "deep"))
    >>> poem.undo()
    True
    >>> poem.lines
    ['The sea is wet.']
    >>> poem.redo(), poem.redo()
    (True, False)
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._done: list[Change] = []
        self._undone: list[Change] = []

    def apply(self, change: Change) -> None:
        """Carry out a new change."""
        change.do(self.lines)
        self._done.append(change)
        self._undone.clear()

    def undo(self) -> bool:
        """Take the last change back; say whether there was one."""
        if not self._done:
            return False
        change = self._done.pop()
        change.undo(self.lines)
        self._undone.append(change)
        return True

    def redo(self) -> bool:
        """Repeat what was taken back last; say whether there was anything."""
        if not self._undone:
            return False
        change = self._undone.pop()
        change.do(self.lines)
        self._done.append(change)
        return True

    def __str__(self) -> str:
        return "\n".join(f"    {line}" for line in self.lines) or "    (nothing)"


def main() -> None:
    """Watch Mr Okoro at work."""
    poem = Poem()
    for change in [
        Add("O heron on your single leg,"),
        Add("you stand there like a wooden peg."),
        Add("You do not work, you do not beg."),
        Replace("wooden", "patient"),
        Strike(2),
    ]:
        poem.apply(change)
    print("At midnight:", poem, sep="\n")

    while poem.undo():
        pass
    print("At one, in despair:", poem, sep="\n")

    for _ in range(4):
        poem.redo()
    print("At two:", poem, sep="\n")

    poem.apply(Add("I wish I had a hard-boiled egg."))
    print("At three:", poem, sep="\n")
    print("Can he still go forward?", "Yes." if poem.redo() else "No, he has gone to the kitchen.")


if __name__ == "__main__":
    main()
