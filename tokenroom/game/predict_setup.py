"""From a level of the mechanic *predict* and a seed to a session: passage, vocabulary, instinct, rival and field."""

from __future__ import annotations

import numpy as np

from tokenroom.errors import BadInput
from tokenroom.game.level import Level
from tokenroom.game.passage import corpus_passage, symbol_passage
from tokenroom.game.predict import PredictSession, PredictSetup
from tokenroom.game.predict_level import Beat, CorpusPassage, Predict, PredictGoal, SymbolPassage
from tokenroom.rivals.field import Field, OpenField
from tokenroom.rivals.ngram import Uniform
from tokenroom.text.vocabulary import symbols


def new_predict_session(level: Level, seed: int, seconds_per_nat: float, open_field: OpenField) -> PredictSession:
    """Return a session of `level`, ready to begin; the same arguments always give the same one.

    Raises:
        BadInput: the level asks for a corpus, an instinct or a rival that is not there, or has another mechanic's goal.
    """
    mechanic = level.file.mechanic
    assert isinstance(mechanic, Predict)
    passage = mechanic.passage
    try:
        if isinstance(passage, SymbolPassage):
            setup = _on_symbols(level, mechanic, passage, seed, seconds_per_nat)
        else:
            setup = _on_corpus(level, mechanic, passage, seed, seconds_per_nat, open_field(passage.corpus))
    except BadInput as error:
        _name_the_level(error, level)
        raise
    _check_player(level, setup)
    return PredictSession(setup)


def _on_symbols(
    level: Level, mechanic: Predict, spec: SymbolPassage, seed: int, seconds_per_nat: float
) -> PredictSetup:
    uniform = Uniform(len(spec.vocabulary))
    if mechanic.instinct != uniform.name or mechanic.rival is not None:
        path = level.folder / "level.toml"
        raise BadInput(path, "mechanic", "symbols have no corpus to learn from", "instinct uniform and no rival")
    return PredictSetup(
        level=level,
        mechanic=mechanic,
        goal=_goal(level),
        seed=seed,
        seconds_per_nat=seconds_per_nat,
        vocabulary=symbols(spec.vocabulary),
        passage=symbol_passage(spec),
        instinct=uniform,
        rival=None,
        field=(uniform,),
    )


def _on_corpus(
    level: Level, mechanic: Predict, spec: CorpusPassage, seed: int, seconds_per_nat: float, field: Field
) -> PredictSetup:
    rng = np.random.default_rng(seed)
    rival = None if mechanic.rival is None else field.player(mechanic.rival)
    others = [rival] if rival is not None and rival not in field.players else []  # such as kneser-ney-3
    return PredictSetup(
        level=level,
        mechanic=mechanic,
        goal=_goal(level),
        seed=seed,
        seconds_per_nat=seconds_per_nat,
        vocabulary=field.vocabulary,
        passage=corpus_passage(spec, field.corpus, field.tokenizer, rng),
        instinct=field.player(mechanic.instinct),
        rival=rival,
        field=(*field.players, *others),
    )


def _name_the_level(error: BadInput, level: Level) -> None:
    """Let a fault of a name that the level gives (`rival: nobody: …`) say where that name stands."""
    keys = {"rival": "mechanic.rival", "corpus": "mechanic.passage.corpus"}
    if error.file in keys:
        path = level.folder / "level.toml"
        raise BadInput(path, keys[error.file], f"{error.key}: {error.wrong}", error.right) from error


def _goal(level: Level) -> PredictGoal:
    goal = level.file.goal
    if not isinstance(goal, PredictGoal):
        raise BadInput(level.folder / "level.toml", "goal.kind", "is no goal of predict", "score_every_item or beat")
    return goal


def _check_player(level: Level, setup: PredictSetup) -> None:
    goal, names = setup.goal, [player.name for player in setup.field]
    if isinstance(goal, Beat) and goal.player not in names:
        raise BadInput(
            level.folder / "level.toml", "goal.player", f"nobody is called {goal.player!r}", ", ".join(names)
        )
