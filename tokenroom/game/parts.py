"""The parts of a session: each a passage of its own, with the vocabulary and the players that belong to it."""

from __future__ import annotations

from dataclasses import dataclass

from tokenroom.game.passage import Passage
from tokenroom.rivals.base import Learner, Rival
from tokenroom.text.vocabulary import Vocabulary

CANDIDATES = 12  # tokens of the instinct that an item offers


@dataclass(frozen=True, slots=True)
class Part:
    """One passage and who plays on it.

    Attributes:
        title: what it is, told when it opens; may be empty.
        kind: what sort of item it asks, told after the answer; may be empty.
        vocabulary: the options.
        passage: the sequence, and what is asked of it.
        instinct: whose log-probabilities an answer is added to.
        rival: who answers each item before you do.
        field: everyone who plays the same items, the rival among them.
        passing: phrases that go by before it opens.
        offered: tokens that every item offers, whatever the instinct holds of them.
    """

    title: str
    kind: str
    vocabulary: Vocabulary
    passage: Passage
    instinct: Rival
    rival: Rival | None
    field: tuple[Rival, ...]
    passing: tuple[tuple[int, ...], ...] = ()
    offered: tuple[int, ...] = ()

    @property
    def learners(self) -> tuple[Learner, ...]:
        """Those who learn from what is shown of it, each once."""
        players = {id(player): player for player in (self.instinct, *self.field)}
        return tuple(player for player in players.values() if isinstance(player, Learner))

    @property
    def lists_whole_vocabulary(self) -> bool:
        """Whether the vocabulary is small enough to be listed whole, in its own order."""
        return len(self.vocabulary) <= CANDIDATES
