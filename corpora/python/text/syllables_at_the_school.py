"""Count syllables, and see whether a poem has the shape it should have.

Mr Okoro's class writes poems of three lines with five, seven and five syllables. A syllable is,
roughly, a group of vowels; a silent e at the end of a word does not count. English breaks this
rule whenever it likes, so a list of exceptions has grown over the years.
"""

import re

SHAPE = (5, 7, 5)
EXCEPTIONS = {"quiet": 2, "being": 2, "poem": 2, "lion": 2, "every": 2, "somebody": 3}

POEMS = {
    "Noor": """\
        Fog on the long quay
        Somebody rings a small bell
        The ferry rings back""",
    "Oskar": """\
        My sister is loud
        My sister is always louder than the storm
        I live in a shed""",
    "Bea": """\
        A heron at noon
        so quiet that the river
        forgets who it is""",
}


def syllables(word):
    """Count the syllables of a word.

    >>> [syllables(word) for word in ["fog", "table", "ferry", "moonlight", "stone", "the"]]
    [1, 2, 2, 2, 1, 1]
    >>> syllables("heron"), syllables("played"), syllables("waited")
    (2, 1, 2)
    """
    word = word.lower()
    if word in EXCEPTIONS:
        return EXCEPTIONS[word]
    groups = re.findall(r"[aeiouy]+", word)
    count = len(groups)
    if word.endswith("e") and not word.endswith("le") and count > 1:
        count -= 1
    if re.search(r"[^td]ed$", word) and count > 1:
        count -= 1
    if re.search(r"[aeiouy]le$", word) and count > 1:
        count -= 1
    return max(count, 1)


def words(line):
    """Return the words of a line without punctuation."""
    return re.findall(r"[A-Za-z']+", line)


def shape(poem):
    """Return the number of syllables in each line."""
    return tuple(sum(syllables(word) for word in words(line)) for line in poem.splitlines())


def remark(poem):
    """Say what a teacher would write under the poem.

    >>> remark("a\\nb")
    'A poem of 2 lines is something else.'
    """
    found = shape(poem)
    if len(found) != len(SHAPE):
        return f"A poem of {len(found)} lines is something else."
    wrong = []
    for number, (count, wanted) in enumerate(zip(found, SHAPE, strict=True), start=1):
        if count > wanted:
            wrong.append(f"line {number} is {count - wanted} too long")
        elif count < wanted:
            wrong.append(f"line {number} is {wanted - count} too short")
    return "; ".join(wrong).capitalize() + "." if wrong else "Just right."


def beaten(line):
    """Write a line with one dot under each syllable.

    >>> print(beaten("The ferry rings"))
    The ferry rings
    .   ..    .
    """
    dots = ["." * syllables(word) + " " * (len(word) - syllables(word)) for word in line.split()]
    return line + "\n" + " ".join(dots).rstrip()


def main():
    """Read the poems aloud, with remarks."""
    for author, poem in POEMS.items():
        lines = [line.strip() for line in poem.splitlines()]
        print(f"{author}:")
        for line in lines:
            print("  " + beaten(line).replace("\n", "\n  "))
        verdict = remark("\n".join(lines))
        print(f"  -> {verdict}\n")


if __name__ == "__main__":
    main()
