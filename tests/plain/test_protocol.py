"""docs/protocol.md: it names all there is, and its transcript is what the program prints."""

from __future__ import annotations

import re
from typing import get_args

import msgspec
import pytest

from tests.plain.golden import PROTOCOL, SENT, jsonl_transcript, transcript_in
from tokenroom.game.compare import Item, PartStanding, Report, Standing
from tokenroom.game.curve import Place
from tokenroom.plain.requests import AnyReply, Line

DOCUMENT = PROTOCOL.read_text()
PROSE = DOCUMENT.replace(transcript_in(DOCUMENT), "")


def rounded(transcript: str) -> str:
    """The transcript with nine decimals: NumPy's exp differs in the last ones from processor to processor."""
    return re.sub(r"\d+\.\d{6,}", lambda number: f"{float(number[0]):.9f}", transcript)


@pytest.mark.parametrize("kind", [*get_args(AnyReply), *get_args(Line)], ids=lambda kind: kind.__struct_config__.tag)
def test_every_kind_of_line_is_documented_with_all_its_fields(kind: type[msgspec.Struct]) -> None:
    tag = kind.__struct_config__.tag
    assert f"`{tag}`" in PROSE
    entry = re.search(rf"^(?:\| )?`{tag}`(?: —| \||$)(.+?)(?=\n`|\n\| `|\n##)", PROSE + "\n##", re.M | re.S)
    assert entry is not None
    whole = PROSE[entry.start() :].split("\n\n`")[0] if PROSE[entry.start()] == "`" else entry[0]
    missing = [field.name for field in msgspec.structs.fields(kind) if f"`{field.name}`" not in whole]
    assert missing == []


@pytest.mark.parametrize("part", [Report, Standing, Item, Place, PartStanding])
def test_every_part_of_a_report_is_documented(part: type[msgspec.Struct]) -> None:
    entry = PROSE[PROSE.index("`report` holds") :].split("\n\n")[0]
    missing = [field.name for field in msgspec.structs.fields(part) if f"`{field.name}`" not in entry]
    assert missing == []


def test_the_transcript_is_what_the_program_prints() -> None:
    assert rounded(transcript_in(DOCUMENT)) == rounded(jsonl_transcript())
    assert all(f"> {line}\n" in DOCUMENT for line in SENT)
