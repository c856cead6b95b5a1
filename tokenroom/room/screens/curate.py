"""The screen of the mechanic *curate*: filters are set, pages looked at, two rivals train while one looks on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events, on
from textual.binding import Binding

from tokenroom.game.commands import AskHint, Next
from tokenroom.game.curate_commands import LookAtPage, SetFilter, StopTraining, Train, TrainOn
from tokenroom.game.curate_events import Filtered, TrainingStopped
from tokenroom.game.events import AnyEvent
from tokenroom.room.curate_view import fold
from tokenroom.room.draw.curate import offer_at
from tokenroom.room.screens.curate_parts import SCROLL, CurateParts
from tokenroom.room.widgets.filter_list import FilterList
from tokenroom.room.widgets.voice import Voice

if TYPE_CHECKING:
    from tokenroom.game.campaign import Play


class CurateScreen(CurateParts):
    """Plays one session."""

    BINDINGS = [Binding("ctrl+t", "hint", show=False)]  # noqa: RUF012 - Textual's form

    def __init__(self, play: Play, resumed: bool) -> None:
        super().__init__(play, resumed)
        self._alike = False  # Enter was pressed once with no filter set

    def on_mount(self) -> None:
        """Tell the story, or go on where the session stands."""
        if self.view.said and not self._resumed:
            self.tell_story()
        else:
            self.go_on_with_session()
        self.query_one("#voice", Voice).tell((), word_by_word=False)

    def on_key(self, event: events.Key) -> None:
        """Keys work the filters; while rivals train, S stops them and nothing else waits."""
        if self.is_too_small or event.key == "f1" or event.key.startswith("ctrl+"):
            return
        event.stop()
        event.prevent_default()
        if self.is_training:
            if event.key.lower() in {"s", "escape"}:
                self.action_stop()
        else:
            self.take_in_turn(event)

    def take(self, event: events.Key) -> None:
        """Do what a key means."""
        if event.key == "escape":
            self.action_leave()
            return
        self.stay()
        self.say("")
        match event.key.lower():
            case "enter" | "space":
                self.action_go_on()
            case "up" | "down":
                self.action_move(-1 if event.key == "up" else 1)
            case "left" | "right":
                self.action_change(-1 if event.key == "left" else 1)
            case "n" | "p":
                self.action_page(1 if event.key.lower() == "n" else -1)
            case "pageup" | "pagedown":
                self.scroll_page(-SCROLL if event.key == "pageup" else SCROLL)
            case "t":
                self.action_taken()
            case _ if event.character == "?":
                self.action_help()
            case _ if self.stage == "telling":
                self.hurries(goes_on=False)

    def show_told(self, told: Sequence[AnyEvent]) -> None:
        """Show what a command brought about; a training goes on by itself."""
        self.view = fold(self.view, told)
        if self.view.ended is None:
            self.tell_beside(told)
            self.go_on_with_session()
            if isinstance(told[-1], TrainingStopped):
                self.say("Both have stopped; what they had learned is gone.")
            elif isinstance(told[-1], Filtered) and self.looked_at:
                self.carry_out(LookAtPage(self.looked_at))  # what is left of it has changed
        elif self.view.said:
            self.tell_story()
        else:
            self.show_end()

    def action_go_on(self) -> None:
        """Hurry the story; train; go on from a comparison."""
        if self.is_working:
            return
        if not self.voice.is_done:
            self.voice.finish()
        elif self.view.ended is not None:
            self.show_end()
        elif self.stage == "telling":
            self.go_on_with_session()
        elif self.stage == "filtering" and self.session.trainings_left:
            self._begin_training()
        else:
            self.carry_out(Next())

    def _begin_training(self) -> None:
        """Let them train; ask once more where both would read the same, for trainings are few."""
        if set(self.view.settings.values()) == {"off"} and not self._alike:
            self._alike = True
            self.say("No filter is set: both would read the same. Enter once more lets them.")
            return
        self.stopping = self._alike = False
        self.carry_out(Train())

    def action_move(self, by: int) -> None:
        """Take the cursor to another filter."""
        if self._may_set:
            self.place = (self.place + by) % self.filter_count
            self.redraw()

    def action_change(self, by: int) -> None:
        """Set the filter at the cursor to its next setting, or the one before."""
        offer = offer_at(self.view, self.place)
        if not self._may_set or offer is None or self.is_working:
            return
        names = [option.setting for option in offer.options]
        wanted = names.index(self.view.settings[offer.filter]) + by
        if 0 <= wanted < len(names):
            self.carry_out(SetFilter(offer.filter, names[wanted]))
        else:
            self.say(f"{offer.filter} has no setting {'behind' if by > 0 else 'before'} that one")

    def action_page(self, by: int = 1) -> None:
        """Look at the next page, or the one before."""
        if self._may_set and self.view.started is not None:
            self.first = 0
            here = self.looked_at or (1 if by < 0 else 0)
            self.carry_out(LookAtPage((here + by - 1) % self.view.started.pages + 1))

    def action_taken(self) -> None:
        """Look at the next page of which the filter at the cursor takes something."""
        offer = offer_at(self.view, self.place)
        if not self._may_set or offer is None or self.is_working:
            return
        page = self.session.next_page(self.looked_at, offer.filter)
        if page is None:
            self.say(f"the filter {offer.filter} takes nothing from any page")
        else:
            self.first = 0
            self.carry_out(LookAtPage(page))

    def action_hint(self) -> None:
        """Ask for the next hint."""
        if self._may_set:
            self.carry_out(AskHint())

    @on(FilterList.Clicked)
    def _clicked(self, event: FilterList.Clicked) -> None:
        """Do with the mouse what the arrows do."""
        if self._may_set and event.place < self.filter_count:
            self.place = event.place
            self.redraw()
            if event.change:
                self.action_change(event.change)

    def go_on_with_session(self) -> None:
        """Show the stage that the session is in; let a training go on."""
        phase = self.session.state.phase
        self.show(phase if phase == "training" or phase == "compared" else "filtering")
        if phase == "training":
            self.carry_out(StopTraining() if self.stopping else TrainOn())

    def _ask_for_patience(self) -> None:
        if self.stage != "training":
            self.say("One moment: all pages go through all filters.")
