"""Processes that give endless sequences of symbols 0…k-1, each with its best predictor: no text, no tokens.

The best predictor knows the process, its rule and all its numbers, but not what chance drew for this sequence: what
it does not know it works out by Bayes' rule from the symbols so far. Nobody can be less surprised on average.
Letters in the shape comments: T symbols in a sequence, k kinds of them, H hypotheses.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Annotated, TypeAlias

import msgspec
import numpy as np

from tokenroom.schema import Data
from tokenroom.scoring import Floats
from tokenroom.text.symbols_chance import MOST, Shares, Symbols, check_rows, entropy, probabilities, weigh

Count = Annotated[int, msgspec.Meta(ge=1, le=MOST)]


class Die(Data, frozen=True, tag_field="kind", tag="die"):
    """A die whose faces come as often as `shares` say: fair when all are equal, loaded or skewed when not."""

    shares: Shares

    def __post_init__(self) -> None:
        """Refuse shares that no die can have."""
        probabilities(self.shares)

    @property
    def size(self) -> int:
        """The number k of symbols."""
        return len(self.shares)

    @property
    def entropy_rate(self) -> float:
        """The mean surprise of the best predictor, in nats a symbol."""
        return entropy(probabilities(self.shares))

    def draw(self, length: int, rng: np.random.Generator) -> Symbols:
        """Return `length` symbols, (T,)."""
        return rng.choice(self.size, length, p=probabilities(self.shares))

    def predict(self, symbols: Symbols) -> Floats:
        """Return what the best predictor expects of each of `symbols` (T,) from those before it: (T, k)."""
        return np.tile(probabilities(self.shares), (len(symbols), 1))


class HiddenDie(Data, frozen=True, tag_field="kind", tag="hidden-die"):
    """One of several dice, drawn for each sequence as often as `priors` say and thrown to its end; nobody tells which.

    The best predictor weighs the dice by how well each has foretold the throws so far.
    """

    dice: tuple[Shares, ...]
    priors: Shares

    def __post_init__(self) -> None:
        """Refuse dice of different sizes, and priors that do not fit them."""
        check_rows(self.dice, "dice")
        if len(self.priors) != len(self.dice):
            raise ValueError(f"priors must be as many as dice ({len(self.dice)}), not {len(self.priors)}")
        probabilities(self.priors, least=1)

    @property
    def size(self) -> int:
        """The number k of symbols."""
        return len(self.dice[0])

    @property
    def entropy_rate(self) -> float:
        """The mean surprise in the long run, in nats a symbol: by then the best predictor knows which die it is."""
        each = [entropy(probabilities(die)) for die in self.dice]
        return float(probabilities(self.priors, least=1) @ each)

    def draw(self, length: int, rng: np.random.Generator) -> Symbols:
        """Return `length` symbols of one die, (T,)."""
        die = int(rng.choice(len(self.dice), p=probabilities(self.priors, least=1)))
        return rng.choice(self.size, length, p=probabilities(self.dice[die]))

    def predict(self, symbols: Symbols) -> Floats:
        """Return what the best predictor expects of each of `symbols` (T,) from those before it: (T, k)."""
        each = np.stack([np.tile(probabilities(die), (len(symbols), 1)) for die in self.dice])  # (H, T, k)
        return weigh(probabilities(self.priors, least=1), each, symbols)


class Repeats(Data, frozen=True, tag_field="kind", tag="repeats"):
    """A motif that comes again and again: its length is one of `lengths`, its symbols are drawn anew, all as likely.

    The best predictor holds every length possible until the symbols speak against it.
    """

    size: Annotated[int, msgspec.Meta(ge=2, le=MOST)]
    lengths: Annotated[tuple[Count, ...], msgspec.Meta(min_length=1)]

    def __post_init__(self) -> None:
        """Refuse a length that is named twice."""
        if len(set(self.lengths)) < len(self.lengths):
            raise ValueError("lengths must differ from each other: each is as likely as the others")

    @property
    def entropy_rate(self) -> float:
        """The mean surprise in the long run: 0, for after a lap or two nothing is new."""
        return 0.0

    def draw(self, length: int, rng: np.random.Generator) -> Symbols:
        """Return `length` symbols, (T,)."""
        motif = rng.integers(self.size, size=self.lengths[int(rng.integers(len(self.lengths)))])
        return np.resize(motif, length)  # resize fills up with repetitions

    def predict(self, symbols: Symbols) -> Floats:
        """Return what the best predictor expects of each of `symbols` (T,) from those before it: (T, k)."""
        each = np.stack([self._with_length(length, symbols) for length in self.lengths])  # (H, T, k)
        return weigh(np.full(len(self.lengths), 1.0 / len(self.lengths)), each, symbols)

    def _with_length(self, length: int, symbols: Symbols) -> Floats:
        """The same for one who knows the motif's length: any symbol in the first lap, then the lap before."""
        certain = np.eye(self.size)[symbols[: max(0, len(symbols) - length)]]  # (T - length, k)
        first_lap = np.full((min(length, len(symbols)), self.size), 1.0 / self.size)
        return np.concatenate([first_lap, certain])


