"""Extraction: the text of a web page by resiliparse, the main text alone or all of it, or the page as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Literal

from tokenroom.text.blocks import Block, paragraphs
from tokenroom.text.clean import clean

Extraction = Literal["raw", "all", "main"]
# The library's time grows with the square of the nesting, minutes at 100,000; pages that people write stay below 100.
DEEPEST = 2_000
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]*>", re.DOTALL)  # never looks at a character twice
# Bounded, so that it takes as long as the page is; asking the library for its headings takes minutes if there are many.
_HEADING = re.compile(r"<h[1-6]\b[^<>]{0,400}>(.{1,400}?)</h[1-6]", re.DOTALL | re.IGNORECASE)
_MARK = re.compile(r"<(/?)([a-zA-Z][\w:-]*)")
_EMPTY = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
_ENDED_BY_THE_NEXT = ("dd", "dt", "li", "option", "p", "td", "th", "tr")
_NEVER_NESTED = frozenset((*_EMPTY, *_ENDED_BY_THE_NEXT))


class TooDeep(ValueError):  # noqa: N818 - it names what the page is
    """A page that is nested deeper than any that people write."""


def page_blocks(html: str, extraction: Extraction = "main") -> Iterator[Block]:
    """Yield the blocks of a page: its title, then its text.

    Args:
        html: the page; it may be broken in any way.
        extraction: the main text (all of it if none stands out), all the text that can be read, menus and footers too,
            or the page itself, with its markup and scripts.

    Raises:
        TooDeep: it is nested so deeply that reading it would take minutes.
    """
    html = html.encode("utf-8", "replace").decode()  # lone surrogates have no place in a page
    if extraction == "raw":
        yield from paragraphs(line for part in html.split("\n") for line in clean(part).split("\n"))
        return
    if depth(html) > DEEPEST:
        raise TooDeep("is too deeply nested for a page")
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(html)
    headings = frozenset(_plain(match[1]) for match in _HEADING.finditer(html))
    if tree.title:
        yield Block(clean(" ".join(tree.title.split())), is_heading=True)
    text = extract_plain_text(tree, main_content=True, alt_texts=False, comments=False) if extraction == "main" else ""
    text = text or extract_plain_text(tree, alt_texts=False)
    yield from paragraphs((clean(line) for line in text.split("\n")), headings)


def page_text(html: str, extraction: Extraction) -> str:
    """Return the blocks of a page with an empty line between them (raises TooDeep)."""
    return "\n\n".join(block.text for block in page_blocks(html, extraction))


def without_tags(html: str) -> str:
    """Return HTML without its tags and comments; nothing else of it is changed."""
    return _TAG.sub("", html)


def depth(html: str) -> int:
    """Return how deep the elements of a page nest at most, if it is as badly written as can be."""
    now = deepest = 0
    for mark in _MARK.finditer(html):
        if mark[2].lower() not in _NEVER_NESTED:
            now = max(0, now + (-1 if mark[1] else 1))
            deepest = max(deepest, now)
    return deepest


def _plain(html: str) -> str:
    """Return a line of a page without its tags."""
    return clean(" ".join(unescape(without_tags(html)).split()))
