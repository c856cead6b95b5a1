"""Text made safe to show: one token as a label, any text without control codes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_NAMED = {"\n": "⏎", "\t": "⇥", "\r": "␍"}
_SPREAD = re.compile(r"(?:\\x[89a-f][0-9a-f]){2,}")  # bytes that are no letter alone, as vocabularies show them
_ASCII = {"·": "_", "⏎": "\\n", "⇥": "\\t", "␍": "\\r", "…": "..."}


def token_label(text: str, limit: int = 24) -> str:
    r"""Return a label for one token: a leading space as `·`, a line end as `⏎`, no control code.

    >>> token_label(" tree"), token_label("\n\n"), token_label("\x1b[2J")
    ('·tree', '⏎⏎', '\\x1b[2J')
    """
    shown = "".join(_visible(c) for c in text[: limit + 1])
    shown = shown.replace(" ", "·") if not shown.strip(" ") else _mark_leading(shown)
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def joined_text(texts: Iterable[str]) -> str:
    r"""Return tokens as one text; letters whose bytes are spread over several tokens are put together again.

    >>> joined_text(["\\xec\\x9e", "\\x98", "!"])
    '잘!'
    """
    return _SPREAD.sub(_put_together, "".join(texts))


def _put_together(match: re.Match[str]) -> str:
    raw = bytes.fromhex(match[0].replace("\\x", ""))
    return raw.decode("utf-8", "backslashreplace")


def safe_text(text: str, limit: int = 10_000) -> str:
    """Return `text` with line ends kept, all other control and direction codes made visible, cut to `limit`."""
    cut = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(c if c == "\n" else _visible(c) for c in cut)


def ascii_label(label: str) -> str:
    """Return a label's fallback for terminals that show ASCII alone."""
    return "".join(_ASCII.get(c, c) for c in label)


def _mark_leading(shown: str) -> str:
    return "·" + shown[1:] if shown.startswith(" ") else shown


def _visible(c: str) -> str:
    """One character as itself if it prints in place, else its name or escape.

    Controls, direction overrides, lone surrogates and line separators (Unicode C* and Zl, Zp) could move or recolour
    what stands around them.
    """
    if c in _NAMED:
        return _NAMED[c]
    if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
        return c.encode("unicode_escape").decode()
    return c
