"""Files to plain blocks: text as it is, Markdown through markdown-it, the main text of a page through resiliparse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tokenroom.errors import BadInput
from tokenroom.gather.decode import decoded_lines, find_encoding
from tokenroom.gather.found import Found, readable
from tokenroom.gather.limits import Limits
from tokenroom.text.blocks import Block, paragraphs
from tokenroom.text.clean import clean
from tokenroom.text.curation.extraction import Extraction, TooDeep, page_blocks, without_tags

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

LONGEST_TITLE = 80  # characters of a first line that may be one
# Here the library's time grows with the square of the marks in a paragraph: hours at a million.
MOST_MARKS = 5_000
_MARKS = re.compile(r"[\[*_<`]")
_PARAGRAPH_END = re.compile(r"\n(?=[ \t]*\n| {0,3}(?:[-*+]|#+|\d+[.)]) )")


def extract(found: Found, limits: Limits, extraction: Extraction = "main") -> Iterator[Block]:
    """Yield the blocks of a file; only what is marked up is held whole. Of web pages `extraction` says how much.

    Raises:
        BadInput: it cannot be read, is not text, or is marked up and larger than the limit or too deeply nested.
    """
    if found.kind != "plain" and found.size > limits.markup_bytes:
        wrong = f"is {found.size:,} bytes of {found.kind}"
        raise BadInput(found.place, "", wrong, f"at most {limits.markup_bytes:,} are read; save it as plain text")
    match found.kind:
        case "plain":
            yield from _titled(paragraphs(decoded_lines(found, find_encoding(found))))
        case "markdown":
            text = _read_whole(found)
            _check_marks(found.place, text)
            yield from _markdown(text)
        case "html":
            try:
                yield from page_blocks(_read_whole(found), extraction)
            except TooDeep as error:
                raise BadInput(found.place, "", str(error), "save its text as plain text") from error


def _titled(blocks: Iterator[Block]) -> Iterator[Block]:
    """Take a short first line that stands alone for the title."""
    for first in blocks:
        alone = "\n" not in first.text and len(first.text) <= LONGEST_TITLE and first.text[-1] not in ".,;!?"
        yield Block(first.text, is_heading=alone)
        yield from blocks


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
            yield from paragraphs(lines, headings)


def _node_text(node: SyntaxTreeNode) -> str:
    match node.type:
        case "text" | "code_inline" | "code_block" | "fence":
            return node.content
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "html_block" | "html_inline":
            return without_tags(node.content)
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


def _read_whole(found: Found) -> str:
    encoding = find_encoding(found)
    with readable(found.place), found.open() as file:
        return file.read().decode(encoding, "replace")
