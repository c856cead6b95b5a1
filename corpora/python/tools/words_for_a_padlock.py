"""Make passwords of common words, and say how long a thief would need.

A password that nobody can remember is written on a slip, and the slip is what the thief finds.
Four words drawn by lot are easier to keep in mind and harder to guess. The strength is counted
in bits: each bit means twice as many guesses.
"""

from math import log2
from random import Random
from string import ascii_lowercase, digits

WORDS = """
anchor apple barrel basket beacon bellows bottle bridge bucket butter candle carrot cellar cheese
chimney cloud coffee copper cradle dagger donkey drawer eagle engine feather ferry fiddle finger
flour garden ginger goose hammer harbour herring honey island jacket kettle ladder lantern lemon
marble mitten mustard needle onion oven paddle pencil pepper pillow pocket puddle rocket saddle
sailor spider spoon thunder turnip window
""".split()

GUESSES_IN_A_SECOND = 1000  # A quick thief with a patient machine.
SPANS = [
    ("year", 365 * 86400), ("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1),
]


def passphrase(rng, count):
    """Draw words by lot; the same word may come twice."""
    return "-".join(rng.choice(WORDS) for _ in range(count))


def scribble(rng, length):
    """Draw letters and digits by lot."""
    return "".join(rng.choice(ascii_lowercase + digits) for _ in range(length))


def bits(choices, count):
    """Return the strength of some draws from a number of choices.

    >>> bits(2, 10)
    10.0
    >>> bits(64, 4)
    24.0
    """
    return count * log2(choices)


def how_long(strength):
    """Say how long guessing takes on average: half of all guesses.

    >>> how_long(11)
    '1 second'
    >>> how_long(24)
    '2 hours'
    """
    seconds = 2 ** (strength - 1) / GUESSES_IN_A_SECOND
    for name, size in SPANS:
        if seconds >= size:
            number = int(seconds // size)
            return f"{number:,} {name}{'s' if number > 1 else ''}"
    return "no time at all"


def advice(password):
    """Yield everything that is wrong with a password.

    >>> list(advice("aaaa"))
    ['too short', 'only one sign, again and again']
    """
    if len(password) < 12:
        yield "too short"
    if len(set(password)) == 1:
        yield "only one sign, again and again"
    parts = password.lower().replace(" ", "-").split("-")
    if any(name in parts for name in ("wren", "biscuit", "dunmar", "patience")):
        yield "the whole town would try that first"
    if password.isdigit():
        yield "digits only"
    if password in ascii_lowercase:
        yield "everybody knows the alphabet"


def main():
    """Choose a password for the padlock of the ferry office."""
    # For a real padlock one would use the module secrets, which nobody can repeat.
    rng = Random(131)
    print(f"There are {len(WORDS)} words in the hat.")
    print("Kind                 bits  guessed after      example")
    for count in (2, 3, 4, 6):
        strength = bits(len(WORDS), count)
        row = f"{count} words".ljust(20) + f"{strength:5.1f}  {how_long(strength):<18}"
        print(f"{row} {passphrase(rng, count)}")
    for length in (4, 8):
        strength = bits(36, length)
        row = f"{length} letters, digits".ljust(20) + f"{strength:5.1f}  {how_long(strength):<18}"
        print(f"{row} {scribble(rng, length)}")

    print("\nThe passwords that were found on slips under the keyboard:")
    for password in ("0000", "biscuit", "abcdefghijklm", "the captain has two left boots"):
        problems = list(advice(password))
        print(f"    {password!r}: {'; '.join(problems) or 'not bad at all'}")
    print("All of them have been changed since, and the slips are in the soup.")


if __name__ == "__main__":
    main()
