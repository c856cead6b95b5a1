"""From a level of the mechanic *predict* and a seed to a session: its parts, with vocabulary, passage and players."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

import numpy as np

from tokenroom.errors import BadInput
from tokenroom.game.against_class import with_class
from tokenroom.game.beside import text_beside
from tokenroom.game.level import Level
from tokenroom.game.parts import Part
from tokenroom.game.passage import Passage, corpus_passage, process_passage, symbol_passage, text_passage
from tokenroom.game.predict import PredictSession
from tokenroom.game.predict_level import (
    AnyPassage,
    Beat,
    CorpusPassage,
    NumberPassage,
    Predict,
    PredictGoal,
    ProcessPassage,
    SymbolPassage,
    TextPassage,
)
from tokenroom.game.predict_state import PredictSetup
from tokenroom.rivals.base import Rival
from tokenroom.rivals.counting import Counting
from tokenroom.rivals.field import Field, OpenField
from tokenroom.rivals.ngram import Uniform
from tokenroom.rivals.optimum import Optimum
from tokenroom.rivals.patterns import Patterns
from tokenroom.rivals.room_field import RoomField, room_field
from tokenroom.rivals.twin import Twin
from tokenroom.text.number_phrases import Pattern, pattern_places
from tokenroom.text.room_numbers import SIZE, numbers_alone
from tokenroom.text.symbols_processes import Process
from tokenroom.text.vocabulary import Vocabulary, symbols

_PARTS_STREAM, _ORDER_STREAM = 20, 21
_TRIES = 1_000  # phrases drawn until one has a place to ask
# each passage draws from a stream of its own, so that changing one leaves the others


def new_predict_session(level: Level, seed: int, seconds_per_nat: float, open_field: OpenField) -> PredictSession:
    """Return a session of `level`, ready to begin; the same arguments always give the same one.

    Raises:
        BadInput: the level asks for a corpus, an instinct or a rival that is not there, or has another mechanic's goal.
    """
    mechanic = level.file.mechanic
    assert isinstance(mechanic, Predict)
    passages = mechanic.all_passages
    parts: list[Part] = []
    learners = _Learners(seed)
    for n in _order(mechanic, seed):
        spec = passages[n]
        # one passage draws as it always did, so that the seeds of kept sessions and solutions hold
        rng = np.random.default_rng(seed if len(passages) == 1 else (seed, _PARTS_STREAM, n))
        try:
            parts += _Making(level, mechanic, learners, rng, open_field).parts(spec)
        except BadInput as error:
            _name_the_level(error, level, f"passages[{n}]" if mechanic.passages else "passage")
            raise
    played = tuple(parts) if level.against is None else with_class(parts, level.against)
    setup = PredictSetup(level, mechanic, _goal(level), seed, seconds_per_nat, played)
    _check_player(setup)
    return PredictSession(setup)


class _Learners:
    """Those who learn as a session goes on: each is one and the same on all passages that it plays on."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    @cached_property
    def patterns(self) -> Patterns:
        """The instinct that is earned pattern by pattern."""
        return Patterns(SIZE)

    @cached_property
    def on_phrases(self) -> Twin:
        """The twin, on phrases of numbers."""
        return Twin(SIZE, self._seed)

    @cached_property
    def on_text(self) -> Twin:
        """The twin, on text in the room's numbers."""
        return Twin(SIZE, self._seed)


def _order(mechanic: Predict, seed: int) -> list[int]:
    """The order in which passages come."""
    count = len(mechanic.all_passages)
    if not mechanic.shuffled:
        return list(range(count))
    return [int(n) for n in np.random.default_rng((seed, _ORDER_STREAM)).permutation(count)]


