"""A student's seat in lines, without sockets: what the host says becomes lines, what is typed becomes messages."""

from __future__ import annotations

from collections.abc import Callable

from tokenroom.classroom.from_clients import Answer, AnyAnswer, Find, GoOn, Write
from tokenroom.classroom.to_clients import (
    AnyToClient,
    Behind,
    Found,
    Kept,
    Out,
    RefusedMessage,
    Seated,
    Stage,
    Yours,
)
from tokenroom.classroom.views import CurateView, MergeView, PredictView, PreferView, QuestionsView
from tokenroom.classroom.wire import FromClient
from tokenroom.errors import one_line
from tokenroom.game.answer import AnswerError
from tokenroom.game.commands import Next
from tokenroom.game.curate_commands import SetFilter
from tokenroom.game.merge_commands import PickPair
from tokenroom.game.prefer_commands import ValuePair
from tokenroom.plain import typed
from tokenroom.plain.class_telling import told_stage, told_yours
from tokenroom.plain.class_tokens import KnownTokens
from tokenroom.plain.page import Page
from tokenroom.plain.talk import sentence
from tokenroom.plain.telling import percent, previewed

HELP = (
    "Write scores beside tokens: #1 3.5, dog 2. Or chips #1 60, #2 20. Or guess #1 70. An empty line is the instinct.",
    "find hou lists tokens that begin so; try #1 3 shows what that would mean; go on is for when the class is ahead.",
    "again tells this stage once more; word shows the word for another device; quit leaves, and your seat stays.",
)
ON = "It goes on where it was; again tells this stage once more."
_OUT = {
    "removed": "Your teacher has sent this seat out.",
    "moved": "Your seat is now on another device.",
    "closed": "The host has closed the class; come back when it is open again.",
}


