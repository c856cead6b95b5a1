"""The settings: what is kept is read back, and a damaged file is told of and left alone."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.errors import BadInput
from tokenroom.settings import (
    KEYS,
    MEANINGS,
    Settings,
    changed,
    named,
    read_settings,
    stepped,
    typed,
    values,
    write_settings,
)

THEMES = ("nord", "rose-pine")
chosen = st.fixed_dictionaries({key: st.sampled_from(values(key, THEMES)) for key in KEYS})


@given(chosen)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, data: dict[str, str]) -> None:
    path = tmp_path_factory.mktemp("home") / "deep" / "settings.toml"
    settings = msgspec.convert({k: v for k, v in data.items() if v is not None}, Settings)
    write_settings(settings, path)
    assert read_settings(path) == settings


def test_without_a_file_there_are_the_defaults_and_only_what_differs_is_written(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    assert read_settings(path) == Settings()
    write_settings(Settings(theme="nord", sound=True), path)
    assert path.read_text() == 'theme = "nord"\nsound = true\n'
    write_settings(Settings(), path)
    assert path.read_text() == ""


@pytest.mark.parametrize(
    ("text", "key", "told"),
    [
        (b'pace = "fast"', "pace", '"quick", "story" or "calm"'),
        (b"sound = 1", "sound", "false or true"),
        (b'volume = "loud"', "volume", "not a key"),
        (b'theme = "\\u001b[2J"', "theme", "mend it by hand"),
        (b"pace = [", "", "not TOML"),
        (b"\xff\xfe", "byte 0", "not UTF-8"),
        (b"format_version = 2", "format_version", "version 1"),
    ],
)
def test_a_damaged_file_is_told_by_file_and_key_and_never_written_over(
    tmp_path: Path, text: bytes, key: str, told: str
) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(text)
    with pytest.raises(BadInput) as error:
        read_settings(path)
    assert (error.value.file, error.value.key) == (str(path), key)
    assert told in str(error.value)
    with pytest.raises(BadInput):
        write_settings(Settings(sound=True), path)
    assert path.read_bytes() == text


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    with pytest.raises(BadInput, match="is no file"):
        read_settings(tmp_path / "settings.toml")


@pytest.mark.parametrize("key", KEYS)
def test_every_value_has_a_meaning_and_can_be_typed_as_it_is_named(key: str) -> None:
    for value in MEANINGS[key]:
        assert typed(key, named(value)) == value
        assert getattr(changed(Settings(), key, value), key) == value


@pytest.mark.parametrize(
    ("key", "value", "right"),
    [
        ("pace", "fast", "quick, story or calm"),
        ("pace", None, ""),
        ("answer_in", "song", "default, scores, chips or guess"),
        ("sound", "loud", "off or on"),
        ("theme", "../x", "a theme"),
        ("volume", "1", "there is pace"),
    ],
)
def test_what_cannot_be_is_refused_with_what_could(key: str, value: str | None, right: str) -> None:
    if value is None:
        assert changed(Settings(pace="calm"), key, value) == Settings()  # nothing said is the default
        return
    with pytest.raises(BadInput, match=right):
        changed(Settings(), key, value)


@given(st.sampled_from(KEYS), st.sampled_from([1, -1]))
def test_steps_go_through_all_values_and_come_back(key: str, by: int) -> None:
    settings, seen = Settings(), []
    for _ in values(key, THEMES):
        settings = stepped(settings, key, by, THEMES)
        seen.append(getattr(settings, key))
    assert settings == Settings()
    assert set(seen) == set(values(key, THEMES))


def test_a_theme_that_is_gone_is_stepped_on_from_as_if_none_were_set() -> None:
    assert stepped(Settings(theme="gone"), "theme", 1, THEMES).theme == "nord"
