"""From a level of the mechanic *sample* and a seed to a session: the model, the instincts, the prompts as tokens."""

from __future__ import annotations

from pathlib import Path

from tokenroom.errors import BadInput
from tokenroom.game.level import Level
from tokenroom.game.sample import SampleSession
from tokenroom.game.sample_level import PLAYS, Fluent, Foreseen, Hundred, Sample, SampleGoal, Yours
from tokenroom.game.sample_table import SampleSetup
from tokenroom.rivals.base import Rival
from tokenroom.rivals.field import Field, OpenField

CONTEXT = 128  # tokens that the shipped models see, the start of a document among them


def new_sample_session(level: Level, seed: int, seconds_per_nat: float, open_field: OpenField) -> SampleSession:
    """Return a session of `level`, ready to begin; the same arguments always give the same one.

    Raises:
        BadInput: the corpus or the model is not there, a prompt is too long, or the goal is another mechanic's.
    """
    mechanic, path = level.file.mechanic, level.folder / "level.toml"
    assert isinstance(mechanic, Sample)
    field = _field(path, mechanic, open_field)
    setup = SampleSetup(
        level=level,
        mechanic=mechanic,
        goal=_goal(level, mechanic, path),
        seed=seed,
        vocabulary=field.vocabulary,
        end_of_text=field.tokenizer.end_of_text,
        model=_model(path, mechanic, field),
        instincts={each.instinct: field.player(each.instinct) for each in mechanic.rounds if isinstance(each, Yours)},
        prompts=_prompts(path, mechanic, field),
        seconds_per_nat=seconds_per_nat,
    )
    return SampleSession(setup)


def _field(path: Path, mechanic: Sample, open_field: OpenField) -> Field:
    try:
        return open_field(mechanic.corpus)
    except BadInput as error:
        if error.file != "corpus":
            raise
        raise BadInput(path, "mechanic.corpus", f"{error.key}: {error.wrong}", error.right) from error


def _model(path: Path, mechanic: Sample, field: Field) -> Rival:
    if mechanic.model is None:
        if not field.ladder:
            raise BadInput(path, "mechanic.corpus", "no model has read it", "a corpus of the shipped ladder")
        return field.ladder[-1]
    try:
        return field.player(mechanic.model)
    except BadInput as error:
        raise BadInput(path, "mechanic.model", error.wrong, error.right) from error


def _prompts(path: Path, mechanic: Sample, field: Field) -> tuple[tuple[int, ...], ...]:
    """The prompts as tokens; each must fit into the context with all that can follow, so that nothing is lost."""
    prompts = []
    for n, each in enumerate(mechanic.rounds):
        ids = tuple(field.tokenizer.encode(each.prompt))
        room = CONTEXT - 1 - (0 if isinstance(each, Hundred) else each.longest)
        if len(ids) > room:
            wrong, right = f"has {len(ids)} tokens", f"at most {room}, to fit into the context with what follows"
            raise BadInput(path, f"mechanic.rounds[{n}].prompt", wrong, right)
        prompts.append(ids)
    return tuple(prompts)


def _goal(level: Level, mechanic: Sample, path: Path) -> SampleGoal:
    goal = level.file.goal
    if not isinstance(goal, Foreseen | Fluent):
        raise BadInput(path, "goal.kind", "is no goal of sample", "foreseen or fluent")
    wanted = Hundred if isinstance(goal, Foreseen) else Yours
    if not any(isinstance(each, wanted) for each in mechanic.rounds):
        right = f'a round with play = "{PLAYS[wanted]}"'
        raise BadInput(path, "goal.kind", "is measured in no round of this level", right)
    return goal
