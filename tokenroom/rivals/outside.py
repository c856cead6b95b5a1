"""A rival from outside: a program that is asked in lines of JSON, whoever carries them (docs/protocol.md, its end)."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec
import numpy as np

from tokenroom.errors import BadInput, one_line
from tokenroom.rivals.compressors import COMPRESSORS
from tokenroom.scoring import Floats, ScoringError, log_sum_exp
from tokenroom.text.tokenizer import Tokenizer

FORMAT = 1
FLOOR = -50.0  # nats: no token is taken for less likely, so that no loss is infinite
TOLERANCE = 1e-3  # how far the logarithm of the sum of the probabilities may lie from 0
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._+/:-]{0,39}")
# What our own players are called, in reports and in the records.
_TAKEN = re.compile(
    rf"you|uniform|unigram|bigram|optimum|twin|kneser-ney-.*|step-.*|{'|'.join(COMPRESSORS)}", re.IGNORECASE
)

WriteLine = Callable[[str], None]
ReadLine = Callable[[float], bytes]  # waits so many seconds at most


class NoLineError(Exception):
    """A line did not come from the program; the text says why."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds a program may take: until it is ready, and for each line of an answer."""

    ready: float = 300.0
    line: float = 60.0


class Hello(msgspec.Struct, frozen=True, tag_field="type", tag="hello"):
    """The first line to the program: our tokens as base64 by id, None for special ones, which stand for no text."""

    format: int
    vocabulary: tuple[str | None, ...]
    end_of_text: int


class AskPassage(msgspec.Struct, frozen=True, tag_field="type", tag="passage"):
    """Asks for each of `ids` what was expected there: len(ids) lines."""

    ids: tuple[int, ...]


class AskNext(msgspec.Struct, frozen=True, tag_field="type", tag="next"):
    """Asks what is expected behind all of `ids`: one line."""

    ids: tuple[int, ...]


class Ready(msgspec.Struct, frozen=True, tag_field="type", tag="ready"):
    """The program's first line."""

    name: str


class LogProbs(msgspec.Struct, frozen=True, tag_field="type", tag="log_probs"):
    """What the program expects after the first `position` tokens: V numbers, or float32 little-endian in base64."""

    position: int
    log_probs: str | list[float | None]


class Failure(msgspec.Struct, frozen=True, tag_field="type", tag="error"):
    """The program cannot go on, and says why."""

    message: str


Question = Hello | AskPassage | AskNext
Answer = Ready | LogProbs | Failure
AnyAnswer = TypeVar("AnyAnswer", Ready, LogProbs)
_decode = msgspec.json.Decoder(Answer).decode


