"""One session of *sample* in lines: a text is gone on with, draws are foreseen, and one speaks in the model's place."""

from __future__ import annotations

from collections.abc import Sequence

from tokenroom.errors import one_line
from tokenroom.game.answer import AnswerError
from tokenroom.game.commands import AnyCommand, AskHint, Next
from tokenroom.game.events import AnyEvent, ItemAsked, SessionEnded
from tokenroom.game.recorded import RecordedSession
from tokenroom.game.sample import SampleSession
from tokenroom.game.sample_commands import GoTo
from tokenroom.game.sample_events import NextWeighed, SampleOpened
from tokenroom.game.sample_level import Fragments
from tokenroom.game.session import CommandError
from tokenroom.plain.naming import Desk
from tokenroom.plain.sample_help import HELP_BY_HAND, HELP_FRAGMENTS, help_asked
from tokenroom.plain.sample_telling import asked_told, next_told, told, tree_told
from tokenroom.plain.sample_typed import Back, Branch, FindTokens, Request, Say, read_hand
from tokenroom.plain.talk import Talk, sentence
from tokenroom.plain.telling import previewed
from tokenroom.plain.typed import Find, Give, Kind, Try, read_request
from tokenroom.text.display import joined_text, safe_text


class SampleLines:
    """A session that a person plays in lines.

    Args:
        talk: where it is told and where lines come from.
        recorded: the session.
        answer_in: how numbers are read when a line does not say; None as the level has it.
    """

    def __init__(self, talk: Talk, recorded: RecordedSession, answer_in: Kind | None) -> None:
        assert isinstance(recorded.session, SampleSession)
        self._talk, self._recorded, self._session = talk, recorded, recorded.session
        self._answer_in: Kind = answer_in or recorded.session.setup.mechanic.answer_in
        self._desk = Desk(self._session.setup.vocabulary, (), is_whole=False)
        self._weighed: NextWeighed | None = None

    def begin(self, events: Sequence[AnyEvent]) -> None:
        """Tell the first events."""
        self._tell(events)
        self._talk.say(["", "? explains what you can type."])

    def go_on(self, events: Sequence[AnyEvent]) -> None:
        """Tell again what a player who comes back needs: the round, and where it stands."""
        self._talk.say(["", f"You go on with: {self._session.setup.level.file.title}."])
        opened = [event for event in events if isinstance(event, SampleOpened)]
        last = [event for event in events if isinstance(event, NextWeighed | ItemAsked)]
        self._tell([*opened[-1:], *last[-1:]])

    def play(self) -> SessionEnded:
        """Take lines until the session has ended (raises Quit or EndOfInput before)."""
        while True:
            events = self._take_line()
            if events and isinstance(events[-1], SessionEnded):
                return events[-1]

    def _tell(self, events: Sequence[AnyEvent]) -> None:
        for event in events:
            self._talk.say(told(event))
            if isinstance(event, NextWeighed):
                self._weighed = event
                self._desk = Desk(self._session.setup.vocabulary, [option.id for option in event.options], False)
                self._talk.say(["", f"  {self._text()}", "", *next_told(event)])
            elif isinstance(event, ItemAsked):
                self._note_asked(event)

    def _note_asked(self, event: ItemAsked) -> None:
        part = self._session.part
        whole = part.lists_whole_vocabulary
        self._desk = Desk(part.vocabulary, [option.id for option in event.candidates], whole)
        self._talk.say(asked_told(event, self._text(), part.vocabulary, "draws" if whole else "text"))

    def _text(self) -> str:
        texts = self._session.setup.vocabulary.texts
        return safe_text(joined_text(texts[token] for token in self._session.text)).replace("\n", "⏎")

    def _take_line(self) -> tuple[AnyEvent, ...]:
        """Read one line and do what it asks; a line that makes no sense is answered by one that says why."""
        phase = self._session.state.phase
        if phase == "compared":
            return self._carry_out(Next())
        try:
            if phase == "hand":
                return self._by_hand(self._talk.ask("token> "))
            if phase == "fragments":
                return self._fragment(self._talk.ask("more> "))
            return self._answer(self._talk.ask(f"{self._answer_in}> "))
        except (AnswerError, CommandError) as error:
            self._talk.say([sentence(error)])
            return ()

    def _carry_out(self, command: AnyCommand) -> tuple[AnyEvent, ...]:
        events = self._recorded.apply(command)
        self._tell(events)
        return events

    def _by_hand(self, line: str) -> tuple[AnyEvent, ...]:
        state = self._session.state
        request = read_hand(line, self._desk, state.knobs)
        match request:
            case Back(steps):
                return self._carry_out(GoTo(state.tree.back(state.at, steps)))
            case Branch(number):
                return self._carry_out(GoTo(self._end_of_line(number)))
            case FindTokens(text):
                self._talk.say(self._found(text))
            case Say("next"):
                return self._carry_out(Next())
            case Say("hint"):
                return self._carry_out(AskHint())
            case Say():
                self._show(request)
            case _:
                return self._carry_out(request)
        return ()

    def _show(self, request: Request) -> None:
        assert self._weighed is not None
        match request:
            case Say("text"):
                self._talk.say(["", f"  {self._text()}", ""])
            case Say("list"):
                self._talk.say(next_told(self._weighed, len(self._weighed.options)))
            case Say("tree"):
                state = self._session.state
                self._talk.say(tree_told(state.tree, state.at, self._session.setup.vocabulary))
            case _:
                self._talk.say(HELP_BY_HAND)

    def _end_of_line(self, number: int) -> int:
        runs = self._session.state.tree.outline(self._session.state.at)
        if number > len(runs):
            raise CommandError(f"the tree has {len(runs)} lines: type tree to see them")
        return runs[number - 1].nodes[-1]

    def _fragment(self, line: str) -> tuple[AnyEvent, ...]:
        match line.strip().casefold():
            case "" | "next":
                return self._carry_out(Next())
            case "all":
                return self._all_fragments()
            case "text":
                self._talk.say(["", f"  {self._text()}", ""])
            case "hint":
                return self._carry_out(AskHint())
            case "?" | "help":
                self._talk.say(HELP_FRAGMENTS)
            case typed:
                raise CommandError(f"'{one_line(typed, 30)}' is nothing that is known here: an empty line goes on")
        return ()

    def _all_fragments(self) -> tuple[AnyEvent, ...]:
        number = self._session.state.round
        while isinstance(self._session.spec, Fragments) and self._session.state.phase == "fragments":
            self._carry_out(Next())
            if self._session.state.round != number:
                break
        return ()

    def _answer(self, line: str) -> tuple[AnyEvent, ...]:
        if line.strip().casefold() == "text":
            line = "passage"
        match read_request(line, self._desk, self._answer_in):
            case Give(answer):
                return self._carry_out(answer)
            case Try(answer):
                p = self._session.preview(answer)
                rows = [(self._session.part.vocabulary.label(token), float(p[token])) for token in self._desk.listed]
                self._talk.say(previewed(rows, others=len(p) - len(rows)))
            case Find(text):
                self._talk.say(self._found(text))
            case asked if getattr(asked, "word", "") == "hint":
                return self._carry_out(AskHint())
            case asked if getattr(asked, "word", "") == "passage":
                self._talk.say(["", f"  {self._text()}", ""])
            case _:
                self._talk.say(help_asked(self._desk, self._answer_in))
        return ()

    def _found(self, text: str) -> list[str]:
        """The tokens that begin with `text`, each with the place it now has in the list."""
        shown, found = one_line(text, 40), self._desk.find(text)
        if not found:
            return [f"No token begins with '{shown}'." if text else "Find what? Type for example: find hou"]
        label = self._desk.vocabulary.label
        return [
            f"Tokens that begin with '{shown}':",
            "  " + ", ".join(f"#{self._desk.place(t)} {label(t)}" for t in found),
        ]
