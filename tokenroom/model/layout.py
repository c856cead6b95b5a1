"""The layout of a batch: where each token stands in its text, and at which others it may look.

Most batches hold one phrase a row. In a branched one, each row begins with what several texts have in common, and all
that they go on with stands behind it, one branch after another: what is common goes through the model once.

Letters in the shape comments: B rows, T tokens in a row, N = B·T, F forks, D width of one head.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from tokenroom.model.layers import Floats, Integers

Turns: TypeAlias = NDArray[np.complexfloating[Any, Any]]
Forks: TypeAlias = tuple[Integers, Integers]
_NONE = np.empty(0, np.int64)
SHARED = 0  # as a branch: the token belongs to all branches of its row


@dataclass(frozen=True)
class Layout:
    """Where the tokens of a batch stand.

    Attributes:
        turn: (T, D/2), or (B, T, D/2): the turns of each token's position.
        mask: (T, T), or (B, 1, T, T): 1 where a token (row) may look at a token (column), at itself and before, else 0.
        forks: (F,) and (F,): tokens that follow another one than the one beside them, and these others; -1 for none.
            Both are counted through the whole batch.
    """

    turn: Turns
    mask: Floats
    forks: Forks = (_NONE, _NONE)

    @property
    def tokens(self) -> int:
        """How many tokens a row has."""
        return int(self.mask.shape[-1])


@lru_cache(maxsize=16)
def turns(tokens: int, head_width: int, base: float, dtype: Any) -> Turns:
    """Return how far each pair of numbers is turned at positions 0 … tokens-1, as complex numbers of length one.

    Pair j turns by base^(-2j/D) a step (Su et al. 2021, section 3.2). Shape (T, D/2).
    """
    speeds = base ** -(np.arange(0, head_width, 2) / head_width)  # (D/2,)
    angles = np.arange(tokens)[:, None] * speeds  # (T, D/2)
    turned: Turns = np.exp(1j * angles).astype(np.result_type(dtype, np.complex64))
    turned.flags.writeable = False
    return turned


@lru_cache(maxsize=16)
def causal_mask(tokens: int, dtype: Any) -> Floats:
    """Return 1 where a token (row) may look at a token (column), at itself and before, else 0: (T, T)."""
    mask = np.tri(tokens, dtype=dtype)
    mask.flags.writeable = False
    return mask


def in_phrases(tokens: int, head_width: int, base: float, dtype: Any) -> Layout:
    """Return the layout of a batch in which every row is one text of so many tokens."""
    return Layout(turns(tokens, head_width, base, dtype), causal_mask(tokens, dtype))


def in_branches(branches: Integers, head_width: int, base: float, dtype: Any) -> Layout:
    """Return the layout of a batch in which every row holds the branches of one beginning.

    Args:
        branches: (B, T) to which branch of its row each token belongs: `SHARED` at the beginning of the row for all
            that they have in common, then one number for each branch.
        head_width: D.
        base: of the turns.
        dtype: of the mask.
    """
    tokens = branches.shape[1]
    same = branches[:, :, None] == branches[:, None, :]  # (B, T, T)
    mask = (same | (branches == SHARED)[:, None, :]) & causal_mask(tokens, np.dtype(bool))  # (B, T, T)
    positions = mask.sum(axis=2) - 1  # (B, T): as many as stand before it in its own text
    turn = turns(int(positions.max()) + 1, head_width, base, dtype)[positions]  # (B, T, D/2)
    return Layout(turn, mask[:, None].astype(dtype), _forks(branches))


def _forks(branches: Integers) -> Forks:
    """Return the first token of each branch that has a neighbour it does not follow, and the one that it follows."""
    tokens = branches.shape[1]
    rows, columns = np.nonzero(branches[:, 1:] != branches[:, :-1])  # (F,)
    last_shared = (branches == SHARED).sum(axis=1)[rows] - 1  # (F,)
    return rows * tokens + columns + 1, np.where(last_shared < 0, -1, rows * tokens + last_shared)
