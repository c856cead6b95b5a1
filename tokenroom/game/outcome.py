"""How a session of *predict* ends: the goal, everyone's figures, what could have been known, and what to remember."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import chain

from tokenroom.game.calibration import Calibration, calibrate
from tokenroom.game.compare import Item, Report, compare, most_read
from tokenroom.game.events import Result, Said, SessionEnded
from tokenroom.game.goal import is_reached
from tokenroom.game.journal import TemplateError, fill
from tokenroom.game.level import Level
from tokenroom.game.names import YOU
from tokenroom.game.parts import Part
from tokenroom.game.predict_level import Predict, PredictGoal
from tokenroom.game.standing import NATS_AN_ITEM


def ended(
    level: Level,
    mechanic: Predict,
    goal: PredictGoal,
    parts: Sequence[Part],
    answers: Sequence[Mapping[int, float]],
    items: Sequence[Item],
) -> SessionEnded:
    """Return the last event of a session whose items have all been answered."""
    report, rival = compare(items), parts[0].rival.name if parts[0].rival else ""
    means = {s.player: s.mean for s in report.standings}
    known = figures(report, rival)
    return SessionEnded(
        level=level.name,
        won=is_reached(goal, answers, items),
        goal=goal.words(),
        source="; ".join(dict.fromkeys(part.passage.source.removesuffix(".") for part in parts if part.passage.source)),
        report=report,
        result=Result(means[YOU], means.get(rival), NATS_AN_ITEM),
        calibration=calibration(items) if mechanic.calibration else None,
        debrief=debrief(level),
        journal=journal_text(level, known),
    )


def calibration(items: Sequence[Item]) -> Calibration | None:
    """Return how far your probabilities could be taken at their word, over all items that kept them."""
    kept = [item for item in items if item.tempered]
    return calibrate([said for item in kept for said in item.said], [item.tempered for item in kept])


def debrief(level: Level) -> tuple[Said, ...]:
    """Return what is told after the report: what could have been known."""
    return tuple(Said(speaker=p.speaker, text=p.text) for p in level.story.at("debrief"))


def journal_text(level: Level, known: Mapping[str, float]) -> str:
    """Return what to remember; nothing where it asks for a figure that there is not, which `tokenroom check` finds."""
    try:
        told = chain.from_iterable(level.story.at(cue) for cue in with_second_half("journal", known))
        return " ".join(fill(paragraph.text, known) for paragraph in told)
    except TemplateError:
        return ""


def with_second_half(cue: str, known: Mapping[str, float]) -> tuple[str, ...]:
    """Return a cue, and the one that follows it where there are two halves: what the second cost beside the first.

    >>> with_second_half("won", {"numbers": 8.0, "words": 9.5}), with_second_half("won", {})
    (('won', 'won worse'), ('won',))
    """
    if not {"numbers", "words"} <= known.keys():
        return (cue,)
    first, second = known["numbers"], known["words"]
    if math.isclose(first, second, abs_tol=1e-9):
        return cue, f"{cue} same"
    return cue, f"{cue} {'better' if second < first else 'worse'}"


def figures(report: Report, rival: str) -> dict[str, float]:
    """Return the figures that a journal's entry may name, those that there are.

    Args:
        report: of the session.
        rival: the name of whoever was played against; empty if nobody.
    """
    means = {s.player: s.mean for s in report.standings}
    known = {"you": YOU, "rival": rival, "chance": "uniform", "optimum": "optimum", "best": most_read(report) or ""}
    found = {name: means[player] for name, player in known.items() if player in means}
    halves = [part.means[YOU] for part in report.parts]
    if len(halves) == 2:
        found |= {"numbers": halves[0], "words": halves[1]}
    return found | {"items": float(len(report.items))}
