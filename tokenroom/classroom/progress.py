"""How a model's learning is told while it lasts: how far it is, and the course of its losses in few points."""

from __future__ import annotations

from collections.abc import Mapping

from tokenroom.classroom.views import Point, Progress

POINTS = 120  # at most, or a long learning would make every stage longer


def followed(before: Progress | None, done: int, total: int, losses: Mapping[str, float]) -> Progress:
    """Return how far a model is now, with the course so far; of a long one every other point is left out.

    Args:
        before: what was told last; None at the beginning.
        done: how much has been learned from, of `total`.
        total: how much there is to learn from.
        losses: by name, nats.
    """
    course = before.course if before is not None else ()
    point = Point(done, dict(losses))
    course = (*course, point) if losses else course
    return Progress(done, total, point.losses, course if len(course) <= POINTS else course[::2])
