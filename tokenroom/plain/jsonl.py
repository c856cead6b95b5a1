"""The front end for programs: one JSON object a line both ways, as docs/protocol.md tells."""

from __future__ import annotations

import io
from typing import TextIO

import msgspec

from tokenroom.errors import BadInput, one_line
from tokenroom.game.answer import AnswerError
from tokenroom.game.campaign import Campaign, Play
from tokenroom.game.level import find_level
from tokenroom.game.recorded import RecordedSession
from tokenroom.game.session import CommandError
from tokenroom.plain.choosing import first_not_won
from tokenroom.plain.intake import EndOfInput, Intake, TooLong
from tokenroom.plain.page import knows_utf8
from tokenroom.plain.requests import AnyReply, Failed, Query, decode_line, reply

LONGEST_LINE = 8_000_000  # characters: scores for all tokens of a vocabulary of 128,000, and room to spare
INTERRUPTED = 130  # exit status after Ctrl-C: 128 + SIGINT
_MESSAGE = 300  # characters of an error message
_NOT_CARRIED_OUT = (AnswerError, CommandError, msgspec.MsgspecError, UnicodeError, RecursionError, TooLong)


def play_jsonl(campaign: Campaign, level: str | None, stdin: TextIO, stdout: TextIO, resume: bool = False) -> int:
    """Play one session with a program and return the exit status.

    Args:
        campaign: what there is to play.
        level: the level to start; None for the first that is not won.
        stdin: commands and queries, one a line.
        stdout: events and replies, one a line, flushed after each.
        resume: go on with the unfinished session if there is one (and it is of `level`, if that is given); all its
            events so far are sent again.

    Raises:
        BadInput: the level cannot be opened; it has been sent as a fatal error before.
    """
    for stream in (stdin, stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # the protocol's, whatever the terminal speaks
    wire = _Wire(Intake(stdin, LONGEST_LINE), stdout)
    try:
        recorded, events = _open(campaign, level, resume, wire)
        wire.send(*events)
        _serve(recorded, wire)
    except (EndOfInput, BrokenPipeError):  # the program has left: what was answered is kept
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


class _Wire:
    """Lines in, objects out."""

    def __init__(self, intake: Intake, stdout: TextIO) -> None:
        self.intake, self._stdout, self._utf8 = intake, stdout, knows_utf8(stdout)

    def send(self, *replies: AnyReply) -> None:
        """Write one line for each."""
        for each in replies:
            self._stdout.write(encode_line(each, self._utf8) + "\n")
            self._stdout.flush()


def encode_line(event: AnyReply, utf8: bool = True) -> str:
    """Return an event as JSON on one line; what does not print, or is not ASCII without `utf8`, is escaped."""
    return printable_json(msgspec.json.encode(event).decode(), utf8)


def printable_json(line: str, utf8: bool = True) -> str:
    """Return a line of JSON with all that does not print, or is not ASCII without `utf8`, escaped."""
    if line.isprintable() and (utf8 or line.isascii()):
        return line
    return "".join(c if c.isprintable() and (utf8 or c.isascii()) else _escaped(c) for c in line)


def _open(campaign: Campaign, level: str | None, resume: bool, wire: _Wire) -> Play:
    try:
        return _unfinished(campaign, level) if resume else _started(campaign, level)
    except BadInput as error:
        wire.send(Failed(error.line(), fatal=True))
        raise


def _unfinished(campaign: Campaign, level: str | None) -> Play:
    record = campaign.unfinished()
    if record is None or (level is not None and find_level(level).name != record.level):
        return _started(campaign, level)
    return campaign.resume(record)


def _started(campaign: Campaign, level: str | None) -> Play:
    if level is not None:
        return campaign.start(level)
    levels = campaign.levels()
    return campaign.start(levels[first_not_won(levels)].name)


def _serve(recorded: RecordedSession, wire: _Wire) -> None:
    """Carry out line after line until the session has ended."""
    while recorded.session.state.phase != "ended":
        try:
            line = wire.intake.line()
            if line.strip():
                wire.send(*_carried_out(line, recorded))
        except _NOT_CARRIED_OUT as error:
            wire.send(Failed(one_line(str(error), _MESSAGE), fatal=False))
        except BadInput as error:  # the records cannot be written: nothing more can be answered
            wire.send(Failed(error.line(), fatal=True))
            raise


def _carried_out(line: str, recorded: RecordedSession) -> tuple[AnyReply, ...]:
    asked = decode_line(line)
    return (reply(asked, recorded.session),) if isinstance(asked, Query) else recorded.apply(asked)


def _escaped(c: str) -> str:
    """One character as JSON escapes it: by its UTF-16 units."""
    units = c.encode("utf-16-be").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
