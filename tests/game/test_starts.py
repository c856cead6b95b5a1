"""Where passages start: the same places and tokens as by encoding all that follows each paragraph, and read once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import small_field
from tokenroom.game.starts import starts
from tokenroom.rivals.field import open_field
from tokenroom.text.corpus import Corpus, shipped_names
from tokenroom.text.documents import Document
from tokenroom.text.tokenizer import Tokenizer

SMALL = small_field()
Found = list[tuple[str, tuple[int, ...]]]


def slowly(documents: list[Document], tokenizer: Tokenizer, length: int) -> Found:
    """What is to be found, said as simply as possible."""
    found: Found = []
    for document in documents:
        paragraphs = document.text.rstrip("\n").split("\n\n")
        for first, paragraph in enumerate(paragraphs):
            if not paragraph.strip():
                continue
            ids = tokenizer.encode("\n\n".join(paragraphs[first:]))
            if len(ids) >= length:
                found.append((document.title, tuple(ids[:length])))
    return found


def quickly(corpus: Corpus, tokenizer: Tokenizer, documents: list[Document], length: int) -> Found:
    return [(start.title, start.ids(length)) for start in starts(corpus, tokenizer, documents, length)]


pieces = st.sampled_from(
    [
        "\n\n",
        "\n",
        "\r\n",
        " ",
        "  ",
        "\t",
        " " * 40,
        "\u00a0",
        "\x1c",
        "\u2028",
        "the",
        " lamp",
        ".",
        "...",
        "'ll",
        "숲",
        "1",
    ]
)


@settings(max_examples=200, deadline=None)
@given(parts=st.lists(pieces, max_size=30), length=st.integers(1, 25))
@example(["a", "\n\n", "\n\n", "b"], 1)
@example(["a", "\n\n", "\n", "b"], 1)
@example(["a", "\n\n", "  ", "\n\n", "b"], 1)
@example(["a", "\n\n", " " * 40, "b", "\n\n", "c"], 1)
def test_the_same_as_the_slow_way_whatever_the_text(parts: list[str], length: int) -> None:
    document = Document("notes/x", "T\n\n" + "".join(parts), held_out=True)
    corpus = replace(SMALL.corpus, documents=(document,))
    assert quickly(corpus, SMALL.tokenizer, [document], length) == slowly([document], SMALL.tokenizer, length)


@pytest.mark.parametrize("name", [name for name in shipped_names() if name not in ("stdlib", "storyteller")])
def test_a_seed_draws_the_passage_that_it_always_drew(name: str) -> None:
    field = open_field(name)
    documents = list(field.corpus.held_out)[:8]
    for length in (40, 160):
        found = quickly(field.corpus, field.tokenizer, documents, length)
        assert found == slowly(documents, field.tokenizer, length)
        assert found or length > 40 or name == "symbols"


def test_a_document_is_read_once() -> None:
    read: list[str] = []

    def text() -> str:
        read.append("once")
        return "Title\n\nOne paragraph.\n\nAnother one.\n"

    document = Document("notes/x", text, held_out=True)
    corpus = replace(SMALL.corpus, documents=(document,))
    first = quickly(corpus, SMALL.tokenizer, [document], 3)
    once = len(read)
    assert quickly(corpus, SMALL.tokenizer, [document], 3) == first
    assert starts(corpus, SMALL.tokenizer, [document], 10**6) == []
    assert len(read) == once


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("The lamp on the quay.\n\n" * 2000, 1),  # by encoding all that follows each it would be a thousand times
        ("The lamp on the quay.\n\n\n" * 2000, 1.1),  # no paragraph begins with its first word
        ("The lamp on the quay.\n\n" * 500 + "\n\n" * 5000 + "It is out.\n\n" * 200, 1),  # blank paragraphs
        (" \n\n\u00a0\n\n" * 5000 + "The lamp on the quay. " * 40, 1),
    ],
)
def test_a_long_document_is_encoded_about_once(monkeypatch: pytest.MonkeyPatch, text: str, most: float) -> None:
    document = Document("notes/x", "Title\n\n" + text, held_out=True)
    encoded = 0
    encode = Tokenizer.encode

    def counted(self: Tokenizer, text: str) -> list[int]:
        nonlocal encoded
        encoded += len(text)
        return encode(self, text)

    monkeypatch.setattr(Tokenizer, "encode", counted)
    assert starts(replace(SMALL.corpus, documents=(document,)), SMALL.tokenizer, [document], 100)
    assert encoded <= most * len(document.text)
