"""What follows the end of a level in lines: a result to share, a certificate, a milestone of the rival's."""

from __future__ import annotations

from functools import partial

from tokenroom.errors import BadInput
from tokenroom.game.campaign import DAILY, Campaign
from tokenroom.game.events import SessionEnded
from tokenroom.game.milestones import PROMPT, Milestone, Sample, milestone_after
from tokenroom.game.names import checkpoint_in_words
from tokenroom.game.share import share_text
from tokenroom.plain.talk import Talk


def tell_what_follows(campaign: Campaign, talk: Talk, ended: SessionEnded, passed: set[Milestone]) -> None:
    """Tell what comes between the report and the question of what to play next.

    Args:
        campaign: what there is to play.
        talk: where it is told.
        ended: how the level ended.
        passed: milestones told in this sitting, which are not told again; this one joins them.
    """
    for tell in (_share, _certify, partial(_milestone, passed)):
        try:
            tell(campaign, talk, ended)
        except BadInput as error:
            talk.say([error.line()])


def milestone_lines(milestone: Milestone, samples: tuple[Sample, ...]) -> list[str]:
    """Return a milestone as paragraphs: its story, and what the rival said before it and after."""
    lines = [f"A milestone next door: {milestone.title}.", "", milestone.story.strip()]
    if samples:
        lines += ["", f'Both were given the words "{PROMPT}" and went on from there.']
    for place, sample in zip(("Before", "After"), samples, strict=False):
        lines += ["", f"{place}, {checkpoint_in_words(sample.phrases)}:", f"  {' '.join(sample.text.split())}"]
    return [*lines, ""]


def _share(campaign: Campaign, talk: Talk, ended: SessionEnded) -> None:
    """Print today's result; the first play of today counts."""
    report = campaign.daily_report() if ended.level == DAILY else None
    if report is not None:
        ascii_only = not talk.page.is_utf8
        talk.say(["To share, if you like; it spoils nothing:", ""])
        talk.say([*share_text(report, campaign.today(), ascii_only=ascii_only).split("\n"), ""])


def _certify(campaign: Campaign, talk: Talk, ended: SessionEnded) -> None:
    certify = campaign.certifier(ended)
    if certify is not None:
        path = certify(talk.ask("A name for the certificate? (empty: none) "))
        talk.say([f"The certificate is written to {path}, and as .html beside it.", ""])


def _milestone(passed: set[Milestone], campaign: Campaign, talk: Talk, ended: SessionEnded) -> None:
    milestone = milestone_after(ended.level)
    if milestone is not None and milestone not in passed:
        passed.add(milestone)
        talk.say(milestone_lines(milestone, campaign.said(milestone)))
