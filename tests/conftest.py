"""Shared by all tests: a small corpus with its players, levels to play on it, and records in a temporary folder."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.time_limit import pytest_runtest_protocol as pytest_runtest_protocol
from tokenroom.game.campaign import Campaign
from tokenroom.game.level import Level, load_level
from tokenroom.game.records import Records, open_records
from tokenroom.rivals.field import Field
from tokenroom.rivals.ngram import KneserNey
from tokenroom.scoring import Floats
from tokenroom.text.corpus import Corpus
from tokenroom.text.documents import Document
from tokenroom.text.sources import TextInfo
from tokenroom.text.tokenizer import Tokenizer, train_ranks

SENTENCES = (
    "The lamp on the quay had been lit since four.",
    "The harbour master's daughter took the dog to the quay.",
    "Nobody on the ferry had seen the dog, or the daughter, or the lamp.",
    "At four the ferry left the quay, and the dog was on the ferry.",
)
PAGE = """format_version = 1
title = "A small page"
act = 1
hints = ["First hint.", "Second hint."]

[mechanic]
kind = "predict"
instinct = "bigram"
rival = "step-1000"

[mechanic.passage]
from = "corpus"
corpus = "small"
tokens = 40
shown = 8
items = 5

[goal]
kind = "beat"
player = "bigram"
"""
STORY = """# begin

The screen wakes.

> Here is a page.

# won

> Good.

# lost

> Not yet.
"""


class Stand:
    """An n-gram model that stands in for a checkpoint under a checkpoint's name."""

    def __init__(self, name: str, model: KneserNey) -> None:
        self.name, self._model = name, model

    def log_probs(self, context: list[int]) -> Floats:
        return self._model.log_probs(context)

    def passage_log_probs(self, ids: list[int]) -> Floats:
        return self._model.passage_log_probs(ids)


def small_field(name: str = "small", paragraphs: int = 1) -> Field:
    """A field over four sentences, turned about: uniform, unigram, bigram and three stand-ins for checkpoints."""
    texts = ["\n\n".join([" ".join(SENTENCES[i:] + SENTENCES[:i])] * paragraphs) for i in range(4)]
    documents = [Document(f"notes/{i}", f"Page {i}\n\n{text}\n", held_out=i == 0) for i, text in enumerate(texts)]
    info = TextInfo(
        format_version=1,
        title="Small",
        language="en",
        licence="CC0-1.0",
        tokenizer="small",
        held_out=("notes/0",),
    )
    corpus = Corpus(name, info, tuple(documents))
    tokenizer = Tokenizer("small", train_ranks([d.text for d in corpus.training], 300))
    field = Field(corpus, tokenizer)
    orders = {"step-0": 1, "step-1000": 2, "step-200000": 3}
    models = {name: KneserNey(field.training_ids, n, 300, tokenizer.end_of_text) for name, n in orders.items()}
    ladder = tuple(Stand(name, model) for name, model in models.items())
    field.__dict__["ladder"] = ladder  # where cached_property keeps it
    return field


@pytest.fixture
def uncollected() -> Iterator[None]:
    """For what drives the interpreter to the end of its stack: whatever were collected there could not be finalized."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(scope="session")
def field() -> Field:
    return small_field()


@pytest.fixture
def open_small(field: Field) -> Callable[[str], Field]:
    return lambda _: field


@pytest.fixture
def page(tmp_path: Path) -> Level:
    folder = tmp_path / "02-small-page"
    folder.mkdir()
    (folder / "level.toml").write_text(PAGE)
    (folder / "story.md").write_text(STORY)
    return load_level(folder)


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    opened, notice = open_records(tmp_path / "home" / "records.sqlite", now=lambda: "2026-11-22T10:00:00Z")
    assert not notice
    yield opened
    opened.close()


@pytest.fixture
def campaign(records: Records, open_small: Callable[[str], Field]) -> Campaign:
    """The shipped levels, on the small corpus, seed 7."""
    return Campaign(records, open_small, new_seed=lambda: 7, seconds_per_nat=0.0)
