"""The teacher's remote in lines, without sockets: what is typed becomes acts, what the host says becomes lines."""

from __future__ import annotations

from collections.abc import Callable

from tokenroom.classroom.from_clients import (
    Act,
    Admit,
    Delete,
    Door,
    Extend,
    GoBack,
    GoNext,
    LetIn,
    Lock,
    NamesFirst,
    Open,
    Pause,
    Remove,
    Rename,
    Reveal,
    ShowNames,
    Time,
)
from tokenroom.classroom.to_clients import AnyToClient, CountOf, Desk, Out, RefusedMessage, Stage
from tokenroom.plain.class_telling import told_stage
from tokenroom.plain.page import Page
from tokenroom.plain.talk import sentence

HELP = (
    "next or an empty line goes on, back looks back, reveal shows what came, lock takes no more answers.",
    "pause, on; time 60 gives the item a minute, time off none; extend 30 gives more; open 3 goes to a step.",
    "who lists the students, plan the steps; names on or off; first on or off lets new names wait for admit 3.",
    "door open or closed; remove 3, let in 3, rename 3 Ada. quit leaves; the class stays open.",
    "delete, once the lesson is over and then once more, deletes the class and all that was answered.",
)
_WORDS: dict[str, Callable[[str], Act]] = {
    "": lambda n: GoNext(id=n),
    "next": lambda n: GoNext(id=n),
    "back": lambda n: GoBack(id=n),
    "reveal": lambda n: Reveal(id=n),
    "lock": lambda n: Lock(id=n),
    "pause": lambda n: Pause(True, id=n),
    "on": lambda n: Pause(False, id=n),
    "time off": lambda n: Time(None, id=n),
    "names on": lambda n: ShowNames(True, id=n),
    "names off": lambda n: ShowNames(False, id=n),
    "first on": lambda n: NamesFirst(True, id=n),
    "first off": lambda n: NamesFirst(False, id=n),
    "door open": lambda n: Door(True, id=n),
    "door closed": lambda n: Door(False, id=n),
}
_NUMBERED: dict[str, Callable[[int, str], Act]] = {
    "open": lambda number, n: Open(max(0, number - 1), id=n),
    "admit": lambda number, n: Admit(number, id=n),
    "remove": lambda number, n: Remove(number, id=n),
    "let in": lambda number, n: LetIn(number, id=n),
    "time": lambda number, n: Time(float(min(max(number, 5), 3600)), id=n),
    "extend": lambda number, n: Extend(float(min(max(number, 5), 3600)), id=n),
}


class TeacherLines:
    """What the teacher sees and may type in lines.

    Args:
        page: where it is told.
        fresh_id: makes an id for a message, another one each time.
    """

    def __init__(self, page: Page, fresh_id: Callable[[], str]) -> None:
        self._page, self._fresh_id = page, fresh_id
        self._desk: Desk | None = None
        self._stage: Stage | None = None
        self._answered = -1
        self._may_delete = False  # whether the host has asked if the teacher is sure

    def hear(self, message: AnyToClient) -> None:
        """Tell what the host says; counts only when another student has answered."""
        match message:
            case Stage():
                if self._stage is None or (message.stage, message.phase) != (self._stage.stage, self._stage.phase):
                    self._page.say(["", f"[{message.phase}]", *told_stage(message)])
                    self._answered = -1
                self._stage = message
            case CountOf():
                if message.answered != self._answered and self._stage is not None and self._stage.phase == "asked":
                    self._page.say([f"{message.answered} of {message.present} have answered."])
                self._answered = message.answered
            case Desk():
                before, self._desk = self._desk, message
                if before is None or before.step != message.step:
                    self._page.say(self._say_for_step())
            case RefusedMessage():
                self._may_delete = message.code == "sure"
                self._page.say([sentence(ValueError(message.why))])
            case Out():
                self._page.say(["", "The host has closed the class."])

    def read(self, line: str) -> Act | None:
        """Return the act that a typed line asks for; None where it asks for none, or was answered here."""
        text = " ".join(line.split())
        word = text.casefold()
        sure, self._may_delete = self._may_delete, False
        if word == "delete":
            return Delete(sure, id=self._fresh_id())
        if word in _WORDS:
            return _WORDS[word](self._fresh_id())
        if word in {"?", "help"}:
            self._page.say(HELP)
        elif word == "who":
            self._page.say(self._who())
        elif word == "plan":
            self._page.say(self._plan())
        elif (act := self._numbered(text)) is not None:
            return act
        else:
            self._page.say(["That is no word of the remote; ? lists them."])
        return None

    def _numbered(self, text: str) -> Act | None:
        """An act with a number, and with a name behind it."""
        for word, act in _NUMBERED.items():
            number = text[len(word) + 1 :]
            if text.casefold().startswith(f"{word} ") and _is_number(number):
                return act(int(number), self._fresh_id())
        parts = text.split(" ", 2)
        if len(parts) == 3 and parts[0].casefold() == "rename" and _is_number(parts[1]):
            return Rename(int(parts[1]), parts[2][:200], id=self._fresh_id())
        return None

    def _who(self) -> list[str]:
        if self._desk is None or not self._desk.seats:
            return ["Nobody has come in yet."]
        rows = []
        for seat in self._desk.seats:
            words = [
                "here" if seat.here else "away",
                "answered" if seat.answered else "",
                "" if seat.state == "in" else seat.state,
            ]
            mean = f"mean {seat.mean:.2f}" if seat.mean is not None else ""
            rows.append(f"  {seat.seat:>3} {seat.name}: {', '.join(word for word in (*words, mean) if word)}")
        return rows

    def _plan(self) -> list[str]:
        if self._desk is None:
            return []
        rows = []
        for n, step in enumerate(self._desk.steps, start=1):
            mark = ">" if n == self._desk.step else " "
            rows.append(f" {mark}{n:>3} {step.title} ({step.kind}, {step.minutes:g} min)")
        return rows

    def _say_for_step(self) -> list[str]:
        assert self._desk is not None
        if not 1 <= self._desk.step <= len(self._desk.steps):
            return []
        step = self._desk.steps[self._desk.step - 1]
        told = [f"For you: {step.say}"] if step.say else []
        told += [f"Look for in the answers to {n}: {'; '.join(p)}." for n, p in enumerate(step.look_for, 1) if p]
        return ["", *told] if told else []


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 6
