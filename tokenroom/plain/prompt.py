"""One session of *prompt* in lines: a context is typed line by line, and tried."""

from __future__ import annotations

from collections.abc import Sequence

from tokenroom.game.commands import AnyCommand, AskHint, Next
from tokenroom.game.events import AnyEvent, SessionEnded
from tokenroom.game.prompt import PromptSession
from tokenroom.game.prompt_commands import TryContext
from tokenroom.game.prompt_events import ContextTried
from tokenroom.game.prompt_level import LONGEST
from tokenroom.game.prompt_model import ALONE
from tokenroom.game.recorded import RecordedSession
from tokenroom.game.session import CommandError
from tokenroom.plain.prompt_telling import draft_told, tokens_told, told
from tokenroom.plain.talk import Talk, sentence

HELP = (
    "",
    "Type your context line by line, in any form you like. Write {question} where the question goes; the answer comes "
    "behind your last word.",
    "A line that is one of these words alone is no part of it:",
    "  try: try the context, all lines together; with no lines, the question alone",
    "  show: your context so far    tokens: the same as the model gets it",
    "  undo: take the last line away    new: begin with an empty page",
    "  done: finish; your best try counts",
    "  hint: the next hint    quit: leave; the session is kept",
    "An empty line is an empty line of the context. Put a space before such a word to write it.",
    "",
    "A context is not training: nothing of the model changes. It goes on with whatever it takes the page for. The loss "
    "is that of answers to questions which you do not see, and of stopping behind them.",
    "",
)


class PromptLines:
    """A session that a person plays in lines.

    Args:
        talk: where it is told and where lines come from.
        recorded: the session.
    """

    def __init__(self, talk: Talk, recorded: RecordedSession) -> None:
        assert isinstance(recorded.session, PromptSession)
        self._talk, self._recorded, self._session = talk, recorded, recorded.session
        self._lines: list[str] = []  # of the context that is being written
        self._tried: list[str] = []  # those that are no loss to leave behind

    def begin(self, events: Sequence[AnyEvent]) -> None:
        """Tell the first events."""
        self._tell(events)

    def go_on(self, events: Sequence[AnyEvent]) -> None:
        """Tell again what a player who comes back needs: the last try, and the context that was best."""
        self._talk.say(["", f"You go on with: {self._session.setup.level.file.title}."])
        self._tell([event for event in events if isinstance(event, ContextTried)][-1:])
        best = self._session.state.best
        self._lines = [] if best is None else best.context.split("\n")
        self._tried = self._lines

    def play(self) -> SessionEnded:
        """Take lines until the session has ended (raises Quit or EndOfInput before)."""
        while True:
            events = self._ask_alone() if self._session.state.phase == "begun" else self._take_line()
            if events and isinstance(events[-1], SessionEnded):
                return events[-1]

    def _ask_alone(self) -> tuple[AnyEvent, ...]:
        while self._talk.ask("Enter asks the model. ").strip().casefold() in {"?", "help"}:
            self._talk.say(HELP)
        events = self._carry_out(Next())
        self._talk.say(["", "Type a context line by line, then: try. ? explains more."])
        return events

    def _take_line(self) -> tuple[AnyEvent, ...]:
        """Read one line and do what it asks; what cannot be done is answered by a line that says why."""
        line = self._talk.ask("context> ")
        try:
            return self._do(line)
        except CommandError as error:
            self._talk.say([sentence(error)])
            return ()

    def _do(self, line: str) -> tuple[AnyEvent, ...]:
        match line.rstrip().casefold():
            case "try":
                events = self._carry_out(TryContext(self._context))
                self._tried = self._lines
                return events
            case "done" if self._lines != self._tried:
                self._tried = self._lines
                self._talk.say(["What you have typed was not tried: try does that; done once more ends without it."])
            case "done":
                return self._carry_out(Next())
            case "hint":
                return self._carry_out(AskHint())
            case "?" | "help":
                self._talk.say(HELP)
            case "show":
                self._talk.say(draft_told(self._lines))
            case "tokens":
                self._talk.say(tokens_told(self._session.context_tokens(self._context), self._session.setup.model.room))
            case "undo":
                self._lines = self._lines[:-1]
                self._talk.say(draft_told(self._lines))
            case "new":
                self._lines = []
                self._talk.say(draft_told(self._lines))
            case _:
                self._write(line)
        return ()

    @property
    def _context(self) -> str:
        return "\n".join(self._lines) or ALONE

    def _write(self, line: str) -> None:
        if len(self._context) + len(line) >= LONGEST:
            raise CommandError(f"that is too long: a context has at most {LONGEST:,} characters")
        self._lines = [*self._lines, line]

    def _carry_out(self, command: AnyCommand) -> tuple[AnyEvent, ...]:
        events = self._recorded.apply(command)
        self._tell(events)
        return events

    def _tell(self, events: Sequence[AnyEvent]) -> None:
        for event in events:
            self._talk.say(told(event))
