"""Cutting texts into pieces: documents of a corpus, small enough that some of a single text can be held out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tokenroom.text.blocks import Block
from tokenroom.text.clean import clean

LARGEST, SMALLEST = 20_000, 400  # bytes of a piece
PIECES = 20  # that a text is cut into at least, if it is not too short for that
TITLE_WORDS, TITLE_LENGTH = 6, 60  # shorter than the runs that prove that nothing held out is in training
# Places to cut a block that is too long, the best first: line ends, ends of sentences, other spaces.
_CUTS = (re.compile(r"\n"), re.compile(r"[.!?…][\"'»”’)]*\s|[。！？」]"), re.compile(r"\s"))


@dataclass(frozen=True, slots=True)
class Piece:
    """One document to be: a title of a few words, and a text."""

    title: str
    body: str

    @property
    def text(self) -> str:
        """Title, blank line, text: the form of every document."""
        return f"{self.title}\n\n{self.body}\n"


def piece_size(n_bytes: int) -> int:
    """Return how large the pieces of a text of so many bytes should be at most."""
    return min(LARGEST, max(SMALLEST, n_bytes // PIECES))


def cut(blocks: Iterable[Block], name: str, largest: int) -> Iterator[Piece]:
    """Yield the pieces of one text, cut at headings and between blocks, inside a block only if it is too long.

    Args:
        blocks: in order; not held.
        name: the title, unless the text begins with a heading.
        largest: bytes of a piece.
    """
    piece = _Growing(short_title(clean(name)) or "Text")  # a file may be called anything
    for block in blocks:
        if block.is_heading and (not piece.blocks or piece.size > largest // 4):
            yield from piece.finished()
            piece = _Growing(short_title(block.text))
            if piece.title == block.text:
                continue
        for text in _small(block.text, largest):
            if piece.size + len(text.encode()) > largest:
                yield from piece.finished()
            piece.add(text)
    yield from piece.finished()


@dataclass
class _Growing:
    """The piece that is being filled, and which of its text's it is."""

    title: str
    part: int = 1
    blocks: list[str] = field(default_factory=list)
    size: int = 0

    def add(self, text: str) -> None:
        self.blocks.append(text)
        self.size += len(text.encode()) + 2

    def finished(self) -> Iterator[Piece]:
        """Give what there is, if there is anything, and begin the next part."""
        if self.blocks:
            title = self.title if self.part == 1 else f"{self.title} ({self.part})"
            yield Piece(title, "\n\n".join(self.blocks))
            self.part, self.blocks, self.size = self.part + 1, [], 0


def short_title(text: str) -> str:
    """Return the first words of `text` on one line."""
    words = " ".join(text.split()[:TITLE_WORDS])
    return words if len(words) <= TITLE_LENGTH else words[: TITLE_LENGTH - 1] + "…"


def slug(text: str) -> str:
    """Return a file name for `text`: small ASCII letters, digits and hyphens; empty if it has none of them.

    >>> slug("  Été à la Mer, 2nd part.TXT")
    'ete-a-la-mer-2nd-part-txt'
    """
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_text))[:48].strip("-")


def _small(text: str, largest: int) -> Iterator[str]:
    """Split a block that is too long at the best places there are."""
    while len(text.encode()) > largest:
        head = text.encode()[:largest].decode(errors="ignore")
        place = next(filter(None, (_last_end(pattern, head) for pattern in _CUTS)), len(head))
        yield text[:place].strip()
        text = text[place:].strip()
    if text:
        yield text


def _last_end(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match in the second half of `text` ends, 0 if there is none."""
    return max((m.end() for m in pattern.finditer(text, len(text) // 2)), default=0)