class _Making:
    """Makes the parts of one passage."""

    def __init__(
        self, level: Level, mechanic: Predict, learners: _Learners, rng: np.random.Generator, open_field: OpenField
    ) -> None:
        self._level, self._mechanic, self._learners, self._rng = level, mechanic, learners, rng
        self._open_field = open_field

    def parts(self, spec: AnyPassage) -> Iterator[Part]:
        """Yield the parts: one a passage, two where a veil lifts in it, one an item among number phrases."""
        match spec:
            case SymbolPassage():
                yield self._symbols(spec.title, symbols(spec.vocabulary), symbol_passage(spec), None)
            case ProcessPassage():
                passage = process_passage(spec, self._rng)
                yield self._symbols(spec.title, symbols(spec.vocabulary), passage, spec.process)
            case NumberPassage():
                yield from self._numbers(spec)
            case CorpusPassage() if spec.numbered:
                yield from self._in_room(spec, room_field(self._open_field(spec.corpus)))
            case CorpusPassage():
                field = self._open_field(spec.corpus)
                passage = corpus_passage(spec, field.corpus, field.tokenizer, self._rng)
                yield self._on_text(spec, field, passage)
            case TextPassage():
                field = self._open_field(spec.corpus)
                text = text_beside(self._level.folder, spec.file)
                yield self._on_text(spec, field, text_passage(spec, text, field.tokenizer, self._rng))

    def _symbols(self, title: str, vocabulary: Vocabulary, passage: Passage, process: Process | None) -> Part:
        """A part on symbols: nobody has learned anything of them; where a process gave them, it can be known."""
        size = len(vocabulary)
        uniform: Rival = Uniform(size)
        if self._mechanic.instinct != uniform.name:
            raise self._fault("instinct", "symbols have no corpus to learn from", "instinct uniform")
        others: list[Rival] = [] if process is None else [Counting(size), Optimum(process)]
        rival = self._rival_among([uniform, *others])
        return Part(title, "", vocabulary, passage, uniform, rival, (uniform, *others))

    def _numbers(self, spec: NumberPassage) -> Iterator[Part]:
        """One part an item: phrases go by, then one is asked about at a place where its pattern shows."""
        size = spec.phrases.vocabulary_size
        if size != SIZE:
            raise self._fault("passage.phrases.vocabulary_size", f"is {size}", f"the room has {SIZE:,} numbers")
        vocabulary, patterns, uniform = numbers_alone(), self._learners.patterns, Uniform(size)
        field: tuple[Rival, ...] = (uniform, self._learners.on_phrases, Optimum(spec.phrases))
        rival = self._rival_among(field)
        for kind in spec.phrases.mix(spec.items, self._rng):
            passing = tuple(spec.phrases.draw(self._rng).ids for _ in range(spec.between))
            passage = self._asked_phrase(spec, kind)
            instinct = patterns if self._mechanic.instinct == patterns.name else uniform
            yield Part("", kind, vocabulary, passage, instinct, rival, field, passing)

    def _asked_phrase(self, spec: NumberPassage, kind: Pattern) -> Passage:
        """Draw a phrase of a kind that has a place where its pattern shows, and such a place."""
        for _ in range(_TRIES):
            phrase = spec.phrases.draw(self._rng, kind)
            places = pattern_places(phrase)
            if places:
                return Passage(phrase.ids, (int(self._rng.choice(places)),), "")
        raise self._fault("passage.phrases", "are too short to show a pattern", "a larger length")

    def _in_room(self, spec: CorpusPassage, room: RoomField) -> Iterator[Part]:
        """A passage in the room's numbering; where a veil is asked for, as numbers first and then as words."""
        base = corpus_passage(spec, room.field.corpus, room.field.tokenizer, self._rng)
        passage = _renumbered(base, room, spec)
        twin = self._learners.on_text
        field = (*room.players, *([twin] if self._mechanic.rival == twin.name else []))
        rival, instinct = self._rival_among(field), room.player(self._mechanic.instinct)
        veiled = Part(
            spec.title, "numbers" if spec.veiled else "", room.numbering.numbered, passage, instinct, rival, field
        )
        if not spec.veiled:
            yield veiled
            return
        behind = replace(passage, asked=passage.asked[: spec.veiled])
        seen = replace(passage, asked=passage.asked[spec.veiled :])
        yield replace(veiled, passage=behind)
        yield replace(veiled, kind="words", vocabulary=room.numbering.named, passage=seen)

    def _on_text(self, spec: CorpusPassage | TextPassage, field: Field, passage: Passage) -> Part:
        """A part on tokens of text, with everyone who knows the corpus."""
        name = self._mechanic.rival
        rival = None if name is None else field.player(name)
        others = [rival] if rival is not None and rival not in field.players else []  # such as kneser-ney-3
        instinct = field.player(self._mechanic.instinct)
        title, kind = (spec.title, "") if spec.title_told == "before" else ("", spec.title)
        return Part(title, kind, field.vocabulary, passage, instinct, rival, (*field.players, *others))

    def _rival_among(self, field: tuple[Rival, ...] | list[Rival]) -> Rival | None:
        names = {player.name: player for player in field}
        if self._mechanic.rival is not None and self._mechanic.rival not in names:
            raise BadInput("rival", self._mechanic.rival, "there is no such player", f"there is {', '.join(names)}")
        return None if self._mechanic.rival is None else names[self._mechanic.rival]

    def _fault(self, key: str, wrong: str, right: str) -> BadInput:
        return BadInput(self._level.folder / "level.toml", f"mechanic.{key}", wrong, right)


def _renumbered(base: Passage, room: RoomField, spec: CorpusPassage) -> Passage:
    """Turn a passage of tokens into one of the room's numbers; what is asked stays asked.

    Where words are put together, places move: each goes to the number that its token is part of.
    """
    numbering = room.numbering
    ids = numbering.to_room(base.ids)
    ends = np.cumsum([len(numbering.tokens(number)) for number in ids])  # tokens up to each number
    asked = sorted({int(np.searchsorted(ends, place, side="right")) for place in base.asked})
    free = [n for n in (*range(asked[0], len(ids)), *reversed(range(asked[0]))) if n not in asked]
    asked += free[: spec.items - len(asked)]  # where two places fell together
    return Passage(ids, tuple(sorted(asked)), base.source)


def _name_the_level(error: BadInput, level: Level, passage: str) -> None:
    """Let a fault of a name that the level gives (`rival: nobody: …`) say where that name stands."""
    keys = {"rival": "mechanic.rival", "corpus": f"mechanic.{passage}.corpus"}
    if error.file in keys:
        path = level.folder / "level.toml"
        raise BadInput(path, keys[error.file], f"{error.key}: {error.wrong}", error.right) from error


def _goal(level: Level) -> PredictGoal:
    goal = level.file.goal
    if not isinstance(goal, PredictGoal):
        right = "score_every_item, beat or below"
        raise BadInput(level.folder / "level.toml", "goal.kind", "is no goal of predict", right)
    return goal


def _check_player(setup: PredictSetup) -> None:
    """See that whoever is to be beaten plays on every part."""
    goal = setup.goal
    if not isinstance(goal, Beat):
        return
    for part in setup.parts:
        names = [player.name for player in part.field]
        if goal.player not in names:
            path = setup.level.folder / "level.toml"
            raise BadInput(path, "goal.player", f"nobody is called {goal.player!r}", ", ".join(names))
