"""One session of *chat* in lines: the assistant's tokens, a fine-tuning, both models asked, a talk with both."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tokenroom.game.chat import ChatSession
from tokenroom.game.chat_commands import ClearChat, SayToBoth, StopChatTuning, TakeShippedChat, TuneChat, TuneChatOn
from tokenroom.game.chat_events import BothAnswered, ChatCleared, ChatCompared, ChatItemsDone, ChatTuned
from tokenroom.game.commands import AnyCommand, AskHint, Next
from tokenroom.game.events import AnyEvent, PassageOpened, SessionEnded
from tokenroom.game.predict import PredictSession
from tokenroom.game.recorded import RecordedSession
from tokenroom.game.session import CommandError
from tokenroom.plain.chat_telling import HELP, TALK, told
from tokenroom.plain.chat_typed import read_request
from tokenroom.plain.talk import Talk, sentence
from tokenroom.plain.turns import PredictLines
from tokenroom.plain.typed import Kind

LINES = 8  # that tell of one training
PREDICTED = {"asked", "revealed"}  # phases of the first part


class ChatItemLines(PredictLines):
    """The first part: the tokens of the assistant are asked for as in *predict*."""

    def session_in(self, recorded: RecordedSession) -> PredictSession:
        """Return the session of *predict* within the session."""
        assert isinstance(recorded.session, ChatSession)
        return recorded.session.predicting

    def tell(self, events: Sequence[AnyEvent]) -> None:
        """Say events in order; before the first dialogue, what of it is asked for."""
        first = (n for n, event in enumerate(events) if isinstance(event, PassageOpened) and event.part == 1)
        at = next(first, None)
        if at is not None:
            super().tell(events[:at])
            self._talk.say(["", MASK])
            events = events[at:]
        super().tell(events)


MASK = (
    "Dialogues are shown as the model sees them, with im_start and im_end around each message. Only what the assistant "
    "says is asked for, and the im_end behind it; all else costs nothing."
)


class ChatLines:
    """A session that a person plays in lines.

    Args:
        talk: where it is told and where lines come from.
        recorded: the session.
        answer_in: how numbers are read when a line does not say; None as the level has it.
        wait: called with the seconds of each shock.
    """

    def __init__(
        self, talk: Talk, recorded: RecordedSession, answer_in: Kind | None, wait: Callable[[float], None]
    ) -> None:
        assert isinstance(recorded.session, ChatSession)
        self._talk, self._recorded, self._session = talk, recorded, recorded.session
        self._items = ChatItemLines(talk, recorded, answer_in, wait)
        self._paused = False  # Ctrl-C was pressed while it trained

    def begin(self, events: Sequence[AnyEvent]) -> None:
        """Tell the first events."""
        self._items.begin(events)

    def go_on(self, events: Sequence[AnyEvent]) -> None:
        """Tell again what a player who comes back needs."""
        if self._phase in PREDICTED:
            self._items.go_on(events)
            return
        self._talk.say(["", f"You go on with: {self._session.setup.level.file.title}."])
        for kind in (ChatItemsDone, ChatCompared):
            self._tell([event for event in events if isinstance(event, kind)][-1:])
        if self._phase == "talking":
            self._tell([event for event in events if isinstance(event, BothAnswered) and not event.number][-1:])
            self._talk.say(TALK)

    def play(self) -> SessionEnded:
        """Take lines until the session has ended (raises Quit or EndOfInput before)."""
        while True:
            events = self._turn()
            if events and isinstance(events[-1], SessionEnded):
                return events[-1]

    @property
    def _phase(self) -> str:
        return self._session.state.phase

    def _turn(self) -> tuple[AnyEvent, ...]:
        match self._phase:
            case "asked":
                self._items.take_line()
                return ()
            case "revealed":
                return self._next_item()
            case "tuning" if not self._paused:
                return self._train()
            case "tuned":
                return self._carry_out(Next())
            case _:
                return self._take_line()

    def _next_item(self) -> tuple[AnyEvent, ...]:
        events = self._recorded.apply(Next())
        if self._phase in PREDICTED:
            self._items.tell(events)
        else:
            self._tell(events)
            self._talk.say(["", self._choices()])
        return events

    def _take_line(self) -> tuple[AnyEvent, ...]:
        """Read one line and do what it asks; a line that makes no sense is answered by one that says why."""
        talking = self._phase == "talking"
        line = self._talk.ask("you> " if talking else "stopped> " if self._paused else "chat> ")
        try:
            return self._do(line, talking)
        except CommandError as error:
            self._talk.say([sentence(error)])
            return ()

    def _do(self, line: str, talking: bool) -> tuple[AnyEvent, ...]:
        if talking:
            return self._say(line)
        request = read_request(line, self._paused, self._session.setup.models.has_shipped)
        if request == "help":
            self._talk.say([*HELP, self._choices()])
            return ()
        self._paused = False
        return self._carry_out(_COMMANDS[request])

    def _say(self, line: str) -> tuple[AnyEvent, ...]:
        match line.strip().casefold():
            case "?" | "help":
                self._talk.say([*HELP, *TALK])
                return ()
            case "new":
                return self._carry_out(ClearChat())
            case "hint":
                return self._carry_out(AskHint())
            case "done":
                return self._carry_out(Next())
            case "" if not self._session.state.chats[0]:
                self._talk.say(["Nothing is written yet. Say something first, or type done to end the talk."])
                return ()
            case _:
                return self._carry_out(SayToBoth(line))

    def _choices(self) -> str:
        if self._paused:
            return "An empty line trains on; keep: keep what it has learned; undo: lose it."
        shipped = (
            "; shipped: take the model that comes with the program" if self._session.setup.models.has_shipped else ""
        )
        return f"train (or an empty line): let it learn{shipped}."

    def _carry_out(self, command: AnyCommand) -> tuple[AnyEvent, ...]:
        events = self._recorded.apply(command)
        if isinstance(command, Next) and self._phase == "talking":
            self._tell([event for event in events if not isinstance(event, ChatCleared)])
            self._talk.say(TALK)
        else:
            self._tell(events)
        return events

    def _tell(self, events: Sequence[AnyEvent]) -> None:
        for event in events:
            self._talk.say(told(event, self._session.setup, self._talk.units))

    def _train(self) -> tuple[AnyEvent, ...]:
        """Train to the end, and tell of it now and then; Ctrl-C stops it and nothing else."""
        events: tuple[AnyEvent, ...] = ()
        told_at = 0
        try:
            while self._phase == "tuning":
                events = self._recorded.apply(TuneChatOn())
                told_at = self._progress(events, told_at)
        except KeyboardInterrupt:
            if self._phase == "tuning":
                self._paused = True
                self._talk.say(["", "Stopped.", self._choices()])
                return ()
        self._tell([event for event in events if not isinstance(event, ChatTuned)])
        return events

    def _progress(self, events: Sequence[AnyEvent], told_at: int) -> int:
        """Tell of every eighth part of a training once."""
        tuned = next(event for event in events if isinstance(event, ChatTuned))
        part = LINES * tuned.step // tuned.total
        if part > told_at:
            self._tell([tuned])
        return part


_COMMANDS: dict[str, AnyCommand] = {
    "train": TuneChat(),
    "train on": TuneChatOn(),
    "keep": StopChatTuning(keep=True),
    "undo": StopChatTuning(keep=False),
    "shipped": TakeShippedChat(),
    "hint": AskHint(),
}
