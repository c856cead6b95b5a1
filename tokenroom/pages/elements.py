"""Building HTML and SVG as trees, so that whatever is put in is text and nothing else."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from tokenroom.text.display import safe_text

Node = ET.Element | str


def tag(name: str, /, *children: Node, **attributes: str | float) -> ET.Element:
    """Return an element; `class_` and the like lose their underscore, inner ones become hyphens."""
    element = ET.Element(name, {k.rstrip("_").replace("_", "-"): _value(v) for k, v in attributes.items()})
    last: ET.Element | None = None
    for child in children:
        if isinstance(child, str):
            _add_text(element, last, safe_text(child))
        else:
            element.append(child)
            last = child
    return element


def document(title: str, style: str, *body: Node) -> str:
    """Return a whole page as HTML text."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        tag("style", style),
    )
    page = tag("html", head, tag("body", *body), lang="en")
    return "<!doctype html>\n" + ET.tostring(page, encoding="unicode", method="html") + "\n"


def _add_text(element: ET.Element, last: ET.Element | None, text: str) -> None:
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _value(value: str | float) -> str:
    return f"{value:.1f}" if isinstance(value, float) else safe_text(str(value))
