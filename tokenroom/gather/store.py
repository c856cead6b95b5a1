"""Keeping a corpus: it is written beside its place and renamed when all of it is there, and removed at one stroke."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tokenroom.errors import BadInput
from tokenroom.text.corpus import own_names, own_root, shipped_names
from tokenroom.text.sources import TextInfo


@contextmanager
def whole_folder(place: Path) -> Iterator[Path]:
    """Give a folder to write into that becomes `place` at the end, or is gone if the work was not done.

    What a killed run left is cleared away first.

    Raises:
        BadInput: it cannot be written, or somebody else has made `place` meanwhile.
    """
    making = place.with_name(f".{place.name}.new")
    try:
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        yield making
        making.rename(place)
    except OSError as error:
        wrong = f"cannot be written: {error.strerror or error}"
        raise BadInput(place, "", wrong, "make room there, or set TOKENROOM_HOME to another place") from error
    finally:
        shutil.rmtree(making, ignore_errors=True)


def write_info(folder: Path, info: TextInfo) -> None:
    """Write `corpus.toml`; in strings TOML and JSON agree, but for control characters, which nothing here holds."""
    lines = [
        f"format_version = {info.format_version}",
        *(f"{key} = {_quoted(getattr(info, key))}" for key in ("title", "language", "kind", "licence", "tokenizer")),
        f"source = {_quoted(info.source)}",
        "held_out = [",
        *(f"    {_quoted(name)}," for name in info.held_out),
        "]",
    ]
    (folder / "corpus.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _quoted(text: str) -> str:
    return json.dumps("".join(c for c in text if c.isprintable()), ensure_ascii=False)


def remove_corpus(name: str) -> Path:
    """Remove one of the user's own corpora and return where it was.

    Raises:
        BadInput: there is none of that name, or it comes with the program.
    """
    if name not in own_names():
        wrong = "comes with the program" if name in shipped_names() else "is no corpus of yours"
        raise BadInput("corpus", name, wrong, f"yours: {', '.join(own_names()) or 'none'}")
    place = own_root() / name
    going = place.with_name(f".{name}.gone")  # at once no corpus any more, whatever happens next
    try:
        shutil.rmtree(going, ignore_errors=True)
        place.rename(going)
        if going.is_symlink():  # what it leads to is not ours
            going.unlink()
        else:
            shutil.rmtree(going)
    except OSError as error:
        raise BadInput(place, "", f"cannot be removed: {error.strerror or error}") from error
    return place
