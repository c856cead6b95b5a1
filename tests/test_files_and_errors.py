"""Bad input in one line, and files written whole or not at all."""

import os
from pathlib import Path

import pytest

from tokenroom.errors import BadInput, CheckFailed, one_line
from tokenroom.files import atomic_write_bytes, atomic_write_text, content_root, holding, user_root
from tokenroom.game.level import LevelFile
from tokenroom.schema import read_text, read_toml


def test_message_names_file_key_wrong_and_right() -> None:
    line = BadInput("a/level.toml", "goal.kind", "is 'win'", "beat or score_every_item").line()
    assert line == "a/level.toml: goal.kind: is 'win'; beat or score_every_item"


def test_message_is_one_printable_line() -> None:
    line = BadInput("x\x1b[31m", "k\n", "\u202egnorw" * 1000).line()
    assert line.isprintable()
    assert len(line) < 1000
    assert one_line("a\nb", 10) == "a\\nb"


def test_a_failed_check_has_status_1_and_bad_input_2() -> None:
    assert (CheckFailed.exit_status, BadInput.exit_status) == (1, 2)


def test_atomic_write_replaces_whole(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "file"
    atomic_write_text(target, "old")
    atomic_write_bytes(target, b"new")
    assert target.read_bytes() == b"new"
    assert [p.name for p in target.parent.iterdir()] == ["file"]


def test_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "file"
    atomic_write_text(target, "old")

    def no_disk(_: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", no_disk)
    with pytest.raises(BadInput, match="file: cannot be written: disk full"):
        atomic_write_text(target, "new")
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_link_is_followed_and_a_pipe_stays_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    atomic_write_text(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    atomic_write_text(tmp_path / "pipe", "through")
    assert os.read(reader, 99) == b"through"
    os.close(reader)
    assert (tmp_path / "pipe").is_fifo()


def test_home_of_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKENROOM_HOME", "~nobody-of-this-name/x")
    with pytest.raises(BadInput, match="names the home of nobody"):
        user_root()


def test_home_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKENROOM_HOME", str(tmp_path / "home"))
    assert user_root() == tmp_path / "home"
    assert (content_root() / "levels").is_dir()


@pytest.mark.usefixtures("uncollected")
@pytest.mark.parametrize(
    ("text", "key", "wrong"),
    [
        ("titel = 'x'", "titel", "is not a key"),
        ("format_version = 2", "format_version", "is 2"),
        ("format_version = 'one'", "format_version", "is 'one'"),
        ("format_version = 1\ntitle = 3", "title", "expected `str`"),
        ("format_version = 1", "", "missing required field `title`"),
        ("title = ", "", "not TOML"),
        ("act = " + "9" * 5000, "", "not TOML"),
        ("act = " + "[" * 5000, "", "nested too deeply"),
        ("a" + ".a" * 30_000 + " = 1", "", "more than 200 dots"),  # would take tomllib many seconds
    ],
)
def test_a_wrong_level_file_is_told_by_key(tmp_path: Path, text: str, key: str, wrong: str) -> None:
    path = tmp_path / "level.toml"
    path.write_text(text)
    with pytest.raises(BadInput) as caught:
        read_toml(path, LevelFile)
    assert caught.value.key == key
    assert wrong in caught.value.wrong
    assert str(path) in caught.value.line()


def test_unreadable_text(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read_text(tmp_path / "nothing")
    (tmp_path / "folder").mkdir()
    with pytest.raises(BadInput, match="is no file"):
        read_text(tmp_path / "folder")
    (tmp_path / "windows").write_bytes(b"\xef\xbb\xbfone\r\ntwo\r\n")
    assert read_text(tmp_path / "windows") == "one\ntwo\n"
    (tmp_path / "latin").write_bytes(b"caf\xe9")
    with pytest.raises(BadInput, match="byte 3: is not UTF-8"):
        read_text(tmp_path / "latin")


def test_one_holds_what_another_wants(tmp_path: Path) -> None:
    lock = tmp_path / "deep" / ".lock"
    with (
        holding(lock, "wait"),
        pytest.raises(BadInput, match="another tokenroom is at work here; wait"),
        holding(lock, "wait"),
    ):
        pass
    with holding(lock, "wait"):
        assert lock.exists()


def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(BadInput, match="cannot be written"), holding(tmp_path / "file" / ".lock", "wait"):
        pass
