"""Opening the campaign and its sessions: slow work, done in a thread beside the screen."""

from __future__ import annotations

from dataclasses import dataclass

from tokenroom.game.campaign import Campaign, Play
from tokenroom.game.curate_events import TrainingBegan
from tokenroom.game.events import ItemAsked
from tokenroom.game.merge_events import MergeAsked
from tokenroom.game.predict import PredictSession
from tokenroom.game.records import SessionRecord
from tokenroom.game.standing import LevelStanding


@dataclass(frozen=True, slots=True)
class Opened:
    """What the home screen offers."""

    levels: tuple[LevelStanding, ...]
    unfinished: SessionRecord | None
    item: int  # the item at which the unfinished session stands; 0 if there is none


def look(campaign: Campaign) -> Opened:
    """Return what there is to play."""
    unfinished = campaign.unfinished()
    return Opened(tuple(campaign.levels()), unfinished, _item(campaign, unfinished))


def open_level(campaign: Campaign, level: str) -> Play:
    """Start a level (raises BadInput)."""
    return _warmed(campaign.start(level))


def open_unfinished(campaign: Campaign) -> Play | None:
    """Go on with the unfinished session, if there is one (raises BadInput)."""
    record = campaign.unfinished()
    return None if record is None else _warmed(campaign.resume(record))


def _item(campaign: Campaign, record: SessionRecord | None) -> int:
    told = () if record is None else campaign.records.events(record.id)
    items = (event.item for event in told if isinstance(event, ItemAsked))
    picks = (event.pick for event in told if isinstance(event, MergeAsked))
    trainings = (event.training for event in told if isinstance(event, TrainingBegan))
    return max((*items, *picks, *trainings), default=0)


def _warmed(play: Play) -> Play:
    """Sort the vocabulary for the find line now, so that the first letter typed does not wait for it."""
    session = play[0].session
    if isinstance(session, PredictSession):
        session.part.vocabulary.find_prefix("a", limit=1)
    return play
