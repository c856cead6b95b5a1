"""Shared by the tests of the front ends without a screen: campaigns whose page of English is long enough to play."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.conftest import SENTENCES, Stand
from tokenroom.game.campaign import Campaign
from tokenroom.game.records import Records
from tokenroom.plain.jsonl import play_jsonl
from tokenroom.plain.lines import play_lines
from tokenroom.plain.typed import Kind
from tokenroom.rivals.field import Field
from tokenroom.rivals.ngram import KneserNey
from tokenroom.text.corpus import Corpus, CorpusInfo, Document
from tokenroom.text.tokenizer import Tokenizer, train_ranks

MakeCampaign = Callable[[], Campaign]
TUTORIAL = ["3 1 6 2", "0 0 3 0"]  # what the hero of the story writes


def lines_of(
    campaign: Campaign, typed: Sequence[str], level: str | None = "tutorial", answer_in: Kind | None = None
) -> str:
    """Play in lines with what was typed, and return all that was printed."""
    out = io.StringIO()
    stdin = io.StringIO("".join(f"{line}\n" for line in typed))
    assert play_lines(campaign, level, stdin, out, answer_in, no_sleep) == 0
    return out.getvalue()


def jsonl_of(
    campaign: Campaign, sent: Sequence[str], level: str | None = "tutorial", resume: bool = False
) -> list[str]:
    """Play with a program that sends these lines, and return the lines that came back."""
    out = io.StringIO()
    assert play_jsonl(campaign, level, io.StringIO("".join(f"{line}\n" for line in sent)), out, resume) == 0
    return out.getvalue().splitlines()


def no_sleep(seconds: float) -> None:
    raise AssertionError(f"waited {seconds} seconds for nobody")


def long_field() -> Field:
    """A field whose documents hold the 120 tokens that the page of English asks for."""
    texts = ["\n\n".join(" ".join(SENTENCES[i:] + SENTENCES[:i]) for _ in range(4)) for i in range(4)]
    documents = [Document(f"notes/{i}", f"Page {i}\n\n{text}\n", held_out=i == 0) for i, text in enumerate(texts)]
    info = CorpusInfo(
        format_version=1,
        title="Long",
        language="en",
        kind="text",
        licence="CC0-1.0",
        tokenizer="long",
        held_out=("notes/0",),
    )
    field = Field(Corpus("english", info, tuple(documents)), Tokenizer("long", train_ranks(texts[1:], 300)))
    orders = {"step-0": 1, "step-1000": 2, "step-10000": 3}
    ladder = tuple(Stand(name, KneserNey(field.training_ids, order, 300)) for name, order in orders.items())
    field.__dict__["ladder"] = ladder  # where cached_property keeps it
    return field


@pytest.fixture(scope="session")
def english() -> Field:
    return long_field()


@pytest.fixture
def fresh(english: Field) -> Iterator[MakeCampaign]:
    """Makes campaigns of someone new: records in memory, seed 0, the pace of the story."""
    opened: list[Records] = []

    def make() -> Campaign:
        opened.append(Records(Path(":memory:"), now=lambda: "2026-11-22T10:00:00Z"))
        return Campaign(opened[-1], lambda _: english, new_seed=lambda: 0, seconds_per_nat=1.0)

    yield make
    for records in opened:
        records.close()
