"""Which panel shows a stage of the lesson."""

from __future__ import annotations

from tokenroom.classroom.views import CurateView, MergeView, PredictView, PreferView, QuestionsView
from tokenroom.room.classroom.panels.base import Panel
from tokenroom.room.classroom.panels.curate import CuratePanel
from tokenroom.room.classroom.panels.ended import EndedPanel
from tokenroom.room.classroom.panels.merge import MergePanel
from tokenroom.room.classroom.panels.predict import PredictPanel
from tokenroom.room.classroom.panels.prefer import PreferPanel
from tokenroom.room.classroom.panels.questions import QuestionsPanel
from tokenroom.room.classroom.panels.telling import TellingPanel
from tokenroom.room.classroom.seat import Seen

PLAYED: dict[type, type[Panel]] = {
    PredictView: PredictPanel,
    PreferView: PreferPanel,
    MergeView: MergePanel,
    CurateView: CuratePanel,
    QuestionsView: QuestionsPanel,
}
PANELS: tuple[type[Panel], ...] = (TellingPanel, *PLAYED.values(), EndedPanel)


def panel_for(seen: Seen) -> type[Panel]:
    """Return the panel that shows a stage."""
    stage = seen.stage
    if stage is None or seen.out is not None or stage.paused or stage.view is None:
        return TellingPanel
    if stage.phase in {"asked", "locked", "revealed"}:
        return PLAYED.get(type(stage.view), TellingPanel)
    return EndedPanel if stage.phase in {"ended", "working", "worked"} else TellingPanel
