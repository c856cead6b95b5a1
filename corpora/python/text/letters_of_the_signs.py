"""Rearrange the letters of a shop sign.

In the lamp festival, the twins move the wooden letters of the shop signs about at night. Two
words are anagrams when their sorted letters are the same; a sign can be laid with a box of
letters when no letter is needed more often than the box has it.
"""

from collections import Counter, defaultdict

WORDS = """
ant are bare bat bear bread cat dear earth east evil fish heart inch listen live lose nets nest
oar ocean canoe plea leap peal rates raw roar salt seal sent shore horse silent slat sole stare
tab tar tears tide tied vile war act read dare last sale lake bake bakery beak keys yes
""".split()


def signature(word):
    """Return the letters of a word in the order of the alphabet.

    >>> signature("goat")
    'agot'
    """
    return "".join(sorted(word))


def families(words):
    """Return the groups of anagrams that have at least two members, the largest first.

    >>> families(["tab", "bat", "cow"])
    [['bat', 'tab']]
    """
    groups = defaultdict(set)
    for word in words:
        groups[signature(word)].add(word)
    found = [sorted(group) for group in groups.values() if len(group) > 1]
    return sorted(found, key=lambda group: (-len(group), group))


def can_be_laid(word, box):
    """Say whether the letters in the box are enough for a word.

    >>> can_be_laid("seal", "sealed"), can_be_laid("noon", "once")
    (True, False)
    """
    return Counter(word) <= Counter(box)


def left_over(word, box):
    """Return the letters that stay in the box, in order.

    >>> left_over("war", "harbour wall")
    'abhlloru'
    """
    rest = Counter(box.replace(" ", "")) - Counter(word)
    return signature(rest.elements())


def phrases(box, words, start=0):
    """Yield lists of words that use up the whole box, each set of words once.

    >>> list(phrases("tabcat", ["act", "bat"]))
    [['act', 'bat']]
    """
    if not box:
        yield []
        return
    for position in range(start, len(words)):
        word = words[position]
        if can_be_laid(word, box):
            for rest in phrases(left_over(word, box), words, position):
                yield [word, *rest]


def main():
    """List the anagrams, then rob two signs."""
    for group in families(WORDS):
        print(" = ".join(group))

    sign = "bakery"
    possible = [word for word in WORDS if can_be_laid(word, sign) and word != sign]
    print(f"\nFrom the sign of the {sign}: {', '.join(sorted(possible))}.")
    longest = max(possible, key=len)
    print(f"After {longest!r}, the letters {left_over(longest, sign)!r} are left.")

    sign = "late roses"
    letters = left_over("", sign)
    found = list(phrases(letters, sorted(WORDS)))
    print(f"\nThe sign {sign!r} can be turned into:")
    for words in found:
        print("  " + " ".join(words))
    if not found:
        print("  nothing that we have words for")


if __name__ == "__main__":
    main()
