"""Write a picture of signal flags in a language for pictures.

SVG is text: a rectangle is a line that says "rect". Small functions return elements, larger ones
put elements together, and at the end one string could be saved and looked at in any browser. To
be sure that the text is in order, we read it again with an XML parser and count.
"""

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable, Iterator
from xml.sax.saxutils import quoteattr

SIZE = 60
Painter = Callable[[int, int], Iterator[str]]


def element(tag: str, *inside: str, **attributes: object) -> str:
    """Return an element; an underscore at the end of a name is dropped.

    >>> element("rect", x=1, fill="red")
    '<rect x="1" fill="red"/>'
    >>> element("g", "<a/>", class_="flag")
    '<g class="flag"><a/></g>'
    """
    pairs = (f" {name.rstrip('_')}={quoteattr(str(v))}" for name, v in attributes.items())
    opening = tag + "".join(pairs)
    if not inside:
        return f"<{opening}/>"
    return f"<{opening}>{''.join(inside)}</{tag}>"


def rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    """Return a rectangle."""
    return element("rect", x=x, y=y, width=width, height=height, fill=fill)


def bands(*colours: str, upright: bool = False) -> Painter:
    """Return a painter of flags with bands, lying or upright."""
    step = SIZE / len(colours)

    def paint(x: int, y: int) -> Iterator[str]:
        for number, colour in enumerate(colours):
            if upright:
                yield rect(x + number * step, y, step, SIZE, colour)
            else:
                yield rect(x, y + number * step, SIZE, step, colour)

    return paint


def squares(*colours: str) -> Painter:
    """Return a painter of squares inside each other, the largest first."""

    def paint(x: int, y: int) -> Iterator[str]:
        for number, colour in enumerate(colours):
            edge = number * SIZE / (2 * len(colours))
            yield rect(x + edge, y + edge, SIZE - 2 * edge, SIZE - 2 * edge, colour)

    return paint


def disc(field: str, colour: str) -> Painter:
    """Return a painter of a round spot on a field."""

    def paint(x: int, y: int) -> Iterator[str]:
        yield rect(x, y, SIZE, SIZE, field)
        middle = SIZE // 2
        yield element("circle", cx=x + middle, cy=y + middle, r=SIZE // 3, fill=colour)

    return paint


# The private code of the Dunmar fishing fleet; no other fleet would understand it.
FLAGS: dict[str, Painter] = {
    "soup": bands("blue", "white", "blue"),
    "is": bands("yellow", "red", upright=True),
    "ready": squares("white", "red", "white"),
    "fog": disc("white", "grey"),
    "again": disc("blue", "yellow"),
}


def hoist(words: list[str], gap: int = 12) -> str:
    """Hang the flags for some words below each other on a line."""
    height = len(words) * (SIZE + gap) + gap
    parts = [element("line", x1=6, y1=0, x2=6, y2=height, stroke="black")]
    for number, word in enumerate(words):
        y = gap + number * (SIZE + gap)
        title = element("title", word)
        parts.append(element("g", title, *FLAGS[word](10, y), id=f"{number}-{word}"))
    return element(
        "svg", *parts, xmlns="http://www.w3.org/2000/svg", width=SIZE + 20, height=height
    )


def count_shapes(svg: str) -> Counter[str]:
    """Parse a picture and count its elements, without the name space.

    >>> count_shapes("<svg><g/><g/></svg>")["g"]
    2
    """
    return Counter(node.tag.rpartition("}")[2] for node in ET.fromstring(svg).iter())


def main() -> None:
    """Hoist two messages, and fail to hoist a third."""
    for message in ("soup is ready", "fog again"):
        svg = hoist(message.split())
        shapes = count_shapes(svg)
        print(f"{message!r}: {len(svg)} characters, {shapes['rect']} rectangles,", end=" ")
        print(f"{shapes['circle']} circles")
        print(svg.replace("><", ">\n<") if len(svg) < 700 else svg[:90] + "...")
    try:
        hoist("the captain is ready".split())
    except KeyError as word:
        print(f"There is no flag for {word}; he must shout it.")


if __name__ == "__main__":
    main()
