"""What follows the end of a level in lines: a milestone, a certificate, a result to share."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from tests.plain.conftest import TUTORIAL, MakeCampaign, lines_of, no_sleep
from tokenroom.errors import BadInput
from tokenroom.game.campaign import Campaign
from tokenroom.game.compare import Report
from tokenroom.game.milestones import Milestone, Sample
from tokenroom.pages.certificate import write_certificate
from tokenroom.plain.lines import play_lines

MILESTONE = Milestone(phrases=100, after="00-tutorial", title="A hundred phrases", story="It has read a little.\n")


@pytest.fixture
def milestone(monkeypatch: pytest.MonkeyPatch) -> None:
    samples = (Sample(0, "The ferry zz\x1b[2J"), Sample(100, "The ferry goes\nhome."))
    monkeypatch.setattr("tokenroom.plain.after.milestone_after", lambda level: MILESTONE if "00" in level else None)
    monkeypatch.setattr(Campaign, "said", lambda _campaign, _milestone: samples)


def test_a_milestone_is_told_once_before_the_next_level_is_offered(fresh: MakeCampaign, milestone: None) -> None:
    printed = lines_of(fresh(), [*TUTORIAL, "no"])
    assert printed.index("A milestone next door: A hundred phrases.") < printed.index("Go on to the next level")
    assert "Before, a model that has read nothing:\n  The ferry zz\\x1b[2J\n" in printed
    assert "After, a model that has read 100 phrases:\n  The ferry goes home.\n" in printed
    lost_first = lines_of(fresh(), ["", "", "yes", *TUTORIAL, "no"])
    assert lost_first.count("A milestone next door") == 1


def test_a_milestone_that_cannot_be_spoken_is_told_in_one_line(
    fresh: MakeCampaign, milestone: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_campaign: Campaign, _milestone: Milestone) -> tuple[Sample, ...]:
        raise BadInput("checkpoint", "step-100", "is damaged")

    monkeypatch.setattr(Campaign, "said", broken)
    printed = lines_of(fresh(), [*TUTORIAL, "no"])
    assert "checkpoint: step-100: is damaged" in printed
    assert "Go on to the next level" in printed


def test_a_certificate_that_cannot_be_written_keeps_nothing_else_back(
    fresh: MakeCampaign, milestone: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_report: Report, _date: str, _name: str) -> Path:
        raise BadInput("certificate", "", "cannot be written")

    monkeypatch.setattr("tokenroom.game.campaign.EXAM", "00-tutorial")
    campaign = fresh()
    campaign._certify = full
    printed = lines_of(campaign, [*TUTORIAL, "", "no"])
    assert "cannot be written" in printed
    assert "A milestone next door" in printed


@pytest.mark.parametrize("name", ["Ama", ""])
def test_the_exam_gives_a_certificate(
    fresh: MakeCampaign, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    monkeypatch.setattr("tokenroom.game.campaign.EXAM", "00-tutorial")
    monkeypatch.setenv("TOKENROOM_HOME", str(tmp_path / "home"))
    campaign = fresh()
    campaign._certify = write_certificate
    printed = lines_of(campaign, [*TUTORIAL, name, "no"])
    assert "A name for the certificate? (empty: none)" in printed
    svg = tmp_path / "home" / "certificates" / "tokenroom-certificate.svg"
    assert str(svg) in printed.replace("\n", "")
    assert ("Ama" in svg.read_text()) == bool(name)
    assert "certificate" not in lines_of(campaign, ["", "", "no"])


def test_the_result_of_the_day_is_printed_and_nothing_follows(fresh: MakeCampaign, tmp_path: Path) -> None:
    levels = tmp_path / "content" / "levels"
    shutil.copytree(levels / "00-tutorial", levels / "daily")
    printed = lines_of(fresh(), TUTORIAL, "daily")
    assert "To share, if you like" in printed
    assert "tokenroom 2000-01-01\n" in printed
    assert printed.endswith("Goodbye.\n")
    assert "last level" not in printed
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="ascii")
    assert play_lines(fresh(), "daily", io.StringIO("3 1 6 2\n0 0 3 0\n"), out, None, no_sleep) == 0
    assert "tokenroom 2000-01-01\n6 5\n" in raw.getvalue().decode("ascii")