class Pairs(Data, frozen=True, tag_field="kind", tag="pairs", dict=True):
    """A B … A B: after a cue comes its partner; which partner is bound to which cue is drawn anew for every sequence.

    Symbols 0 … cues-1 are the cues, the next `partners` the partners, no two cues sharing one, and the last `others`
    stand between the pairs: `share_of_others` is how often one of them comes where a pair could begin. A cue costs what
    it must; its partner costs something the first time, and nothing from then on.
    """

    cues: Count
    partners: Count
    others: Annotated[int, msgspec.Meta(ge=0, le=MOST)] = 0
    share_of_others: Annotated[float, msgspec.Meta(ge=0, lt=1)] = 0.0

    def __post_init__(self) -> None:
        """Refuse too few partners, and a share for others where there are none."""
        if self.partners < self.cues:
            raise ValueError(f"partners must be as many as cues ({self.cues}) or more, not {self.partners}")
        if bool(self.others) != (self.share_of_others > 0):
            raise ValueError("others and share_of_others must both be given, or neither")

    @property
    def size(self) -> int:
        """The number k of symbols."""
        return self.cues + self.partners + self.others

    @property
    def entropy_rate(self) -> float:
        """The mean surprise in the long run, in nats a symbol: all cues are bound, and a partner costs nothing."""
        return entropy(self._between) / (2.0 - self.share_of_others)

    def draw(self, length: int, rng: np.random.Generator) -> Symbols:
        """Return `length` symbols, (T,)."""
        bound = self.cues + rng.permutation(self.partners)  # the partner of each cue
        out: list[int] = []
        while len(out) < length:
            symbol = int(rng.choice(self.size, p=self._between))
            out += [symbol, int(bound[symbol])] if symbol < self.cues else [symbol]
        return np.array(out[:length], np.int64)

    def predict(self, symbols: Symbols) -> Floats:
        """Return what the best predictor expects of each of `symbols` (T,) from those before it: (T, k)."""
        bound: dict[int, int] = {}
        rows, cue = [], None
        for symbol in symbols.tolist():
            rows.append(self._between if cue is None else self._after(cue, bound))
            if cue is not None:
                bound[cue] = symbol
            cue = symbol if cue is None and symbol < self.cues else None
        return np.array(rows).reshape(-1, self.size)

    @cached_property
    def _between(self) -> Floats:
        """What to expect where a pair could begin, (k,)."""
        p = np.zeros(self.size)
        p[: self.cues] = (1.0 - self.share_of_others) / self.cues
        p[self.cues + self.partners :] = self.share_of_others / max(1, self.others)
        return p

    def _after(self, cue: int, bound: dict[int, int]) -> Floats:
        """What to expect after `cue`, (k,): its partner if it is known, else any partner that is not taken."""
        p: Floats = np.zeros(self.size)
        free = set(range(self.cues, self.cues + self.partners)) - set(bound.values())
        p[[bound[cue]] if cue in bound else sorted(free)] = 1.0
        p /= p.sum()
        return p


