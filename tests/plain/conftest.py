"""Shared by the tests of the front ends without a screen: campaigns whose page of English is long enough to play."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.conftest import small_field
from tokenroom.game.campaign import Campaign
from tokenroom.game.level import find_level
from tokenroom.game.records import Records
from tokenroom.plain.jsonl import play_jsonl
from tokenroom.plain.lines import play_lines
from tokenroom.plain.typed import Kind
from tokenroom.rivals.field import Field

MakeCampaign = Callable[[], Campaign]
TUTORIAL = ["3 1 6 2", "0 0 3 0"]  # what the hero of the story writes


def lines_of(
    campaign: Campaign, typed: Sequence[str], level: str | None = "tutorial", answer_in: Kind | None = None
) -> str:
    """Play in lines with what was typed, and return all that was printed."""
    out = io.StringIO()
    stdin = io.StringIO("".join(f"{line}\n" for line in typed))
    assert play_lines(campaign, level, stdin, out, answer_in, no_sleep) == 0
    return out.getvalue()


def jsonl_of(
    campaign: Campaign, sent: Sequence[str], level: str | None = "tutorial", resume: bool = False
) -> list[str]:
    """Play with a program that sends these lines, and return the lines that came back."""
    out = io.StringIO()
    assert play_jsonl(campaign, level, io.StringIO("".join(f"{line}\n" for line in sent)), out, resume) == 0
    return out.getvalue().splitlines()


def no_sleep(seconds: float) -> None:
    raise AssertionError(f"waited {seconds} seconds for nobody")


@pytest.fixture(scope="session")
def english() -> Field:
    return small_field(name="english", paragraphs=4)


@pytest.fixture
def two_levels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A campaign of the tutorial and a page of text, so that the small field is enough."""
    for name, shipped in (("00-tutorial", "tutorial"), ("01-practice", "practice")):
        shutil.copytree(find_level(shipped), tmp_path / "content" / "levels" / name)
    for module in ("level", "campaign"):
        monkeypatch.setattr(f"tokenroom.game.{module}.content_root", lambda: tmp_path / "content")


@pytest.fixture
def fresh(english: Field, two_levels: None) -> Iterator[MakeCampaign]:
    """Makes campaigns of someone new: two levels, records in memory, seed 0, the pace of the story."""
    opened: list[Records] = []

    def make() -> Campaign:
        opened.append(Records(Path(":memory:"), now=lambda: "2026-11-22T10:00:00Z"))
        return Campaign(opened[-1], lambda _: english, new_seed=lambda: 0, seconds_per_nat=1.0)

    yield make
    for records in opened:
        records.close()
