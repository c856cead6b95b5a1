"""An arena: memory for the arrays of a training step, given again as soon as nobody holds the array that it was for."""

from __future__ import annotations

import math
from bisect import bisect
from mmap import mmap
from typing import Any
from weakref import finalize

import numpy as np
from numpy.typing import NDArray

_ALIGNMENT = 64  # bytes: a cache line, and the width of the widest vector instructions
_LEAST = 1 << 22  # bytes that are asked of the operating system at once; what is never written to costs nothing
_Span = tuple[int, int, int]  # in which block, from where, to where


class Arena:
    """Gives arrays as `np.empty` does, from memory that is used again; an array is good for as long as it is held.

    A step of training asks for the same arrays every time. From an arena they come from the same memory every time, and
    nobody has to ask the operating system for fresh pages. Arrays lie as low as there is room, so little more is ever
    touched than was held at once. The memory is mapped and not taken from the heap, so that all of it goes back to the
    operating system with the arena. One arena serves one thread.
    """

    def __init__(self) -> None:
        self._blocks: list[mmap] = []
        self._gaps: list[_Span] = []  # in rising order; no two of them touch
        self._left: list[_Span] = []  # by arrays that nobody holds any more; whoever let go of them may be a thread

    def __call__(self, shape: tuple[int, ...], dtype: Any) -> NDArray[Any]:
        """Return an array that holds anything."""
        size = math.prod(shape) * np.dtype(dtype).itemsize
        block, start, end = span = self._span(max(1, -(-size // _ALIGNMENT)) * _ALIGNMENT)
        owner: NDArray[np.uint8] = np.frombuffer(self._blocks[block], np.uint8, end - start, start)
        finalize(owner, self._left.append, span).atexit = False  # every view of the owner keeps it
        array: NDArray[Any] = owner[:size].view(dtype).reshape(shape)
        return array

    def _span(self, size: int) -> _Span:
        while self._left:
            self._close(self._left.pop())
        place = next((i for i, (_, start, end) in enumerate(self._gaps) if end - start >= size), None)
        if place is None:
            place = self._grow(size)
        block, start, end = self._gaps[place]
        self._gaps[place : place + 1] = [(block, start + size, end)] if start + size < end else []
        return block, start, start + size

    def _close(self, span: _Span) -> None:
        """Let a span be free again, one gap with those that it touches."""
        block, start, end = span
        place = bisect(self._gaps, span)
        if place < len(self._gaps) and self._gaps[place][:2] == (block, end):
            end = self._gaps.pop(place)[2]
        if place and self._gaps[place - 1][::2] == (block, start):
            place, start = place - 1, self._gaps.pop(place - 1)[1]
        self._gaps.insert(place, (block, start, end))

    def _grow(self, size: int) -> int:
        """Fetch as much memory as there was, or more if that is too little; return the place of the new gap."""
        memory = mmap(-1, max(size, _LEAST, sum(map(len, self._blocks))))
        self._gaps.append((len(self._blocks), 0, len(memory)))
        self._blocks.append(memory)
        return len(self._gaps) - 1
