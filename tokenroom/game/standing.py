"""How you stand on each level: played, won, your best beside the rival's, rungs beaten, whether its door is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tokenroom.game.compare import Report
from tokenroom.game.events import Result, SessionEnded
from tokenroom.game.level import Level
from tokenroom.game.names import YOU, phrases_read
from tokenroom.game.units import Units

NATS_AN_ITEM = "nats an item"
State = Literal["locked", "open", "played", "won"]


@dataclass(frozen=True, slots=True)
class LevelStanding:
    """One line of the list of levels: what it is, and how you stand."""

    name: str
    title: str
    act: int
    plays: int  # sessions played to the end
    won: bool
    best: float | None  # your best figure, the lower the better, in `unit`
    rival: float | None = None  # the rival's in the same session
    unit: str = NATS_AN_ITEM
    medals: tuple[int, ...] = ()  # rungs of the ladder that you have beaten here, as the phrases they had read
    is_open: bool = True

    def figure(self, units: Units, decimals: int) -> str:
        """Return your best with its unit; empty if there is none."""
        if self.best is None:
            return ""
        if self.unit != NATS_AN_ITEM:
            return f"{self.best:.3f} {self.unit}"
        return f"{units.figure(self.best, decimals)} {units.name}"

    @property
    def state(self) -> State:
        """What its door looks like."""
        if self.won:
            return "won"
        return "locked" if not self.is_open else "played" if self.plays else "open"


def standing(level: Level, ended: Sequence[SessionEnded], is_open: bool) -> LevelStanding:
    """Return how you stand on a level.

    Args:
        level: the level.
        ended: the sessions of it that were played to their end, in order.
        is_open: whether it may be entered.
    """
    results = [result for e in ended if (result := _result(e)) is not None]
    best = min(results, key=lambda result: result.yours, default=None)
    return LevelStanding(
        name=level.name,
        title=level.file.title,
        act=level.file.act,
        plays=len(ended),
        won=any(e.won for e in ended),
        best=best.yours if best else None,
        rival=best.rival if best else None,
        unit=best.unit if best else NATS_AN_ITEM,
        medals=tuple(sorted({phrases for e in ended for phrases in beaten(e.report)})),
        is_open=is_open,
    )


def beaten(report: Report) -> list[int]:
    """Return the rungs that did worse than you on the same items, as the phrases they had read; not the unread one."""
    mine = next((s.mean for s in report.standings if s.player == YOU), None)
    rungs = {n: s.mean for s in report.standings if (n := phrases_read(s.player))}
    return [n for n, mean in rungs.items() if mine is not None and mine < mean]


def _result(ended: SessionEnded) -> Result | None:
    """The figure of a session; an older version kept it in the report alone."""
    if ended.result is not None:
        return ended.result
    mine = next((s.mean for s in ended.report.standings if s.player == YOU), None)
    return None if mine is None else Result(mine, None, NATS_AN_ITEM)
