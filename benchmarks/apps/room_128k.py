"""The room on the practice level with a made-up vocabulary of 128,000 tokens."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from tokenroom.game.campaign import Campaign
from tokenroom.game.records import open_records
from tokenroom.rivals.field import Field, open_field
from tokenroom.rivals.ngram import KneserNey, Uniform
from tokenroom.room.app import run_room
from tokenroom.text.vocabulary import Vocabulary

SIZE = 128_000
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Named:
    """A player under the name that the level asks for."""

    def __init__(self, name: str, player: Uniform | KneserNey) -> None:
        self.name = name
        self.log_probs, self.passage_log_probs = player.log_probs, player.passage_log_probs


@dataclass(frozen=True)
class BigField(Field):
    """The English texts, but every player speaks a vocabulary that is padded to 128,000 words."""

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The tokenizer's tokens, and random words behind them."""
        rng = np.random.default_rng(0)
        known = [self.tokenizer.decode([t]) for t in range(self.tokenizer.size)]
        words = [" " + "".join(rng.choice(list(LETTERS), size=7)) for _ in range(SIZE - len(known))]
        texts = [*known, *words]
        return Vocabulary(texts, [len(text.encode()) for text in texts], "tokens")

    @cached_property
    def players(self) -> tuple[Named, ...]:  # type: ignore[override]
        """The same names as the real field has."""
        counted = {order: KneserNey(self.training_ids, order, SIZE) for order in (1, 2)}
        return (
            Named("uniform", Uniform(SIZE)),
            Named("unigram", counted[1]),
            Named("bigram", counted[2]),
            *(Named(f"step-{n}", counted[2]) for n in (0, 1000, 200_000)),
        )


def open_campaign() -> Campaign:
    """Return a campaign on a record file of its own, always the same page."""
    english = open_field("english")
    field = BigField(english.corpus, english.tokenizer)
    records, _ = open_records(Path(tempfile.mkdtemp()) / "records.sqlite", now=lambda: "now")
    return Campaign(records, lambda _: field, new_seed=lambda: 7, seconds_per_nat=0.0)


if __name__ == "__main__":
    run_room(open_campaign, "practice", None)
