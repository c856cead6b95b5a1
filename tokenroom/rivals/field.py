"""The field: everyone who can play on a corpus, and the instincts that a player is lent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tokenroom.errors import BadInput
from tokenroom.files import content_root
from tokenroom.model.checkpoint import Checkpoint, load_checkpoint
from tokenroom.rivals.base import Rival
from tokenroom.rivals.checkpoint import CheckpointRival
from tokenroom.rivals.deferred import Deferred
from tokenroom.rivals.ngram import KneserNey, Uniform
from tokenroom.text.corpus import Corpus, find_corpus, load_corpus
from tokenroom.text.tokenizer import Tokenizer, load_tokenizer
from tokenroom.text.vocabulary import Vocabulary, tokens_of

Ids = NDArray[np.integer[Any]]
COUNTED = ("uniform", "unigram", "bigram")  # players that every comparison has
ORDERS = {"unigram": 1, "bigram": 2} | {f"kneser-ney-{order}": order for order in range(3, 6)}


@dataclass(frozen=True)
class Field:
    """A corpus, its tokenizer, and the players who know it; each is made when first asked for."""

    corpus: Corpus
    tokenizer: Tokenizer
    guests: tuple[Rival, ...] = ()  # rivals from outside, compared under their own names

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The tokenizer's tokens."""
        return tokens_of(self.tokenizer)

    @cached_property
    def training_ids(self) -> list[Ids]:
        """Token ids of each training document, each in as few bytes as the vocabulary allows."""
        return [self._ids(d.text) for d in self.corpus.training]

    @cached_property
    def held_out_ids(self) -> list[list[int]]:
        """Token ids of each held-out document."""
        return [self.tokenizer.encode(d.text) for d in self.corpus.held_out]

    @cached_property
    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The shipped checkpoints that speak this corpus's tokens, the one that has read least first."""
        return tuple(load_ladder(self.corpus.info.tokenizer, self.tokenizer))

    @cached_property
    def ladder(self) -> tuple[Rival, ...]:
        """The same as players."""
        return tuple(CheckpointRival(checkpoint, self.tokenizer) for checkpoint in self.checkpoints)

    @cached_property
    def players(self) -> tuple[Rival, ...]:
        """Everyone who is compared with a person: uniform, unigram, bigram, each checkpoint, each guest."""
        return (*(self.player(name) for name in COUNTED), *self.ladder, *self.guests)

    def player(self, name: str) -> Rival:
        """Return the player called `name` (raises BadInput if nobody is); `kneser-ney-N` is counted on demand."""
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def checkpoint(self, name: str | None) -> Checkpoint:
        """Return the checkpoint called `name`, or the one that has read most (raises BadInput if there is none)."""
        names = [player.name for player in self.ladder]
        if not names or (name is not None and name not in names):
            wrong, right = "there is no such checkpoint", f"there is {', '.join(names) or 'none'}"
            raise BadInput("rival", name or self.corpus.name, wrong, right)
        return self.checkpoints[-1 if name is None else names.index(name)]

    def _ids(self, text: str) -> Ids:
        return np.array(self.tokenizer.encode(text), np.uint16 if self.tokenizer.size <= 2**16 else np.int32)

    @cached_property
    def _made(self) -> dict[str, Rival]:
        return {}

    def _make(self, name: str) -> Rival:
        if name == "uniform":
            return Uniform(self.tokenizer.size)
        if name in COUNTED:
            return Deferred(name, lambda: self._counted(name))
        if name in ORDERS:  # at once: its runs may be too long for the vocabulary
            return self._counted(name)
        by_name = {player.name: player for player in (*self.ladder, *self.guests)}
        if name not in by_name:
            known = ", ".join([*COUNTED, *by_name, "kneser-ney-5"])
            raise BadInput("rival", name, "there is no such player", f"there is {known}")
        return by_name[name]

    def _counted(self, name: str) -> KneserNey:
        return KneserNey(self.training_ids, ORDERS[name], self.tokenizer.size, self.tokenizer.end_of_text)


OpenField = Callable[[str], Field]  # by corpus name


def open_field(corpus_name: str) -> Field:
    """Return the field of a shipped corpus (raises BadInput when corpus or tokenizer cannot be used)."""
    return open_field_in(find_corpus(corpus_name))


def open_field_in(folder: Path) -> Field:
    """Return the field of the corpus in `folder` (raises BadInput when corpus or tokenizer cannot be used)."""
    corpus = load_corpus(folder)
    name = corpus.info.tokenizer
    if not name.replace("-", "").replace("_", "").isalnum():
        raise BadInput(folder / "corpus.toml", "tokenizer", f"{name!r} is no name", "letters, digits, - and _")
    path = tokenizer_path(name)
    return Field(corpus, _tokenizer(path, _changed(path)))


def tokenizer_path(name: str) -> Path:
    """Return where the shipped tokenizer `name` lies."""
    return content_root() / "tokenizers" / f"{name}.tiktoken"


def load_ladder(name: str, tokenizer: Tokenizer) -> list[Checkpoint]:
    """Return the shipped checkpoints of the ladder `name` by phrases read (raises BadInput if one cannot be used)."""
    headers = (content_root() / "checkpoints" / name).glob("*/checkpoint.json")
    read = [_checkpoint(path.parent, _changed(path), tokenizer.sha256) for path in headers]
    return sorted(read, key=lambda checkpoint: checkpoint.phrases)


def _changed(path: Path) -> int:
    """When a file was changed; 0 where there is none, which whoever reads it will tell."""
    return path.stat().st_mtime_ns if path.exists() else 0


@lru_cache(maxsize=8)
def _tokenizer(path: Path, _changed: int) -> Tokenizer:
    """Read a tokenizer once for all corpora that share it."""
    return load_tokenizer(path)


@lru_cache(maxsize=64)
def _checkpoint(folder: Path, _changed: int, tokenizer: str) -> Checkpoint:
    """Read a checkpoint once for all corpora whose tokens it speaks; nobody changes its weights."""
    return load_checkpoint(folder, tokenizer)
