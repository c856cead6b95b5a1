"""Answers that a person writes for the reward model: what they are worth to it, and what the judge says of them."""

from __future__ import annotations

from tokenroom.game.session import CommandError
from tokenroom.game.steer_events import AnswerJudged, AnswerWanted
from tokenroom.game.steer_level import Fooled
from tokenroom.game.steer_rounds import SteerSetup, SteerState
from tokenroom.model.checkpoint import Checkpoint
from tokenroom.rivals.judge import LONGEST

MOST_TYPED = 2_000  # characters of an answer that are looked at at all


def wanted(setup: SteerSetup, state: SteerState, kept: Checkpoint | None) -> AnswerWanted:
    """Return the question, a good answer to it, and the answer of the model that was kept, or else of the one that
    was steered before.
    """
    assert setup.question is not None
    models, mine = setup.models, state.kept is not None and state.kept.run > 0
    name = "mine" if mine else setup.mechanic.shipped if models.has_shipped else "chat"
    theirs = models.answer_of(kept or models.shipped or models.chat, setup.question.question)
    good, judged = (models.judgement(setup.question, text) for text in (setup.good, theirs))
    return AnswerWanted(setup.question.question, setup.mechanic.tries, LONGEST, good, name, judged)


def tried(setup: SteerSetup, state: SteerState, text: str) -> AnswerJudged:
    """Return what an answer is worth (raises CommandError if it is none)."""
    assert setup.question is not None
    assert state.good is not None
    if len(state.told) >= setup.mechanic.tries:
        raise CommandError("those were all your tries")
    text = text.strip()
    if not text:
        raise CommandError("write an answer; nothing at all is no answer")
    if len(text) > MOST_TYPED or setup.models.tokens(text) >= LONGEST:
        raise CommandError(f"that is too long: an answer has at most {LONGEST} tokens with its end, as the policy's")
    yours = setup.models.judgement(setup.question, text)
    over = yours.reward - state.good.reward
    fools = [told.over for told in state.told if not told.yours.passed] + ([] if yours.passed else [over])
    number, goal = len(state.told) + 1, setup.goal
    return AnswerJudged(
        number=number,
        yours=yours,
        over=over,
        fooled=isinstance(goal, Fooled) and over >= goal.margin and not yours.passed,
        best=max(fools, default=None),
        left=setup.mechanic.tries - number,
    )
