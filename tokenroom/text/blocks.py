"""Blocks: paragraphs of plain text, as every source of texts gives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST_BLOCK = 65_536  # characters; a paragraph that is longer comes in parts


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a verse, a list or a heading: plain text without a blank line."""

    text: str
    is_heading: bool = False


def paragraphs(lines: Iterable[str], headings: frozenset[str] = frozenset()) -> Iterator[Block]:
    """Join lines up to the next blank one; a paragraph that is one of `headings` is marked as such."""
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


def _block(lines: list[str], headings: frozenset[str]) -> Block:
    text = "\n".join(lines)
    return Block(text, text in headings)
