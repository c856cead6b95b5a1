"""Instruments that enter themselves in the register of the town band.

When a class is made, Python tells its parent, which can write the name of the child into a book.
New instruments need no change anywhere else: it is enough that they exist. The conductor reads
a score in which only names and notes are written.
"""

from __future__ import annotations

from typing import ClassVar


class Instrument:
    """Something in the band; subclasses give the name under which they play."""

    register: ClassVar[dict[str, type[Instrument]]] = {}
    sound = ""

    def __init_subclass__(cls, name: str | None = None, **rest) -> None:
        super().__init_subclass__(**rest)
        if name is None:
            return  # A section of the band, not an instrument.
        if name in Instrument.register:
            raise TypeError(f"the band already has a {name}")
        cls.name = name
        Instrument.register[name] = cls

    def __init__(self, player: str) -> None:
        self.player = player

    def play(self, note: str) -> str:
        """Return what is heard."""
        return f"{self.sound}{note}"

    @classmethod
    def called(cls, name: str, player: str) -> Instrument:
        """Look an instrument up in the register and give it to a player.

        >>> Instrument.called("trumpet", "Ada").play("g")
        'TAG'
        """
        return cls.register[name](player)


class Brass(Instrument):
    """The loud section."""

    sound = "ta"

    def play(self, note: str) -> str:
        return super().play(note).upper()


class Trumpet(Brass, name="trumpet"):
    """Bright, and never late."""


class Tuba(Brass, name="tuba"):
    """Low and slow: every note lasts twice as long."""

    sound = "oom"

    def play(self, note: str) -> str:
        return "-".join([super().play(note)] * 2)


class Strings(Instrument):
    """The section that has to be tuned."""

    sound = "zing"
    tuned = False

    def tune(self) -> Strings:
        """Turn the pegs, and return the instrument, so that it can be played at once."""
        self.tuned = True
        return self

    def play(self, note: str) -> str:
        return super().play(note if self.tuned else "?")


class Fiddle(Strings, name="fiddle"):
    """For the dance after the concert."""


class FogHorn(Instrument, name="fog horn"):
    """It has one note, and that is the one you get."""

    def play(self, note: str) -> str:
        return "HOOO"


SCORE = """\
trumpet: c e g
fiddle: g g a
fog horn: c d e
tuba: c
"""


def perform(score: str, players: dict[str, str]) -> list[str]:
    """Play a score, one line for each instrument.

    >>> perform("fiddle: a", {"fiddle": "Luca"})
    ['Luca (fiddle): zinga']
    """
    lines = []
    for line in score.splitlines():
        name, _, notes = line.partition(":")
        instrument = Instrument.called(name, players.get(name, "somebody"))
        if isinstance(instrument, Strings):
            instrument.tune()
        heard = " ".join(instrument.play(note) for note in notes.split())
        lines.append(f"{instrument.player} ({name}): {heard}")
    return lines


def main() -> None:
    """Give the concert on the Long Quay, with a surprise at the end."""
    players = {"trumpet": "Ada", "fiddle": "Luca", "tuba": "Otto Renn"}
    print("The register:", ", ".join(Instrument.register))
    print("\n".join(perform(SCORE, players)))
    print("Without tuning:", Fiddle("Jonah").play("a"))

    class Spoons(Instrument, name="spoons"):
        """Two spoons from Ada's kitchen, introduced during the interval."""

        sound = "clack "

    print(f"After the interval the band has {len(Instrument.register)} instruments.")
    print("\n".join(perform("spoons: one two", {"spoons": "Wren"})))
    try:
        class SecondTuba(Instrument, name="tuba"):
            """There is no room for it on the stage."""
    except TypeError as problem:
        print(f"The conductor sighs: {problem}.")
    print("Above the spoons stands the", Spoons.__mro__[1].__name__.lower() + ".")


if __name__ == "__main__":
    main()
