"""Encodings are found, what is no text is refused, and what is stored is plain text."""

from __future__ import annotations

import io
import random
import unicodedata
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.gather.decode import LONGEST_LINE, NotText, decoded_lines, find_encoding, known_encoding
from tokenroom.gather.found import Found, Kind
from tokenroom.text.clean import clean

FRENCH = "Il était une fois un phare qui n'aimait pas la nuit. « Voilà », disait-il, près de l'hôtel et de la forêt.\n"
TEXTS = {
    "English": "The lamp on the quay had been lit since four, and nobody on the ferry had seen the dog.\n",
    "French": FRENCH,
    "Polish": "Dawno temu żyła sobie latarnia morska, która nie lubiła nocy. Każdego wieczoru źródło światła gasło.\n",
    "Turkish": "Bir varmış bir yokmuş, geceyi sevmeyen bir deniz feneri varmış. Bekçi ona gemileri anlatırmış.\n",
    "Russian": "Жил-был маяк, который не любил ночь. Каждый вечер смотритель долго с ним разговаривал.\n",
    "Greek": "Μια φορά κι έναν καιρό ήταν ένας φάρος που δεν αγαπούσε τη νύχτα.\n",
    "Japanese": "これは小さな村の話です。海のそばに住んでいました。人々は毎日魚を捕って暮らしていました。\n",
    "Korean": "옛날 옛적에 바닷가에 작은 마을이 있었습니다. 사람들은 물고기를 잡으며 살았습니다.\n",
    "Chinese": "从前有一座灯塔，它不喜欢夜晚。每天晚上，看守人都要和它说很久的话。\n",
}


def found(data: bytes, kind: Kind = "plain", encoding: str | None = None) -> Found:
    return Found("x", PurePosixPath("x"), len(data), lambda: io.BytesIO(data), kind, encoding)


def decoded(data: bytes) -> str:
    return "\n".join(decoded_lines(found(data), find_encoding(found(data))))


@pytest.mark.parametrize("times", [1, 40])
@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        *((language, encoding) for language in TEXTS for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32")),
        *((language, encoding) for language in TEXTS for encoding in ("utf-16-le", "utf-16-be")),
        ("English", "ascii"),
        ("French", "latin-1"),
        ("French", "cp1252"),
        ("Polish", "cp1250"),
        ("Turkish", "cp1254"),
        ("Russian", "cp1251"),
        ("Russian", "koi8-r"),
        ("Greek", "cp1253"),
        ("Japanese", "shift-jis"),
        ("Japanese", "euc-jp"),
        ("Japanese", "iso2022-jp"),
        ("Korean", "euc-kr"),
        ("Korean", "cp949"),
        ("Chinese", "gb18030"),
    ],
)
def test_each_encoding_is_found(language: str, encoding: str, times: int) -> None:
    text = TEXTS[language] * times
    assert decoded(text.encode(encoding)) == text.rstrip("\n")


@pytest.mark.parametrize("seed", range(20))
def test_what_is_no_text_is_refused(seed: int) -> None:
    rng = random.Random(seed)
    with pytest.raises(NotText, match="x: is not text; save it as plain text, Markdown or HTML"):
        find_encoding(found(rng.randbytes(rng.randint(100, 9_000))))


@pytest.mark.parametrize(
    "data", [b"\0" * 5000, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 9, b"\x7fELF\2\1\1" + b"\0\1" * 900]
)
def test_files_of_programs_are_refused(data: bytes) -> None:
    with pytest.raises(NotText):
        find_encoding(found(data))


def test_a_character_cut_off_at_the_end_does_not_make_it_another_encoding() -> None:
    assert decoded((FRENCH * 5).encode() + "é".encode()[:1]) == FRENCH * 5 + "\ufffd"


def test_replacement_characters_may_be_meant() -> None:
    assert find_encoding(found(("plain words " * 20 + "\ufffd").encode())) == "utf-8"


def test_a_page_is_decoded_by_what_it_says_of_itself() -> None:
    page = b'<html><head><meta charset="iso-8859-2"></head><body>' + "Żółw i źdźbło".encode("iso-8859-2")
    assert find_encoding(found(page, "html")) == "iso8859-2"
    assert find_encoding(found(page, "html", encoding="cp1250")) == "cp1250"  # its server knows better


