"""Work that is done ahead, in a thread of its own, and never in anyone's way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Lock, Thread

Piece = Callable[[], object]


class Warming:
    """Does pieces of work one after the other, and steps aside while a player waits for something.

    The thread is a daemon: leaving does not wait for it. Pieces that fail are passed over.
    """

    def __init__(self) -> None:
        self._free, self._piece = Event(), Lock()
        self._free.set()

    def begin(self, pieces: Iterable[Piece]) -> None:
        """Begin with the pieces."""
        Thread(target=self._work, args=(pieces,), daemon=True).start()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Wait until the piece that is at work is done, and let no other begin."""
        self._free.clear()
        try:
            with self._piece:
                yield
        finally:
            self._free.set()

    def _work(self, pieces: Iterable[Piece]) -> None:
        with suppress(Exception):  # whatever cannot be read is told when a level that needs it is opened
            for piece in pieces:
                self._free.wait()
                with self._piece, suppress(Exception):
                    piece()