class Outside:
    """A program that predicts, asked over two functions that carry lines.

    Args:
        command: what the program was started with, for messages.
        tokenizer: the tokens it is to predict.
        write_line: sends a line to it; never waits.
        read_line: returns the next line that it wrote (raises NoLineError).
        patience: how long it may take.

    Raises:
        BadInput: it does not introduce itself. So does every method when the program does not answer as it should; the
            message names the command and the number of the line that it wrote, and nothing more is asked of it.
    """

    def __init__(
        self, command: str, tokenizer: Tokenizer, write_line: WriteLine, read_line: ReadLine, patience: Patience
    ) -> None:
        self._command, self._size = one_line(command, 100), tokenizer.size
        self._write, self._read, self._patience = write_line, read_line, patience
        self._lines = 0  # that it has written
        self._fault: BadInput | None = None
        self._send(hello(tokenizer))
        self._name = self._checked_name(self._receive(Ready, patience.ready).name)

    @property
    def name(self) -> str:
        """What the program calls itself."""
        return self._name

    def log_probs(self, context: Sequence[int]) -> Floats:
        """Return log-probabilities of every token after `context`, shape (V,)."""
        self._send(AskNext(tuple(map(int, context))))
        return self._row(len(context))

    def passage_log_probs(self, ids: Sequence[int]) -> Floats:
        """Return `log_probs(ids[:t])` for each t below len(ids), shape (T, V)."""
        self._send(AskPassage(tuple(map(int, ids))))
        rows = np.empty((len(ids), self._size))
        for position in range(len(ids)):
            rows[position] = self._row(position)
        return rows

    def _row(self, position: int) -> Floats:
        answer = self._receive(LogProbs, self._patience.line)
        if answer.position != position:
            raise self._bad(f"is about position {answer.position}", f"position {position} is asked")
        try:
            return checked_log_probs(answer.log_probs, self._size)
        except ScoringError as error:
            raise self._bad(str(error), "") from error

    def _send(self, question: Question) -> None:
        if self._fault is not None:
            raise self._fault
        self._write(msgspec.json.encode(question).decode())

    def _receive(self, kind: type[AnyAnswer], seconds: float) -> AnyAnswer:
        """Return the program's next line, which must be of this kind."""
        self._lines += 1
        try:
            answer = _decode(self._read(seconds))
        except NoLineError as error:
            raise self._bad(str(error), "") from error
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            raise self._bad(f"is not understood: {error}", "docs/protocol.md tells how to answer") from error
        if isinstance(answer, Failure):
            raise self._bad(f"it says: {one_line(answer.message, 300)}", "")
        if not isinstance(answer, kind):
            wrong = f"has type {_type(answer)!r}"
            raise self._bad(wrong, f"{kind.__struct_config__.tag!r} was asked for")
        return answer

    def _checked_name(self, name: str) -> str:
        if not NAME.fullmatch(name):
            raise self._bad(f"{one_line(name, 60)!r} is no name", "up to 40 letters, digits, spaces and . _ + / : -")
        if _TAKEN.fullmatch(name):
            raise self._bad(f"{name!r} is what one of our own players is called", "choose another name")
        return name

    def _bad(self, wrong: str, right: str) -> BadInput:
        self._fault = BadInput(self._command, f"line {self._lines}", wrong, right)
        return self._fault


def hello(tokenizer: Tokenizer) -> Hello:
    """Return the line that introduces our tokens."""
    ordinary = len(tokenizer.ranks)  # the special tokens have the ids behind
    texts = tuple(base64.b64encode(tokenizer.token_bytes(token)).decode() for token in range(ordinary))
    return Hello(FORMAT, (*texts, *(None for _ in range(ordinary, tokenizer.size))), tokenizer.end_of_text)


def checked_log_probs(answer: str | list[float | None], size: int) -> Floats:
    """Return an answer as log-probabilities that sum to one, shape (V,).

    Args:
        answer: float32 little-endian in base64, or numbers; None is no chance at all.
        size: V.

    Raises:
        ScoringError: not V numbers, NaN, or no distribution even within TOLERANCE.
    """
    given = _from_base64(answer) if isinstance(answer, str) else np.array([_or_never(x) for x in answer], np.float64)
    if len(given) != size:
        raise ScoringError(f"holds {len(given):,} log-probabilities; the vocabulary has {size:,} tokens")
    floored = np.maximum(given, FLOOR)  # keeps NaN, which the next line refuses
    total = float(log_sum_exp(floored)[0])
    if not abs(total) <= TOLERANCE:
        raise ScoringError(f"holds no distribution: ln of the sum is {total:.4g}; it must be 0 within {TOLERANCE}")
    normalised: Floats = floored - total
    return normalised


def _from_base64(text: str) -> Floats:
    try:
        return np.frombuffer(base64.b64decode(text, validate=True), "<f4").astype(np.float64)
    except (ValueError, binascii.Error) as error:  # also a length that is no multiple of four
        raise ScoringError("holds no float32 numbers in base64") from error


def _or_never(number: float | None) -> float:
    return -np.inf if number is None else number


def _type(answer: Answer) -> str:
    return str(answer.__struct_config__.tag)
