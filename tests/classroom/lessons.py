"""Classes to test with: a small level on the small corpus, a lesson around it, students who say things."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.conftest import PAGE, STORY, small_field
from tokenroom.classroom.from_clients import Answer, AnyAnswer, GoNext, Join, Reveal
from tokenroom.classroom.game import ClassGame
from tokenroom.classroom.opening import OpenGames
from tokenroom.classroom.plan import AnyStep, Ask, LevelStep, Plan, QuestionsStep, TalkStep
from tokenroom.classroom.room import Founding, Room
from tokenroom.classroom.sending import NEWCOMER, TEACHER, Entry, Handled, Who
from tokenroom.classroom.to_clients import RefusedMessage
from tokenroom.game.level import load_level
from tokenroom.rivals.field import Field

SECRET = bytes(range(32))
HOW = Ask(name="how", text="How does it work?", rubric="Look for: one token at a time; nothing looked up.")
PLAN = Plan(
    format_version=1,
    title="A small lesson",
    steps=(
        TalkStep(title="Hello", text="What is a chatbot?", say="Let three speak."),
        LevelStep(level="02-small-page", title="A small page"),
        QuestionsStep(title="Afterwards", moment="after", questions=(HOW,)),
    ),
)


class SmallGames(OpenGames):
    """Opens the small level in place of those that ship."""

    def __init__(self, folder: Path, field: Field | None = None, level: str = PAGE) -> None:
        self.folder = folder / "02-small-page"
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "level.toml").write_text(level)
        (self.folder / "story.md").write_text(STORY)
        opened = small_field() if field is None else field
        super().__init__(lambda _: opened)

    def __call__(self, step: AnyStep, number: int, seed: int) -> ClassGame:
        if isinstance(step, LevelStep):
            return self.level(load_level(self.folder), step.items, number, seed)
        return super().__call__(step, number, seed)


class Lessons:
    """A room and its log; every message goes through `say`, and what is kept is remembered."""

    def __init__(self, open_play: Callable[..., ClassGame], plan: Plan = PLAN, seed: int = 7) -> None:
        self.founding = Founding(SECRET, seed, plan, 0.0)
        self.room = Room(self.founding, open_play)
        self._open_play = open_play
        self.log: list[Entry] = []
        self.now = 100.0
        self._ids = 0

    def say(self, who: Who, message: object) -> Handled:
        self.now += 1.0
        handled = self.room.handle(who, message, self.now)  # type: ignore[arg-type]
        if handled.kept is not None:
            self.log.append(handled.kept)
        return handled

    def fresh(self) -> str:
        self._ids += 1
        return f"m{self._ids}"

    def join(self, name: str) -> Who:
        device = f"{name.replace(' ', '')}-device-of-a-student"
        self.say(NEWCOMER, Join(id=self.fresh(), device=device, name=name))
        return Who("student", len(self.room.state.seats))

    def teach(self, kind: type = GoNext, **fields: object) -> Handled:
        return self.say(TEACHER, kind(id=self.fresh(), **fields))

    def answer(self, who: Who, answer: AnyAnswer, message_id: str = "", item: int = 0) -> Handled:
        play = self.room.lesson.play
        assert play is not None
        message = Answer(id=message_id or self.fresh(), play=play.number, item=item or play.state.item, answer=answer)
        return self.say(who, message)

    def to_first_item(self) -> None:
        """From the lobby over the talk and the level's beginning to its first item."""
        for _ in range(3):
            self.teach()
        assert self.room.lesson.phase == "asked"

    def reveal(self) -> Handled:
        return self.teach(Reveal)

    def rebuilt(self) -> Room:
        room = Room(self.founding, self._open_play)
        for entry in self.log:
            room.replay(entry)
        return room


def refusal(handled: Handled) -> str:
    """The code of the refusal that a message met; empty if it was carried out."""
    return next((s.message.code for s in handled.sends if isinstance(s.message, RefusedMessage)), "")


def picture(room: Room) -> object:
    """All that a room knows, comparable: seats, lesson, plays and their answers."""
    lesson = room.lesson.state
    plays = [(play.number, play.step, play.state) for play in lesson.plays]
    flat = {name: getattr(lesson, name) for name in lesson.__slots__ if name != "plays"}
    return room.state, flat, plays
