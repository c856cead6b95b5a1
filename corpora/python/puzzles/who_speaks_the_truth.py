"""Find out who has eaten the lamp bun, from what five children say.

The twins always lie before breakfast; about the others nothing is known. Each child makes a
statement, and a statement is a function of a whole possible world. We build every world, and keep
those in which true statements come from the honest and false ones from the liars.
"""

from itertools import product
from typing import NamedTuple

CHILDREN = ("Bea", "Noor", "Oskar", "Samir", "Tilly")


class World(NamedTuple):
    """Who is honest, and who has eaten the bun."""

    honest: frozenset[str]
    eater: str


def all_worlds() -> list[World]:
    """Return every world in which the twins lie.

    >>> len(all_worlds())
    40
    """
    worlds = []
    for eater in CHILDREN:
        for flags in product((True, False), repeat=len(CHILDREN)):
            honest = frozenset(c for c, flag in zip(CHILDREN, flags, strict=True) if flag)
            if not honest & {"Oskar", "Tilly"}:
                worlds.append(World(honest, eater))
    return worlds


def ate(name):
    """Make the statement that somebody is the eater."""
    return lambda world: world.eater == name


def is_honest(name):
    """Make the statement that somebody is honest."""
    return lambda world: name in world.honest


def negated(statement):
    """Make the opposite of a statement."""
    return lambda world: not statement(world)


def either(*statements):
    """Make the statement that at least one of some statements is true."""
    return lambda world: any(statement(world) for statement in statements)


def exactly(count, statements):
    """Make the statement that a certain number of statements are true."""
    return lambda world: sum(statement(world) for statement in statements) == count


SAID = {
    "Bea": ("Noor and Samir are not both honest.",
            either(negated(is_honest("Noor")), negated(is_honest("Samir")))),
    "Noor": ("Exactly two of us five are honest.",
             exactly(2, [is_honest(child) for child in CHILDREN])),
    "Oskar": ("It was Samir or Bea.", either(ate("Samir"), ate("Bea"))),
    "Samir": ("It was one of the twins.", either(ate("Oskar"), ate("Tilly"))),
    "Tilly": ("It was Noor, or it was me.", either(ate("Noor"), ate("Tilly"))),
}


def fits(world: World) -> bool:
    """Say whether everybody has spoken according to their nature."""
    return all(
        statement(world) == (speaker in world.honest)
        for speaker, (_, statement) in SAID.items()
    )


def narrowing() -> list[tuple[str, int]]:
    """Return how many worlds are left after each of the children has spoken."""
    worlds = all_worlds()
    counts = []
    for speaker, (_, statement) in SAID.items():
        worlds = [w for w in worlds if statement(w) == (speaker in w.honest)]
        counts.append((speaker, len(worlds)))
    return counts


def names(group: frozenset[str]) -> str:
    """Write a group of names.

    >>> names(frozenset({"Noor", "Bea"})), names(frozenset())
    ('Bea and Noor', 'nobody')
    """
    return " and ".join(sorted(group)) or "nobody"


def main() -> None:
    """Listen to all of them and draw the conclusion."""
    for speaker, (words, _) in SAID.items():
        print(f'{speaker}: "{words}"')

    print(f"\nBefore anybody speaks there are {len(all_worlds())} worlds.")
    for speaker, left in narrowing():
        print(f"  After {speaker}: {left}")

    for world in filter(fits, all_worlds()):
        print(f"Honest: {names(world.honest)}. The bun was eaten by {world.eater}.")

    eaters = {world.eater for world in all_worlds() if fits(world)}
    print("The case is closed." if len(eaters) == 1 else "Sergeant Moll needs another bun.")


if __name__ == "__main__":
    main()
