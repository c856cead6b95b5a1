"""Adding texts: what comes of files and folders, what is refused, and that nothing is ever left half-written."""

from __future__ import annotations

import errno
import os
import shutil
import tracemalloc
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.gather.conftest import Add, events, prose
from tokenroom.errors import BadInput
from tokenroom.gather.add import HELD_OUT_BYTES
from tokenroom.gather.events import Added, Comparing, Reading
from tokenroom.gather.store import remove_corpus, write_info
from tokenroom.schema import read_toml
from tokenroom.text.corpus import corpus_names, find_corpus, load_corpus, own_names, own_root
from tokenroom.text.overlap import overlaps
from tokenroom.text.sources import TextInfo


def nothing_left() -> bool:
    return not own_root().exists() or not list(own_root().iterdir())


def test_one_file_becomes_a_corpus_with_a_tenth_held_out(add: Add, tmp_path: Path) -> None:
    source = tmp_path / "The Harbour Book.txt"
    source.write_text("The Harbour Book\n\n" + prose(30_000))
    added = add(source, licence="CC0-1.0", language="en")
    corpus = load_corpus(find_corpus("the-harbour-book"))
    assert added.folder == own_root() / "the-harbour-book"
    assert (corpus.info.title, corpus.info.language, corpus.info.licence) == ("The Harbour Book", "en", "CC0-1.0")
    assert (corpus.info.tokenizer, corpus.info.source) == ("tokenroom", str(source))
    assert 0.05 < added.held_out_bytes / added.n_bytes < 0.2
    assert overlaps(corpus.held_out, corpus.training) == []
    assert sum(len(d.text) for d in corpus.documents) > 30_000
    assert corpus.documents[0].text.startswith("The Harbour Book\n\n")


@pytest.mark.parametrize(("share", "low", "high"), [(0.05, 0.03, 0.1), (0.3, 0.25, 0.35)])
def test_the_share_that_is_asked_for_is_held_out(
    add: Add, tmp_path: Path, share: float, low: float, high: float
) -> None:
    (tmp_path / "a.txt").write_text(prose(60_000))
    added = add(tmp_path / "a.txt", held_out=share)
    assert low < added.held_out_bytes / added.n_bytes < high


