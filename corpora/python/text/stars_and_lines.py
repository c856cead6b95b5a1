"""Turn a page of simple signs into a page for the town's web site.

Miss Lind writes her notices with a few signs: an equals sign for a heading, a star for an item
of a list, and underlines around words that matter. The program reads the lines one by one and
remembers only whether it is inside a list.
"""

import html
import re
from collections.abc import Iterator

NOTICE = """\
= The library in soup week

We open at _nine_, by the town clock & not by yours.

== What you may bring
* soup in a closed pot
* one dog, if it is _not_ Biscuit

== What you may not bring
* fish < 2 days old
* trombones
Questions? Ask quietly.
"""

EMPHASIS = re.compile(r"_([^_]+)_")


def inline(text: str) -> str:
    """Mark up the words of one line, and make its special characters safe.

    >>> inline("tea & _cake_")
    'tea &amp; <em>cake</em>'
    """
    return EMPHASIS.sub(r"<em>\1</em>", html.escape(text))


def convert(source: str) -> Iterator[str]:
    """Yield the lines of the page.

    >>> list(convert("= Fog"))
    ['<h1>Fog</h1>']
    >>> list(convert("* rope"))
    ['<ul>', '  <li>rope</li>', '</ul>']
    """
    in_list = False
    for line in source.splitlines():
        sign, _, rest = line.partition(" ")
        if in_list and sign != "*":
            yield "</ul>"
            in_list = False
        match sign:
            case "":
                continue
            case "=" | "==" | "===":
                yield f"<h{len(sign)}>{inline(rest)}</h{len(sign)}>"
            case "*":
                if not in_list:
                    yield "<ul>"
                    in_list = True
                yield f"  <li>{inline(rest)}</li>"
            case _:
                yield f"<p>{inline(line)}</p>"
    if in_list:
        yield "</ul>"


def contents(source: str) -> list[str]:
    """Return the headings, indented by their level.

    >>> contents("= Sea\\n== Fish\\ntext")
    ['Sea', '  Fish']
    """
    result = []
    for line in source.splitlines():
        if found := re.match(r"(=+) (.+)", line):
            level = len(found[1]) - 1
            result.append("  " * level + found[2])
    return result


def open_tags(lines: list[str]) -> list[str]:
    """Return the tags that are never closed; a good page has none.

    >>> open_tags(["<p>a <em>b</p>"])
    ['em']
    """
    stack: list[str] = []
    for closing, name in re.findall(r"<(/?)(\w+)>", "".join(lines)):
        if not closing:
            stack.append(name)
        elif name in stack:
            stack.reverse()
            stack.remove(name)
            stack.reverse()
    return stack


def main() -> None:
    """Print the headings, then the whole page."""
    print("\n".join(contents(NOTICE)))
    print("-" * 40)
    lines = list(convert(NOTICE))
    print("\n".join(lines))
    assert not open_tags(lines)


if __name__ == "__main__":
    main()
