"""A class with its file: whatever is carried out is kept first and told afterwards, many messages at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tokenroom.classroom.game import Job
from tokenroom.classroom.reception import Delivery, Received, Reception
from tokenroom.classroom.room import Room
from tokenroom.classroom.sending import ModelLearned
from tokenroom.classroom.store import Store
from tokenroom.classroom.to_clients import RefusedMessage
from tokenroom.game.events import AnyEvent

_OUR_FAULT = RefusedMessage(id=None, code="not_now", why="that could not be carried out; nothing was changed")


@dataclass(frozen=True, slots=True)
class Came:
    """Something that happened at a connection: it came (`address`), said something (`text`), or went (neither)."""

    connection: int
    text: str | bytes | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Learned:
    """What a job gave."""

    events: tuple[AnyEvent, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """A job of which nothing came, through a fault of ours."""

    fault: Exception


@dataclass(frozen=True, slots=True)
class Goes:
    """What goes out: deliveries in order, and connections to be closed without a word."""

    deliveries: tuple[Delivery, ...] = ()
    cut_off: tuple[int, ...] = ()


class Host:
    """Carries out what comes, in one thread at a time.

    Args:
        room: as it was rebuilt from the store.
        store: where everything is kept.
        on_fault: is told of a fault of ours; the room is then as it was before the message.
    """

    def __init__(self, room: Room, store: Store, on_fault: Callable[[Exception], None]) -> None:
        self.reception, self._store, self._on_fault = Reception(room), store, on_fault
        self._is_over, self.is_deleted = store.is_over, False

    @property
    def room(self) -> Room:
        """The class."""
        return self.reception.room

    def handle(self, came: Sequence[Came], now: float) -> Goes:
        """Carry out all that came, keep it in one go, and return what may now be told.

        Raises:
            BadInput: it could not be kept. Nobody has been told anything, the room is ahead of its file and not to be
                used any more.
        """
        received = [self._one(event, now) for event in came]
        return self._kept([*received, self.reception.tick(now)])

    def learned(self, result: Learned | Failed, now: float) -> Goes:
        """Take what came of a job; one that failed ends the learning."""
        if isinstance(result, Failed):
            self._on_fault(result.fault)
        return self._kept([self.reception.learned(None if isinstance(result, Failed) else result.events, now)])

    def job(self) -> Job | None:
        """Return a piece of work that takes long, to be carried out in a thread of its own; None if there is none."""
        play = self.room.lesson.play
        return play.job() if play is not None else None

    def farewell(self) -> Goes:
        """Say good-bye to everybody."""
        return self._kept([self.reception.close()])

    def _note_end(self) -> None:
        """Let the file say whether the lesson is over, so that the next one of the same plan begins anew."""
        is_over = self.room.lesson.phase == "over"
        if is_over != self._is_over:
            self._store.finish(is_over)
            self._is_over = is_over

    def _keep_memory(self) -> None:
        """Keep what was learned, so that whoever opens the class again need not wait for it."""
        play = self.room.lesson.play
        if play is not None and play.state.phase == "worked" and (memory := play.game.memory()):
            self._store.remember(play.number, memory)

    def _one(self, event: Came, now: float) -> Received:
        if event.text is not None:
            try:
                return self.reception.receive(event.connection, event.text, now)
            except Exception as fault:  # a fault of ours is to cost one message, and not the lesson
                self._on_fault(fault)
                return Received(None, (Delivery((event.connection,), _OUR_FAULT),))
        if event.address is not None:
            self.reception.connect(event.connection, event.address, now)
        else:
            self.reception.disconnect(event.connection)
        return Received()

    def _kept(self, received: Sequence[Received]) -> Goes:
        if any(result.deletes for result in received):
            self._store.doom()
            self.is_deleted = True  # whoever runs this closes the file, and deletes it
        entries = [result.kept for result in received if result.kept is not None]
        if entries:
            self._store.append(entries)
            self._note_end()
            if any(isinstance(entry.message, ModelLearned) for entry in entries):
                self._keep_memory()
        return Goes(
            tuple(delivery for result in received for delivery in result.deliveries),
            tuple(connection for result in received for connection in result.cut_off),
        )
