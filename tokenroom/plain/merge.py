"""One session of *merge* in lines: it tells what happens, takes the picks, and goes on to the end."""

from __future__ import annotations

from collections.abc import Sequence

from tokenroom.game.commands import AskHint, Next
from tokenroom.game.events import AnyEvent
from tokenroom.game.merge import MergeSession
from tokenroom.game.merge_commands import PickPair
from tokenroom.game.merge_events import MergeAsked, MergePicked, MergeText, ShownPair
from tokenroom.game.recorded import RecordedSession
from tokenroom.game.session import CommandError
from tokenroom.plain.merge_telling import OPENING, pairs_told, text_told, told
from tokenroom.plain.merge_typed import Say, read_line
from tokenroom.plain.rounds import Rounds
from tokenroom.plain.talk import Talk, sentence

WHOLE = 200_000  # characters of the text at most, brackets included
HELP = (
    "",
    "Pick the pair of neighbours that stands in the text most often. Wherever it stands it becomes one symbol, and "
    "each time one token is saved.",
    "A pair is picked by its number in the list, #3 or 3, or by its two symbols with a space between them: t h. You "
    "may pick any two neighbours, whether they are in the list or not.",
    "The space before a word is written · or _ or space: · t is a space and a t. What you have made is written "
    'as it is shown, ·t he, or in quotes: " t" "he".',
    "",
    "You can also type:",
    "  text: all of the text, what was made in brackets    pairs: the list again",
    "  hint: the next hint    pass: merge nothing this time",
    "  quit: leave; the session is kept",
    "",
    "The machine keeps to the greedy rule, by which vocabularies are made: count all pairs, merge the most frequent "
    "one, count again. No merge reaches over the end of a word, and a token is at most a word and the space before it.",
    "",
)


class MergeLines(Rounds):
    """A session that a person plays in lines.

    Args:
        talk: where it is told and where picks come from.
        recorded: the session.
    """

    def __init__(self, talk: Talk, recorded: RecordedSession) -> None:
        assert isinstance(recorded.session, MergeSession)
        super().__init__(recorded)
        self._talk, self._session = talk, recorded.session
        self._offered: tuple[ShownPair, ...] = ()

    def begin(self, events: Sequence[AnyEvent]) -> None:
        """Tell the first events."""
        self.tell(events)
        self._talk.say(["", "Pick a pair, for example: 3, or t h. ? explains more."])

    def go_on(self, events: Sequence[AnyEvent]) -> None:
        """Tell again what a player who comes back needs: the text, and the pick that is asked for or the last one."""
        self._talk.say(["", f"You go on with: {self._session.setup.level.file.title}.", "", self._text(WHOLE)])
        kind = MergeAsked if self._session.state.phase == "asked" else MergePicked
        self.tell_from_last(events, kind)

    def tell(self, events: Sequence[AnyEvent]) -> None:
        """Say events in order, and the text where it has changed."""
        for event in events:
            self._talk.say(told(event, self._session.setup.items))
            if isinstance(event, MergeText):
                self._talk.say(["", self._text(WHOLE)])
            elif isinstance(event, MergePicked) and event.picked is not None:
                self._talk.say(["", self._text(OPENING)])
            elif isinstance(event, MergeAsked):
                self._offered = event.candidates

    def take_line(self) -> None:
        """Read one line and do what it asks; a line that makes no sense is answered by one that says why."""
        line = self._talk.ask("pair> ")
        try:
            self._do(read_line(line, self._offered, self._session.state.symbols))
        except CommandError as error:
            self._talk.say([sentence(error)])

    def _do(self, request: PickPair | Say) -> None:
        match request:
            case PickPair():
                self.tell(self._recorded.apply(request))
            case Say("pass"):
                self.tell(self._recorded.apply(Next()))
            case Say("hint"):
                self.tell(self._recorded.apply(AskHint()))
            case Say("text"):
                self._talk.say(["", self._text(WHOLE), ""])
            case Say("pairs"):
                self._talk.say(pairs_told(self._offered))
            case Say("help"):
                self._talk.say(HELP)

    def _text(self, limit: int) -> str:
        return text_told(self._session.state.pieces, limit)
