"""Find out who owns the blue bicycle in Mina Sato's shop.

Four people have brought four bicycles with four complaints, and Mina has lost the tickets. She
remembers a few sentences. The program tries every order of people, colours and complaints and
throws away those that break a sentence.
"""

from itertools import permutations

PEOPLE = ("Bea", "Mr Okoro", "Dr Voss", "Noor")
COLOURS = ("red", "blue", "green", "black")
COMPLAINTS = ("bell", "brake", "chain", "saddle")

CLUES = [
    "The doctor came with a black bicycle, and its chain was sound.",
    "The red bicycle had lost its saddle.",
    "Bea was not red, and nothing was wrong with her bell.",
    "Mr Okoro rang his bell when he came in.",
    "The green bicycle had a broken bell.",
]


def fits(colour, complaint):
    """Check all the clues against one assignment.

    Both arguments map the name of a person to what belongs to them.
    """
    person_with = {c: person for person, c in colour.items()}
    return (
        colour["Dr Voss"] == "black"
        and complaint["Dr Voss"] != "chain"
        and complaint[person_with["red"]] == "saddle"
        and colour["Bea"] != "red"
        and complaint["Bea"] != "bell"
        and complaint["Mr Okoro"] != "bell"
        and complaint[person_with["green"]] == "bell"
    )


def assignments(values):
    """Yield every way to give the values to the people.

    >>> sum(1 for _ in assignments(COLOURS))
    24
    """
    for order in permutations(values):
        yield dict(zip(PEOPLE, order, strict=True))


def solutions():
    """Return every pair of assignments that no clue forbids."""
    return [
        (colour, complaint)
        for colour in assignments(COLOURS)
        for complaint in assignments(COMPLAINTS)
        if fits(colour, complaint)
    ]


def describe(colour, complaint):
    """Write the assignment as sentences."""
    return [f"{name}: the {colour[name]} bicycle, {complaint[name]}" for name in PEOPLE]


def main():
    """Print the clues and everything that can be concluded from them."""
    for number, clue in enumerate(CLUES, start=1):
        print(f"{number}. {clue}")
    found = solutions()
    print(f"\n{len(found)} of {24 * 24} possibilities are left.")
    for colour, complaint in found:
        print("\n".join(describe(colour, complaint)), end="\n\n")
    owners = {name for colour, _ in found for name in PEOPLE if colour[name] == "blue"}
    print("The blue bicycle belongs to " + " or ".join(sorted(owners)) + ".")


if __name__ == "__main__":
    main()
