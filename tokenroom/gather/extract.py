"""Files to plain blocks: text as it is, Markdown through markdown-it, the main text of a page through resiliparse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from tokenroom.errors import BadInput
from tokenroom.gather.clean import clean
from tokenroom.gather.decode import decoded_lines, find_encoding
from tokenroom.gather.found import Found, readable
from tokenroom.gather.limits import Limits

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

LONGEST_TITLE = 80  # characters of a first line that may be one
LONGEST_BLOCK = 65_536  # characters; a paragraph that is longer comes in parts
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<[^<>]*>", re.DOTALL)  # never looks at a character twice
# Bounded, so that it takes as long as the page is; asking the library for its headings takes minutes if there are many.
_HEADING = re.compile(r"<h[1-6]\b[^<>]{0,400}>(.{1,400}?)</h[1-6]", re.DOTALL | re.IGNORECASE)
# The library's time grows with the square of the nesting, minutes at 100,000; pages that people write stay below 100.
DEEPEST = 2_000
# Here the library's time grows with the square of the marks in a paragraph: hours at a million.
MOST_MARKS = 5_000
_MARKS = re.compile(r"[\[*_<`]")
_PARAGRAPH_END = re.compile(r"\n(?=[ \t]*\n| {0,3}(?:[-*+]|#+|\d+[.)]) )")
_MARK = re.compile(r"<(/?)([a-zA-Z][\w:-]*)")
_EMPTY = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
_ENDED_BY_THE_NEXT = ("dd", "dt", "li", "option", "p", "td", "th", "tr")
_NEVER_NESTED = frozenset((*_EMPTY, *_ENDED_BY_THE_NEXT))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a verse, a list or a heading: plain text without a blank line."""

    text: str
    is_heading: bool = False


def extract(found: Found, limits: Limits) -> Iterator[Block]:
    """Yield the blocks of a file; only what is marked up is held whole.

    Raises:
        BadInput: it cannot be read, is not text, is marked up and larger than the limit, or needs a library that is not
            installed.
    """
    if found.kind != "plain" and found.size > limits.markup_bytes:
        wrong = f"is {found.size:,} bytes of {found.kind}"
        raise BadInput(found.place, "", wrong, f"at most {limits.markup_bytes:,} are read; save it as plain text")
    match found.kind:
        case "plain":
            yield from _titled(_paragraphs(decoded_lines(found, find_encoding(found))))
        case "markdown":
            text = _read_whole(found)
            _check_marks(found.place, text)
            yield from _markdown(text)
        case "html":
            page = _read_whole(found)
            if _depth(page) > DEEPEST:
                raise BadInput(found.place, "", "is too deeply nested for a page", "save its text as plain text")
            yield from _web_page(page)


def _paragraphs(lines: Iterable[str], headings: frozenset[str] = frozenset()) -> Iterator[Block]:
    """Join lines up to the next blank one."""
    held: list[str] = []
    size = 0
    for line in lines:
        if held and (not line.strip() or size > LONGEST_BLOCK):
            yield _block(held, headings)
            held, size = [], 0
        if line.strip():
            held.append(line)
            size += len(line)
    if held:
        yield _block(held, headings)


def _titled(blocks: Iterator[Block]) -> Iterator[Block]:
    """Take a short first line that stands alone for the title."""
    for first in blocks:
        alone = "\n" not in first.text and len(first.text) <= LONGEST_TITLE and first.text[-1] not in ".,;!?"
        yield Block(first.text, is_heading=alone)
        yield from blocks


def _block(lines: list[str], headings: frozenset[str]) -> Block:
    text = "\n".join(lines)
    return Block(text, text in headings)


def _check_marks(place: str, text: str) -> None:
    if any(len(_MARKS.findall(part)) > MOST_MARKS for part in _PARAGRAPH_END.split(text)):
        wrong = f"holds a paragraph with more than {MOST_MARKS:,} marks such as [ and *"
        raise BadInput(place, "", wrong, "save it as plain text")


def _markdown(text: str) -> Iterator[Block]:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark").enable("table").use(front_matter_plugin)
    yield from _node_blocks(SyntaxTreeNode(parser.parse(text)))


def _node_blocks(parent: SyntaxTreeNode) -> Iterator[Block]:
    """One block a paragraph, heading, list or table; the parser lets nothing nest deeper than twenty levels."""
    for node in parent.children:
        if node.type == "blockquote":
            yield from _node_blocks(node)
        else:
            lines = [clean(line) for line in _node_text(node).split("\n")]
            headings = frozenset(lines) if node.type == "heading" else frozenset()
            yield from _paragraphs(lines, headings)


def _node_text(node: SyntaxTreeNode) -> str:
    match node.type:
        case "text" | "code_inline" | "code_block" | "fence":
            return node.content
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "html_block" | "html_inline":
            return _TAG.sub("", node.content)
        case "front_matter" | "hr":
            return ""
        case "list_item":
            return (f"{node.info}. " if node.info else "- ") + _joined(node, "\n")
        case "tr":
            return _joined(node, " | ")
        case "bullet_list" | "ordered_list" | "blockquote" | "table" | "thead" | "tbody":
            return _joined(node, "\n")
        case _:
            return _joined(node, "")


def _joined(node: SyntaxTreeNode, between: str) -> str:
    return between.join(_node_text(child) for child in node.children)


def _web_page(html: str) -> Iterator[Block]:
    """The title of a page, then its main text, or all its text if none of it stands out."""
    try:
        from resiliparse.extract.html2text import extract_plain_text
        from resiliparse.parse.html import HTMLTree
    except ImportError as error:
        wrong = "the library that reads web pages is missing"
        raise BadInput("corpus add", "HTML", wrong, "pip install 'tokenroom[web]'") from error
    tree = HTMLTree.parse(html)
    headings = frozenset(_plain(match[1]) for match in _HEADING.finditer(html))
    if tree.title:
        yield Block(clean(" ".join(tree.title.split())), is_heading=True)
    text = extract_plain_text(tree, main_content=True, alt_texts=False, comments=False)
    text = text or extract_plain_text(tree, alt_texts=False)
    yield from _paragraphs((clean(line) for line in text.split("\n")), headings)


def _plain(html: str) -> str:
    """Return a line of a page without its tags."""
    return clean(" ".join(unescape(_TAG.sub("", html)).split()))


def _depth(html: str) -> int:
    """How deep the elements of a page nest at most, if it is as badly written as can be."""
    depth = deepest = 0
    for mark in _MARK.finditer(html):
        if mark[2].lower() not in _NEVER_NESTED:
            depth = max(0, depth + (-1 if mark[1] else 1))
            deepest = max(deepest, depth)
    return deepest


def _read_whole(found: Found) -> str:
    encoding = find_encoding(found)
    with readable(found.place), found.open() as file:
        return file.read().decode(encoding, "replace")
