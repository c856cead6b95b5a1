"""Compressors as a yardstick outside the tokens: how many bits held-out text adds to the compressed training text.

A compressor is a language model too: what it expects costs few bits (Shannon 1948, *A Mathematical Theory of
Communication*, section 9). It learns from the same training text as the rivals, by having it compressed in front.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from tokenroom.errors import BadInput

Compress = Callable[[bytes], bytes]

REACH = 64 * 2**20  # bytes: how far back xz -9 looks; zstd and PPMd are given as much or more
_END = b"\0"  # stands behind each document, as end-of-text does among tokens: both must say where a document ends
_PPMD_ORDER = 16  # bytes of context at most; from 12 to 64 the English corpus differs by less than 0.001 bits a byte
_PPMD_MEMORY = 512 * 2**20  # bytes at most: a full model would start again from nothing, and this holds REACH


def bits_added(name: str, training: Iterable[str], held_out: Iterable[str]) -> int:
    """Return the bits that the held-out texts add when they are compressed behind the training texts.

    All held-out texts follow the training text in one go, so that a later one may use an earlier one. That favours the
    compressor a little over the rivals, who meet each document anew.

    Args:
        name: one of COMPRESSORS.
        training: the texts it learns from; of more than REACH bytes the last ones.
        held_out: the texts that are measured.

    Raises:
        BadInput: the library that compresses is not installed.
    """
    compress = _loaded(name)
    before = _tail(training)
    return 8 * (len(compress(before + _tail(held_out))) - len(compress(before)))


def installed() -> tuple[str, ...]:
    """Return the names of the compressors whose libraries are here."""
    return tuple(name for name in COMPRESSORS if _is_here(name))


def _xz() -> Compress:
    import lzma

    return lambda data: lzma.compress(data, preset=9)


def _zstd() -> Compress:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd

    return lambda data: zstd.compress(data, level=22)  # its window is as large as the data, up to 128 MiB


def _ppmd() -> Compress:
    import pyppmd

    return lambda data: pyppmd.compress(data, max_order=_PPMD_ORDER, mem_size=_PPMD_MEMORY, variant="I")


# What `xz -9`, `zstd --ultra -22` and PPMd variant I (revision 2, as in zip files) give; each imported when asked for.
COMPRESSORS: dict[str, Callable[[], Compress]] = {"xz": _xz, "zstd": _zstd, "ppmd": _ppmd}


def _loaded(name: str) -> Compress:
    try:
        return COMPRESSORS[name]()
    except ImportError as error:
        wrong, right = "the library that compresses is missing", "pip install 'tokenroom[compressors]'"
        raise BadInput("rival", name, wrong, right) from error


def _is_here(name: str) -> bool:
    try:
        COMPRESSORS[name]()
    except ImportError:
        return False
    return True


def _tail(texts: Iterable[str]) -> bytes:
    """The last REACH bytes of all texts in a row, each with its end; never much more in memory at once."""
    tail = bytearray()
    for text in texts:
        tail += text.encode("utf-8", "surrogatepass") + _END
        if len(tail) > 2 * REACH:
            del tail[:-REACH]
    return bytes(tail[-REACH:])
