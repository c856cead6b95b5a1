"""What the merge screen shows: the events of a session, beat by beat, each seen before the next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll

from tokenroom.game.events import AnyEvent
from tokenroom.game.merge import MergeSession
from tokenroom.room.beats import Beat, Kind
from tokenroom.room.draw import merge as draw
from tokenroom.room.draw.card import card_text
from tokenroom.room.draw.merge_ending import merge_ending
from tokenroom.room.merge_view import MergeView, fold, merge_beats
from tokenroom.room.screens.stages import BeatScreen
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.key_line import KeyLine
from tokenroom.room.widgets.merge_page import MergePage
from tokenroom.room.widgets.pair_list import PairList

if TYPE_CHECKING:
    from tokenroom.game.campaign import Play


class MergeStagedScreen(BeatScreen):
    """Shows one session of *merge*. Nothing here changes it: see `MergeScreen` for that.

    Args:
        play: the session and its events so far.
        resumed: whether those events were seen before, so that none of them is told again.
    """

    CSS_PATH = "merge.tcss"

    def __init__(self, play: Play, resumed: bool) -> None:
        recorded, first = play
        assert isinstance(recorded.session, MergeSession)
        self.session = recorded.session
        super().__init__(recorded, [self._caught_up(first)] if resumed else merge_beats(first))
        self.view = MergeView()

    def compose_table(self) -> ComposeResult:
        """Yield the text, the pairs on offer or what came of one, and the picks so far."""
        with VerticalScroll(id="sheet", can_focus=False):
            yield MergePage(id="page")
        with Horizontal(id="middle"):
            with Vertical(id="offer"):
                yield PairList(id="pairs")
                with Horizontal(id="line"):
                    yield Drawing(id="typed")
                    yield Drawing(_button, id="merge")
            yield Drawing(id="outcome")
            yield Drawing(id="beside")

    def beats_of(self, events: Sequence[AnyEvent]) -> list[Beat]:
        """Return the beats of what a command brought about."""
        return merge_beats(events)

    def _caught_up(self, events: Sequence[AnyEvent]) -> Beat:
        return Beat("picked" if self.session.state.phase == "picked" else "asking", tuple(events))

    def show_beat(self, beat: Beat) -> None:
        """Show one beat."""
        self.view = fold(self.view, beat.events)
        self.go_to(beat.kind)
        if beat.kind == "ended":
            self.room.show_ending(merge_ending(self.view))
            return
        self._redraw(beat.kind)
        self.tell(self.view.said)

    def _redraw(self, stage: Kind) -> None:
        view = self.view
        self.query_one("#header", Drawing).show(partial(_header, view))
        self.query_one("#beside", Drawing).show(partial(draw.beside_text, view))
        self.query_one(MergePage).update_page(view)
        if stage == "card":
            self.query_one("#card", Drawing).show(partial(_card, view.said[0].text))
        if stage == "asking" and view.asked is not None:
            self.query_one(PairList).offer(view.asked.candidates)
            self.show_typed(None)
        if stage == "picked":
            self.query_one("#outcome", Drawing).show(partial(_outcome, view))
        self.query_one(KeyLine).show_keys(draw.ASK_KEYS if stage == "asking" else draw.GO_ON_KEYS)

    def show_typed(self, typed: str | None) -> None:
        """Show what is typed in the line for any pair; None where nothing is."""
        self.query_one("#typed", Drawing).show(partial(_typed, typed))


def _header(view: MergeView, width: int, _height: int) -> Text:
    return draw.header_text(view, width)


def _card(words: str, width: int, _height: int) -> Text:
    return card_text(words, width)


def _outcome(view: MergeView, width: int, _height: int) -> Text:
    return draw.outcome_text(view.picks[-1], width)


def _typed(typed: str | None, width: int, _height: int) -> Text:
    return draw.line_text(typed, width)


def _button(width: int, _height: int) -> Text:
    return Text("Merge".center(width))
