"""The warm-up: afterwards a level reads no weights and counts nothing, and nobody from outside was asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from tokenroom.errors import BadInput
from tokenroom.game.campaign import Campaign
from tokenroom.game.records import Records
from tokenroom.game.warming import warm_up
from tokenroom.rivals import field as rivals
from tokenroom.rivals.field import Field, open_field
from tokenroom.rivals.ngram import KneserNey
from tokenroom.text.tokenizer import Tokenizer


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is done anew, by name."""
    done: list[str] = []

    def noting(name: str, call: Callable[..., object]) -> Callable[..., object]:
        def noted(*arguments: object, **named: object) -> object:
            done.append(name)
            return call(*arguments, **named)

        return noted

    rivals._checkpoint.cache_clear()
    monkeypatch.setattr(rivals, "load_checkpoint", noting("weights", rivals.load_checkpoint))
    monkeypatch.setattr(KneserNey, "__init__", noting("counts", KneserNey.__init__))
    monkeypatch.setattr(Tokenizer, "encode", noting("tokens", Tokenizer.encode))
    return done


def test_afterwards_a_level_reads_and_counts_nothing(records: Records, made: list[str]) -> None:
    kept = cache(open_field)
    for piece in warm_up(kept):
        piece()
    assert {"weights", "counts", "tokens"} <= set(made)
    made.clear()
    seeds = iter(range(1, 100))
    campaign = Campaign(records, kept, lambda: next(seeds), seconds_per_nat=0.0)
    for level in ("1", "3", "4", "8", "daily", "practice"):
        campaign.start(level)
    assert {"weights", "counts"}.isdisjoint(made)
    assert len(made) < 100  # the texts beside the levels; there are hundreds of paragraphs in a corpus


def test_each_piece_fails_by_itself_where_content_is_broken(open_small: Callable[[str], Field]) -> None:
    def opened(corpus: str) -> Field:
        if corpus == "french":
            raise BadInput("corpora/french", "", "is broken")
        return open_small(corpus)

    failed = 0
    for piece in warm_up(opened):
        try:
            piece()
        except BadInput:
            failed += 1
    assert 0 < failed < len(list(warm_up(opened)))