@pytest.mark.parametrize(
    ("name", "codec"),
    [("UTF8", "utf-8"), ("latin1", "cp1252"), ("Shift_JIS", "cp932"), ("hex", None), ("no-such", None), ("\0", None)],
)
def test_names_of_encodings(name: str, codec: str | None) -> None:
    assert known_encoding(name) == codec


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("\x1b[31mred\x1b[0m \x1b]8;;http://x\x07link\x1b]8;;\x1b\\", "red link"),
        ("N\x08NA\x08AM\x08ME\x08E", "NAME"),
        ("zero\x00, bell\x07, delete\x7f, next\x9b31m", "zero, bell, delete, next"),
        ("Où\xa0? Ici\u202f!", "Où ? Ici !"),
        ("e\u0301te\u0301", "été"),
        ("left \u202eright", "left right"),
        ("\ufeffmark, soft\u00adhyphen, zero\u200bwidth", "mark, softhyphen, zerowidth"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("one\x0ctwo\u2028three", "one\ntwo\nthree"),
        ("lone \ud800 half, no \ufdd0 character", "lone  half, no  character"),
        ("a\ttab, spaces   \t ", "a\ttab, spaces"),
    ],
)
def test_lines_become_plain(line: str, plain: str) -> None:
    assert clean(line) == plain


@given(st.text(st.characters(codec=None, exclude_characters="\n"), max_size=60))
def test_nothing_that_controls_a_terminal_is_left(line: str) -> None:
    plain = clean(line)
    assert clean(plain).replace("\n", "") == clean(plain.replace("\n", ""))
    assert not {unicodedata.category(c) for c in plain if c not in "\n\t\u200c\u200d"} & {"Cc", "Cf", "Cs", "Co", "Zl"}
    plain.encode()


@given(st.lists(st.text("ab ", min_size=1, max_size=50), min_size=1, max_size=8), st.integers(0, 3))
def test_long_lines_come_in_parts_and_nothing_is_lost(words: list[str], far: int) -> None:
    text = " ".join(words) + "x" * far * LONGEST_LINE + " end"
    parts = list(decoded_lines(found(text.encode()), "utf-8"))
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(len(part) <= LONGEST_LINE for part in parts)


@pytest.mark.parametrize(
    "name", ["idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "UTF-7", "rot13", "", "a\0b"]
)
def test_what_no_text_is_kept_in_is_no_encoding(name: str) -> None:
    assert known_encoding(name) is None


@pytest.mark.parametrize("name", ["utf-16", "utf-32"])
def test_a_page_that_says_utf_16_and_is_not_is_read_as_it_is(name: str) -> None:
    for kind, encoding, data in (
        ("plain", name, FRENCH.encode()),
        ("html", None, f"<meta charset={name}>{FRENCH}".encode()),
        ("plain", name, b"\xef\xbb\xbf" + FRENCH.encode()),
    ):
        page = found(data, kind, encoding)  # type: ignore[arg-type]
        assert FRENCH.strip() in "\n".join(decoded_lines(page, find_encoding(page)))
    assert find_encoding(found(FRENCH.encode(name), encoding=name)) == name


def test_of_a_file_of_zeros_only_the_beginning_is_read() -> None:
    class Endless(io.RawIOBase):
        n_bytes = 0

        def readable(self) -> bool:
            return True

        def seekable(self) -> bool:
            return True

        def seek(self, offset: int, whence: int = 0) -> int:
            return offset

        def read(self, size: int = -1) -> bytes:
            Endless.n_bytes += size
            assert Endless.n_bytes < 10**8
            return bytes(size)

    zeros = Found("x", PurePosixPath("x"), 10**12, Endless, "plain")  # type: ignore[arg-type]
    with pytest.raises(NotText):
        find_encoding(zeros)


def test_heaps_of_accents_are_cut_to_what_any_script_needs() -> None:
    heap = "e" + "\u0301\u0316" * 200_000
    assert clean(heap + "x") == unicodedata.normalize("NFC", heap[:31] + "x")
    assert clean("e" + "\u0316" * 30) == "e" + "\u0316" * 30
