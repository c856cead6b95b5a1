"""Zip archives: read where they lie; what climbs, swells, hides or is broken is refused in one line."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gather.conftest import Add, prose
from tokenroom.errors import BadInput
from tokenroom.gather.limits import Limits
from tokenroom.text.corpus import load_corpus, own_names

Packing = Callable[[zipfile.ZipFile], None]


def packed(path: Path, pack: Packing) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("letters/good.txt", prose(3_000))
        pack(archive)
    return path


def test_an_archive_is_read_with_its_folders_as_genres(add: Add, tmp_path: Path) -> None:
    def pack(archive: zipfile.ZipFile) -> None:
        archive.mkdir("tales")
        archive.writestr("tales/été.md", "# Summer\n\n" + prose(3_000, 2))
        archive.writestr("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\r" + bytes(range(256)) * 4)
        archive.writestr("__MACOSX/tales/._good.txt", "not for us")

    added = add(packed(tmp_path / "My Texts.zip", pack))
    corpus = load_corpus(added.folder)
    assert added.name == "my-texts"
    assert {d.genre for d in corpus.documents} == {"letters", "tales"}
    assert {d.genre for d in corpus.held_out} == {"letters", "tales"}
    assert corpus.documents[0].title == "good"
    assert any(d.title == "Summer" for d in corpus.documents)
    assert added.skipped == 1


def entry(name: str, text: str = "out", **changes: int) -> Packing:
    def pack(archive: zipfile.ZipFile) -> None:
        info = zipfile.ZipInfo(name)
        for key, value in changes.items():
            setattr(info, key, value)
        archive.writestr(info, text)

    return pack


@pytest.mark.parametrize(
    ("pack", "wrong"),
    [
        (entry("../out.txt"), "../out.txt: lies outside of the archive's folder"),
        (entry("a/../../out.txt"), "lies outside"),
        (entry("/etc/out.txt"), "lies outside"),
        (entry("a\\..\\..\\out.txt"), "lies outside"),
        (entry("C:\\out.txt"), "lies outside"),
        (entry("link.txt", "/etc/passwd", external_attr=(stat.S_IFLNK | 0o777) << 16), "link.txt: is a link"),
        (entry("inner.zip"), "inner.zip: is an archive in an archive"),
        (entry("inner.tar.gz"), "is an archive in an archive"),
        (entry("odd.txt", compress_type=zipfile.ZIP_LZMA), "is packed in a way that is not read here"),
    ],
)
def test_what_an_archive_must_not_hold(add: Add, tmp_path: Path, pack: Packing, wrong: str) -> None:
    with pytest.raises(BadInput) as caught:
        add(packed(tmp_path / "x.zip", pack))
    assert wrong in caught.value.line()
    assert own_names() == []


def test_an_encrypted_archive(add: Add, tmp_path: Path) -> None:
    path = packed(tmp_path / "x.zip", lambda archive: None)
    data = bytearray(path.read_bytes())
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # bit 0 in both places that tell it
        data[data.index(header) + flags] |= 1
    path.write_bytes(data)
    with pytest.raises(BadInput, match="is encrypted; make the archive without a password"):
        add(path)


def test_a_bomb_is_not_unpacked(add: Add, tmp_path: Path) -> None:
    path = packed(tmp_path / "x.zip", lambda archive: archive.writestr("bomb.txt", b"a" * 5_000_000))
    with pytest.raises(
        BadInput, match=r"would swell from .* to 5,00.* bytes; at most 1,000,000,000 bytes and 200 times"
    ):
        add(path)
    with pytest.raises(BadInput, match="would swell"):
        add(path, Limits(archive_swell=10_000, archive_bytes=4_000_000))
    with pytest.raises(BadInput, match="holds 2 files; at most 1 are read"):
        add(path, Limits(archive_files=1))


def test_a_bomb_that_tells_a_small_size_is_not_read_further(add: Add, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("liar.txt", prose(300_000))
    with zipfile.ZipFile(path) as archive:
        true_size = archive.infolist()[0].file_size.to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(true_size, (5_000).to_bytes(4, "little")))
    with pytest.raises(BadInput, match=r"is no sound zip archive: Bad CRC-32"):
        add(path)
    assert own_names() == []


@pytest.mark.parametrize("keep", [0, 30, 700])
def test_a_damaged_archive(add: Add, tmp_path: Path, keep: int) -> None:
    path = packed(tmp_path / "x.zip", lambda archive: None)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(BadInput, match="is no sound zip archive"):
        add(path)


def test_damage_inside(add: Add, tmp_path: Path) -> None:
    path = packed(tmp_path / "x.zip", lambda archive: None)
    data = bytearray(path.read_bytes())
    data[200:260] = bytes(60)
    path.write_bytes(data)
    with pytest.raises(BadInput, match="is no sound zip archive"):
        add(path)
    assert own_names() == []
