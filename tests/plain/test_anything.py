"""Whatever is typed or sent: nothing breaks, nothing but printable text comes out."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import small_field
from tests.plain.conftest import jsonl_of, lines_of
from tests.plain.golden import SENT
from tokenroom.game.campaign import Campaign
from tokenroom.game.records import Records

FIELD = small_field(name="english", paragraphs=4)
ANY = st.text(st.characters(), max_size=60)  # any character there is, lone surrogates and controls among them
WORDS = ["#1", "#2", '"', '" dog"', "dog", "3", "-2.5", "1e999", "nan", "=", ",", ";", "chips:", "guess", "scores", "%"]
PARTS = st.sampled_from([*WORDS, "try", "find", "hint", "?", "passage", "\x1b[2J", "\u202e", "٣", "\\n", "\\"])
PHRASES = st.builds(" ".join, st.lists(PARTS, max_size=6)) | st.builds("".join, st.lists(PARTS, max_size=6))
LINES = st.lists(ANY | PHRASES, max_size=4)
IDS = st.sampled_from(["0", "practice", "-1", "x"])
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=4) | st.sampled_from([0, 1, 1e5]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(IDS, inner, max_size=3),
    max_leaves=4,
)
KEYS = st.sampled_from(["scores", "chips", "token", "sure", "answer", "text", "x"])
TAGS = st.sampled_from(["scores", "chips", "guess", "hint", "begin", "find", "preview", "vocabulary", "x"])
BODIES = st.builds(lambda tag, rest: {"command": tag, **rest}, TAGS, st.dictionaries(KEYS, JSON))


def newcomer() -> Campaign:
    return Campaign(Records(Path(":memory:"), now=lambda: ""), lambda _: FIELD, lambda: 0, seconds_per_nat=1.0)


def is_clean(printed: str) -> bool:
    return all(line.isprintable() for line in printed.split("\n"))


@settings(max_examples=100, deadline=None)
@given(typed=LINES, level=st.sampled_from([None, "tutorial", "practice"]))
def test_no_typed_line_breaks_anything_or_prints_a_control(typed: list[str], level: str | None) -> None:
    campaign = newcomer()
    assert is_clean(lines_of(campaign, typed, level))
    campaign.records.close()


@settings(max_examples=100, deadline=None)
@given(sent=st.lists(ANY | st.sampled_from(SENT), max_size=4))
def test_no_sent_line_breaks_anything_or_prints_a_control(sent: list[str]) -> None:
    campaign = newcomer()
    assert all(is_clean(line) for line in jsonl_of(campaign, sent))
    campaign.records.close()


@settings(max_examples=100, deadline=None)
@given(bodies=st.lists(BODIES, max_size=4))
def test_no_object_breaks_anything(bodies: list[dict[str, object]]) -> None:
    campaign = newcomer()
    received = jsonl_of(campaign, [json.dumps(body) for body in bodies])
    assert all("event" in json.loads(line) for line in received)
    campaign.records.close()
