"""One session of *prefer* in lines: two numbers a pair, words for everything else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tokenroom.game.commands import AnyCommand, AskHint, Next
from tokenroom.game.events import AnyEvent, SessionEnded, Shocked
from tokenroom.game.prefer import PreferSession
from tokenroom.game.prefer_commands import Fit, FitOn, LearnFrom, StopFit, TurnPair, UndoFit, ValuePair
from tokenroom.game.prefer_events import FitEnded, FitOpened, Fitted, PairAsked, PreferStarted
from tokenroom.game.recorded import RecordedSession
from tokenroom.game.session import CommandError
from tokenroom.plain.prefer_telling import told
from tokenroom.plain.prefer_typed import Request, read_request
from tokenroom.plain.talk import Talk, sentence
from tokenroom.text.display import safe_text

LINES = 8  # that tell of the training
PROMPTS = {"asked": "worth> ", "told": "told> ", "fit": "train> ", "fitted": "trained> "}
HELP = (
    "",
    "Write what A and B are worth, such as: 2 0. Only the difference counts; equal numbers say that you cannot tell.",
    "  pair: the question and both answers once more",
    "  guideline: what decides which answer is better",
    "  an empty line: go on, once the pair has been told; nothing is locked by it",
    "  other: once it has been told, you would choose the other one; other again takes it back",
    "  mine, theirs: whose choices the reward model learns from; theirs are the guideline's",
    "  train: let a reward model learn from all training pairs; Ctrl-C stops it",
    "  keep, undo: what to do with what it has learned    without: go on without it",
    "  hint: the next hint    quit: leave; the session is kept",
)


class PreferLines:
    """A session that a person plays in lines.

    Args:
        talk: where it is told and where lines come from.
        recorded: the session.
        wait: called with the seconds of each shock.
    """

    def __init__(self, talk: Talk, recorded: RecordedSession, wait: Callable[[float], None]) -> None:
        assert isinstance(recorded.session, PreferSession)
        self._talk, self._recorded, self._session, self._wait = talk, recorded, recorded.session, wait
        self._started: PreferStarted | None = None
        self._asked: PairAsked | None = None

    def begin(self, events: Sequence[AnyEvent]) -> None:
        """Tell the first events."""
        self._note(events)
        self._tell(events)
        self._talk.say(["", "Write what A and B are worth, for example: 2 0. ? explains more."])

    def go_on(self, events: Sequence[AnyEvent]) -> None:
        """Tell again what a player who comes back needs: the pair that is open, or how far the training is."""
        self._note(events)
        self._talk.say(["", f"You go on with: {safe_text(self._offered.title, 200)}."])
        marks = [n for n, event in enumerate(events) if isinstance(event, PairAsked | FitOpened | FitEnded)]
        self._tell([event for event in events[marks[-1] :] if not isinstance(event, Fitted)])

    def play(self) -> SessionEnded:
        """Take lines until the session has ended (raises Quit or EndOfInput before)."""
        while True:
            events = self._train() if self._session.state.phase == "fitting" else self._take_line()
            if events and isinstance(events[-1], SessionEnded):
                return events[-1]

    def _note(self, events: Sequence[AnyEvent]) -> None:
        self._started = next(event for event in events if isinstance(event, PreferStarted))

    @property
    def _offered(self) -> PreferStarted:
        assert self._started is not None
        return self._started

    def _tell(self, events: Sequence[AnyEvent]) -> None:
        for event in events:
            if isinstance(event, PairAsked):
                self._asked = event
            self._talk.say(told(event, self._offered, self._talk.units))
            if isinstance(event, Shocked) and event.seconds:
                self._wait(event.seconds)

    def _take_line(self) -> tuple[AnyEvent, ...]:
        """Read one line and do what it asks; a line that makes no sense is answered by one that says why."""
        line = self._talk.ask(PROMPTS[self._session.state.phase])
        try:
            return self._do(read_request(line))
        except CommandError as error:
            self._talk.say([sentence(error)])
            return ()

    def _do(self, request: Request) -> tuple[AnyEvent, ...]:
        match request:
            case ValuePair() | LearnFrom() | Fit():
                return self._carry_out(request)
            case "other":
                state = self._session.state
                return self._carry_out(TurnPair(state.pair not in state.turned))
            case "undo":
                return self._carry_out(UndoFit())
            case "without":
                if self._session.state.phase != "fit":
                    raise CommandError("there is no training to go on without")
                return self._carry_out(Next())
            case "hint":
                return self._carry_out(AskHint())
            case "go on":
                return self._carry_out(Fit() if self._session.state.phase == "fit" else Next())
            case "pair":
                self._tell([self._asked] if self._asked is not None else [])
            case "guideline":
                text = safe_text(self._offered.guideline).split("\n")
                self._talk.say(["", *text] if self._offered.guideline else ["Nobody has written it down."])
            case "help":
                self._talk.say(HELP)
        return ()

    def _carry_out(self, command: AnyCommand) -> tuple[AnyEvent, ...]:
        events = self._recorded.apply(command)
        self._tell(events)
        return events

    def _train(self) -> tuple[AnyEvent, ...]:
        """Let the model learn to the end, and tell of it now and then; Ctrl-C stops it and nothing else."""
        events: tuple[AnyEvent, ...] = ()
        told_at = 0
        try:
            while self._session.state.phase == "fitting":
                events = self._recorded.apply(FitOn())
                told_at = self._progress(events, told_at)
        except KeyboardInterrupt:
            return self._carry_out(StopFit()) if self._session.state.phase == "fitting" else ()
        self._tell([event for event in events if not isinstance(event, Fitted)])
        return events

    def _progress(self, events: Sequence[AnyEvent], told_at: int) -> int:
        """Tell of every eighth part of a training once."""
        for fitted in events:
            if isinstance(fitted, Fitted) and LINES * fitted.step // fitted.total > told_at:
                self._tell([fitted])
                told_at = LINES * fitted.step // fitted.total
        return told_at
