"""What a class did on each level, put together for a page: its last figures, who took part, who was late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

from tokenroom.classroom.play import Play, Round
from tokenroom.classroom.room import Room
from tokenroom.classroom.views import AnyView, Figures, PredictView, PreferView, QuestionsView
from tokenroom.game.curve import Place, place_on_curve
from tokenroom.game.names import TOGETHER, phrases_read


@dataclass(frozen=True, slots=True)
class Took:
    """How a student took part in a play: answers in time, late, and items that they gave none for; their mean."""

    in_time: int
    late: int
    missed: int
    mean: float | None  # nats an item; None where nothing is scored


@dataclass(frozen=True, slots=True)
class Played:
    """A level as a class played it.

    Attributes:
        play: the play itself.
        title: what the lesson calls it.
        shown: the items that were revealed, as they were then.
        figures: of the last one that anybody answered in time; None where nothing is scored, or nobody answered.
        took: by seat, of those who answered anything.
    """

    play: Play
    title: str
    shown: tuple[AnyView, ...]
    figures: Figures | None
    took: Mapping[int, Took]

    @property
    def means(self) -> dict[str, float]:
        """Everyone's mean on the items that somebody answered, nats; `class` and `together` among them."""
        curves = self.figures.curves if self.figures is not None else {}
        ends = {name: [mean for mean in curve if mean is not None] for name, curve in curves.items()}
        return {name: means[-1] for name, means in ends.items() if means}

    @property
    def rungs(self) -> dict[int, float]:
        """The means of the rival's checkpoints, by phrases read."""
        return {n: mean for name, mean in self.means.items() if (n := phrases_read(name)) is not None}

    def place(self, player: str) -> Place | None:
        """Return where a player's mean lies on the rival's learning curve; None where there is none."""
        mean = self.means.get(player)
        return None if mean is None else place_on_curve(mean, self.rungs)


def levels_of(room: Room) -> tuple[Played, ...]:
    """Return the levels of which something was revealed, in the order of play; no questions."""
    plays = (play for play in room.lesson.state.plays if not isinstance(play.game.view(), QuestionsView))
    return tuple(_played(room, play) for play in plays if any(each.revealed is not None for each in play.state.rounds))


def gain_of(levels: tuple[Played, ...]) -> tuple[float, float] | None:
    """Return the class mean and the mean of the class together over all items of *predict*; None without any."""
    pairs = [
        (figures.mean, figures.together)
        for level in levels
        for view in level.shown
        if isinstance(view, PredictView) and (figures := view.figures) is not None and figures.mean is not None
    ]
    return (fmean(mean for mean, _ in pairs), fmean(together for _, together in pairs)) if pairs else None


def figures_in(view: AnyView) -> Figures | None:
    """Return a view's figures; None where nothing is scored."""
    return view.figures if isinstance(view, PredictView | PreferView) else None


def _played(room: Room, play: Play) -> Played:
    shown = tuple(each.revealed for each in play.state.rounds if each.revealed is not None)
    figures = figures_in(shown[-1])
    has_any = figures is not None and any(mean is not None for mean in figures.curves.get(TOGETHER, ()))
    seats = sorted({seat for each in play.state.rounds for seat in each.given})
    took = {seat: _took(play.state.rounds, seat) for seat in seats}
    return Played(play, room.lesson.titles[play.step], shown, figures if has_any else None, took)


def _took(rounds: tuple[Round, ...], seat: int) -> Took:
    given = [each.given[seat] for each in rounds if seat in each.given]
    costs = [g.score.surprise for g in given if not g.late and g.score.surprise is not None]
    late = sum(g.late for g in given)
    return Took(len(given) - late, late, len(rounds) - len(given), fmean(costs) if costs else None)
