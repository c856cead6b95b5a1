"""Break the secret note of the twins by counting letters.

Sergeant Moll does not know by how many places the letters were shifted. But English is lopsided:
e, t and a come all the time, and q almost never. The program tries all twenty-six shifts and
keeps the one whose letters look most like English.
"""

from collections import Counter
from string import ascii_lowercase

# How many of a hundred letters, in the back numbers of the Courier, are this one.
USUAL = {
    "e": 12.7, "t": 9.1, "a": 8.2, "o": 7.5, "i": 7.0, "n": 6.7, "s": 6.3, "h": 6.1, "r": 6.0,
    "d": 4.3, "l": 4.0, "c": 2.8, "u": 2.8, "m": 2.4, "w": 2.4, "f": 2.2, "g": 2.0, "y": 2.0,
    "p": 1.9, "b": 1.5, "v": 1.0, "k": 0.8, "j": 0.2, "x": 0.2, "q": 0.1, "z": 0.1,
}

NOTES = {
    "under the doormat": "Phhw ph ehklqg wkh rog vdlo oriw. Eulqj wkh urwwhq iljv.",
    "in the library": "Gur qbt xabjf rirelguvat. Tvir uvz unys n fnhfntr naq ur jvyy or fvyrag.",
    "on the slide": "Zlug!",
}


def shifted(text: str, places: int) -> str:
    """Shift all letters, large and small, and leave the rest alone.

    >>> shifted("Abc, xyz!", 2)
    'Cde, zab!'
    """
    moved = ascii_lowercase[places:] + ascii_lowercase[:places]
    table = str.maketrans(
        ascii_lowercase + ascii_lowercase.upper(), moved + moved.upper()
    )
    return text.translate(table)


def oddness(text: str) -> float:
    """Return how far the letters of a text are from what is usual; 0 would be perfect.

    >>> oddness("the tide is late") < oddness("zzz qqq xxx")
    True
    """
    counts = Counter(letter for letter in text.lower() if letter in USUAL)
    total = counts.total()
    result = 0.0
    for letter, share in USUAL.items():
        expected = total * share / 100
        result += (counts[letter] - expected) ** 2 / expected
    return result / total


def guesses(secret: str) -> list[tuple[float, int, str]]:
    """Return all shifts, the most English one first.

    >>> _, places, text = guesses(shifted("the lamp is under the stairs", 9))[0]
    >>> places, text
    (9, 'the lamp is under the stairs')
    """
    attempts = []
    for places in range(26):
        text = shifted(secret, -places % 26)
        attempts.append((oddness(text), places, text))
    return sorted(attempts)


def is_certain(attempts: list[tuple[float, int, str]]) -> bool:
    """Say whether the best guess is much better than the second."""
    return attempts[0][0] * 2 < attempts[1][0]


def main() -> None:
    """Read the twins' letters, as far as they are long enough."""
    for place, secret in NOTES.items():
        attempts = guesses(secret)
        print(f"Found {place}: {secret}")
        if is_certain(attempts):
            _, places, text = attempts[0]
            print(f"  shifted by {places}: {text}")
        else:
            words = " or ".join(text for _, _, text in attempts[:3])
            print(f"  too short to be sure: {words}")


if __name__ == "__main__":
    main()