def test_no_more_than_a_megabyte_is_held_out_unasked(add: Add, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tokenroom.gather.add.HELD_OUT_BYTES", HELD_OUT_BYTES // 20)
    (tmp_path / "a.txt").write_text(prose(800_000))
    assert add(tmp_path / "a.txt").held_out_bytes < 1.3 * HELD_OUT_BYTES / 20


def test_a_folder_gives_its_sub_folders_as_genres_and_leaves_out_what_is_no_text(add: Add, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    for n, name in enumerate(
        ["letters/a.txt", "letters/b.txt", "tales/long/c.md", "tales/d.txt", "e.txt", ".git/x.txt"]
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(prose(2_000, seed=n))
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(256)) * 5)
    (folder / "old.txt").write_text(prose(2_000, seed=9) + "\nUn café à l'hôtel.\n", encoding="cp1252")
    added = add(folder)
    corpus = load_corpus(added.folder)
    assert {d.genre for d in corpus.documents} == {"letters", "tales", "texts"}
    assert (added.skipped, added.encodings) == (1, {"utf-8": 5, "cp1252": 1})
    assert any("Un café à l'hôtel." in d.text for d in corpus.documents)


def test_utf_16_works(add: Add, tmp_path: Path) -> None:
    for encoding in ("utf-16", "utf-16-le"):
        (tmp_path / "a.txt").write_text("Près de l'hôtel.\n\n" + prose(5_000), encoding=encoding)
        added = add(tmp_path / "a.txt", name=encoding)
        assert any("Près de l'hôtel." in d.text for d in load_corpus(added.folder).documents)


def test_the_encoding_can_be_told(add: Add, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(prose(3_000) + "Őrzője esténként mesélt neki.", encoding="cp1250")
    texts = [d.text for d in load_corpus(add(tmp_path / "a.txt", encoding="windows-1250").folder).documents]
    assert any("Őrzője" in text for text in texts)
    with pytest.raises(BadInput, match="--encoding: klingon: is no encoding that Python knows"):
        add(tmp_path / "a.txt", name="b", encoding="klingon")


def test_escape_codes_and_controls_are_not_stored(add: Add, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x1b[2J\x1b]0;title\x07" + prose(3_000).encode() + b"\n\nnul\x00 \x1b[31mred\n")
    texts = "".join(d.text for d in load_corpus(add(tmp_path / "a.txt").folder).documents)
    assert texts.replace("\n", "").isprintable()
    assert "nul red" in texts


def test_a_file_may_be_called_anything(add: Add, tmp_path: Path) -> None:
    for n, name in enumerate([b"caf\xe9\x1b[31m.txt", b'a b\n"c\\.txt', "\ud55c\uae00.txt".encode()]):
        (tmp_path / "mine").mkdir(exist_ok=True)
        (tmp_path / "mine" / os.fsdecode(name)).write_text(prose(900, seed=n))
    corpus = load_corpus(add(tmp_path / "mine").folder)
    titles = {d.title for d in corpus.documents}
    assert {"caf", 'a b "c\\', "\ud55c\uae00"} <= titles
    assert load_corpus(add(next((tmp_path / "mine").glob("caf*")), name="one").folder).info.title == "caf"


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_a_title_holds_is_read_back(title: str, source: str) -> None:
    info = TextInfo(
        format_version=1,
        title=title,
        language="en",
        licence="CC0-1.0",
        tokenizer="tokenroom",
        held_out=("a/b", 'c/d"\\'),
        source=source,
    )
    with TemporaryDirectory() as folder:
        write_info(Path(folder), info)
        read = read_toml(Path(folder, "corpus.toml"), TextInfo)
    assert read.title == "".join(c for c in title if c.isprintable())
    assert read.source == "".join(c for c in source if c.isprintable())
    assert read.held_out == info.held_out


def test_the_same_piece_twice_is_kept_once(add: Add, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / "mine").mkdir(exist_ok=True)
        (tmp_path / "mine" / f"{name}.txt").write_text(f"{name}\n\n" + prose(9_000))
    added = add(tmp_path / "mine")
    assert added.repeated > 0
    bodies = [d.text.partition("\n\n")[2] for d in load_corpus(added.folder).documents]
    assert len(set(bodies)) == len(bodies)


def test_pieces_that_share_runs_with_what_is_held_out_are_dropped(add: Add, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    for n in range(12):
        for copy in ("once", "twice"):
            (tmp_path / "mine" / f"{n}-{copy}.txt").write_text(f"{copy}\n\n{prose(900, seed=n)}\n\n{copy} more")
    added = add(tmp_path / "mine")
    corpus = load_corpus(added.folder)
    assert added.dropped > 0
    assert overlaps(corpus.held_out, corpus.training) == []


def test_a_folder_of_links_that_go_round_ends(add: Add, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "a.txt").write_text(prose(3_000))
    (folder / "round").symlink_to(folder)
    (folder / "self").symlink_to(folder / "self")
    (folder / "away.txt").symlink_to("/etc/passwd")
    added = add(folder)
    assert "root:" not in "".join(d.text for d in load_corpus(added.folder).documents)
    assert added.encodings == {"utf-8": 1}


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"", "holds no text"),
        (b" \n\n\t \n", "holds no text"),
        (b"a" * 100_000, "holds nothing but 'a', over and over"),
        (b"\x80" * 5_000, "holds nothing but '\u20ac', over and over"),
        (b"\0" * 100_000, "is not text"),
        (b"The lamp is lit.", "holds only 20 bytes of text; give at least some paragraphs"),
        (b"\x7fELF\2\1\1" + bytes(range(256)) * 50, "is not text; save it as plain text"),
    ],
    ids=["empty", "blank", "one letter", "one byte", "zeros", "one sentence", "binary"],
)
def test_files_without_content(add: Add, tmp_path: Path, content: bytes, wrong: str) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    with pytest.raises(BadInput) as caught:
        add(tmp_path / "a.txt")
    assert wrong in caught.value.line()
    assert nothing_left()


def test_one_text_many_times_over(add: Add, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    for n in range(3):
        (tmp_path / "mine" / f"{n}.txt").write_text("The lamp is lit.")
    with pytest.raises(BadInput, match=r"holds only .* bytes of text, the same 3 times over"):
        add(tmp_path / "mine")


def test_folders_without_content(add: Add, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadInput, match="empty: holds no text"):
        add(tmp_path / "empty")
    with pytest.raises(BadInput, match="nowhere: cannot be read: No such file or directory"):
        add(tmp_path / "nowhere")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_not_waited_for(add: Add, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadInput, match="is neither a file nor a folder"):
        add(tmp_path / "pipe")


def test_a_file_that_must_not_be_read(add: Add, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine").mkdir()
    for name in ("a", "b"):
        (tmp_path / "mine" / f"{name}.txt").write_text(prose(3_000))

    def refuse(path: Path, *arguments: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr("tokenroom.gather.found._open", refuse)
    with pytest.raises(BadInput, match=r"a.txt: cannot be read: Permission denied"):
        add(tmp_path / "mine")
    assert nothing_left()


@pytest.mark.parametrize(
    ("options", "wrong"),
    [
        ({"name": "a/b"}, "--name: a/b: is no name for a corpus; small letters"),
        ({"name": "../up"}, "is no name for a corpus"),
        ({"name": ""}, "is there"),
        ({"name": ".hidden"}, "is no name for a corpus"),
        ({"name": "english"}, "--name: english: is a corpus that comes with the program; choose another with --name"),
        ({"name": "stdlib"}, "comes with the program"),
        ({"language": "not a tag"}, "--language: not a tag: is no language tag"),
    ],
)
def test_names_that_cannot_be_taken(add: Add, tmp_path: Path, options: dict[str, str], wrong: str) -> None:
    (tmp_path / "a.txt").write_text(prose(3_000))
    if options == {"name": ""}:  # nothing asked for: as the file is called, and that can be taken only once
        add(tmp_path / "a.txt", **options)
    with pytest.raises(BadInput) as caught:
        add(tmp_path / "a.txt", **options)
    assert wrong in caught.value.line()


@pytest.mark.parametrize("after", [Reading, Comparing])
def test_whoever_stops_leaves_nothing_behind(tmp_path: Path, after: type) -> None:
    (tmp_path / "a.txt").write_text(prose(20_000))
    going = events(tmp_path / "a.txt")
    for event in going:
        if isinstance(event, after):
            break
    assert not nothing_left()  # it was at work
    with pytest.raises(KeyboardInterrupt):
        going.throw(KeyboardInterrupt)
    assert nothing_left()


def test_two_at_once_cannot_take_one_name(add: Add, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(prose(20_000))
    first = events(tmp_path / "a.txt")
    next(first)
    with pytest.raises(BadInput, match="another tokenroom is at work here; wait for it, or choose another name"):
        add(tmp_path / "a.txt")
    first.close()
    assert add(tmp_path / "a.txt").documents > 10


def test_what_a_killed_run_left_is_no_corpus_and_is_cleared(add: Add, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(prose(20_000))
    going = events(tmp_path / "a.txt")
    next(e for e in going if isinstance(e, Reading))
    shutil.copytree(own_root() / ".a.new", tmp_path / "left")
    going.close()
    shutil.copytree(tmp_path / "left", own_root() / ".a.new")
    (own_root() / ".a.new" / "corpus.toml").write_text("half")
    assert own_names() == []
    assert add(tmp_path / "a.txt").documents > 10
    assert [p.name for p in own_root().iterdir()] == ["a"]


def test_a_full_disk_is_one_line_and_leaves_nothing(add: Add, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(prose(20_000))
    write, written = Path.write_bytes, []

    def fill(path: Path, data: bytes) -> int:
        written.append(path)
        if len(written) > 3:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", fill)
    with pytest.raises(BadInput, match="cannot be written: No space left on device; make room there"):
        add(tmp_path / "a.txt")
    assert nothing_left()


def test_a_home_that_is_a_file(add: Add, tmp_path: Path, home: Path) -> None:
    home.write_text("in the way")
    (tmp_path / "a.txt").write_text(prose(3_000))
    with pytest.raises(BadInput, match="cannot be written"):
        add(tmp_path / "a.txt")


def test_own_corpora_are_found_listed_and_removed(add: Add, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(prose(3_000))
    add(tmp_path / "a.txt", name="mine")
    assert own_names() == ["mine"]
    assert corpus_names()[-1] == "mine"
    assert remove_corpus("mine") == own_root() / "mine"
    assert nothing_left()
    for name, wrong in (("mine", "is no corpus of yours; yours: none"), ("english", "comes with the program")):
        with pytest.raises(BadInput, match=wrong):
            remove_corpus(name)


def test_progress_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(prose(20_000))
    told = list(events(tmp_path / "a.txt"))
    reading = [event for event in told if isinstance(event, Reading)]
    comparing = [event for event in told if isinstance(event, Comparing)]
    assert reading[-1].total == (tmp_path / "a.txt").stat().st_size
    assert [event.n_bytes for event in reading] == sorted(event.n_bytes for event in reading)
    assert comparing[-1].done == comparing[-1].total == len(reading)
    assert isinstance(told[-1], Added)


def test_a_large_file_is_never_held_whole(tmp_path: Path) -> None:
    """Four megabytes in one line: what is held at the peak is a small part of them."""
    (tmp_path / "a.txt").write_text(prose(800_000).replace("\n", " ") * 5)
    peaks = []
    with closing(events(tmp_path / "a.txt")) as going:
        tracemalloc.start()
        for event in going:
            peaks.append(tracemalloc.get_traced_memory()[1])
            if isinstance(event, Comparing):
                break
        tracemalloc.stop()
    assert peaks[-2] < 3_000_000  # when all was read
    assert peaks[-1] < 40_000_000  # the runs of what may be held out, of which there are three megabytes at most


def test_sources_that_cannot_be_meant(add: Add, tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "한국.txt").write_text(prose(3_000))
    for source, wrong in (
        ("", "names nothing to add"),
        (tmp_path / "loop.txt", "is a link that leads to itself"),
        (tmp_path / "한국.txt", "gives no name for a corpus; choose one with --name"),
        ("http://[31m/", "is no web address: Invalid IPv6 URL"),
    ):
        with pytest.raises(BadInput, match=wrong.replace("[", r"\[")):
            add(source)
    assert own_names() == []


def test_what_is_in_the_way_is_told_before_anything_is_read(add: Add, tmp_path: Path, home: Path) -> None:
    (home / "corpora" / "mine").mkdir(parents=True)
    (tmp_path / "a.txt").write_text(prose(3_000))
    with pytest.raises(BadInput, match="mine: is in the way, and no corpus; take it away, or choose another"):
        add(tmp_path / "a.txt", name="mine")


def test_removing_a_link_leaves_what_it_leads_to(add: Add, tmp_path: Path, home: Path) -> None:
    (tmp_path / "a.txt").write_text(prose(3_000))
    folder = add(tmp_path / "a.txt", name="mine").folder
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    remove_corpus("mine")
    assert list((home / "corpora").iterdir()) == []
    assert (tmp_path / "elsewhere" / "corpus.toml").is_file()