class Markov(Data, frozen=True, tag_field="kind", tag="markov", dict=True):
    """A Markov chain: what comes depends on the last `order` symbols.

    `rows` has one row of shares for each of the k**order contexts, sorted as numbers are: for order 2 the contexts are
    0 0, 0 1, … The sequence is cut out of an endless one, so it begins with symbols as they come in the long run.
    """

    order: Annotated[int, msgspec.Meta(ge=1, le=4)]
    rows: Annotated[tuple[Shares, ...], msgspec.Meta(min_length=2, max_length=MOST)]

    def __post_init__(self) -> None:
        """Refuse a table that does not fit, and a chain that could be caught in different parts of itself."""
        check_rows(self.rows, "rows")
        if len(self.rows) != self.size**self.order:
            raise ValueError(f"rows must be {self.size}**{self.order}, one for each context, not {len(self.rows)}")
        moves = self._moves - np.eye(len(self.rows))
        if np.linalg.matrix_rank(moves) < len(self.rows) - 1:
            raise ValueError("rows must let every part of the chain be reached: it has more than one long run")

    @property
    def size(self) -> int:
        """The number k of symbols."""
        return len(self.rows[0])

    @property
    def entropy_rate(self) -> float:
        """The mean surprise in the long run, in nats a symbol (Cover & Thomas 2006, theorem 4.2.4)."""
        return float(self._long_run.ravel() @ [entropy(row) for row in self._table])

    def draw(self, length: int, rng: np.random.Generator) -> Symbols:
        """Return `length` symbols, (T,)."""
        out: list[int] = []
        for chance in rng.random(length):
            out.append(int(np.searchsorted(np.cumsum(self._next(out))[:-1], chance, side="right")))
        return np.array(out, np.int64)

    def predict(self, symbols: Symbols) -> Floats:
        """Return what the best predictor expects of each of `symbols` (T,) from those before it: (T, k)."""
        past = symbols.tolist()
        rows = [self._next(past[max(0, t - self.order) : t]) for t in range(len(past))]
        return np.array(rows).reshape(-1, self.size)

    def _next(self, past: Sequence[int]) -> Floats:
        """What to expect after `past`, (k,)."""
        if len(past) >= self.order:
            known: Floats = self._table.reshape((self.size,) * (self.order + 1))[tuple(past[-self.order :])]
            return known
        later = tuple(range(len(past) + 1, self.order))
        p: Floats = self._long_run.sum(axis=later)[tuple(past)].copy()  # (k,)
        p /= max(p.sum(), np.finfo(float).tiny)  # a beginning that never comes is followed by nothing
        return p

    @cached_property
    def _table(self) -> Floats:
        """The rows as probabilities, (contexts, k)."""
        return np.stack([probabilities(row) for row in self.rows])

    @cached_property
    def _moves(self) -> Floats:
        """How likely each context leads to each other one, (contexts, contexts)."""
        n = len(self.rows)
        moves = np.zeros((n, n))
        for context in range(n):
            first = context * self.size % n  # the oldest symbol drops out
            moves[context, first : first + self.size] = self._table[context]
        return moves

    @cached_property
    def _long_run(self) -> Floats:
        """How often each run of `order` symbols comes in the long run, (k, …, k): what the moves leave as it is."""
        n = len(self.rows)
        equations = np.vstack([self._moves.T - np.eye(n), np.ones(n)])  # (contexts + 1, contexts)
        shares = np.linalg.lstsq(equations, np.append(np.zeros(n), 1.0), rcond=None)[0]
        run: Floats = np.maximum(shares, 0.0).reshape((self.size,) * self.order)
        return run


Process: TypeAlias = Die | HiddenDie | Repeats | Pairs | Markov
