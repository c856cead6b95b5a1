"""Corpora: documents, the held-out split, and the proof that nothing held out is in training."""

from __future__ import annotations

import os
import sys
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.errors import BadInput
from tokenroom.text.corpus import corpus_names, find_corpus, load_corpus, own_names, shipped_names
from tokenroom.text.documents import Document, docstring_title
from tokenroom.text.overlap import overlaps
from tokenroom.text.sources import SymbolsInfo, TextInfo
from tokenroom.text.stdlib import stdlib_documents

INFO = """format_version = 1
title = "Small"
language = "en"
kind = "text"
licence = "CC0-1.0"
tokenizer = "tokenroom"
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
        ('"notes/a", "notes/a"', {"a": "A\n", "b": "B\n"}, "names 'notes/a' twice"),
        ("", {"a": "A\n"}, "held_out: is empty"),
        ("3", {"a": "A\n"}, "expected `str`"),
    ],
)
def test_bad_corpora_are_told(tmp_path: Path, held_out: str, texts: dict[str, str], wrong: str) -> None:
    with pytest.raises(BadInput) as caught:
        load_corpus(write_corpus(tmp_path / "c", held_out, **texts))
    assert wrong in str(caught.value)


def test_texts_are_read_when_they_are_asked_for(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "c", '"notes/b"', a="A\n\nText.\n", b="  \n")
    a, b = load_corpus(folder).documents
    (folder / "notes" / "a.txt").write_text("A\n\nOther.\n")
    assert a.text == "A\n\nOther.\n"
    with pytest.raises(BadInput, match=r"b.txt: is empty"):
        _ = b.text
    (folder / "notes" / "a.txt").unlink()
    with pytest.raises(BadInput, match=r"a.txt: cannot be read"):
        _ = a.text


def test_programs_are_documents_titled_by_their_docstring(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "c", '"notes/b"', b="B\n\nText.\n")
    (folder / "notes" / "steps.py").write_text('"""Count the steps."""\n\nprint(3)\n')
    assert [(d.name, d.title) for d in load_corpus(folder).documents] == [
        ("notes/b", "B"),
        ("notes/steps", "Count the steps."),
    ]
    (folder / "notes" / "steps.txt").write_text("Steps\n")
    with pytest.raises(BadInput, match="notes/steps: is the name of two documents"):
        load_corpus(folder)


def test_a_text_in_no_genre_is_told(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "c", '"notes/b"', a="A\n", b="B\n")
    (folder / "stray.py").write_text("print(3)\n")
    with pytest.raises(BadInput, match=r"stray.py: lies in no genre"):
        load_corpus(folder)


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ('"""One line."""\n', "One line."),
        ('#!/usr/bin/env python\n\n# Said before.\n"""Two\nlines."""\n', "Two"),
        ("r'''Raw: \\\\d'''\n", "Raw: \\\\d"),
        ('"""\nBelow.\n"""\n', "Below."),
        ('"Short."\n', "Short."),
        ("import os\n", ""),
        ("", ""),
    ],
)
def test_titles_of_programs(code: str, title: str) -> None:
    assert docstring_title(code) == title


@pytest.mark.parametrize("name", ["nothing", "../english", "english/tales", "", ".", "English", "a\0b"])
def test_unknown_corpus(name: str) -> None:
    with pytest.raises(BadInput, match="there is no such corpus; there is english"):
        find_corpus(name)


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ('kind = "poems"', "kind: invalid value 'poems'"),
        ("", "missing required field `kind`"),
        ('kind = "symbols"\nseed = 1\ntraining = 0\nheld_out = 5', "training: expected `int` >= 1"),
        ('kind = "storyteller"\nseed = -1\ntraining = 5\nheld_out = 5', "seed: expected `int` >= 0"),
        ('kind = "stdlib"\nseed = 1', "seed: is not a key of this file"),
    ],
)
def test_kinds_that_do_not_fit(tmp_path: Path, kind: str, wrong: str) -> None:
    text = "\n".join(line for line in INFO.splitlines() if not line.startswith(("kind", "held_out")))
    (tmp_path / "corpus.toml").write_text(f"{text}\n{kind}\n")
    with pytest.raises(BadInput) as caught:
        load_corpus(tmp_path)
    assert wrong in caught.value.line()


@pytest.mark.parametrize("name", ["storyteller", "symbols"])
def test_made_documents_are_numbered_always_the_same_and_held_out_first(name: str) -> None:
    corpus = load_corpus(find_corpus(name))
    assert corpus.is_made
    assert [d.held_out for d in corpus.documents] == sorted((d.held_out for d in corpus.documents), reverse=True)
    first, again = (load_corpus(find_corpus(name)).training[3] for _ in range(2))
    assert first.text == again.text
    assert first.title == first.text.split("\n")[0]
    texts = [d.text for d in (*corpus.held_out[:50], *corpus.training[:50])]
    assert len(set(texts)) == len(texts)
    assert not corpus.sizes().exact


def test_sizes_of_what_is_made_are_near_the_true_ones() -> None:
    corpus = load_corpus(find_corpus("symbols"))
    assert isinstance(corpus.info, SymbolsInfo)
    assert corpus.sizes().n_bytes == pytest.approx(corpus.n_bytes, rel=0.1)
    assert corpus.sizes().held_out_bytes == sum(d.n_bytes for d in corpus.held_out)


def test_the_standard_library_of_this_python() -> None:
    corpus = load_corpus(find_corpus("stdlib"))
    by_name = {d.name: d for d in corpus.documents}
    assert by_name["json/decoder"].title == "Implementation of JSONDecoder"
    assert by_name["modules/abc"].genre == "modules"
    assert by_name["email/mime.text"].genre == "email"
    assert 0.02 < len(corpus.held_out) / len(corpus.documents) < 0.1
    assert corpus.info.licence == "PSF-2.0"
    genres = {d.genre for d in corpus.documents}
    assert not genres & {"test", "idlelib", "lib2to3", "site-packages", "__pycache__", "__phello__"}


def test_a_python_without_sources(tmp_path: Path) -> None:
    (tmp_path / "empty.py").write_text("")
    with pytest.raises(BadInput, match="holds no Python modules"):
        stdlib_documents(tmp_path)


def test_own_corpora_come_after_the_shipped_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKENROOM_HOME", str(tmp_path))
    for name in ("mine", "english", ".mine.new", "Not A Name"):
        write_corpus(tmp_path / "corpora" / name, '"notes/b"', a="A\n", b="B\n")
    assert own_names() == ["english", "mine"]
    assert corpus_names() == [*shipped_names(), "mine"]
    assert find_corpus("mine") == tmp_path / "corpora" / "mine"
    assert find_corpus("english") != tmp_path / "corpora" / "english"  # the shipped one is never hidden


def test_overlap_is_found_by_text_not_by_name() -> None:
    training = Document("tales/a", "One two three, FOUR five six seven eight nine ten.", held_out=False)
    copied = Document("letters/b", "He wrote: three four five - six seven eight nine ten!", held_out=True)
    fresh = Document("letters/c", "Three four five six seven. Eight, nine and then ten.", held_out=True)
    found = overlaps([copied, fresh], [training], length=8)
    assert [(o.held_out, o.training, o.words) for o in found] == [
        ("letters/b", "tales/a", "three four five six seven eight nine ten")
    ]


@given(*[st.lists(st.lists(st.sampled_from(["a", "b", "c"]), max_size=12), min_size=1, max_size=4)] * 2)
def test_overlaps_are_those_that_a_slow_search_finds(asked: list[list[str]], learned: list[list[str]]) -> None:
    held_out = [Document(f"h/{n}", " ".join(words), held_out=True) for n, words in enumerate(asked)]
    training = [Document(f"t/{n}", ", ".join(words), held_out=False) for n, words in enumerate(learned)]
    found = {(o.held_out, o.training, o.words) for o in overlaps(held_out, training, length=3)}
    slow = set()
    for (i, a), (j, b) in product(enumerate(asked), enumerate(learned)):
        runs = {" ".join(a[k : k + 3]) for k in range(len(a) - 2)} & {" ".join(b[k : k + 3]) for k in range(len(b) - 2)}
        slow |= {(f"h/{i}", f"t/{j}", run) for run in runs}
    assert found == slow


def test_shipped_english_is_large_varied_and_clean() -> None:
    corpus = load_corpus(find_corpus("english"))
    assert "english" in corpus_names()
    assert corpus.n_bytes > 100_000
    assert isinstance(corpus.info, TextInfo)
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


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="file names are text there")
def test_a_file_whose_name_is_no_text_is_told(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "c", '"notes/b"', a="A\n", b="B\n")
    (folder / "notes" / os.fsdecode(b"\xff.txt")).write_text("C\n")
    with pytest.raises(BadInput) as caught:
        load_corpus(folder)
    assert caught.value.line().endswith(r"notes/\udcff: is a file whose name is not UTF-8; rename it")
