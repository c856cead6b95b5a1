"""The tutorial's transcripts: made here by a real play, kept in tests/plain/tutorial.txt and docs/protocol.md.

`python -m tests.plain.golden` writes both anew, after a change of story or wording that is meant.
"""

from __future__ import annotations

import io
from contextlib import closing
from pathlib import Path

from tests.plain.conftest import TUTORIAL
from tests.plain.streams import Conversation
from tokenroom.errors import BadInput
from tokenroom.game.campaign import Campaign
from tokenroom.game.records import Records
from tokenroom.plain.jsonl import play_jsonl
from tokenroom.plain.lines import play_lines
from tokenroom.rivals.field import Field

PLAIN = Path(__file__).with_name("tutorial.txt")
PROTOCOL = Path(__file__).parents[2] / "docs" / "protocol.md"
TYPED = [*TUTORIAL, "no"]
SENT = [
    '{"command":"preview","answer":{"command":"scores","scores":{"0":3,"1":1,"2":6,"3":2}}}',
    '{"command":"scores","scores":{"0":3,"1":1,"2":6,"3":2}}',
    '{"command":"next"}',
    '{"command":"scores","scores":{"2":"much"}}',
    '{"command":"hint"}',
    '{"command":"scores","scores":{"2":3}}',
    '{"command":"next"}',
]
OPENING, CLOSING = "```text\n", "```\n"


def plain_transcript() -> str:
    """Return what plain mode prints when the hero of the story plays the tutorial."""
    page = io.StringIO()
    with closing(_records()) as records:
        typed = io.StringIO("".join(f"{line}\n" for line in TYPED))
        play_lines(_campaign(records), "tutorial", typed, page, None, _no_sleep)
    return page.getvalue()


def jsonl_transcript() -> str:
    """Return the same play between a program (`>`) and the game."""
    page = io.StringIO()
    with closing(_records()) as records:
        play_jsonl(_campaign(records), "tutorial", Conversation(SENT, page), page)
    return page.getvalue()


def transcript_in(document: str) -> str:
    """Return the transcript that the protocol's document shows: its last block of text."""
    return document.rpartition(OPENING)[2].partition(CLOSING)[0]


def _records() -> Records:
    return Records(Path(":memory:"), now=lambda: "")


def _campaign(records: Records) -> Campaign:
    return Campaign(records, _no_field, new_seed=lambda: 0, seconds_per_nat=1.0)


def _no_field(corpus: str) -> Field:
    raise BadInput("corpus", corpus, "the tutorial needs none")


def _no_sleep(seconds: float) -> None:
    """A transcript is made at once."""


def _write() -> None:
    PLAIN.write_text(plain_transcript())
    document = PROTOCOL.read_text()
    before, opening, rest = document.rpartition(OPENING)
    PROTOCOL.write_text(before + opening + jsonl_transcript() + CLOSING + rest.partition(CLOSING)[2])


if __name__ == "__main__":
    _write()
