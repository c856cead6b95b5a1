"""One session of *curate* in lines: filters are set by their names, pages are read, rivals train."""

from __future__ import annotations

from collections.abc import Sequence

from tokenroom.game.commands import AnyCommand, AskHint, Next
from tokenroom.game.curate import CurateSession
from tokenroom.game.curate_commands import LookAtPage, SetFilter, StopTraining, Train, TrainOn
from tokenroom.game.curate_events import CurateStarted, Filtered, RivalsCompared, Trained
from tokenroom.game.events import AnyEvent, SessionEnded
from tokenroom.game.recorded import RecordedSession
from tokenroom.game.session import CommandError
from tokenroom.plain.curate_telling import examples, offers, told
from tokenroom.plain.curate_typed import Examples, NextPage, Request, read_request
from tokenroom.plain.talk import Talk, sentence
from tokenroom.text.curation.filters import FilterName

LINES = 8  # that tell of one training
HELP = (
    "",
    "Set a filter by its name and a setting, such as: extraction main text. Or by numbers: 2 3.",
    "  extraction: what that filter offers, and examples of what it takes",
    "  filters: all filters, all settings, and what is left",
    "  page 17: that page, as it was found and as the filters leave it; page: the next one",
    "  taken language: the next page of which that filter takes something",
    "  train: two rivals learn, one from the raw pages and one from what you have left of them",
    "  an empty line: train, or go on once they are compared",
    "  hint: the next hint    quit: leave; the session is kept",
    "",
    "Text is measured in runs of four words. Good text is what the level wants to be learned; a run of it that is "
    "there twice counts once, and the second time as rest.",
)


class CurateLines:
    """A session that a person plays in lines.

    Args:
        talk: where it is told and where lines come from.
        recorded: the session.
    """

    def __init__(self, talk: Talk, recorded: RecordedSession) -> None:
        assert isinstance(recorded.session, CurateSession)
        self._talk, self._recorded, self._session = talk, recorded, recorded.session
        self._page = 0  # last looked at
        self._started: CurateStarted | None = None

    def begin(self, events: Sequence[AnyEvent]) -> None:
        """Tell the first events."""
        self._note(events)
        self._tell(events)
        self._talk.say(["", "Set a filter, for example: extraction main text. Then: train. ? explains more."])

    def go_on(self, events: Sequence[AnyEvent]) -> None:
        """Tell again what a player who comes back needs: how the filters are set, and the last comparison."""
        self._note(events)
        self._talk.say(["", f"You go on with: {self._session.setup.level.file.title}."])
        for kind in (Filtered, RivalsCompared):
            self._tell([event for event in events if isinstance(event, kind)][-1:])

    def play(self) -> SessionEnded:
        """Take lines until the session has ended (raises Quit or EndOfInput before)."""
        while True:
            events = self._train() if self._session.state.phase == "training" else self._take_line()
            if events and isinstance(events[-1], SessionEnded):
                return events[-1]

    def _note(self, events: Sequence[AnyEvent]) -> None:
        self._started = next(event for event in events if isinstance(event, CurateStarted))

    @property
    def _offered(self) -> CurateStarted:
        assert self._started is not None
        return self._started

    def _tell(self, events: Sequence[AnyEvent]) -> None:
        for event in events:
            self._talk.say(told(event, self._offered))

    def _take_line(self) -> tuple[AnyEvent, ...]:
        """Read one line and do what it asks; a line that makes no sense is answered by one that says why."""
        line = self._talk.ask("filters> " if self._session.state.phase == "filtering" else "compared> ")
        try:
            return self._do(read_request(line, self._offered.filters))
        except CommandError as error:
            self._talk.say([sentence(error)])
            return ()

    def _do(self, request: Request) -> tuple[AnyEvent, ...]:
        match request:
            case SetFilter() | Train():
                return self._carry_out(request)
            case LookAtPage(page):
                self._page = page
                return self._carry_out(request)
            case NextPage(taken_by):
                return self._next_page(taken_by)
            case Examples(which):
                self._talk.say(self._about(which))
            case "hint":
                return self._carry_out(AskHint())
            case "filters":
                self._talk.say(offers(self._offered))
                self._tell([self._left])
            case "help":
                self._talk.say(HELP)
            case "go on":
                return self._carry_out(self._onwards())
        return ()

    def _carry_out(self, command: AnyCommand) -> tuple[AnyEvent, ...]:
        events = self._recorded.apply(command)
        self._tell(events)
        return events

    def _onwards(self) -> AnyCommand:
        state = self._session.state
        return Train() if state.phase == "filtering" and self._session.trainings_left else Next()

    def _next_page(self, taken_by: FilterName | None) -> tuple[AnyEvent, ...]:
        page = self._session.next_page(self._page, taken_by)
        if page is None:
            raise CommandError(f"the filter {taken_by} takes nothing from any page")
        self._page = page
        return self._carry_out(LookAtPage(page))

    def _about(self, which: FilterName) -> list[str]:
        offer = next(offer for offer in self._offered.filters if offer.filter == which)
        taken = examples(self._left, which)
        settings = [f"  {number} {o.setting}: {o.words}" for number, o in enumerate(offer.options, start=1)]
        return ["", f"{offer.filter}: {offer.words}", *settings, *(["It takes, for example:", *taken] if taken else [])]

    @property
    def _left(self) -> Filtered:
        return self._session.setup.cleaning.filtered(self._session.state.settings)

    def _train(self) -> tuple[AnyEvent, ...]:
        """Let both train to the end, and tell of it now and then; Ctrl-C stops them and nothing else."""
        events: tuple[AnyEvent, ...] = ()
        told_at = 0
        try:
            while self._session.state.phase == "training":
                events = self._recorded.apply(TrainOn())
                told_at = self._progress(events, told_at)
        except KeyboardInterrupt:
            return self._carry_out(StopTraining()) if self._session.state.phase == "training" else ()
        self._tell(events[1:])
        return events

    def _progress(self, events: Sequence[AnyEvent], told_at: int) -> int:
        """Tell of every eighth part of a training once."""
        trained = next(event for event in events if isinstance(event, Trained))
        part = LINES * trained.phrases // trained.total
        if part > told_at:
            self._tell([trained])
        return part
