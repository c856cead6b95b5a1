"""`--rival-command`: starts a program, carries lines to it and back, and ends it for sure."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, Full, Queue
from threading import Event, Thread, current_thread, main_thread
from typing import IO, TYPE_CHECKING

import click

from tokenroom.errors import BadInput, one_line

if TYPE_CHECKING:
    from tokenroom.rivals.field import Field
    from tokenroom.rivals.outside import Outside

LONGEST_LINE = 8_000_000  # bytes: log-probabilities of 128,000 tokens as numbers, and room to spare
_WAITING = 64  # lines that may wait to be read; the program waits then
_LOG_SIZE = 1_000_000  # bytes of its standard error that are kept
_STDERR_PIECE = 65_536  # bytes read of it at once, if no line ends before
_LOOK = 0.1  # seconds between two looks whether it is over

rival_command = click.option(
    "--rival-command", metavar="COMMAND", help="Start a program that predicts too (docs/protocol.md tells how)."
)


@dataclass(frozen=True)
class Ended:
    """No more lines come; `why` says so in words."""

    why: str


class Child:
    """A program that runs beside ours, asked in lines.

    Its standard error goes to a file. Its pipes are served by threads, so that neither a program that never reads nor
    one that never writes can hold us up.

    Args:
        arguments: the program and its arguments.
        log: an open file for its standard error; it is closed here.
        grace: seconds that it has to leave by itself when its input ends.

    Raises:
        OSError: it cannot be started.
    """

    def __init__(self, arguments: list[str], log: IO[bytes], grace: float = 2.0) -> None:
        self._grace, self._over, self._last_words = grace, Event(), ""
        self._outbox: Queue[bytes | None] = Queue()
        self._inbox: Queue[bytes | Ended] = Queue(_WAITING)
        pipe = subprocess.PIPE
        # A session of its own: Ctrl-C is for us, and we end it with all that it has started.
        self._process = subprocess.Popen(arguments, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self._listener = _started(self._listen, self._process.stderr, log)
        self._taker = _started(self._take, self._process.stdout)
        self._threads = (_started(self._speak, self._process.stdin), self._taker, self._listener)

    def write_line(self, line: str) -> None:
        """Send a line; never waits."""
        self._outbox.put(line.encode() + b"\n")

    def read_line(self, seconds: float) -> bytes:
        """Return the next line that it writes (raises NoLineError if none comes in so many seconds)."""
        from tokenroom.rivals.outside import NoLineError

        try:
            line = self._inbox.get(timeout=seconds)
        except Empty:
            raise NoLineError(f"did not come within {seconds:g} seconds") from None
        if isinstance(line, Ended):
            self._inbox.put_nowait(line)  # so is every line after it
            raise NoLineError(line.why)
        return line

    def close(self) -> None:
        """End it: it sees the end of its input, and is killed with all that it has started if that is not enough."""
        self._over.set()
        self._outbox.put(None)
        try:
            self._taker.join(self._grace)  # until its output ends
        finally:  # also when Ctrl-C is pressed once more
            self._kill()
        for thread in self._threads:
            thread.join(self._grace)

    def _kill(self) -> None:
        """Kill it if it has not left by itself, and whatever it has started, which may live on when it has left.

        That is all in its group, whose number nobody else gets while one of them lives.
        """
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError, PermissionError):  # nobody is left, or only who waits to be waited for
                os.killpg(self._process.pid, signal.SIGKILL)
        else:
            self._process.kill()
        self._process.wait()

    def _speak(self, stream: IO[bytes]) -> None:
        with suppress(OSError), stream:  # one that has gone will be noticed when it is to answer
            while (line := self._outbox.get()) is not None:
                stream.write(line)
                stream.flush()

    def _take(self, stream: IO[bytes]) -> None:
        with stream:
            while line := stream.readline(LONGEST_LINE + 1):
                if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
                    self._put(Ended(f"is longer than {LONGEST_LINE:,} bytes"))
                    return
                if not self._put(line):
                    return
        self._put(Ended(self._how_it_ended()))

    def _put(self, line: bytes | Ended) -> bool:
        """Put a line into the inbox when there is room; False if nobody will read it any more."""
        while not self._over.is_set():
            with suppress(Full):
                self._inbox.put(line, timeout=_LOOK)
                return True
        return False

    def _listen(self, stream: IO[bytes], log: IO[bytes]) -> None:
        """Keep the beginning of its standard error in a file, and its last line; throw away the rest."""
        left = _LOG_SIZE
        with stream, log:
            while line := stream.readline(_STDERR_PIECE):
                self._last_words = line.decode("utf-8", "replace").strip() or self._last_words
                with suppress(OSError):  # a full disk is no reason not to listen
                    left -= log.write(line[:left])
                    log.flush()

    def _how_it_ended(self) -> str:
        try:
            status = self._process.wait(1.0)
        except subprocess.TimeoutExpired:
            return "did not come: the program has closed its output"
        self._listener.join(1.0)
        said = f": {one_line(self._last_words, 200)}" if self._last_words else ""
        return f"did not come: the program ended with status {status}{said}"


class Guests:
    """Starts a command once for each tokenizer, and lets it sit down with the players of a field.

    Args:
        command: as on a command line; None when nobody comes from outside.
        log: the file for what the program writes to standard error.
    """

    def __init__(self, command: str | None, log: Path) -> None:
        self._command, self._log = command, log
        self._children: list[Child] = []
        self._rivals: dict[str, Outside] = {}  # by tokenizer

    def join(self, field: Field) -> Field:
        """Return the field with the program among its players (raises BadInput if it cannot be one)."""
        return field if self._command is None else replace(field, guests=(self._rival(self._command, field),))

    def close(self) -> None:
        """End all programs that were started."""
        while self._children:
            self._children.pop().close()

    def _rival(self, command: str, field: Field) -> Outside:
        from tokenroom.rivals.outside import Outside, Patience

        key = field.tokenizer.sha256
        if key not in self._rivals:
            with _undisturbed():  # a program that is started must be known, or nobody ends it
                child = start(command, self._log)
                self._children.append(child)
            lines = (child.write_line, child.read_line)
            self._rivals[key] = Outside(command, field.tokenizer, *lines, Patience())
        return self._rivals[key]


def opened_guests(command: str | None, context: click.Context) -> Guests:
    """Return the guests of a command, who leave when `context` ends, however it ends."""
    from tokenroom.files import user_root

    guests = Guests(command, user_root() / "rival-command.log")
    context.call_on_close(guests.close)
    return guests


def start(command: str, log: Path) -> Child:
    """Start a command (raises BadInput if it is none that can be started)."""
    option = "--rival-command"
    try:
        arguments = shlex.split(command)
    except ValueError as error:
        raise BadInput(option, command, f"cannot be read: {error}", "close what you have quoted") from error
    if not arguments:
        raise BadInput(option, "", "is empty", "name a program and its arguments")
    file = _opened(log)
    try:
        return Child(arguments, file)
    except (OSError, ValueError) as error:
        file.close()
        wrong = f"cannot be started: {getattr(error, 'strerror', None) or error}"
        raise BadInput(option, arguments[0], wrong, "name a program and its arguments") from error


def _opened(log: Path) -> IO[bytes]:
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and not log.is_file():  # to open a pipe could take for ever
            raise BadInput(log, "", "is no file", "remove it: what a rival's program says is kept there")
        return log.open("wb", buffering=0)  # so that nothing is left to write when it is closed
    except OSError as error:
        wrong = f"cannot be written: {error.strerror or error}"
        raise BadInput(log, "", wrong, "make room there, or set TOKENROOM_HOME to another place") from error


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold Ctrl-C back until the block is done. Python interrupts the main thread alone, so others need nothing."""
    if current_thread() is not main_thread():
        yield
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt


def _started(work: Callable[..., None], *arguments: object) -> Thread:
    thread = Thread(target=work, args=arguments, daemon=True)  # none may keep us from leaving
    thread.start()
    return thread
