"""Bytes to lines of text: the encoding is told or found, and no file is ever held whole."""

from __future__ import annotations

import codecs
import io
import re
import unicodedata
from collections.abc import Iterator
from typing import BinaryIO

from charset_normalizer import from_bytes

from tokenroom.errors import BadInput
from tokenroom.gather.found import Found, readable
from tokenroom.text.clean import clean

SAMPLE = 65_536  # bytes that an encoding is guessed from
LONGEST_LINE = 65_536  # characters; a longer line is cut at a space
REPLACEMENT = "\ufffd"  # stands where bytes were no text
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16's, which begins alike
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE)
# The encodings that texts are kept in, as the WHATWG's Encoding Standard lists them, widest form of each.
_LEGACY = (
    *("utf_16_le", "utf_16_be", "cp1252", "cp932", "euc_jp", "cp949", "gb18030", "big5", "koi8_r", "cp1251", "cp1250"),
    *("cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874"),
)
# Code pages of Latin letters often fit equally well: then the language decides, and Western Europe if it does not.
_OF_LANGUAGE = {
    "cp1254": frozenset({"Turkish"}),
    "cp1250": frozenset({"Croatian", "Czech", "Hungarian", "Polish", "Romanian", "Slovak", "Slovene"}),
    "cp1257": frozenset({"Estonian", "Lithuanian"}),
}
# No text is kept in these: they are parts of other formats, or yield what no text holds, such as lone surrogates.
_NEVER = frozenset({"idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})
_MARKED = frozenset({"utf-16", "utf-32"})  # Python reads these only behind a mark
_WIDEST = {"ascii": "cp1252", "iso8859-1": "cp1252", "shift_jis": "cp932", "euc_kr": "cp949", "gb2312": "gb18030"}


class NotText(BadInput):
    """A file that holds something else than text: among many others it can be left out."""


def find_encoding(found: Found) -> str:
    """Return the codec that reads the file, guessed from its bytes if nothing in it says.

    Raises:
        NotText: it is not text in any encoding.
        BadInput: it cannot be read.
    """
    with readable(found.place), found.open() as file:
        for encoding in _likely(found, file):
            file.seek(0)
            if _is_text(codecs.getincrementaldecoder(encoding)("replace").decode(file.read(SAMPLE))):
                return encoding
    raise NotText(found.place, "", "is not text", "save it as plain text, Markdown or HTML")


def known_encoding(name: str) -> str | None:
    """Return the codec that is called `name`, in the widest form that the web gives it; None if there is none."""
    try:
        codec = io.TextIOWrapper(io.BytesIO(), name).encoding
        codec = codecs.lookup(codec).name
    except (LookupError, ValueError):  # a name that no text is kept in, or none at all
        return None
    return None if codec in _NEVER else _WIDEST.get(codec, codec)


def decoded_lines(found: Found, encoding: str) -> Iterator[str]:
    """Yield the file's lines as plain text, without their ends; a very long one comes in parts.

    What no byte of the encoding stands for becomes U+FFFD (raises BadInput if it cannot be read).
    """
    with readable(found.place), io.TextIOWrapper(found.open(), encoding, errors="replace") as text:
        rest = ""
        while part := text.readline(LONGEST_LINE - len(rest)):
            line, rest = _cut(rest + part)
            yield from clean(line).split("\n")
        if rest:
            yield from clean(rest).split("\n")


def _cut(line: str) -> tuple[str, str]:
    """Split a line that is too long at its last space; a whole one stays as it is."""
    if line.endswith("\n"):
        return line[:-1], ""
    if len(line) < LONGEST_LINE or " " not in line:
        return line, ""
    head, _, tail = line.rpartition(" ")
    return head, tail


def _likely(found: Found, file: BinaryIO) -> Iterator[str]:
    """Yield encodings to try: the one that is told, or UTF-8 if it reads so, and one that is guessed."""
    head = file.read(SAMPLE)
    told = _told(found, head)
    if told:
        yield told
        return
    plain = 100 * head.count(0) <= len(head)  # else what follows need not be read, and may be terabytes of nothing
    if plain and _is_utf8(file):
        yield "utf-8"
    # UTF-16 of some languages reads as UTF-8 too, but as one full of control characters.
    if guessed := _guess(_telling_lines(file) if plain else head):
        yield guessed


def _told(found: Found, head: bytes) -> str | None:
    """Return the encoding that whoever gave the file, or its beginning, tells."""
    mark = next((encoding for mark, encoding in _BOMS if head.startswith(mark)), None)
    if found.encoding and (found.encoding not in _MARKED or found.encoding == mark):
        return found.encoding
    if b"\x1b$B" in head or b"\x1b$@" in head:  # Japanese mail: all its bytes are ASCII
        return "iso2022_jp"
    match = _CHARSET.search(head) if found.kind == "html" else None
    declared = known_encoding(match[1].decode()) if match else None
    return mark or _wide(head) or (declared if declared not in _MARKED else None)


def _wide(head: bytes) -> str | None:
    """Tell UTF-16 without a mark: in most languages half of its bytes, every other one, are zero."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if 6 * max(even, odd) < len(head) or 20 * min(even, odd) > max(even, odd):
        return None
    return "utf_16_le" if odd > even else "utf_16_be"


def _is_utf8(file: BinaryIO) -> bool:
    """Whether the whole file reads as UTF-8, but for a few broken characters such as one that is cut off at the end."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    broken = wide = 0
    while data := file.read(SAMPLE):
        text = decoder.decode(data)
        if not text.isascii():
            broken += text.count(REPLACEMENT) - data.count(REPLACEMENT.encode())  # some may be meant
            wide += len(text) - len(text.encode("ascii", "ignore"))
    return 20 * (broken + len(decoder.decode(b"", final=True))) <= wide + broken


def _guess(sample: bytes) -> str | None:
    """Guess among the older encodings by how regular the text of a sample comes out."""
    matches = list(from_bytes(sample, cp_isolation=list(_LEGACY)))
    ties = {
        m.encoding: m.language for m in matches if (m.chaos, m.coherence) == (matches[0].chaos, matches[0].coherence)
    }
    own = (encoding for encoding, languages in _OF_LANGUAGE.items() if ties.get(encoding) in languages)
    return next(own, "cp1252" if "cp1252" in ties else next(iter(ties), None))


def _telling_lines(file: BinaryIO) -> bytes:
    """Return the first part of the file that is not all ASCII, its start if all of it is."""
    file.seek(0)
    data = start = file.read(SAMPLE)
    while data and data.isascii():
        data = file.read(SAMPLE)
    return data or start


def _is_text(sample: str) -> bool:
    """At most one character in a hundred is one that texts do not have."""
    return 100 * sum(_is_odd(c) for c in sample) <= len(sample)


def _is_odd(c: str) -> bool:
    if c.isprintable():
        return c == REPLACEMENT
    return unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn"} and c not in "\n\t\r\f\x1b\x08"
