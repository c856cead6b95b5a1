"""Opening the campaign and its sessions: slow work, done in a thread beside the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenroom.game.campaign import Campaign, Play
from tokenroom.game.chat import ChatSession
from tokenroom.game.curate_events import TrainingBegan
from tokenroom.game.events import AnyEvent, ItemAsked
from tokenroom.game.merge_events import MergeAsked
from tokenroom.game.names import YOU
from tokenroom.game.predict import PredictSession
from tokenroom.game.prefer_events import PairAsked
from tokenroom.game.records import SessionRecord, Started
from tokenroom.game.sample import SampleSession
from tokenroom.game.sample_events import SampleOpened
from tokenroom.game.standing import LevelStanding

GO_ON = "go on"  # in place of a level: the unfinished session; no folder has a space in its name


@dataclass(frozen=True, slots=True)
class Opened:
    """What there is to play.

    Attributes:
        levels: all levels in order, with your standing.
        unfinished: the session that can be gone on with.
        item: the item at which it stands; 0 if there is none.
        title: what it is called.
        daily: your mean surprise on today's phrase, nats; None before it has been played.
        certify: writes the certificate for a name and returns where (raises BadInput); None before the exam was passed.
    """

    levels: tuple[LevelStanding, ...]
    unfinished: SessionRecord | None
    item: int
    title: str = ""
    daily: float | None = None
    certify: Callable[[str], Path] | None = None

    @property
    def next_at(self) -> int | None:
        """The index of the first level that is open and not won; None if there is none."""
        return next((n for n, level in enumerate(self.levels) if level.state in {"open", "played"}), None)


def look(campaign: Campaign) -> Opened:
    """Return what there is to play."""
    unfinished = campaign.unfinished()
    told = () if unfinished is None else campaign.records.events(unfinished.id)
    certify = campaign.earned_certificate()
    return Opened(tuple(campaign.levels()), unfinished, _item(told), _title(told), _daily(campaign), certify)


def open_level(campaign: Campaign, level: str) -> Play:
    """Start a level (raises BadInput)."""
    return _warmed(campaign.start(level))


def open_unfinished(campaign: Campaign) -> Play | None:
    """Go on with the unfinished session, if there is one (raises BadInput)."""
    record = campaign.unfinished()
    return None if record is None else _warmed(campaign.resume(record))


def _item(told: Sequence[AnyEvent]) -> int:
    items = (event.item for event in told if isinstance(event, ItemAsked))
    picks = (event.pick for event in told if isinstance(event, MergeAsked))
    trainings = (event.training for event in told if isinstance(event, TrainingBegan))
    pairs = (event.pair for event in told if isinstance(event, PairAsked))
    rounds = [event.round for event in told if isinstance(event, SampleOpened)]
    return rounds[-1] if rounds else max((*items, *picks, *trainings, *pairs), default=0)


def _title(told: Sequence[AnyEvent]) -> str:
    return next((event.title for event in told if isinstance(event, Started)), "")


def _daily(campaign: Campaign) -> float | None:
    report = campaign.daily_report()
    standings = () if report is None else report.standings
    return next((standing.mean for standing in standings if standing.player == YOU), None)


def _warmed(play: Play) -> Play:
    """Sort the vocabulary for the find line now, so that the first letter typed does not wait for it."""
    session = play[0].session
    if isinstance(session, ChatSession):  # its first part is a session of *predict*
        session = session.predicting
    if isinstance(session, PredictSession | SampleSession):
        session.part.vocabulary.find_prefix("a", limit=1)
    return play
