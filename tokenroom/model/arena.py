"""An arena: memory for the arrays of one training step, handed out in order and taken back all at once."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ALIGNMENT = 64  # bytes: a cache line, and the width of the widest vector instructions


class Arena:
    """Gives arrays from memory that is used again after `reset`; what was given before is then written over.

    A step of training asks for the same arrays every time. From an arena they come from the same memory every time, and
    nobody has to ask the operating system for fresh pages. One arena serves one thread.
    """

    def __init__(self) -> None:
        self._block: NDArray[np.uint8] = np.empty(0, np.uint8)
        self._wanted = 0  # bytes, since the last reset

    def __call__(self, shape: tuple[int, ...], dtype: Any) -> NDArray[Any]:
        """Return an array that holds anything."""
        size = math.prod(shape) * np.dtype(dtype).itemsize
        start, self._wanted = self._wanted, self._wanted + -(-size // _ALIGNMENT) * _ALIGNMENT
        if self._wanted > len(self._block):
            return np.empty(shape, dtype)  # the block grows at the next reset
        array: NDArray[Any] = self._block[start : start + size].view(dtype).reshape(shape)
        return array

    def reset(self) -> None:
        """Take everything back; a block that was too small is replaced by one that would have been large enough."""
        if self._wanted > len(self._block):
            raw = np.empty(self._wanted + _ALIGNMENT, np.uint8)
            offset = -raw.ctypes.data % _ALIGNMENT
            self._block = raw[offset : offset + self._wanted]
        self._wanted = 0
