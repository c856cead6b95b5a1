"""Write secret letters from Dunmar to a spy in Kestle.

Two old ciphers: one shifts every letter by the same number of places, the other takes the
shifts from a keyword, letter by letter. Neither would keep a grown-up busy for long, but
Sergeant Moll has been working on a note from the twins since Tuesday.
"""

from itertools import cycle
from string import ascii_lowercase as alphabet


def shift_letter(letter, places):
    """Move one small letter along the alphabet, starting again after z.

    >>> shift_letter("a", 3)
    'd'
    >>> shift_letter("z", 1)
    'a'
    >>> shift_letter("!", 5)
    '!'
    """
    if letter not in alphabet:
        return letter
    return alphabet[(alphabet.index(letter) + places) % len(alphabet)]


def caesar(text, places):
    """Shift every letter by the same number of places.

    >>> caesar("fog at noon", 1)
    'gph bu oppo'
    >>> caesar(caesar("fog at noon", 1), -1)
    'fog at noon'
    """
    return "".join(shift_letter(letter, places) for letter in text.lower())


def with_keyword(text, keyword, direction=1):
    """Shift each letter by the place of the next letter of the keyword.

    >>> with_keyword("aaaa", "abc")
    'abca'
    """
    shifts = cycle(alphabet.index(letter) for letter in keyword)
    result = []
    for letter in text.lower():
        if letter in alphabet:
            letter = shift_letter(letter, direction * next(shifts))
        result.append(letter)
    return "".join(result)


def crack(secret, known_word):
    """Try all 26 shifts and return the one whose text contains a word that we expect."""
    for places in range(len(alphabet)):
        text = caesar(secret, -places)
        if known_word in text.split():
            return places, text
    raise ValueError(f"no shift brings out the word {known_word!r}")


def main():
    """Hide a message in two ways, open both, and break one of them by force."""
    message = "bring the goat to the ferry at four"
    shifted = caesar(message, 7)
    print("Shifted by seven:", shifted)
    hidden = with_keyword(message, "heron")
    print("With the keyword:", hidden)
    print("Opened again:    ", with_keyword(hidden, "heron", direction=-1))

    places, text = crack(shifted, "goat")
    print(f"Sergeant Moll found the shift {places} and read: {text}")
    try:
        crack(hidden, "goat")
    except ValueError as problem:
        print(f"The second note is harder: {problem}.")


if __name__ == "__main__":
    main()
