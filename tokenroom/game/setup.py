"""From a level and a seed to a session: passage, vocabulary, instinct, rival and field put together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import msgspec
import numpy as np

from tokenroom.errors import BadInput
from tokenroom.game.level import Beat, CorpusPassage, Level, Predict, SymbolPassage
from tokenroom.game.passage import corpus_passage, symbol_passage
from tokenroom.game.predict import PredictSession, PredictSetup
from tokenroom.rivals.base import Rival
from tokenroom.rivals.field import Field
from tokenroom.rivals.ngram import Uniform
from tokenroom.text.vocabulary import symbols

OpenField = Callable[[str], Field]  # by corpus name


def new_session(level: Level, seed: int, seconds_per_nat: float, open_field: OpenField) -> PredictSession:
    """Return a session of `level`, ready to begin; the same arguments always give the same one.

    Raises:
        BadInput: the level asks for a corpus, an instinct or a rival that is not there.
    """
    passage = level.file.mechanic.passage
    if isinstance(passage, SymbolPassage):
        setup = _on_symbols(level, passage, seed, seconds_per_nat)
    else:
        setup = _on_corpus(level, passage, seed, seconds_per_nat, open_field(passage.corpus))
    _check_goal(level, setup)
    return PredictSession(setup)


def content_fingerprint(session: PredictSession) -> str:
    """Return a hash of all that the events of a session follow from, its commands aside."""
    setup = session.setup
    parts = (setup.level.file, setup.passage.ids, setup.passage.asked, [r.name for r in setup.field])
    story = {cue: [p.text for p in told] for cue, told in setup.level.story.cues.items()}
    return hashlib.sha256(msgspec.json.encode([parts, story, setup.vocabulary.texts])).hexdigest()


def _on_symbols(level: Level, spec: SymbolPassage, seed: int, seconds_per_nat: float) -> PredictSetup:
    uniform = Uniform(len(spec.vocabulary))
    if level.file.mechanic.instinct != uniform.name or level.file.mechanic.rival is not None:
        path = level.folder / "level.toml"
        raise BadInput(path, "mechanic", "symbols have no corpus to learn from", "instinct uniform and no rival")
    return PredictSetup(
        level=level,
        seed=seed,
        seconds_per_nat=seconds_per_nat,
        vocabulary=symbols(spec.vocabulary),
        passage=symbol_passage(spec),
        instinct=uniform,
        rival=None,
        field=(uniform,),
    )


def _on_corpus(level: Level, spec: CorpusPassage, seed: int, seconds_per_nat: float, field: Field) -> PredictSetup:
    mechanic = level.file.mechanic
    rng = np.random.default_rng(seed)
    return PredictSetup(
        level=level,
        seed=seed,
        seconds_per_nat=seconds_per_nat,
        vocabulary=field.vocabulary,
        passage=corpus_passage(spec, field.corpus, field.tokenizer, rng),
        instinct=field.player(mechanic.instinct),
        rival=_rival(mechanic, field),
        field=field.players,
    )


def _check_goal(level: Level, setup: PredictSetup) -> None:
    goal, names = level.file.goal, [player.name for player in setup.field]
    if isinstance(goal, Beat) and goal.player not in names:
        raise BadInput(
            level.folder / "level.toml", "goal.player", f"nobody is called {goal.player!r}", ", ".join(names)
        )


def _rival(mechanic: Predict, field: Field) -> Rival | None:
    return None if mechanic.rival is None else field.player(mechanic.rival)
