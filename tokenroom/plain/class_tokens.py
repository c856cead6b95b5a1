"""The tokens that a student in lines knows of: typed lines name them by their places, as in the single game."""

from __future__ import annotations

from tokenroom.classroom.offered import Offered
from tokenroom.game.commands import Answer
from tokenroom.plain.naming import Desk


class KnownTokens(Offered):
    """A list that grows with each search."""

    def place(self, token: int) -> int:
        """Return the place of a token in the list, from 1."""
        return 1 + self.index(token)

    @property
    def desk(self) -> Desk:
        """The list as typed lines are read by: tokens are named by their places here, from 0."""
        return Desk(self.vocabulary, range(len(self.options)), self.is_whole)

    def named_shares(self, answer: Answer) -> list[tuple[str, float]]:
        """Return what an answer would mean, as `shares` does, each share behind its token's label."""
        label = self.vocabulary.label
        return [(label(n), share) for n, share in enumerate(self.shares(answer))]
