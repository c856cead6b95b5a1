"""Set a report in narrow columns with straight edges on both sides.

The Courier is set by hand by a man called Amos Reed, who spreads the spaces of each line so that
it ends exactly at the edge. The last line of a paragraph is left as it is, and a word that is too
long is broken at a hyphen, if it has one.
"""

from collections.abc import Iterator
from itertools import zip_longest

REPORT = """\
A half-asleep councillor was locked into the town hall on Monday night. He woke at ten, found \
the doors shut, and rang the fire-bell. The fire brigade came at once, and so did everybody else.

Sergeant Moll, who has the key, was the last to arrive. He had stopped, he said, to look at the \
crowd.
"""


def fill(words: list[str], width: int) -> Iterator[list[str]]:
    """Yield lines as lists of words that fit into the width.

    >>> list(fill("a small boat".split(), 7))
    [['a', 'small'], ['boat']]
    >>> list(fill("one herring-gull".split(), 12))
    [['one', 'herring-'], ['gull']]
    """
    words = list(words)
    line: list[str] = []
    while words:
        word = words.pop(0)
        room = width - sum(map(len, line)) - len(line)
        if len(word) <= room:
            line.append(word)
            continue
        head, hyphen, tail = word.partition("-")
        if hyphen and len(head) + 1 <= room:
            line.append(head + hyphen)
            words.insert(0, tail)
        elif not line:
            raise ValueError(f"{word!r} does not fit into {width} signs")
        else:
            words.insert(0, word)
        yield line
        line = []
    if line:
        yield line


def spread(line: list[str], width: int) -> str:
    """Join the words of a line with spaces so that it is exactly as wide as it should be.

    The wider gaps come first.

    >>> spread(["the", "old", "key"], 14)
    'the   old  key'
    """
    if len(line) == 1:
        return line[0]
    gaps = len(line) - 1
    spaces = width - sum(map(len, line))
    narrow, wider = divmod(spaces, gaps)
    result = line[0]
    for number, word in enumerate(line[1:]):
        result += " " * (narrow + (number < wider)) + word
    return result


def column(text: str, width: int) -> list[str]:
    """Set all paragraphs of a text, with an empty line between two of them."""
    lines: list[str] = []
    for paragraph in text.strip().split("\n\n"):
        if lines:
            lines.append("")
        *full, last = fill(paragraph.split(), width)
        lines += [spread(line, width) for line in full]
        lines.append(" ".join(last))
    return lines


def page(lines: list[str], count: int, width: int) -> str:
    """Put the lines side by side in a number of columns of about the same height."""
    height = -(-len(lines) // count)
    blocks = [lines[start:start + height] for start in range(0, len(lines), height)]
    rows = zip_longest(*blocks, fillvalue="")
    return "\n".join(" | ".join(line.ljust(width) for line in row).rstrip() for row in rows)


def looseness(lines: list[str]) -> float:
    """Return the share of spaces, by which Amos Reed judges his work."""
    text = "".join(lines)
    return text.count(" ") / len(text)


def main() -> None:
    """Set the report in one width after another and print the best."""
    widths = range(22, 31)
    best = min(widths, key=lambda width: looseness(column(REPORT, width)))
    for width in widths:
        lines = column(REPORT, width)
        mark = "  <- the tightest" if width == best else ""
        print(f"{width} signs: {len(lines):2} lines, {looseness(lines):.1%} air{mark}")
    print()
    print(page(column(REPORT, best), 3, best))


if __name__ == "__main__":
    main()
