"""The field: everyone who can play on a corpus, and the instincts that a player is lent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tokenroom.errors import BadInput
from tokenroom.files import content_root
from tokenroom.model.checkpoint import Checkpoint, load_checkpoint
from tokenroom.rivals.base import Rival
from tokenroom.rivals.checkpoint import CheckpointRival
from tokenroom.rivals.ngram import KneserNey, Uniform
from tokenroom.text.corpus import Corpus, find_corpus, load_corpus
from tokenroom.text.tokenizer import Tokenizer, load_tokenizer
from tokenroom.text.vocabulary import Vocabulary, tokens_of


@dataclass(frozen=True)
class Field:
    """A corpus, its tokenizer, and the players who know it; each is made when first asked for."""

    corpus: Corpus
    tokenizer: Tokenizer

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The tokenizer's tokens."""
        return tokens_of(self.tokenizer)

    @cached_property
    def training_ids(self) -> list[list[int]]:
        """Token ids of each training document."""
        return [self.tokenizer.encode(d.text) for d in self.corpus.training]

    @cached_property
    def held_out_ids(self) -> list[list[int]]:
        """Token ids of each held-out document."""
        return [self.tokenizer.encode(d.text) for d in self.corpus.held_out]

    @cached_property
    def uniform(self) -> Rival:
        """Knows nothing."""
        return Uniform(self.tokenizer.size)

    @cached_property
    def unigram(self) -> Rival:
        """Knows how common each token is."""
        return self.kneser_ney(1)

    @cached_property
    def bigram(self) -> Rival:
        """Knows which token follows which."""
        return self.kneser_ney(2)

    def kneser_ney(self, order: int) -> Rival:
        """Knows sequences of up to `order` tokens."""
        end = self.tokenizer.end_of_text
        return KneserNey([[end, *ids, end] for ids in self.training_ids], order, self.tokenizer.size)

    @cached_property
    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The checkpoints shipped for this corpus, youngest first."""
        return tuple(load_checkpoints(self.corpus.name, self.tokenizer))

    @cached_property
    def ladder(self) -> tuple[CheckpointRival, ...]:
        """The same as players."""
        return tuple(CheckpointRival(checkpoint, self.tokenizer) for checkpoint in self.checkpoints)

    def checkpoint(self, name: str | None) -> Checkpoint:
        """Return the checkpoint called `name`, or the oldest (raises BadInput if there is none)."""
        names = [player.name for player in self.ladder]
        if not names or (name is not None and name not in names):
            raise BadInput(
                "rival", name or self.corpus.name, "there is no such checkpoint", f"there is {', '.join(names)}"
            )
        return self.checkpoints[-1 if name is None else names.index(name)]

    @cached_property
    def players(self) -> tuple[Rival, ...]:
        """Everyone who is compared with a person: uniform, unigram, bigram and each checkpoint."""
        return (self.uniform, self.unigram, self.bigram, *self.ladder)

    def player(self, name: str) -> Rival:
        """Return the player called `name` (raises BadInput if nobody is); `kneser-ney-N` is counted on demand."""
        if name.startswith("kneser-ney-") and name[11:].isdecimal() and 1 <= int(name[11:]) <= 5:
            return self.kneser_ney(int(name[11:]))
        by_name = {player.name: player for player in self.players}
        if name not in by_name:
            raise BadInput("rival", name, "there is no such player", f"there is {', '.join(by_name)}, kneser-ney-3")
        return by_name[name]


def open_field(corpus_name: str) -> Field:
    """Return the field of a shipped corpus (raises BadInput when corpus or tokenizer cannot be used)."""
    return open_field_in(find_corpus(corpus_name))


def open_field_in(folder: Path) -> Field:
    """Return the field of the corpus in `folder` (raises BadInput when corpus or tokenizer cannot be used)."""
    corpus = load_corpus(folder)
    return Field(corpus, load_tokenizer(tokenizer_path(corpus.info.tokenizer)))


def tokenizer_path(name: str) -> Path:
    """Return where the shipped tokenizer `name` lies."""
    return content_root() / "tokenizers" / f"{name}.tiktoken"


def load_checkpoints(corpus: str, tokenizer: Tokenizer) -> list[Checkpoint]:
    """Return the shipped checkpoints of a corpus, youngest first (raises BadInput if one cannot be used)."""
    folders = [path.parent for path in (content_root() / "checkpoints" / corpus).glob("*/checkpoint.json")]
    return sorted((load_checkpoint(folder, tokenizer.sha256) for folder in folders), key=lambda c: c.phrases)
