"""One session of *steer* in lines: words for the knob and the runs; then answers for the reward model."""

from __future__ import annotations

from collections.abc import Sequence

from tokenroom.game.commands import AnyCommand, AskHint, Next
from tokenroom.game.events import AnyEvent, SessionEnded
from tokenroom.game.recorded import RecordedSession
from tokenroom.game.session import CommandError
from tokenroom.game.steer import SteerSession
from tokenroom.game.steer_commands import (
    LookAtGroup,
    SetKnob,
    Steer,
    SteerOn,
    StopSteering,
    TakeSteered,
    TryAnswer,
    UndoSteering,
)
from tokenroom.game.steer_events import AnswerWanted, GroupShown, PolicyMoved, SteeringEnded, SteerStarted
from tokenroom.plain.steer_telling import runs_told, told
from tokenroom.plain.steer_typed import Knob, Length, Request, read_request
from tokenroom.plain.talk import Talk, sentence
from tokenroom.text.display import safe_text

LINES = 10  # that tell of a run
PROMPTS = {"set": "knob> ", "steered": "run> ", "fooling": "answer> "}
NEXT = {
    "set": "Type train for a run, knob N or updates N to set it; without goes on without a run; ? explains more.",
    "steered": "Type keep to go on with it, undo to set the knob anew, prompt 1 to see one prompt's answers.",
    "fooling": "Write an answer, or done.",
}
HELP = (
    "",
    "  knob N, updates N: set the next run    train: begin it; Ctrl-C stops it",
    "  ship: look at the model that was steered before you came",
    "  prompt N: the answers to one prompt of the newest update, their rewards and advantages",
    "  on: go on with a run that was stopped    keep: keep it and go on    undo: throw it away",
    "  runs: what all runs came to    without: go on without a run",
    "  where an answer is wanted, any line is one; done ends it",
    "  hint: the next hint    quit: leave; the session is kept",
)


class SteerLines:
    """A session that a person plays in lines.

    Args:
        talk: where it is told and where lines come from.
        recorded: the session.
    """

    def __init__(self, talk: Talk, recorded: RecordedSession) -> None:
        assert isinstance(recorded.session, SteerSession)
        self._talk, self._recorded, self._session = talk, recorded, recorded.session

    def begin(self, events: Sequence[AnyEvent]) -> None:
        """Tell the first events."""
        self._tell(events)
        self._talk.say(["", NEXT["set"]])

    def go_on(self, events: Sequence[AnyEvent]) -> None:
        """Tell again what a player who comes back needs."""
        title = next(event.title for event in events if isinstance(event, SteerStarted))
        self._talk.say(["", f"You go on with: {safe_text(title, 200)}."])
        marks = [n for n, event in enumerate(events) if isinstance(event, SteerStarted | SteeringEnded | AnswerWanted)]
        self._tell([event for event in events[marks[-1] :] if not isinstance(event, PolicyMoved | GroupShown)])
        self._say_next()

    def play(self) -> SessionEnded:
        """Take lines until the session has ended (raises Quit or EndOfInput before)."""
        while True:
            events = self._train() if self._session.state.phase == "steering" else self._take_line()
            if events and isinstance(events[-1], SessionEnded):
                return events[-1]

    def _tell(self, events: Sequence[AnyEvent]) -> None:
        for event in events:
            self._talk.say(told(event, self._talk.units))

    def _say_next(self) -> None:
        self._talk.say([NEXT.get(self._session.state.phase, "")])

    def _take_line(self) -> tuple[AnyEvent, ...]:
        """Read one line and do what it asks; a line that makes no sense is answered by one that says why."""
        line = self._talk.ask(PROMPTS[self._session.state.phase])
        try:
            return self._do(read_request(line, self._session.state.phase == "fooling"))
        except CommandError as error:
            self._talk.say([sentence(error)])
            return ()

    def _do(self, request: Request) -> tuple[AnyEvent, ...]:
        state = self._session.state
        match request:
            case Knob():
                return self._carry_out(SetKnob(float(request), state.updates))
            case Length():
                return self._carry_out(SetKnob(state.kl_weight, int(request)))
            case Steer() | TakeSteered() | UndoSteering() | LookAtGroup() | TryAnswer():
                return self._carry_out(request)
            case "stop on":
                return self._carry_out(SteerOn())
            case "keep" | "without":
                self._require_phase({"keep": ("steered", "fooling"), "without": ("set",)}[request])
                return self._carry_out(Next())
            case "hint":
                return self._carry_out(AskHint())
            case "runs":
                self._talk.say(runs_told(state.runs, self._talk.units))
            case "go on":
                self._say_next()
            case "help":
                self._talk.say(HELP)
        return ()

    def _require_phase(self, phases: tuple[str, ...]) -> None:
        if self._session.state.phase not in phases:
            raise CommandError("keep goes with a run that has ended, without with none; ? explains more")

    def _carry_out(self, command: AnyCommand) -> tuple[AnyEvent, ...]:
        events = self._recorded.apply(command)
        if isinstance(command, SteerOn):
            self._progress(events)
        else:
            self._tell(events)
        return events

    def _train(self) -> tuple[AnyEvent, ...]:
        """Let the run go on to its end, and tell of it now and then; Ctrl-C stops it and nothing else."""
        events: tuple[AnyEvent, ...] = ()
        try:
            while self._session.state.phase == "steering":
                events = self._recorded.apply(SteerOn())
                self._progress(events)
        except KeyboardInterrupt:
            events = self._carry_out(StopSteering()) if self._session.state.phase == "steering" else ()
        self._say_next()
        return events

    def _progress(self, events: Sequence[AnyEvent]) -> None:
        """Tell of every tenth part of a run once, and of the last update what it did to one prompt's answers."""
        moved = next((event for event in events if isinstance(event, PolicyMoved)), None)
        is_last = moved is not None and moved.update == moved.total
        part = moved is not None and LINES * moved.update // moved.total > LINES * (moved.update - 1) // moved.total
        for event in events:
            if not isinstance(event, PolicyMoved | GroupShown) or is_last or (isinstance(event, PolicyMoved) and part):
                self._talk.say(told(event, self._talk.units))
