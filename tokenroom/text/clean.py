"""Plain text: what would control a terminal, or is invisible, goes; letters are composed; spaces are spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours and movements; ECMA-48, section 5.4
    r"|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)?"  # titles and links
    r"|\x1b[ -/]*[0-~]|[^\n]\x08"  # other escapes; a letter struck over, as in manual pages
)
_JOINERS = frozenset("\u200c\u200d")  # Persian, Hindi and emoji need them to be spelt

_MAYBE_LONG_RUN = re.compile("[\u0300-\U0001ffff]{31}")  # a range is quickly looked for, and hardly any line has one


def clean(line: str) -> str:
    r"""Return `line` as plain text in Unicode's composed form: what would control a terminal or be invisible is gone.

    >>> clean("\x1b[31mred\x1b[0m and\xa0N\x08No\x00")
    'red and No'
    """
    if line.isascii() and line.isprintable():  # most lines: nothing to be composed or taken out
        return line.rstrip()
    if not line.isprintable():
        line = _ESCAPES.sub("", line).translate(_PLAIN)
    if _MAYBE_LONG_RUN.search(line):
        line = _long_runs().sub(r"\1", line)
    return unicodedata.normalize("NFC", line).rstrip()


@cache
def _long_runs() -> re.Pattern[str]:
    """More accents on one letter than any script needs: the time to order them grows with the square of their number.

    Source: Unicode Standard Annex #15, section 13: thirty are enough.
    """
    marks = "".join(c for c in map(chr, range(0x300, 0x20000)) if unicodedata.combining(c))  # none lie beyond
    return re.compile(f"([{marks}]{{30}})[{marks}]+")


class _Plain(dict[int, str]):
    """What each character becomes, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _plain(chr(code))
        return self[code]


def _plain(c: str) -> str:
    match unicodedata.category(c):
        case "Zs":
            return " "
        case "Zl" | "Zp":
            return "\n"
        case "Cc":
            return c if c in "\n\t" else "\n" if c in "\r\v\f\x1c\x1d\x1e\x85" else ""
        case "Cf":
            return c if c in _JOINERS else ""
        case "Cs" | "Co":
            return ""
        case "Cn":  # a letter of a Unicode newer than this Python, or a code that never will be one
            return "" if ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF else c
        case _:
            return c


_PLAIN = _Plain()
