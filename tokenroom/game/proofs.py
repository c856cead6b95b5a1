"""Proofs about corpora: they read, the tokenizer gives their text back, and nothing held out is in training."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tokenroom.errors import CheckFailed
from tokenroom.rivals.field import COUNTED, Field
from tokenroom.text.corpus import Corpus, load_corpus
from tokenroom.text.documents import Document
from tokenroom.text.overlap import RUN_LENGTH, overlaps
from tokenroom.text.sources import StdlibInfo, TextInfo

OpenFolder = Callable[[Path], Field]  # by the corpus's folder
SAMPLE = 500  # documents of a generator that the tokenizer is tried on, besides those held out


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that was shown to hold."""

    subject: str
    words: str


def check_corpus(folder: Path, open_folder: OpenFolder) -> Iterator[Proof]:
    """Yield a proof for each thing that holds of a corpus (raises CheckFailed for the first that does not).

    The standard library of the running interpreter is not ours to prove anything of: only that it is there.
    """
    corpus = load_corpus(folder)
    yield Proof(f"corpus {corpus.name}", _contents(corpus))
    if isinstance(corpus.info, StdlibInfo):
        return
    yield _check_apart(folder, corpus)
    yield from _check_field(folder, open_folder(folder))


def _contents(corpus: Corpus) -> str:
    sizes = corpus.sizes()
    about = "" if sizes.exact else "about "
    return f"{len(corpus.documents)} documents, {about}{sizes.n_bytes:,} bytes, {len(corpus.held_out)} held out"


def _check_apart(folder: Path, corpus: Corpus) -> Proof:
    """Show that what is asked about cannot have been learned by heart."""
    if corpus.is_made:
        return _check_all_different(folder, corpus)
    if isinstance(corpus.info, TextInfo) and not corpus.info.source:  # in added texts genres are but somebody's folders
        _check_genres(folder, corpus)
    for shared in overlaps(corpus.held_out, corpus.training):
        wrong = f"held-out {shared.held_out} and {shared.training} share {shared.words!r}"
        raise CheckFailed(folder / "corpus.toml", "held_out", wrong, "rewrite one of them")
    words = f"no run of {RUN_LENGTH} words of a held-out document stands in training"
    return Proof(f"corpus {corpus.name}", words)


def _check_all_different(folder: Path, corpus: Corpus) -> Proof:
    """Runs of words recur in what a grammar makes, by design: whole documents must not."""
    seen: dict[str, str] = {}
    for document in corpus.documents:
        first = seen.setdefault(document.text, document.name)
        if first != document.name:
            wrong = f"makes {document.name} the same as {first}"
            raise CheckFailed(folder / "corpus.toml", "seed", wrong, "another seed, or a richer grammar")
    return Proof(f"corpus {corpus.name}", "no two documents are alike, so none that is held out stands in training")


def _sample(corpus: Corpus) -> Iterator[Document]:
    """All documents of a text; of a generator those held out and the first of those to learn from."""
    yield from corpus.held_out
    yield from islice(corpus.training, SAMPLE if corpus.is_made else None)


def _check_genres(folder: Path, corpus: Corpus) -> None:
    missing = {d.genre for d in corpus.documents} - {d.genre for d in corpus.held_out}
    if missing:
        wrong = f"names no document of the genre {min(missing)!r}"
        raise CheckFailed(folder / "corpus.toml", "held_out", wrong, "hold out at least one of each")


def _check_field(folder: Path, field: Field) -> Iterator[Proof]:
    name, tokenizer = f"corpus {field.corpus.name}", field.tokenizer
    for document in _sample(field.corpus):
        text = document.text
        if tokenizer.decode(tokenizer.encode(text)) != text:
            raise CheckFailed(folder, document.name, "does not survive the tokenizer")
    yield Proof(name, f"tokenizer {tokenizer.name} ({tokenizer.size:,} tokens) gives every text back")
    players = [*COUNTED, *(player.name for player in field.ladder)]
    yield Proof(name, f"rivals: {', '.join(players)}")
