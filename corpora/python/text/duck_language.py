"""Speak the duck language of the third form.

In duck language, a word that begins with consonants sends them to its end and adds "ack": boat
becomes oatback. A word that begins with a vowel only adds "quack". Capital letters stay at the
front and full stops at the back, because the third form is careful about such things.
"""

import re

VOWELS = "aeiou"
WORD = re.compile(r"[A-Za-z]+")


def to_duck(word: str) -> str:
    """Turn one English word into duck.

    >>> to_duck("boat"), to_duck("Ada"), to_duck("school")
    ('oatback', 'Adaquack', 'oolschack')
    >>> to_duck("quay")
    'ayquack'
    """
    small = word.lower()
    if small[0] in VOWELS:
        duck = small + "quack"
    else:
        # The letters q and u stay together, as they do in ducks.
        start = re.match(r"qu|[^aeiou](?:[^aeiouy])*", small)[0]
        duck = small[len(start):] + start + "ack"
    return duck.capitalize() if word[0].isupper() else duck


def translate(text: str) -> str:
    """Turn a whole text into duck, and leave everything between the words alone.

    >>> translate("Good morning, Biscuit!")
    'Oodgack orningmack, Iscuitback!'
    """
    return WORD.sub(lambda match: to_duck(match[0]), text)


def readings(duck: str, dictionary: set[str]) -> list[str]:
    """Return the words of a dictionary that sound like this in duck.

    >>> readings("oatback", {"boat", "goat", "oat"})
    ['boat']
    """
    return sorted(word for word in dictionary if to_duck(word) == duck.lower())


def understand(text: str, dictionary: set[str]) -> str:
    """Turn duck back into English as far as the dictionary allows.

    >>> understand("Orefack!", {"fore"})
    'Fore!'
    """
    def back(match: re.Match[str]) -> str:
        found = readings(match[0], dictionary)
        if not found:
            return f"<{match[0]}>"
        word = "/".join(found)
        return word.capitalize() if match[0][0].isupper() else word

    return WORD.sub(back, text)


def main() -> None:
    """Translate a conversation in the playground, and listen in on the answer."""
    for sentence in [
        "The captain has lost his hat.",
        "It is on the goat.",
        "Run quickly to the quay and say nothing to anyone!",
    ]:
        print(f"{sentence}\n  {translate(sentence)}")

    dictionary = set("the a goat is in bakery ate has it hat eaten".split())
    answer = "Ethack oatgack ashack eatenquack itquack inquack Estlekack."
    print(f"\nA voice from behind the wall: {answer}")
    print(f"  That is: {understand(answer, dictionary)}")

    pairs = {}
    for word in ("it", "quit", "sit", "ill", "quill", "hill"):
        pairs.setdefault(to_duck(word), []).append(word)
    for duck, words in pairs.items():
        if len(words) > 1:
            print(f"Careful: {' and '.join(words)} are both {duck!r}.")


if __name__ == "__main__":
    main()
