"""Symbols of byte-pair encoding as people see and type them: a text with what was merged marked, names looked up."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from tokenroom.errors import one_line
from tokenroom.text.display import ascii_label, token_label
from tokenroom.text.merging import Piece, symbol_text

_SPACE = {"space", "_", "·"}  # how the space can be typed; a real underscore stands in quotes
_NAMES = re.compile(r'\s*("(?:[^"\\]|\\.)*+"|[^\s"]\S*+|")\s++("(?:[^"\\]|\\.)*+"|[^\s"]\S*+|")\s*')


def symbol_label(text: str) -> str:
    """Return a symbol as a label, every space in it seen (`·the`)."""
    return token_label(text).replace(" ", "·")


def typed_symbol(symbol: bytes, symbols: Sequence[bytes]) -> str:
    """Return a symbol as one types it for `read_pair`: its label, or its text in quotes where that is not enough."""
    label = symbol_label(symbol_text(symbol))
    found = None if label == '"' else find_symbol(label, symbols)
    if found is not None and symbols[found] == symbol:
        return label
    return json.dumps(symbol_text(symbol), ensure_ascii=False)


def marked_runs(pieces: Iterable[Piece]) -> Iterator[tuple[str, bool]]:
    """Yield a text in runs: (text, False) for bytes that nothing has merged, (text, True) for each symbol made.

    >>> list(marked_runs([(b"t", b"he"), (b" ", b"l", b"a")]))
    [('t', False), ('he', True), (' la', False)]
    """
    single = b""
    for piece in pieces:
        for symbol in piece:
            if len(symbol) == 1:
                single += symbol
                continue
            if single:
                yield symbol_text(single), False
            single = b""
            yield symbol_text(symbol), True
    if single:
        yield symbol_text(single), False


def find_symbol(typed: str, symbols: Sequence[bytes]) -> int | None:
    """Return the id of the symbol that someone means who types `typed`: its text or its label; None if there is none.

    A single `_`, `·` or `space` is the space.

    >>> find_symbol("·t", [b" ", b" t"]), find_symbol("_t", [b" ", b" t"]), find_symbol("space", [b" ", b" t"])
    (1, 1, 0)
    """
    texts = [symbol_text(symbol) for symbol in symbols]
    if typed in _SPACE and " " in texts and (typed == "_" or typed not in texts):
        return texts.index(" ")
    labels = [symbol_label(text) for text in texts]
    for names in (texts, labels, [ascii_label(label) for label in labels]):
        if typed in names:
            return names.index(typed)
    return None


def read_pair(line: str, symbols: Sequence[bytes]) -> tuple[int, int]:
    """Return the ids of the two symbols that a typed line names, a space between them; quotes hold spaces.

    Raises:
        ValueError: it does not name two symbols; the text says what is wrong, in one line.

    >>> read_pair('" t" h', [b"h", b" t"])
    (1, 0)
    """
    names = _NAMES.fullmatch(line)
    if names is None:
        raise ValueError("type two symbols with a space between them, such as: t h")
    return _found(names[1], symbols), _found(names[2], symbols)


def _found(name: str, symbols: Sequence[bytes]) -> int:
    found = _by_text(name, symbols) if len(name) > 1 and name[0] == '"' else find_symbol(name, symbols)
    if found is None:
        wrong = f"there is no symbol '{one_line(name, 20)}'"
        raise ValueError(f"{wrong}: a symbol is a single letter, or one that you have made")
    return found


def _by_text(quoted: str, symbols: Sequence[bytes]) -> int | None:
    """The symbol with exactly this text, written as in JSON."""
    try:
        wanted = json.loads(quoted, strict=False)
    except ValueError:  # what is no JSON text is no symbol either
        return None
    return next((n for n, symbol in enumerate(symbols) if symbol_text(symbol) == wanted), None)
