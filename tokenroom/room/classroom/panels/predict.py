"""The panel of *predict*: the passage, an answer, and what came of it beside the class and the rival."""

from __future__ import annotations

from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from tokenroom.classroom.to_clients import Found
from tokenroom.classroom.views import PredictView
from tokenroom.game.answer import AnswerError
from tokenroom.room.classroom.answering import ClassAnswering
from tokenroom.room.classroom.draw import predict as draw
from tokenroom.room.classroom.panels.base import Answered, Panel
from tokenroom.room.classroom.seat import Seen
from tokenroom.room.draw.keyline import Key
from tokenroom.room.sheet import MODES, Mode
from tokenroom.room.widgets.answering import Answering
from tokenroom.room.widgets.drawing import Drawing
from tokenroom.room.widgets.meter import Meter, dimming
from tokenroom.room.widgets.passage_view import PassageView

NEXT_WAY = "next_way"  # as the line of keys says it
WAYS: dict[str, Mode] = {
    "f2": "scores",
    "ctrl+s": "scores",
    "f3": "chips",
    "ctrl+k": "chips",
    "f4": "guess",
    "ctrl+g": "guess",
}


class PredictPanel(Panel):
    """Shows an item before and after its reveal."""

    mode: Mode | None = None  # the way to answer that the student chose
    is_blank_meant = False  # Enter was pressed once with nothing written

    def compose(self) -> ComposeResult:
        """Yield the passage, the answer or what came of it, and who answers beside you."""
        yield PassageView(id="passage")
        yield Drawing(id="sentence")
        with Horizontal(id="middle"):
            yield ClassAnswering(id="answering")
            with Vertical(id="result"):
                yield Drawing(id="list")
                yield Meter(id="meter")
            with Vertical(id="side"):
                yield Drawing(id="beside")

    @property
    def view(self) -> PredictView:
        """What is shown."""
        assert self.seen.stage is not None
        assert isinstance(self.seen.stage.view, PredictView)
        return self.seen.stage.view

    @property
    def answering(self) -> ClassAnswering:
        """Where the answer is written."""
        return self.query_one(ClassAnswering)

    def tell(self, seen: Seen) -> None:
        """Show an item; what is half written stays as long as it is the same one."""
        before, fresh, self.seen = self.seen, self.is_fresh(seen), seen
        view, units = self.view, self.class_app.units
        self.set_class(seen.may_answer, "-asked")
        self.set_class(view.revealed is not None, "-revealed")
        self.set_class(view.whole, "-symbols")
        self.query_one(PassageView).tell(draw.passage_view(view), view.spaced)
        self.query_one("#list", Drawing).show(partial(draw.own_text, seen))
        self.query_one("#beside", Drawing).show(partial(draw.beside_text, seen, units))
        self.query_one("#sentence", Drawing).show(lambda width, _: draw.sentence_text(seen, units, width))
        if fresh and seen.is_asked:
            self.is_blank_meant = False
            self.answering.ask_item(view, self.mode or draw.mode_of(view))
        self._shock(before)

    def _shock(self, before: Seen) -> None:
        """Let the shock of one's own surprise begin when it is first known; else its figure rests."""
        meter, yours = self.query_one(Meter), self.seen.yours
        surprise = yours.surprise if yours is not None else None
        meter.display = surprise is not None
        if surprise is None:
            self.screen.query_one("#frame").styles.opacity = 1.0
            return
        meter.units = self.class_app.units
        known = before.at == self.seen.at and before.yours is not None and before.yours.surprise is not None
        if not known and before.at == self.seen.at and self.class_app.moves:
            meter.begin(surprise, surprise * self.class_app.settings.seconds_per_nat, draw.decimals(self.view))
        elif not known:
            meter.rest(surprise, draw.decimals(self.view))

    @on(Meter.Changed)
    def _dim(self, event: Meter.Changed) -> None:
        self.screen.query_one("#frame").styles.opacity = dimming(event.left)

    @on(Meter.Drained)
    def _drained(self) -> None:
        self.screen.query_one("#frame").styles.opacity = 1.0

    def press(self, key: str, character: str | None) -> bool:
        """Write, look back in the passage, or hurry the shock."""
        if key in WAYS or key == NEXT_WAY:
            self._switch(WAYS.get(key))
            return True
        if not self.is_finding and self.query_one(PassageView).scroll(key):
            return True
        if not self.seen.may_answer:
            self.query_one(Meter).stop()
            self._drained()
            return False
        self._write(key, character)
        return True

    @property
    def is_finding(self) -> bool:
        """Whether the find line is open."""
        return self.seen.may_answer and self.answering.finder.is_open

    def _write(self, key: str, character: str | None) -> None:
        if key == "enter" and not self.is_finding:
            self._lock()
            return
        if key == "space" and self.is_blank_meant and not self.is_finding:
            self._send()
            return
        self.is_blank_meant = False
        self.notice("")
        self.answering.press(key, character)

    def paste(self, text: str) -> None:
        """What is pasted is typed, as far as it can be."""
        if self.seen.may_answer:
            self.answering.type(text)

    def _lock(self) -> None:
        """Send what is written; with nothing written, ask once."""
        if not self.seen.may_answer:
            return
        if self.answering.sheet.is_blank and not self.is_blank_meant:
            self.is_blank_meant = True
            self.notice("Nothing is written yet. Space lets instinct answer for you; or write a number beside a token.")
            return
        if not self.answering.sheet.is_blank:
            self._send()

    def _send(self) -> None:
        try:
            self.post_message(Answered(self.answering.written()))
        except AnswerError as error:
            self.notice(str(error))

    def _switch(self, mode: Mode | None) -> None:
        """Answer in another way, now and from here on; None takes the next one."""
        if self.seen.may_answer:
            now = self.answering.sheet.mode
            self.mode = mode or MODES[(MODES.index(now) + 1) % len(MODES)]
            self.answering.switch(self.mode)

    def found(self, message: Found) -> None:
        """Learn what the host found."""
        self.answering.found(message.text, message.tokens)

    def keys(self) -> tuple[Key, ...]:
        """Return the keys that mean something now."""
        return draw.keys(self.seen, self.view)

    @on(Answering.Refused)
    def _refused(self, event: Answering.Refused) -> None:
        event.stop()
        self.notice(event.words)

    @on(Answering.Locked)
    def _locked(self, event: Answering.Locked) -> None:
        event.stop()
        self._lock()
