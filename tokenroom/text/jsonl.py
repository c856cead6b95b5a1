"""JSON Lines that people write: one object a line, a fault told by its line."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from tokenroom.errors import BadInput
from tokenroom.schema import as_bad_input, read_text

T = TypeVar("T")


def read_lines(path: Path, kind: type[T], example: str) -> tuple[T, ...]:
    """Read every line of `path` that is not blank as a `kind`.

    Args:
        path: a UTF-8 file.
        kind: what each line holds.
        example: a line as it should be, for the message.

    Raises:
        BadInput: it cannot be read, or a line is no JSON or does not fit, told by its line and key.
    """
    decoder = msgspec.json.Decoder(kind)
    found = []
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            found.append(decoder.decode(line))
        except msgspec.ValidationError as error:
            told = as_bad_input(error, path)
            key = f"line {number}: {told.key}" if told.key else f"line {number}"
            raise BadInput(path, key, told.wrong, f"{told.right or 'a line is'}, e.g. {example}") from error
        except (msgspec.DecodeError, RecursionError) as error:
            wrong = str(error) or "is nested too deeply"
            raise BadInput(path, f"line {number}", wrong, f"a line is, e.g. {example}") from error
    return tuple(found)
