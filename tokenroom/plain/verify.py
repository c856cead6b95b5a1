"""One session of *verify* in lines: predictions in per cent, then checkers, answers and trainings at a bench."""

from __future__ import annotations

from collections.abc import Sequence

from tokenroom.game.commands import AnyCommand, AskHint, Next
from tokenroom.game.events import AnyEvent, SessionEnded
from tokenroom.game.recorded import RecordedSession
from tokenroom.game.session import CommandError
from tokenroom.game.verify import VerifySession
from tokenroom.game.verify_commands import VerifyStop, VerifyTrainOn
from tokenroom.game.verify_drawer import judge
from tokenroom.game.verify_events import BenchOpened, PassAsked, VerifyMeasured, VerifyStarted, VerifyUpdated
from tokenroom.plain.talk import Talk, sentence
from tokenroom.plain.verify_telling import checkers_lines, names_lines, told, written_lines
from tokenroom.plain.verify_typed import Request, read_request, read_sure
from tokenroom.text.checker import read_rule

LINES = 10  # that tell of one training
HELP_ASKED = (
    "",
    "The model tries the sum many times. Type how likely a try is to be right, from 1 to 99 per cent. What you say is "
    "scored over all tries as a probability; one half costs what a coin costs, and an empty line says one half.",
    "  hint: the next hint    quit: leave; the session is kept",
)
HELP = (
    "",
    "  check last == total: writes the checker, and tries it on the drawer; names: all that a checker may say",
    "  checkers: some checkers to begin with; 2 takes the second of them",
    "  drawer: what the checker makes of the drawer, once more",
    "  answer 20: an answer to the sum on the bench; let somebody else try to fool your checker",
    "  train: reinforces what the checker accepts; undo: takes back what was learned last",
    "  shipped: takes the model that was trained against the true checker",
    "  end: closes the bench    hint: the next hint    quit: leave; the session is kept",
)


class VerifyLines:
    """A session that a person plays in lines.

    Args:
        talk: where it is told and where lines come from.
        recorded: the session.
    """

    def __init__(self, talk: Talk, recorded: RecordedSession) -> None:
        assert isinstance(recorded.session, VerifySession)
        self._talk, self._recorded, self._session = talk, recorded, recorded.session
        self._checkers: tuple[str, ...] = ()

    def begin(self, events: Sequence[AnyEvent]) -> None:
        """Tell the first events."""
        self._note(events)
        self._tell(events)

    def go_on(self, events: Sequence[AnyEvent]) -> None:
        """Tell again what a player who comes back needs: the sum or the checker, and the last comparison."""
        self._note(events)
        self._talk.say(["", f"You go on with: {self._session.setup.level.file.title}."])
        last = PassAsked if self._session.state.phase in ("asking", "tried") else BenchOpened
        for kind in (last, VerifyMeasured):
            self._tell([event for event in events if isinstance(event, kind)][-1:])
        if last is BenchOpened:
            self._drawer()

    def play(self) -> SessionEnded:
        """Take lines until the session has ended (raises Quit or EndOfInput before)."""
        while True:
            events = self._train() if self._session.state.phase == "training" else self._take_line()
            if events and isinstance(events[-1], SessionEnded):
                return events[-1]

    def _note(self, events: Sequence[AnyEvent]) -> None:
        started = next(event for event in events if isinstance(event, VerifyStarted))
        self._checkers = started.checkers

    def _tell(self, events: Sequence[AnyEvent]) -> None:
        for event in events:
            self._talk.say(told(event))

    def _take_line(self) -> tuple[AnyEvent, ...]:
        """Read one line and do what it asks; a line that makes no sense is answered by one that says why."""
        phase = self._session.state.phase
        line = self._talk.ask({"asking": "per cent> ", "tried": "Enter goes on> "}.get(phase, "bench> "))
        try:
            return self._do(read_sure(line) if phase == "asking" else self._read(line, phase))
        except CommandError as error:
            self._talk.say([sentence(error)])
            return ()

    def _read(self, line: str, phase: str) -> Request:
        return "go on" if phase == "tried" and not line.strip() else read_request(line, self._checkers)

    def _do(self, request: Request) -> tuple[AnyEvent, ...]:
        match request:
            case "help":
                self._talk.say(HELP if self._session.state.phase == "bench" else HELP_ASKED)
            case "hint":
                return self._carry_out(AskHint())
            case "names":
                self._talk.say(names_lines())
            case "checkers":
                self._talk.say(checkers_lines(self._checkers))
            case "drawer":
                self._drawer()
            case "go on" if self._session.state.phase == "bench":
                self._talk.say(["Type end to close the bench, or ? for what can be done here."])
            case "go on" | "end":
                return self._carry_out(Next())
            case _:
                return self._carry_out(request)
        return ()

    def _drawer(self) -> None:
        if not self._session.state.rule:
            raise CommandError("there is no checker yet: the bench comes behind the sums")
        self._talk.say(written_lines(judge(read_rule(self._session.state.rule), self._session.setup.cases)))

    def _carry_out(self, command: AnyCommand) -> tuple[AnyEvent, ...]:
        events = self._recorded.apply(command)
        self._tell(events)
        return events

    def _train(self) -> tuple[AnyEvent, ...]:
        """Go on to the end, and tell of it now and then; Ctrl-C stops the training and nothing else."""
        events: tuple[AnyEvent, ...] = ()
        told_at = 0
        while self._session.state.phase == "training":
            try:
                events = self._recorded.apply(VerifyTrainOn())
            except KeyboardInterrupt:
                self._stop()
                continue
            if isinstance(events[0], VerifyUpdated):
                part = LINES * events[0].update // events[0].updates
                self._tell(events[:1] if part > told_at else ())
                told_at = part
            else:
                self._tell(events)
        return events

    def _stop(self) -> None:
        try:
            self._carry_out(VerifyStop())
        except CommandError as error:
            self._talk.say([sentence(error)])
