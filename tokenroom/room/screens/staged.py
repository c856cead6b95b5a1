"""What the predict screen shows: the events of a session, beat by beat, each seen before the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer

from tokenroom.game.events import AnyEvent
from tokenroom.game.goal import misses_without
from tokenroom.game.predict import PredictSession
from tokenroom.room.beats import PASSING_SECONDS, Beat, Kind, beats
from tokenroom.room.draw import predict as draw
from tokenroom.room.draw.ending import predict_ending
from tokenroom.room.screens.answering import AnsweringScreen
from tokenroom.room.sheet import Mode
from tokenroom.room.view import PlayView, fold
from tokenroom.room.widgets.answering import Answering
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.room.widgets.meter import Meter, dimming
from tokenroom.room.widgets.passage_view import PassageView
from tokenroom.room.widgets.passing_log import PassingLog

if TYPE_CHECKING:
    from tokenroom.game.campaign import Play
    from tokenroom.game.recorded import RecordedSession


class StagedScreen(AnsweringScreen):
    """Shows one session of *predict*. Nothing here changes it: see `PredictScreen` for that.

    Args:
        play: the session and its events so far.
        resumed: whether those events were seen before, so that none of them is told again.
        answer_in: the way to answer that was asked for; None leaves it to the level.
    """

    CSS_PATH = "predict.tcss"
    passage_class: type[PassageView] = PassageView  # as what the passage is shown

    def __init__(self, play: Play, resumed: bool, answer_in: Mode | None) -> None:
        recorded, first = play
        self.session = self.session_in(recorded)
        super().__init__(recorded, [self._caught_up(first)] if resumed else beats(first, begun=False))
        setup = self.session.setup
        self.mode = answer_in or setup.mechanic.answer_in
        self.misses_when_blank = misses_without(setup.goal)
        self.view = PlayView()
        self._timer: Timer | None = None

    def session_in(self, recorded: RecordedSession) -> PredictSession:
        """Return the session of *predict* that is shown."""
        assert isinstance(recorded.session, PredictSession)
        return recorded.session

    def compose_table(self) -> ComposeResult:
        """Yield the passage, the answer or what came of it, and who answers beside you."""
        yield self.passage_class(id="passage")
        yield PassingLog(id="passing")
        yield Drawing(id="sentence")
        with Horizontal(id="middle"):
            yield Answering(id="answering")
            with Vertical(id="result"):
                yield Drawing(id="list")
                yield Meter(id="meter")
            with Vertical(id="side"):
                yield Drawing(id="beside")

    def beats_of(self, events: Sequence[AnyEvent]) -> list[Beat]:
        """Return the beats of what a command brought about."""
        return beats(events, begun=self.view.started is not None)

    def next_beat(self) -> bool:
        """Show the next beat; False if there is none."""
        self._settle()
        return super().next_beat()

    @property
    def instinct_is_even(self) -> bool:
        """Whether an answer with nothing in it gives every token the same."""
        return self.session.part.instinct.name == "uniform"

    @property
    def log_shown(self) -> PassingLog:
        """The phrases that go by."""
        return self.query_one(PassingLog)

    @property
    def passage_shown(self) -> PassageView:
        """The passage."""
        return self.query_one(PassageView)

    @property
    def _look(self) -> draw.Look:
        part = self.session.part
        return draw.Look(part.lists_whole_vocabulary, part.vocabulary.is_spaced)

    def _caught_up(self, events: Sequence[AnyEvent]) -> Beat:
        return Beat("compared" if self.session.state.phase == "revealed" else "asking", tuple(events))

    def _settle(self) -> None:
        """Bring to its end whatever still moves."""
        if self._timer is not None:
            self._timer.stop()
        self.query_one(Meter).stop()
        self.query_one("#frame").styles.opacity = 1.0

    def show_beat(self, beat: Beat) -> None:
        """Show one beat."""
        self.view = fold(replace(self.view, units=self.room.units), beat.events)
        self.query_one(Meter).units = self.room.units
        self.go_to(beat.kind)
        if beat.kind == "ended":
            self.room.show_ending(predict_ending(self.view))
            return
        self._redraw(beat.kind)
        if beat.kind == "passing":
            self.log_shown.begin(self.view, self.room.moves)
        if beat.kind == "asking":
            self._ask()
        if beat.kind == "compared" and self.view.revealed is not None:
            self.query_one(Meter).rest(self.view.revealed.surprise, draw.decimals(self._look))
        if beat.kind == "opened":
            self.room.ring()
        self.tell(self.view.said)
        self._wait(beat)

    def _redraw(self, stage: Kind) -> None:
        self.set_class(self._look.whole, "-symbols")
        self.passage_shown.tell(self.view, self._look.spaced)
        for name, drawing in draw.drawings(stage, self.view, self._look).items():
            self.query_one(f"#{name}", Drawing).show(drawing)
        self.query_one(KeyLine).show_keys(draw.keys(stage, self._look))
        if self.room.has_charts and self.has_class("-wide") and len(self.view.items) > 1 and not self._look.whole:
            self._plot()

    def _plot(self) -> None:
        from tokenroom.room.widgets.chart import Chart  # the plotting library is loaded where a chart is seen

        charts = self.query(Chart)
        if charts:
            charts.first().update(self.view.items)
        else:
            self.query_one("#side").mount(Chart(self.view.items, self.view.opponent, self.room.units))

    def _ask(self) -> None:
        assert self.view.asked is not None
        tokens = [option.id for option in self.view.asked.candidates]
        self.query_one(Answering).ask(self.session, tokens, self.mode)

    def _wait(self, beat: Beat) -> None:
        """Let a beat stand for its time; None waits for a key. Without a clock every beat does."""
        if beat.kind == "shock":
            self._shock(beat.seconds or 0.0)
        elif beat.seconds is not None and self.room.timed and beat.kind != "passing":
            self._timer = self.set_timer(beat.seconds, self.next_beat)

    def _shock(self, seconds: float) -> None:
        """Drain the meter; a shock of no time, or where nothing may move, leaves only its figure."""
        assert self.view.revealed is not None
        meter, surprise = self.query_one(Meter), self.view.revealed.surprise
        if seconds == 0.0 or not self.room.may_move:
            meter.begin(surprise, 0.0, draw.decimals(self._look))
            self.next_beat()
        else:
            meter.begin(surprise, seconds if self.room.timed else 0.0, draw.decimals(self._look))

    @on(PassingLog.Passed)
    def _passed(self) -> None:
        """Go on a while after the last phrase; where nothing moves, they stay until a key is pressed."""
        if self.stage == "passing" and self.room.moves:
            self._timer = self.set_timer(PASSING_SECONDS, self.next_beat)

    @on(PassingLog.Scrolled)
    def _scrolled(self) -> None:
        """The player reads: nothing goes on by itself."""
        if self._timer is not None:
            self._timer.stop()

    @on(Meter.Changed)
    def _dim(self, event: Meter.Changed) -> None:
        if self.stage == "shock":
            self.query_one("#frame").styles.opacity = dimming(event.left)

    @on(Meter.Drained)
    def _drained(self) -> None:
        if self.stage == "shock":
            self.next_beat()
