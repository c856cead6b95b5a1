"""Sequences of symbols with their least possible surprise, and documents written from them: a corpus without words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import numpy as np

from tokenroom.errors import BadInput
from tokenroom.schema import Data, read_toml
from tokenroom.scoring import Floats
from tokenroom.text.symbols_chance import Symbols
from tokenroom.text.symbols_processes import Process
from tokenroom.text.tokenizer import Tokenizer

CORPUS_FILE = "corpus.toml"  # lies beside the processes and is none
LENGTH = 60  # symbols in a document: with their spaces, a token each, and a title they about fill a context of 128
_STREAM = 5  # keeps these draws apart from others that are made from the same seed


class ProcessFile(Data, frozen=True):
    """What the file of one process says."""

    format_version: Literal[1]
    title: Annotated[str, msgspec.Meta(pattern=r"\A[^\r\n]*\S\Z", max_length=80)]  # says in words what comes
    symbols: Annotated[str, msgspec.Meta(pattern=r"\A[0-9]*\Z")]  # the digit that each symbol is written as
    process: Process


@dataclass(frozen=True, slots=True)
class NamedProcess:
    """A process, and how its symbols are written."""

    name: str  # of its file, such as "fair-die"
    title: str
    digits: str  # one for each symbol
    process: Process


@dataclass(frozen=True, slots=True)
class SymbolSequence:
    """What a process gave.

    Attributes:
        symbols: (T,), each from 0 to k-1.
        surprises: (T,), nats: what each costs the best predictor, who knows the process but not the draws.
    """

    symbols: Symbols
    surprises: Floats


@dataclass(frozen=True, slots=True)
class SymbolDocument:
    """A sequence written as text, after a title that says what process gave it.

    Attributes:
        name: of the process.
        text: the title, an empty line, and the symbols as digits with a space between.
        offsets: (T,), the place in `text` of each symbol, in characters.
        sequence: the symbols and what they cost the best predictor.
    """

    name: str
    text: str
    offsets: Symbols
    sequence: SymbolSequence


def draw(process: Process, length: int, rng: np.random.Generator) -> SymbolSequence:
    """Return `length` symbols of `process`, and what each of them costs its best predictor."""
    symbols = process.draw(length, rng)  # (T,)
    return SymbolSequence(symbols, surprises(process, symbols))


def surprises(process: Process, symbols: Symbols) -> Floats:
    """Return what each of `symbols` (T,) costs the best predictor, in nats: (T,); they must come from `process`."""
    p = process.predict(symbols)[np.arange(len(symbols)), symbols]  # (T,)
    return 0.0 - np.log(p)  # 0.0 - x, for -x would turn certainty into -0.0


def load_processes(folder: Path) -> tuple[NamedProcess, ...]:
    """Read every process in `folder`, one `.toml` file each, sorted by name.

    Raises:
        BadInput: there is none, or a file cannot be read or does not fit.
    """
    paths = sorted(path for path in folder.glob("*.toml") if path.name != CORPUS_FILE)
    if not paths:
        raise BadInput(folder, "", "holds no process", "put one into a .toml file beside corpus.toml")
    return tuple(_load_process(path) for path in paths)


def document(processes: Sequence[NamedProcess], seed: int, number: int) -> SymbolDocument:
    """Return document `number` (from 0) of the corpus that `seed` gives; the processes take turns.

    A digit after a space is a token of its own in every vocabulary: `tokenizer.SPLIT_PATTERN` binds no space to a
    number (as it does to letters: " b" is one piece, and may be one token or two), and no merge crosses its pieces.
    """
    named = processes[number % len(processes)]
    sequence = draw(named.process, LENGTH, np.random.default_rng((seed, _STREAM, number)))
    head = f"{named.title}\n\n"
    text = head + " ".join(named.digits[symbol] for symbol in sequence.symbols) + "\n"
    return SymbolDocument(named.name, text, len(head) + 2 * np.arange(LENGTH), sequence)


def optimal_nats(processes: Sequence[NamedProcess], seed: int, numbers: Iterable[int]) -> float:
    """Return what the best predictor pays in nats for documents that the generator makes, each as a whole.

    Which process comes next is as good as a fair die to it; the title tells, and then the symbols alone cost anything.
    """
    costs = [document(processes, seed, number).sequence.surprises.sum() for number in numbers]
    return float(sum(costs)) + len(costs) * math.log(len(processes))


def token_places(document: SymbolDocument, tokenizer: Tokenizer) -> Symbols:
    """Return which of the text's tokens each symbol is, (T,), to compare what someone said of it with the least."""
    ends = np.cumsum([len(tokenizer.token_bytes(token)) for token in tokenizer.encode(document.text)])  # in bytes
    in_bytes = [len(document.text[:offset].encode()) for offset in document.offsets]
    return np.searchsorted(ends, in_bytes, side="right")


def _load_process(path: Path) -> NamedProcess:
    file = read_toml(path, ProcessFile)
    if len(set(file.symbols)) < len(file.symbols) or len(file.symbols) != file.process.size:
        right = f"{file.process.size} digits, one for each symbol of the process"
        raise BadInput(path, "symbols", f"{file.symbols!r} does not fit", right)
    return NamedProcess(path.stem, file.title, file.symbols, file.process)
