"""What a merge level is played on: an excerpt to draft merges from, held-out text to try them on, pairs on offer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tokenroom.errors import BadInput
from tokenroom.game.merge_level import Merge
from tokenroom.text.corpus import Corpus
from tokenroom.text.documents import Document
from tokenroom.text.merging import Pair, Piece, count_pairs

LIBRARY = 2_000_000  # characters of training documents that characters and words are learned from, at most
# How many pairs are offered from the most frequent ones on: the first, three of the next seven, and so on.
_OFFER = ((0, 1, 1), (1, 8, 3), (8, 40, 4), (40, None, 4))


@dataclass(frozen=True, slots=True)
class MergePassage:
    """An excerpt of a training document, its title, and the held-out text."""

    excerpt: str
    source: str
    held_out: str


def draw_passage(spec: Merge, corpus: Corpus, rng: np.random.Generator) -> MergePassage:
    """Draw a training document and a paragraph of it to start from, and held-out documents in some order.

    Raises:
        BadInput: no document of the wanted genres is long enough.
    """
    starts = list(_starts(_wanted(spec, corpus.training), spec.characters))
    held_out = _wanted(spec, corpus.held_out)
    if not starts or not held_out:
        wrong = f"has no passage of {spec.characters:,} characters in {', '.join(spec.genres) or 'any genre'}"
        raise BadInput("corpus", corpus.name, wrong, "ask for fewer characters or other genres")
    source, text = starts[int(rng.integers(len(starts)))]
    order = rng.permutation(len(held_out))
    return MergePassage(text, source, _joined((held_out[int(n)].text for n in order), spec.held_out))


def library(corpus: Corpus) -> list[str]:
    """Return the training documents that characters and words are learned from."""
    texts: list[str] = []
    size = 0
    for document in corpus.training:
        texts.append(document.text)
        size += len(texts[-1])
        if size >= LIBRARY:
            break
    return texts


def offered(pieces: Sequence[Piece], seed: int, pick: int) -> tuple[Pair, ...]:
    """Return a fair mix of the pairs in `pieces`, the most frequent one among them, in the order of their bytes."""
    counts, rng = count_pairs(pieces), np.random.default_rng([seed, pick])
    ranked = sorted(counts, key=lambda pair: (-counts[pair], pair))
    drawn: list[Pair] = []
    for first, last, many in _OFFER:
        among = ranked[first:last]
        drawn += [among[int(place)] for place in rng.permutation(len(among))[:many]]
    return tuple(sorted(drawn))


def _wanted(spec: Merge, documents: Iterable[Document]) -> list[Document]:
    return [d for d in documents if not spec.genres or d.genre in spec.genres]


def _starts(documents: Iterable[Document], length: int) -> Iterator[tuple[str, str]]:
    """Title and excerpt from each paragraph on that has `length` characters behind it; the last word is whole."""
    for document in documents:
        text, at = document.text.rstrip("\n"), 0
        while len(text) - at >= length:
            cut = text[at : at + length]
            yield document.title, cut if at + length == len(text) else cut.rpartition(" ")[0] or cut
            end = text.find("\n\n", at)
            if end < 0:
                break
            at = end + 2


def _joined(texts: Iterator[str], length: int) -> str:
    """Texts one after the other, as many as make `length` characters."""
    joined: list[str] = []
    for text in texts:
        joined.append(text)
        if sum(map(len, joined)) >= length:
            break
    return "\n".join(joined)[:length]
