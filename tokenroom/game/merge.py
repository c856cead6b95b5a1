"""The mechanic *merge*: byte-pair merges drafted one by one against the greedy rule, as a state machine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from tokenroom.errors import BadInput
from tokenroom.game.commands import AnyCommand, AskHint, Begin, Next
from tokenroom.game.compare import compare
from tokenroom.game.events import AnyEvent, Hinted, Result, Said, SessionEnded, Shown
from tokenroom.game.level import Level
from tokenroom.game.merge_commands import PickPair
from tokenroom.game.merge_events import (
    Choice,
    MergeAsked,
    MergePicked,
    MergeScored,
    MergeStarted,
    MergeText,
    ShownPair,
)
from tokenroom.game.merge_level import Merge, Within
from tokenroom.game.merge_passage import MergePassage, draw_passage, library, offered
from tokenroom.game.merge_report import GREEDY, UNIT, is_within, journal_figures, merge_scores
from tokenroom.game.names import YOU
from tokenroom.game.outcome import debrief, journal_text
from tokenroom.game.session import CommandError
from tokenroom.rivals.field import Field, OpenField
from tokenroom.text.merging import (
    BYTES,
    Pair,
    Piece,
    as_symbols,
    best_pair,
    count_pairs,
    count_symbols,
    greedy_merges,
    merge_pair,
    symbol_text,
)

MergePhase = Literal["ready", "asked", "picked", "ended"]
SINGLE = tuple(bytes([b]) for b in range(BYTES))


@dataclass(frozen=True, slots=True)
class MergeSetup:
    """All that a session is played with; nothing in it changes."""

    level: Level
    spec: Merge
    goal: Within
    seed: int
    passage: MergePassage
    field: Field  # the corpus for characters and words, and our own vocabulary
    seconds_per_nat: float = 0.0  # nothing here gives a shock

    @property
    def items(self) -> int:
        """How many merges are drafted."""
        return self.spec.merges


@dataclass(frozen=True, slots=True)
class MergeState:
    """Where a session stands."""

    phase: MergePhase = "ready"
    item: int = 0  # the pick asked for or last made, from 1; 0 before the first
    hints: int = 0  # hints given
    pieces: tuple[Piece, ...] = ()  # the excerpt as it now is
    symbols: tuple[bytes, ...] = SINGLE  # by id
    merges: tuple[Pair, ...] = ()  # those drafted; a pick that was let pass adds none
    won: bool = False

    def shown(self, symbol: bytes) -> Shown:
        """Return a symbol as everyone may see it."""
        return Shown(self.symbols.index(symbol), symbol_text(symbol))


class MergeSession:
    """One play of one level: `apply(command)` moves `state` on and returns what happened.

    The same setup and commands always give the same events. A command that does not fit raises `CommandError`; the
    state is then as it was.
    """

    def __init__(self, setup: MergeSetup) -> None:
        self.setup = setup
        pieces = as_symbols(setup.passage.excerpt)
        self.state = MergeState(pieces=pieces)
        self._greedys = greedy_merges(pieces, setup.spec.merges)
        self._greedy_saved = _saved(pieces, self._greedys)

    def apply(self, command: AnyCommand) -> tuple[AnyEvent, ...]:
        """Carry out `command` and return its events in order."""
        match command:
            case Begin():
                self._require("ready", "the session has begun already")
                return self._begin()
            case PickPair():
                self._require("asked", "there is nothing to pick now")
                return self._pick(self._pair(command))
            case AskHint():
                return self._hint()
            case Next():
                return self._next()
            case _:
                raise CommandError("that is no command of this level: here pairs are merged")

    def snapshot(self) -> MergeState:
        """Return all that `apply` changes, for `restore`."""
        return self.state

    def restore(self, snapshot: MergeState) -> None:
        """Take back everything that was applied since `snapshot` was taken."""
        self.state = snapshot

    def _begin(self) -> tuple[AnyEvent, ...]:
        setup = self.setup
        started = MergeStarted(
            level=setup.level.name,
            title=setup.level.file.title,
            seed=setup.seed,
            merges=setup.spec.merges,
            goal=setup.goal.words(),
            n_bytes=count_symbols(self.state.pieces),
            held_out_bytes=_n_bytes(setup.passage.held_out),
        )
        text = MergeText(pieces=tuple(tuple(symbol[0] for symbol in piece) for piece in self.state.pieces))
        return (started, *self._told("begin"), text, *self._ask())

    def _ask(self) -> tuple[AnyEvent, ...]:
        state = self.state = replace(self.state, phase="asked", item=self.state.item + 1)
        pairs = offered(state.pieces, self.setup.seed, state.item)
        candidates = tuple(ShownPair(state.shown(left), state.shown(right)) for left, right in pairs)
        return (*self._told(f"before {state.item}"), MergeAsked(pick=state.item, candidates=candidates))

    def _pair(self, command: PickPair) -> Pair:
        symbols = self.state.symbols
        for symbol in (command.left, command.right):
            if not 0 <= symbol < len(symbols):
                raise CommandError(f"there is no symbol {symbol}: ids run from 0 to {len(symbols) - 1}")
        return symbols[command.left], symbols[command.right]

    def _pick(self, pair: Pair | None) -> tuple[AnyEvent, ...]:
        """Merge a pair everywhere, or nothing, and say what it saved."""
        before, counts = self.state, count_pairs(self.state.pieces)
        if pair is not None and not counts[pair]:
            raise CommandError("these two do not stand beside each other in any piece of the text")
        self.state = replace(before, phase="picked") if pair is None else _after(before, pair)
        best, made = best_pair(counts), None if pair is None else pair[0] + pair[1]
        saved = _n_bytes(self.setup.passage.excerpt) - count_symbols(self.state.pieces)
        greedy_saved = self._greedy_saved[min(before.item, len(self._greedys))]
        picked = MergePicked(
            pick=before.item,
            picked=None if pair is None else _choice(before, pair, counts[pair]),
            made=None if made is None else self.state.shown(made),
            best=None if best is None else _choice(before, best, counts[best]),
            tokens=count_symbols(self.state.pieces),
            saved=saved,
            greedy_saved=greedy_saved,
        )
        beside = "same" if saved == greedy_saved else "better" if saved > greedy_saved else "worse"
        return (picked, *self._told(f"after {before.item}"), *self._told(f"after {before.item} {beside}"))

    def _hint(self) -> tuple[AnyEvent, ...]:
        hints = self.setup.level.file.hints
        if self.state.hints >= len(hints):
            raise CommandError("there are no more hints")
        self.state = replace(self.state, hints=self.state.hints + 1)
        return (Hinted(text=hints[self.state.hints - 1], left=len(hints) - self.state.hints),)

    def _next(self) -> tuple[AnyEvent, ...]:
        """Go on from a pick; where one is asked for, let it pass."""
        if self.state.phase == "asked":
            return self._pick(None)
        self._require("picked", "there is nothing to go on from")
        return self._ask() if self.state.item < self.setup.spec.merges else self._end()

    def _end(self) -> tuple[AnyEvent, ...]:
        setup, merges = self.setup, self.state.merges
        passage, field = setup.passage, setup.field
        scores = merge_scores(passage.held_out, merges, self._greedys, library(field.corpus), field.tokenizer)
        won = is_within(setup.goal, scores)
        self.state = replace(self.state, phase="ended", won=won)
        scored = MergeScored(
            held_out_bytes=_n_bytes(passage.held_out),
            scores=scores,
            yours=tuple(symbol_text(left + right) for left, right in merges),
            greedys=tuple(symbol_text(left + right) for left, right in self._greedys),
        )
        figures = {score.player: score.tokens_per_byte for score in scores}
        ended = SessionEnded(
            level=setup.level.name,
            won=won,
            goal=setup.goal.words(),
            source=passage.source,
            report=compare(()),
            result=Result(figures[YOU], figures[GREEDY], UNIT),
            debrief=debrief(setup.level),
            journal=journal_text(setup.level, journal_figures(scores, setup.items)),
        )
        return (scored, *self._told("won" if won else "lost"), ended)

    def _told(self, cue: str) -> tuple[AnyEvent, ...]:
        return tuple(Said(speaker=p.speaker, text=p.text) for p in self.setup.level.story.at(cue))

    def _require(self, phase: MergePhase, otherwise: str) -> None:
        if self.state.phase != phase:
            raise CommandError(otherwise)


def new_merge_session(level: Level, seed: int, seconds_per_nat: float, open_field: OpenField) -> MergeSession:
    """Return a session of `level`, ready to begin; the same arguments always give the same one.

    Raises:
        BadInput: the corpus is not there, it has no text as long as that, or the goal is another mechanic's.
    """
    spec, goal, path = level.file.mechanic, level.file.goal, level.folder / "level.toml"
    assert isinstance(spec, Merge)
    if not isinstance(goal, Within):
        raise BadInput(path, "goal.kind", "is no goal of merge", "within")
    try:
        field = open_field(spec.corpus)
        passage = draw_passage(spec, field.corpus, np.random.default_rng(seed))
    except BadInput as error:
        if error.file != "corpus":
            raise
        raise BadInput(path, "mechanic.corpus", f"{error.key}: {error.wrong}", error.right) from error
    return MergeSession(MergeSetup(level, spec, goal, seed, passage, field, seconds_per_nat))


def _after(state: MergeState, pair: Pair) -> MergeState:
    made = pair[0] + pair[1]
    return replace(
        state,
        phase="picked",
        pieces=merge_pair(state.pieces, pair),
        symbols=state.symbols if made in state.symbols else (*state.symbols, made),
        merges=(*state.merges, pair),
    )


def _choice(state: MergeState, pair: Pair, saved: int) -> Choice:
    return Choice(state.shown(pair[0]), state.shown(pair[1]), saved)


def _saved(pieces: tuple[Piece, ...], merges: tuple[Pair, ...]) -> list[int]:
    """Tokens saved by no merge, by the first, by the first two, and so on."""
    saved, whole = [0], count_symbols(pieces)
    for pair in merges:
        pieces = merge_pair(pieces, pair)
        saved.append(whole - count_symbols(pieces))
    return saved


def _n_bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
