"""Corpora: documents, the held-out split, and the proof that nothing held out is in training."""

from pathlib import Path

import pytest

from tokenroom.errors import BadInput
from tokenroom.text.corpus import Document, corpus_names, find_corpus, load_corpus
from tokenroom.text.overlap import overlaps

INFO = """format_version = 1
title = "Small"
language = "en"
kind = "text"
licence = "CC0-1.0"
tokenizer = "english"
held_out = [{held_out}]
"""


def write_corpus(folder: Path, held_out: str, **texts: str) -> Path:
    (folder / "notes").mkdir(parents=True)
    (folder / "corpus.toml").write_text(INFO.format(held_out=held_out))
    for name, text in texts.items():
        (folder / "notes" / f"{name}.txt").write_text(text)
    return folder


def test_documents_know_genre_title_and_side(tmp_path: Path) -> None:
    corpus = load_corpus(write_corpus(tmp_path / "c", '"notes/b"', a="A title\n\nText.\n", b="B\n\nMore.\n"))
    assert [(d.name, d.genre, d.title, d.held_out) for d in corpus.documents] == [
        ("notes/a", "notes", "A title", False),
        ("notes/b", "notes", "B", True),
    ]
    assert [d.name for d in corpus.training] == ["notes/a"]
    assert corpus.n_bytes == 15 + 9


@pytest.mark.parametrize(
    ("held_out", "texts", "wrong"),
    [
        ('"notes/zz"', {"a": "A\n"}, "'notes/zz', which is no document"),
        ('"notes/a"', {"a": "A\n"}, "no document to learn from"),
        ("", {}, "no document to learn from"),
        ("", {"a": "  \n"}, "is empty"),
        ("3", {"a": "A\n"}, "expected `str`"),
    ],
)
def test_bad_corpora_are_told(tmp_path: Path, held_out: str, texts: dict[str, str], wrong: str) -> None:
    with pytest.raises(BadInput) as caught:
        load_corpus(write_corpus(tmp_path / "c", held_out, **texts))
    assert wrong in str(caught.value)


@pytest.mark.parametrize("name", ["nothing", "../english", "english/tales"])
def test_unknown_corpus(name: str) -> None:
    with pytest.raises(BadInput, match="there is no such corpus; there is english"):
        find_corpus(name)


def test_overlap_is_found_by_text_not_by_name() -> None:
    training = Document("tales/a", "One two three, FOUR five six seven eight nine ten.", held_out=False)
    copied = Document("letters/b", "He wrote: three four five - six seven eight nine ten!", held_out=True)
    fresh = Document("letters/c", "Three four five six seven. Eight, nine and then ten.", held_out=True)
    found = overlaps([copied, fresh], [training], length=8)
    assert [(o.held_out, o.training, o.words) for o in found] == [
        ("letters/b", "tales/a", "three four five six seven eight nine ten")
    ]


def test_shipped_english_is_large_varied_and_clean() -> None:
    corpus = load_corpus(find_corpus("english"))
    assert "english" in corpus_names()
    assert corpus.n_bytes > 100_000
    assert corpus.info.licence == "CC0-1.0"
    assert len({d.genre for d in corpus.documents}) >= 7
    assert {d.genre for d in corpus.held_out} == {d.genre for d in corpus.documents}
    assert overlaps(corpus.held_out, corpus.training) == []


def test_shipped_documents_have_the_form_that_world_md_promises() -> None:
    for document in load_corpus(find_corpus("english")).documents:
        title, blank, *_ = document.text.split("\n")
        assert title, document.name
        assert not blank, document.name
        assert document.text == document.text.rstrip() + "\n", document.name
        assert document.text.isascii(), document.name
        assert "  " not in document.text, document.name
