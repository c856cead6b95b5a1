"""Documents: one text each, read or made only when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tokenroom.errors import BadInput
from tokenroom.schema import read_text

# What may stand before a module's docstring: blank lines and comments; then its first line that is not blank.
_DOCSTRING = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*[rRuU]?(\"\"\"|'''|\"|')\s*([^\n]*)")


def first_line(text: str) -> str:
    """Return the title of a text: its first line."""
    return text.partition("\n")[0]


def docstring_title(code: str) -> str:
    r'''Return the title of a Python program: the first line of its docstring, empty if it has none.

    >>> docstring_title('# A comment.\n"""Count the steps.\n\nSlowly.\n"""\n')
    'Count the steps.'
    '''
    match = _DOCSTRING.match(code)
    return match[2].partition(match[1])[0].strip() if match else ""


@dataclass(frozen=True, slots=True)
class Document:
    """One text with a name and a title.

    A corpus of 200 MB is a list of these handles: whoever reads `text` gets it anew each time, and nobody keeps it.

    Args:
        name: "genre/slug".
        source: the text itself, or the function that reads or makes it.
        held_out: whether no training run may see it.
        titled: finds the title in the text.
    """

    name: str
    source: str | Callable[[], str] = field(repr=False)
    held_out: bool
    titled: Callable[[str], str] = first_line

    @property
    def text(self) -> str:
        """The whole text (raises BadInput if it cannot be read)."""
        return self.source if isinstance(self.source, str) else self.source()

    @property
    def n_bytes(self) -> int:
        """Size of the text in UTF-8."""
        return len(self.text.encode())

    @property
    def genre(self) -> str:
        """The first part of its name."""
        return self.name.partition("/")[0]

    @property
    def title(self) -> str:
        """What it is called: what the text says, else the last part of its name."""
        return self.titled(self.text) or self.name.rpartition("/")[2]


def read_document(path: Path) -> str:
    """Return the text of a document's file (raises BadInput if it cannot be read or is empty)."""
    text = read_text(path)
    if not text.strip():
        raise BadInput(path, "", "is empty", "a document has a title line and a text")
    return text
