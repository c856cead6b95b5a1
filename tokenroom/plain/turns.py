"""One session of *predict* in lines: it tells what happens, takes the answers, and goes on to the end."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from tokenroom.errors import one_line
from tokenroom.game.answer import AnswerError, doubtful_score
from tokenroom.game.commands import Answer, AskHint
from tokenroom.game.events import AnswerLocked, AnyEvent, ItemAsked, Revealed, Shocked
from tokenroom.game.predict import PredictSession
from tokenroom.game.recorded import RecordedSession
from tokenroom.game.session import CommandError
from tokenroom.plain.help import example, help_lines
from tokenroom.plain.naming import Desk
from tokenroom.plain.rounds import Rounds
from tokenroom.plain.talk import Talk, sentence
from tokenroom.plain.telling import passage_told, percent, previewed, side_by_side, told
from tokenroom.plain.typed import Find, Give, Kind, Request, Say, Try, read_request

LONGEST_WAIT = 20.0  # seconds: a score of a million in the wrong place would otherwise cost days


class PredictLines(Rounds):
    """A session that a person plays in lines.

    Args:
        talk: where it is told and where answers come from.
        recorded: the session.
        answer_in: how numbers are read when a line does not say; None as the level has it.
        wait: called with the seconds of each shock.
    """

    def __init__(
        self, talk: Talk, recorded: RecordedSession, answer_in: Kind | None, wait: Callable[[float], None]
    ) -> None:
        super().__init__(recorded)
        self._talk, self._wait = talk, wait
        self._session = self.session_in(recorded)
        self._setup = self._session.setup
        self._answer_in = answer_in or self._setup.mechanic.answer_in
        self._doubted: Answer | None = None  # the answer that was asked about once
        self._desk = Desk(self._session.part.vocabulary, (), is_whole=False)

    def session_in(self, recorded: RecordedSession) -> PredictSession:
        """Return the session of *predict* that is told."""
        assert isinstance(recorded.session, PredictSession)
        return recorded.session

    def begin(self, events: Sequence[AnyEvent]) -> None:
        """Tell the first events."""
        self.tell(events)
        self._talk.say(["", f"Answer, for example: {example(self._desk, self._answer_in)}. ? explains more."])

    def go_on(self, events: Sequence[AnyEvent]) -> None:
        """Tell again what a player who comes back needs: the item that is asked, or the last answer's outcome."""
        self._talk.say(["", f"You go on with: {self._setup.level.file.title}."])
        kind = ItemAsked if self._session.state.phase == "asked" else AnswerLocked
        self.tell_from_last(events, kind)

    def tell(self, events: Sequence[AnyEvent]) -> None:
        """Say events in order; both distributions come after the shock that they explain."""
        revealed: Revealed | None = None
        for event in events:
            self._talk.say(told(event, self._session.part, self._setup.items, self._talk.units))
            if isinstance(event, ItemAsked):
                listed = [option.id for option in event.candidates]
                self._desk = Desk(self._session.part.vocabulary, listed, self._session.part.lists_whole_vocabulary)
            elif isinstance(event, Revealed):
                revealed = event
            elif isinstance(event, Shocked) and revealed:
                self._wait(min(event.seconds, LONGEST_WAIT))
                self._talk.say(["", *side_by_side(revealed, self._session.part, self._talk.units)])

    def take_line(self) -> None:
        """Read one line and do what it asks; a line that makes no sense is answered by one that says why."""
        line = self._talk.ask(f"{self._answer_in}> ")
        try:
            self._do(read_request(line, self._desk, self._answer_in))
        except (AnswerError, CommandError) as error:
            self._talk.say([sentence(error)])

    def _do(self, request: Request) -> None:
        match request:
            case Give(answer) if (doubtful := doubtful_score(answer)) and answer != self._doubted:
                self._doubted = answer
                self._talk.say([self._doubt(*doubtful)])
            case Give(answer):
                self._doubted = None
                self.tell(self._recorded.apply(answer))
            case Try(answer):
                self._talk.say(self._preview(answer))
            case Find(text):
                self._talk.say(self._found(text))
            case Say("hint"):
                self.tell(self._recorded.apply(AskHint()))
            case Say("passage"):
                self._talk.say(["", self._passage(), ""])
            case Say("help"):
                self._talk.say(help_lines(self._desk, self._answer_in, self._talk.units))

    def _doubt(self, token: int, score: float) -> str:
        """Ask once whether a score that hardly anybody means is meant."""
        name = self._session.part.vocabulary.label(token)
        return f"A score of {score:.10g} beside {name}? 20 is as good as certain. The same once more keeps it."

    def _passage(self) -> str:
        part, seen = self._session.part, self._session.state.seen
        return passage_told(part.passage.ids[:seen], len(part.passage.ids) - seen - 1, part)

    def _preview(self, answer: Answer) -> list[str]:
        """What softmax makes of an answer, for the listed tokens."""
        p = self._session.preview(answer)
        rows = [(self._session.part.vocabulary.label(token), float(p[token])) for token in self._desk.listed]
        return previewed(rows, others=len(p) - len(rows))

    def _found(self, text: str) -> list[str]:
        """The tokens that begin with `text`, each with the place it now has in the list."""
        shown = one_line(text, 40)
        if not text:
            return ["Find what? Type for example: find hou"]
        found, head = self._desk.find(text), f"Tokens that begin with '{shown}', with instinct's share:"
        if not found:
            found = self._desk.find_pieces(text)
            head = f"No token begins with '{shown}'" + (", which itself begins with:" if found else ".")
        if not found:
            return [head]
        p, label = self._session.instinct, self._session.part.vocabulary.label
        rows = [f"#{self._desk.place(t)} {label(t)} ({percent(math.exp(p[t]))})" for t in found]
        return [head, f"  {', '.join(rows)}"]
