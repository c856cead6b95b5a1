"""Help the children to find rhymes for their lamp song.

Two words rhyme when they sound alike from the last stressed vowel on. English spelling hides this
as well as it can, so the program changes the ending of a word into a rough spelling of its sound
and compares that: night and kite come out the same, cough and bough do not.
"""

import re
from collections import defaultdict

WORDS = """
night kite light bite white right quay sea tree free key lamp damp camp stamp dark park bark
mark street feet meet sweet neat bay day grey weigh they way house mouse blouse bell well shell
smell fog dog log frog bread red said head bough now cow cough off bright fight wall small
tall shawl stone bone own known moon soon tune bun sun done one
""".split()

# Endings that sound like another ending, the longer ones first.
SOUNDS = [
    ("ough$", "ow", {"bough"}), ("ough$", "off", {"cough"}), ("aid$", "ed", {"said"}),
    ("uay$", "ee", {"quay"}), ("ey$", "ee", {"key"}), ("one$", "un", {"done", "one"}),
    ("own$", "oan", {"own", "known"}), ("eigh$", "ay", None), ("ight$", "ite", None),
    ("ey$", "ay", None), ("ea$", "ee", None), ("eat$", "eet", None), ("ead$", "ed", None),
    ("awl$", "all", None), ("one$", "oan", None), ("une$", "oon", None), ("ouse$", "ouss", None),
]


def sound(word):
    """Return a rough spelling of the sound of a word.

    >>> sound("night"), sound("kite"), sound("quay")
    ('nite', 'kite', 'qee')
    """
    for pattern, replacement, only in SOUNDS:
        if (only is None or word in only) and re.search(pattern, word):
            return re.sub(pattern, replacement, word)
    return word


def rhyme_part(word):
    """Return the sound from the last vowel group on; a silent e stays with its vowel.

    >>> rhyme_part("street"), rhyme_part("bite"), rhyme_part("shell")
    ('eet', 'ite', 'ell')
    """
    return re.search(r"[aeiouy]+[^aeiouy]*e?$", sound(word))[0]


def rhymes(first, second):
    """Say whether two different words rhyme.

    >>> rhymes("night", "kite"), rhymes("cough", "bough"), rhymes("sun", "sun")
    (True, False, False)
    """
    return first != second and rhyme_part(first) == rhyme_part(second)


def families(words):
    """Return the words that rhyme, in groups, the largest first."""
    groups = defaultdict(list)
    for word in words:
        groups[rhyme_part(word)].append(word)
    return sorted(groups.values(), key=lambda group: (-len(group), group[0]))


def scheme(verse):
    """Return the letters of the rhymes: A for the first, B for the next new one, and so on.

    >>> scheme(["the night", "the sea", "so light", "a tree"])
    'ABAB'
    """
    letters = {}
    result = ""
    for line in verse:
        last = re.findall(r"[a-z]+", line.lower())[-1]
        part = rhyme_part(last)
        letters.setdefault(part, chr(ord("A") + len(letters)))
        result += letters[part]
    return result


SONG = {
    "Bea": [
        "We carry a lamp down the street,",
        "With mud on the soles of our feet,",
        "And nobody said",
        "It was time for our bed,",
        "So we sing to whomever we meet.",
    ],
    "Oskar": [
        "My lamp is as bright as the moon,",
        "I made it myself from a spoon,",
        "It fell on a stone",
        "But it shines on its own.",
    ],
}

NAMES = {"AABBA": "five lines, as sung by sailors", "AABB": "pairs", "ABAB": "crossed"}


def main():
    """List the families of rhymes, then judge the songs."""
    for group in families(WORDS)[:9]:
        print(" / ".join(group))
    alone = [group[0] for group in families(WORDS) if len(group) == 1]
    print("Without a rhyme:", ", ".join(alone) or "none")

    for poet, verse in SONG.items():
        found = scheme(verse)
        print(f"\n{poet}: {found}, {NAMES.get(found, 'a form of its own')}")
        for letter, line in zip(found, verse, strict=True):
            print(f"  {letter}  {line}")


if __name__ == "__main__":
    main()
