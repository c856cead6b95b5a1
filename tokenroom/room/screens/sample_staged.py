"""What the sample screen shows: the events of a session, beat by beat, each seen before the next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer

from tokenroom.game.events import AnyEvent
from tokenroom.game.sample import SampleSession
from tokenroom.room.beats import Beat, Kind
from tokenroom.room.draw import sample as draw
from tokenroom.room.draw.card import card_text
from tokenroom.room.draw.sample_draws import draws_text
from tokenroom.room.draw.sample_ending import sample_ending
from tokenroom.room.draw.sample_knobs import Knob
from tokenroom.room.draw.sample_texts import fragments_text, mine_text, texts_text
from tokenroom.room.sample_view import SampleView, fold, sample_beats, stage_of
from tokenroom.room.screens.answering import AnsweringScreen
from tokenroom.room.sheet import Mode
from tokenroom.room.widgets.answering import Answering
from tokenroom.room.widgets.drawing import Draw, Drawing, nothing
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.room.widgets.sampler import KnobList, NextList, TreeOutline

if TYPE_CHECKING:
    from tokenroom.game.campaign import Play

SECONDS_PER_DRAW = 0.05


class SampleStagedScreen(AnsweringScreen):
    """Shows one session of *sample*. Nothing here changes it: see `SampleScreen` for that.

    Args:
        play: the session and its events so far.
        resumed: whether those events were seen before, so that none of them is told again.
        answer_in: the way to answer that was asked for; None leaves it to the level.
    """

    CSS_PATH = "sample.tcss"

    def __init__(self, play: Play, resumed: bool, answer_in: Mode | None) -> None:
        recorded, first = play
        super().__init__(recorded, [Beat(stage_of(first), tuple(first))] if resumed else sample_beats(first))
        assert isinstance(recorded.session, SampleSession)
        self.session = recorded.session
        self.mode = answer_in or self.session.setup.mechanic.answer_in
        self.view = SampleView()
        self.knob: Knob = "temperature"
        self.drawn = 0  # draws of the last hundred that have been seen
        self._timer: Timer | None = None

    def compose_table(self) -> ComposeResult:
        """Yield the text, what may come next or has come, and the knobs or the tree beside it."""
        yield Drawing(id="text")
        yield Drawing(id="task")
        with Horizontal(id="middle"):
            yield NextList(id="next")
            yield Answering(id="answering")
            yield Drawing(id="shown")
            with Vertical(id="side"):
                yield KnobList(id="knobs")
                yield TreeOutline(id="tree")
                yield Drawing(id="mine")

    def beats_of(self, events: Sequence[AnyEvent]) -> Sequence[Beat]:
        """Return the beats of what a command brought about."""
        return sample_beats(events)

    def next_beat(self) -> bool:
        """Show the next beat; False if there is none."""
        self.settle()
        return super().next_beat()

    @property
    def instinct_is_even(self) -> bool:
        """Whether an answer with nothing in it gives every option the same."""
        return float(np.ptp(self.session.instinct)) == 0.0

    def settle(self) -> bool:
        """Bring to its end whatever still moves; whether anything did."""
        if self._timer is None:
            return False
        self._timer.stop()
        self._timer = None
        if self.stage == "drawn":
            self._show_draws(len(self.view.drawn[-1].draws))
            self.tell(self.view.said)
        return True

    def show_beat(self, beat: Beat) -> None:
        """Show one beat."""
        before = self.view
        self.view = fold(before, beat.events)
        self.go_to(beat.kind)
        self.set_class(self.view.opened is not None and self.view.opened.play == "yours", "-yours")
        if beat.kind == "ended":
            self.room.show_ending(sample_ending(self.view))
            return
        self.redraw(beat.kind)
        self._enter(beat.kind, before)
        if self.view.said or beat.kind != "hand" or (before.opened, before.at) != (self.view.opened, self.view.at):
            self.tell(() if self._timer else self.view.said)  # nobody judges chips while tokens are still drawn

    def _enter(self, stage: Kind, before: SampleView) -> None:
        """Make ready what a stage needs beside its drawings."""
        if stage == "hand" and self.view.weighed is not None:
            same = before.weighed is not None and before.weighed.node == self.view.weighed.node
            self.query_one(NextList).offer(self.view.weighed, keeps_place=same and bool(before.tree.nodes or same))
        elif stage == "asking" and self.view.asked is not None:
            self.query_one(Answering).ask(self.session, [option.id for option in self.view.asked.candidates], self.mode)
        elif stage == "drawn" and self.room.timed and self.room.may_move:
            self._show_draws(0)
            self._timer = self.set_interval(SECONDS_PER_DRAW, self._next_draw)
        elif stage == "drawn":
            self._show_draws(len(self.view.drawn[-1].draws))

    def redraw(self, stage: Kind) -> None:
        """Draw all parts anew; those that look the same are not painted again."""
        view, goal = self.view, self.session.setup.goal.words()
        asks = stage == "asking" and view.opened is not None and view.opened.play == "yours"
        drawings: dict[str, Draw] = {
            "header": lambda width, _: draw.header_text(view, width),
            "card": lambda width, _: card_text(view.said[0].text, width) if stage == "card" else nothing(0, 0),
            "text": partial(draw.text_text, view, asks),
            "task": lambda width, _: draw.task_text(view, width),
            "mine": partial(mine_text, view, goal),
        }
        if stage == "fragments":
            drawings["shown"] = partial(fragments_text, view)
        if stage == "texts" and view.compared is not None:
            compared, prompt = view.compared, [token.text for token in view.prompt]
            drawings["shown"] = lambda width, height: texts_text(compared, prompt, goal, width, height)
        for name, drawing in drawings.items():
            self.query_one(f"#{name}", Drawing).show(drawing)
        if stage == "hand" and view.weighed is not None:
            self.query_one(KnobList).update_knobs(view.weighed, self.knob)
            self.query_one(TreeOutline).update_tree(view)
        self.query_one(KeyLine).show_keys(draw.keys(stage, view))

    def _show_draws(self, count: int) -> None:
        """Show so many of the draws."""
        self.drawn = count
        self.query_one("#shown", Drawing).show(partial(draws_text, self.view.drawn[-1], count))

    def _next_draw(self) -> None:
        self._show_draws(self.drawn + 1)
        if self.drawn == len(self.view.drawn[-1].draws):
            self.settle()
