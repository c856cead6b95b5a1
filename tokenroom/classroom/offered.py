"""The tokens that a student's client knows of, and what an answer to them would mean, without asking the host."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tokenroom.game.answer import CHIPS, AnswerError
from tokenroom.game.commands import Answer, AnswerChips, AnswerGuess, AnswerScores
from tokenroom.game.events import Option
from tokenroom.text.vocabulary import Vocabulary


class Offered:
    """A list that grows with each search; answers are written for its places, from 0.

    Args:
        options: those on offer, in order.
        named: what kind of tokens these are: "symbols", "numbers" or "tokens".
        is_whole: whether these are all tokens that there are.
    """

    def __init__(self, options: Sequence[Option], named: str, is_whole: bool) -> None:
        self.named, self.is_whole = named, is_whole
        self.options = list(options)

    def add(self, options: Sequence[Option]) -> None:
        """Put tokens that were found behind the others."""
        known = {option.id for option in self.options}
        self.options += [option for option in options if option.id not in known]

    def index(self, token: int) -> int:
        """Return the place of a token in the list, from 0."""
        return next(place for place, option in enumerate(self.options) if option.id == token)

    @property
    def vocabulary(self) -> Vocabulary:
        """The list as a vocabulary: its tokens are places."""
        texts = [option.text for option in self.options]
        return Vocabulary(texts, [len(text.encode("utf-8", "surrogatepass")) for text in texts], self.named)

    def with_ids(self, answer: Answer) -> Answer:
        """Return an answer that names places of this list, with the ids of the tokens in their stead."""
        match answer:
            case AnswerScores(scores):
                return AnswerScores({self.options[place].id: score for place, score in scores.items()})
            case AnswerChips(chips):
                return AnswerChips({self.options[place].id: n for place, n in chips.items()})
            case AnswerGuess(place, sure):
                return AnswerGuess(self.options[place].id, sure)

    def shares(self, answer: Answer) -> list[float]:
        """Return what an answer, by places, would mean for each token of the list: its share (0 to 1).

        Raises:
            AnswerError: chips or a guess that leave the instinct nothing.
        """
        p = [option.p for option in self.options]
        match answer:
            case AnswerScores(scores):
                return _scored(p, scores)
            case AnswerChips(chips):
                left = 1.0 - sum(chips.values()) / CHIPS
                if left <= 0.0:
                    raise AnswerError(f"one of the {CHIPS} chips stays with the instinct")
                return [chips.get(n, 0) / CHIPS + left * share for n, share in enumerate(p)]
            case AnswerGuess(token, sure):
                others = (1.0 - sure / 100.0) / max(1e-300, 1.0 - p[token])
                return [sure / 100.0 if n == token else others * share for n, share in enumerate(p)]


def _scored(p: Sequence[float], scores: dict[int, float]) -> list[float]:
    """Shares p·exp(s) / Z, with Z = 1 + Σ p·(exp(s) − 1) over the named ones, kept from overflowing."""
    top = max(0.0, *scores.values()) if scores else 0.0
    rest = math.exp(-top) * max(0.0, 1.0 - sum(p[n] for n in scores))
    lifted = {n: p[n] * math.exp(scores[n] - top) for n in scores}
    total = rest + sum(lifted.values())
    return [lifted.get(n, share * math.exp(-top)) / total for n, share in enumerate(p)]
