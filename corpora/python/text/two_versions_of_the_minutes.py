"""Show what was changed in the minutes of the town council.

Mayor Brandt writes the minutes, and overnight somebody improves them. The longest common
subsequence of lines is what both versions share; everything else has been taken out (-) or put
in (+). Inside a changed line, the words are compared in the same way.
"""

OLD = """\
The council met at seven by the town clock.
Present were the mayor and five councillors.
Councillor Fitch spoke against the new bench.
He spoke for an hour.
The bench was agreed by five votes to one.
Tea was taken.
"""

NEW = """\
The council met at seven by the town clock.
Present were the mayor and five councillors.
Councillor Fitch spoke wisely about the new bench.
The bench was agreed by five votes to one.
Tea was taken.
Councillor Fitch sat on the bench.
"""


def common(first, second):
    """Return the longest list of items that both lists contain in the same order.

    >>> common(list("herring"), list("heron"))
    ['h', 'e', 'r', 'n']
    """
    rows, columns = len(first), len(second)
    # lengths[i][j] is the answer's length for what follows place i and place j.
    lengths = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            if first[i] == second[j]:
                lengths[i][j] = lengths[i + 1][j + 1] + 1
            else:
                lengths[i][j] = max(lengths[i + 1][j], lengths[i][j + 1])

    result = []
    i = j = 0
    while i < rows and j < columns:
        if first[i] == second[j]:
            result.append(first[i])
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return result


def changes(old, new):
    """Yield every item with a sign: space for kept, - for taken out, + for put in.

    >>> list(changes(["a", "b"], ["b", "c"]))
    [('-', 'a'), (' ', 'b'), ('+', 'c')]
    """
    old, new = list(old), list(new)
    for shared in common(old, new):
        while old[0] != shared:
            yield "-", old.pop(0)
        while new[0] != shared:
            yield "+", new.pop(0)
        old.pop(0)
        yield " ", new.pop(0)
    yield from (("-", item) for item in old)
    yield from (("+", item) for item in new)


def marked_words(old, new):
    """Write one line with the changes of its words in brackets.

    >>> marked_words("a fine day", "a wet day")
    'a [-fine] [+wet] day'
    """
    parts = []
    for sign, word in changes(old.split(), new.split()):
        parts.append(word if sign == " " else f"[{sign}{word}]")
    return " ".join(parts)


def main():
    """Print the comparison, a count, and the line that was improved."""
    old, new = OLD.splitlines(), NEW.splitlines()
    found = list(changes(old, new))
    for sign, line in found:
        print(sign, line)

    signs = [sign for sign, _ in found]
    print(f"\n{signs.count('-')} lines out, {signs.count('+')} lines in.")
    print("Word by word:")
    print(" ", marked_words(old[2], new[2]))
    kept = len(common(old, new)) / max(len(old), len(new))
    print(f"{kept:.0%} of the minutes are what the mayor wrote.")


if __name__ == "__main__":
    main()
