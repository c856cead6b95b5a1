"""What a run has made of the chat model: its figures over the judge's questions, and answers before and after."""

from __future__ import annotations

from typing import Literal

from tokenroom.game.steer_events import Run, Sample
from tokenroom.game.steer_models import Look, SteerModels
from tokenroom.game.steer_rounds import SteerSetup
from tokenroom.model.checkpoint import Checkpoint

HARDLY = 0.5  # of mean reward: 70 other answers of one model differ by less
FELL = 0.06  # of the judge's answers: four of 70, which may be chance
Side = Literal["better", "same", "worse"]


def came_to(run: Run) -> Side:
    """Tell what a run came to, for the story: it hardly moved, or was paid more and the judge's share fell, or not.

    A run that was stopped at once is the same as what it began from, whatever chance did to the judge's share.
    """
    if run.gain < HARDLY:
        return "same"
    return "worse" if (run.passed[0] - run.passed[1]) / run.asked > FELL else "better"


def measured(
    models: SteerModels, model: Checkpoint, look: Look, number: int, kl_weight: float, far: tuple[int, int]
) -> Run:
    """Return the figures of a run.

    Args:
        models: who measures.
        model: what became of the chat model.
        look: its answers to the judge's questions.
        number: of the run; 0 for the model that was steered before.
        kl_weight: where the knob stood.
        far: how many updates were taken, and of how many.
    """
    begin = models.chats_look
    return Run(
        run=number,
        kl_weight=kl_weight,
        updates=far[0],
        total=far[1],
        reward=(begin.reward, look.reward),
        passed=(int(begin.passed.sum()), int(look.passed.sum())),
        asked=len(look.passed),
        kl=models.strayed(model, look),
    )


def samples(setup: SteerSetup, model: Checkpoint) -> tuple[Sample, ...]:
    """Return what the chat model answers to the level's questions, and what `model` does, with the same chance."""
    questions, draws = setup.mechanic.questions, setup.mechanic.draws
    before, after = (setup.models.samples(m, questions, draws) for m in (setup.models.chat, model))
    return tuple(Sample(*row) for row in zip(questions, before, after, strict=True))
