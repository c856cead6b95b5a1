"""A tiny language of pipes, in which lines flow from one command to the next.

A pipe such as `match fog | number | first 2` is a row of commands with bars in between. Every
command is a function from an iterable of lines to an iterable of lines, and the decorator
`command` puts it into the book of commands under its own name.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

Lines = Iterable[str]
BOOK: dict[str, Callable[..., Lines]] = {}

LOGBOOK = """\
mon fog until noon
mon ferry late
tue sun
wed fog all day
wed horn broken
wed ferry late
thu sun
fri fog before breakfast
fri ferry on time, nobody knows why
"""


class BadPipe(Exception):
    """A command that nobody has heard of, or that was given the wrong words."""


def command(function: Callable[..., Lines]) -> Callable[..., Lines]:
    """Put a function into the book."""
    BOOK[function.__name__] = function
    return function


@command
def match(lines: Lines, word: str) -> Iterator[str]:
    """Let through only the lines that contain the word."""
    return (line for line in lines if word in line)


@command
def without(lines: Lines, word: str) -> Iterator[str]:
    """Hold back the lines that contain the word."""
    return (line for line in lines if word not in line)


@command
def first(lines: Lines, count: str) -> Iterator[str]:
    """Let through a few lines and then close the tap."""
    return islice(lines, int(count))


@command
def field(lines: Lines, number: str) -> Iterator[str]:
    """Keep one word of every line, counted from 1."""
    return (line.split()[int(number) - 1] for line in lines)


@command
def order(lines: Lines) -> list[str]:
    """Sort the lines; this needs all of them at once."""
    return sorted(lines)


@command
def tally(lines: Lines) -> Iterator[str]:
    """Count equal lines, the most frequent first."""
    for line, count in Counter(lines).most_common():
        yield f"{count} x {line}"


@command
def number(lines: Lines) -> Iterator[str]:
    """Put a number in front of every line."""
    return (f"{n}. {line}" for n, line in enumerate(lines, start=1))


def run(pipe: str, lines: Lines) -> list[str]:
    """Send lines through a pipe.

    >>> run("order | first 2", ["c", "a", "b"])
    ['a', 'b']
    >>> run("sing", [])
    Traceback (most recent call last):
        ...
    pipes_of_words.BadPipe: there is no command 'sing'
    """
    for part in pipe.split("|"):
        name, *words = part.split()
        if name not in BOOK:
            raise BadPipe(f"there is no command {name!r}")
        try:
            lines = BOOK[name](lines, *words)
        except TypeError:
            raise BadPipe(f"{name!r} was given {len(words)} words") from None
    return list(lines)


def main() -> None:
    """Ask the logbook of a week some questions."""
    pipes = [
        "match fog | number",
        "field 1 | tally | first 2",
        "without fog | without ferry | order",
        "match ferry late",
        "first 3 | whistle",
    ]
    for pipe in pipes:
        print(f"> {pipe}")
        try:
            for line in run(pipe, LOGBOOK.splitlines()):
                print("    " + line)
        except BadPipe as problem:
            print(f"    The pipe leaks: {problem}.")
    print("The book holds:", ", ".join(sorted(BOOK)))


if __name__ == "__main__":
    main()
