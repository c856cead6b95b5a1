"""Fill in letters from a template.

A name between double braces is replaced by its value, and bars turn the value into something
else on its way: `{{ name | upper }}`. A line that begins with `% for` is repeated, with all the
lines up to `% end`, for every value of a list.
"""

import re

LETTER = """\
Dear {{ name }},
you have borrowed from the library of Dunmar:
% for book in books
  - {{ book | title }}
% end
They should have come back {{ days }} days ago. We miss them.
{{ sign | upper | stars }}
"""

FILTERS = {
    "upper": str.upper,
    "title": str.title,
    "stars": lambda text: f"*** {text} ***",
}

FIELD = re.compile(r"\{\{(.*?)\}\}")
LOOP = re.compile(r"% for (\w+) in (\w+)")


def fill(line, values):
    """Replace the fields of one line.

    >>> fill("Hello {{ who | upper }}!", {"who": "Minister"})
    'Hello MINISTER!'
    """

    def replacement(match):
        name, *filters = [part.strip() for part in match[1].split("|")]
        value = str(values[name])
        for each in filters:
            value = FILTERS[each](value)
        return value

    return FIELD.sub(replacement, line)


def render(lines, values):
    """Yield the lines of the letter, with all loops written out.

    >>> list(render(["% for x in xs", "{{ x }}", "% end", "done"], {"xs": [1, 2]}))
    ['1', '2', 'done']
    """
    lines = iter(lines)
    for line in lines:
        loop = LOOP.match(line)
        if loop is None:
            yield fill(line, values)
            continue
        name, source = loop.groups()
        body = list(until_end(lines))
        for value in values[source]:
            yield from render(body, values | {name: value})


def until_end(lines):
    """Take the lines of a loop, up to the line that ends it."""
    for line in lines:
        if line == "% end":
            return
        yield line
    raise ValueError("a loop has no end")


def main():
    """Write to two readers, and report a mistake in a third letter."""
    readers = [
        {"name": "Luca", "books": ["clocks and their owners"], "days": 9},
        {"name": "Bea", "books": ["the seal", "the seal returns"], "days": 30},
    ]
    for reader in readers:
        print("\n".join(render(LETTER.splitlines(), reader | {"sign": "Miss Lind"})))
        print()
    try:
        list(render(LETTER.splitlines(), {"name": "Samir"}))
    except KeyError as missing:
        print(f"The letter to Samir cannot be written: no value for {missing}.")


if __name__ == "__main__":
    main()