class StudentLines:
    """What a student in lines sees and may type.

    Args:
        page: where it is told.
        fresh_id: makes an id for a message, another one each time.
    """

    def __init__(self, page: Page, fresh_id: Callable[[], str]) -> None:
        self._page, self._fresh_id = page, fresh_id
        self._stage: Stage | None = None
        self._tokens: KnownTokens | None = None
        self._written: list[str] = []  # texts so far, where questions are asked
        self._is_answered = False
        self.word = ""

    def hear(self, message: AnyToClient) -> None:
        """Tell what the host says."""
        match message:
            case Seated():
                self.word = message.word
                waits = " Your teacher looks at the name first." if message.waiting else ""
                self._say(f"You are {message.name}.{waits}", f"On another device, this brings you back: {message.word}")
            case Stage():
                self._turn_to(message)
            case Yours():
                self._is_answered = message.state != "open"
                self._say(*told_yours(message))
            case Behind():
                self._say("", f"The class is at {message.class_item}; yours is still open. Answer it, or type: go on")
            case Kept():
                self._is_answered = True
                self._say("Kept, after the class: it counts nowhere." if message.late else "Your answer is kept.")
            case Found():
                self._found(message)
            case RefusedMessage():
                self._say(sentence(ValueError(message.why)))
            case Out():
                self._say("", _OUT[message.why])

    def read(self, line: str) -> FromClient | None:
        """Return what a typed line says to the host; None where it says nothing, or was answered here."""
        text = line.strip()
        match text.casefold():
            case "?" | "help":
                self._say(*HELP)
            case "again":
                if self._stage is not None:
                    self._say(*told_stage(self._stage))
            case "word":
                self._say(self.word)
            case "go on" | "next" if self._stage is not None and self._stage.view is not None:
                view = self._stage.view
                return GoOn(id=self._fresh_id(), play=view.play, item=view.item)
            case _:
                return self._read_answer(text)
        return None

    def _turn_to(self, stage: Stage) -> None:
        before, self._stage = self._stage, stage
        is_same = before is not None and (before.phase, before.view) == (stage.phase, stage.view)
        if is_same and before is not None:  # what was written or answered stays
            if before.paused != stage.paused:
                self._say("", "Paused: look up." if stage.paused else ON)
            return
        self._written, self._is_answered = [], False
        if isinstance(stage.view, PredictView):
            self._tokens = KnownTokens(stage.view.candidates, stage.view.named, stage.view.whole)
        self._say(*told_stage(stage))

    def _read_answer(self, text: str) -> FromClient | None:
        stage = self._stage
        if stage is None or stage.phase not in {"asked", "locked"} or stage.view is None:
            self._say("Nothing is asked now: wait for your teacher.")
            return None
        if self._is_answered:
            self._say("You have answered: wait for your teacher.")
            return None
        try:
            answer = self._answer(text)
        except AnswerError as error:
            self._say(sentence(error))
            return None
        if answer is None or isinstance(answer, Find):
            return answer
        return Answer(id=self._fresh_id(), play=stage.view.play, item=stage.view.item, answer=answer)

    def _answer(self, text: str) -> AnyAnswer | Find | None:
        assert self._stage is not None
        match self._stage.view:
            case PredictView() as view:
                return self._scores(text, view)
            case QuestionsView() as view:
                return self._write(text, view)
            case PreferView():
                return _values(text)
            case MergeView() as view:
                place = _place(text, len(view.candidates)) if text else 0
                pair = view.candidates[place - 1]
                return PickPair(pair.left.id, pair.right.id) if place else Next()
            case CurateView() as view:
                setting = view.options[_place(text, len(view.options)) - 1].setting
                return SetFilter(view.filter, setting)  # type: ignore[arg-type]
        return None

    def _scores(self, text: str, view: PredictView) -> AnyAnswer | Find | None:
        assert self._tokens is not None
        request = typed.read_request(text, self._tokens.desk, view.answer_in)  # type: ignore[arg-type]
        match request:
            case typed.Give(answer):
                return self._tokens.with_ids(answer)
            case typed.Try(answer):
                shares = self._tokens.named_shares(answer)
                self._say(*previewed(shares, others=view.vocabulary_size - len(shares)))
            case typed.Find(begun) if begun:
                return Find(id=self._fresh_id(), text=begun[:200])
            case _:
                self._say(*told_stage(self._stage) if self._stage is not None else ())
        return None

    def _write(self, text: str, view: QuestionsView) -> Write | None:
        self._written.append(text[:2000])
        if len(self._written) == len(view.questions):
            return Write(tuple(self._written))
        self._say("", view.questions[len(self._written)].text)
        return None

    def _found(self, message: Found) -> None:
        if self._tokens is None or not message.tokens:
            self._say(f"No token begins with '{one_line(message.text, 40)}'.")
            return
        self._tokens.add(message.tokens)
        label = self._tokens.desk.vocabulary.label
        places = [self._tokens.place(option.id) for option in message.tokens]
        rows = [f"#{n} {label(n - 1)} ({percent(o.p)})" for n, o in zip(places, message.tokens, strict=True)]
        self._say(
            f"Tokens that begin with '{one_line(message.text, 40)}', with instinct's share:", f"  {', '.join(rows)}"
        )

    def _say(self, *lines: str) -> None:
        self._page.say(lines)


def name_and_word(line: str) -> tuple[str, str] | None:
    """Return the name and the two words of a seat that is to be come back to; None if the line asks for no such thing.

    >>> name_and_word("back amber otter lantern-river"), name_and_word("back Ada lantern river"), name_and_word("Back")
    (('amber otter', 'lantern-river'), ('Ada', 'lantern river'), None)
    """
    first, *rest = line.split() or [""]
    words = 1 if rest and "-" in rest[-1] else 2
    if first.casefold() != "back" or len(rest) <= words:
        return None
    return " ".join(rest[:-words]), " ".join(rest[-words:])


def _values(text: str) -> ValuePair:
    parts = text.replace(",", " ").split()
    try:
        first, second = (float(part) for part in parts)
    except ValueError:
        raise AnswerError("write two numbers, what each answer is worth, such as: 3 1") from None
    return ValuePair(first, second)


def _place(text: str, most: int) -> int:
    number = text.removeprefix("#")
    if not (number.isascii() and number.isdecimal() and len(number) < 5 and 1 <= int(number) <= most):
        raise AnswerError(f"write a number from #1 to #{most}")
    return int(number)
