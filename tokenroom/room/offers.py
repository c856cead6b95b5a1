"""What the end of a level offers besides its report: the way on, a milestone, a result to share, a certificate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tokenroom.errors import BadInput
from tokenroom.game.campaign import DAILY, Campaign
from tokenroom.game.events import SessionEnded
from tokenroom.game.milestones import Milestone, Sample, milestone_after
from tokenroom.game.share import share_text


@dataclass(frozen=True, slots=True)
class Offers:
    """What there is to do at the end of a level.

    Attributes:
        next_level: the level that follows; None after the last, and after one that belongs to no act.
        milestone: what the rival passes behind this level; None if nothing.
        said: lets the rival speak as it did before the milestone and after it; slow (raises BadInput).
        share: today's result as text; empty but for the daily phrase.
        certify: writes the certificate for a name and returns where (raises BadInput); None where none was earned.
    """

    next_level: str | None = None
    milestone: Milestone | None = None
    said: Callable[[], tuple[Sample, ...]] = tuple
    share: str = ""
    certify: Callable[[str], Path] | None = None


def offers(campaign: Campaign, ended: SessionEnded, ascii_only: bool) -> Offers:
    """Return what the end of a session offers; what cannot be read is not offered."""
    milestone = _milestone(ended.level)
    return Offers(
        next_level=campaign.next_level(ended.level),
        milestone=milestone,
        said=tuple if milestone is None else partial(campaign.said, milestone),
        share=_share(campaign, ascii_only) if ended.level == DAILY else "",
        certify=campaign.certifier(ended),
    )


def _milestone(level: str) -> Milestone | None:
    try:
        return milestone_after(level)
    except BadInput:
        return None


def _share(campaign: Campaign, ascii_only: bool) -> str:
    """The first play of today counts."""
    try:
        report = campaign.daily_report()
    except BadInput:
        return ""
    return "" if report is None else share_text(report, campaign.today(), ascii_only=ascii_only)
