"""What a class leaves behind as a rival: the mean of its distributions, level by level, and no single answer."""

from __future__ import annotations

from tokenroom.classroom.play import Play
from tokenroom.classroom.predicting import PredictGame
from tokenroom.classroom.room import Room
from tokenroom.game.class_means import ClassMeans, PlayMeans


def means_of(room: Room, name: str) -> ClassMeans:
    """Return the means of all levels of *predict* that a class has played, as far as it came.

    Args:
        room: the class.
        name: what it is to be called as a rival: letters, digits, - and _.
    """
    plays = (_of(play) for play in room.lesson.state.plays)
    return ClassMeans(format_version=1, name=name, plays=tuple(play for play in plays if play is not None))


def _of(play: Play) -> PlayMeans | None:
    if not isinstance(play.game, PredictGame):
        return None
    return play.game.means([len(each.in_time()) for each in play.state.rounds])
