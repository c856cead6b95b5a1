"""What every student of the lesson can do, whatever device they have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class SeenReveal:
    """What a student reads at a reveal of *predict*; surprise in nats, as it is printed."""

    came: str
    own: float
    mean: float
    together: float


class Student(Protocol):
    """Somebody with a device; everything waits until it has come about."""

    name: str

    async def join(self) -> None:
        """Come in and take a seat."""

    async def sees(self, *words: str) -> None:
        """Wait for words."""

    async def is_asked(self, kind: str, number: int) -> None:
        """Wait for an item of a kind, such as Pair 2."""

    async def score(self, place: int, score: float) -> None:
        """Give the token at a place of the list, from 0, a score, without answering yet."""

    async def send(self) -> None:
        """Answer with what was set."""

    async def value(self, first: int, second: int) -> None:
        """Value a pair, and answer."""

    async def vote(self, place: int) -> None:
        """Vote for what stands at a place of the list, from 0."""

    async def write(self, text: str) -> None:
        """Answer a question in words."""

    async def is_kept(self) -> None:
        """Wait until the host says that the answer is kept."""

    async def reveal(self) -> SeenReveal:
        """Wait for a reveal, and read it."""
