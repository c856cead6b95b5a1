"""Where a token comes from: the merges of a tiktoken rank table replayed, step by step and down to bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from tokenroom.text.merging import split

Ranks = Mapping[bytes, int]


@dataclass(frozen=True, slots=True)
class MergeStep:
    """One merge: two neighbours became the token of `rank`; the lower the rank, the earlier it was learned."""

    left: bytes
    right: bytes
    rank: int

    @property
    def whole(self) -> bytes:
        """What they became."""
        return self.left + self.right


def merge_steps(token: bytes, ranks: Ranks) -> tuple[MergeStep, ...]:
    """Return the merges that make `token` out of single bytes, in the order in which they are carried out.

    The last one makes the token itself. Empty for a single byte, and for a token that no merges lead to: some tables
    hold such, which are only ever met as a whole piece of text.

    >>> ranks = {bytes([b]): b for b in range(256)} | {b"th": 256, b"the": 257}
    >>> [(step.left, step.right, step.rank) for step in merge_steps(b"the", ranks)]
    [(b't', b'h', 256), (b'th', b'e', 257)]
    """
    below = ranks.get(token, len(ranks))
    steps = tuple(_replayed([bytes([b]) for b in token], ranks, below))
    return steps if steps and steps[-1].whole == token else ()


def replay(text: str, ranks: Ranks) -> list[bytes]:
    """Return a text as tokens by replaying `ranks`: as tiktoken does it, but slowly and in sight.

    Each piece that is a token is taken whole; in any other the pair of lowest rank is merged, and again, until no
    neighbours make a token.
    """
    tokens: list[bytes] = []
    for piece in split(text):
        raw = piece.encode("utf-8", "surrogatepass")
        parts = [raw] if raw in ranks else [bytes([b]) for b in raw]
        for _ in _replayed(parts, ranks, len(ranks)):
            """The parts are merged in place."""
        tokens += parts
    return tokens


def _replayed(parts: list[bytes], ranks: Ranks, highest: int) -> Iterator[MergeStep]:
    """Merge `parts` in place, lowest rank first, up to rank `highest`, and yield each merge."""
    while (found := _lowest(parts, ranks, highest)) is not None:
        at, rank = found
        step = MergeStep(parts[at], parts[at + 1], rank)
        parts[at : at + 2] = [step.whole]
        yield step


def _lowest(parts: list[bytes], ranks: Ranks, highest: int) -> tuple[int, int] | None:
    """Place and rank of the leftmost pair of lowest rank."""
    pairs = ((ranks.get(left + right), at) for at, (left, right) in enumerate(pairwise(parts)))
    rank, at = min(((rank, at) for rank, at in pairs if rank is not None and rank <= highest), default=(None, 0))
    return None if rank is None else (at, rank)
