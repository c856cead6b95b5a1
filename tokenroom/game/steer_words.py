"""What is said of runs, rewards, the judge and typed answers, the same wherever people read it."""

from __future__ import annotations

from math import exp

from tokenroom.game.steer_events import AnswerJudged, GroupAnswer, GroupShown, Judgement, ModelJudged, Run, SteerStarted
from tokenroom.game.units import Units

MODELS = {
    "mine": "the model of your run",
    "gamed": "the gamed model that ships",
    "tamed": "the tamed model that ships",
    "chat": "the chat model",
}
FLAT = 1e-9


def knob_words(kl_weight: float) -> str:
    """Return a setting of the knob.

    >>> knob_words(0.0), knob_words(0.03), knob_words(3.0)
    ('0', '0.03', '3')
    """
    return f"{kl_weight:g}"


def run_name(run: Run) -> str:
    """Return what a run is called."""
    return f"run {run.run}" if run.run else "the model that ships"


def price_words(kl_weight: float) -> str:
    """Say what the knob does where it stands."""
    if not kl_weight:
        return "At 0 nothing holds it: it may stray as far as it likes, as long as the reward rises."
    return f"A nat of KL a token will cost it {kl_weight:g} standard deviations of its group's reward."


def update_words(started: SteerStarted) -> str:
    """Say what an update is."""
    differ = ", so that the knob is all they differ in" if len(started.knobs) > 1 else ""
    return (
        f"An update: {started.prompts} prompts, {started.group} answers drawn to each, and the reward model values "
        "them all. What is better than the mean of its group becomes likelier, what is worse less likely. Each run "
        f"begins anew from the chat model{differ}."
    )


def judged_words(judged: ModelJudged) -> str:
    """Say what the reward model and the judge hold of the same answers.

    >>> judged_words(ModelJudged(1, 10, 1.25, 14, 70))
    'update 10: reward 1.25, the judge passes 14 of 70 (20 %)'
    """
    passes = passed_words(judged.passed, judged.asked)
    return f"update {judged.update}: reward {judged.reward:.2f}, the judge passes {passes}"


def passed_words(passed: int, asked: int) -> str:
    """Return how many of the judge's answers pass."""
    return f"{passed} of {asked} ({100 * passed / asked:.0f} %)"


def run_words(run: Run, units: Units) -> str:
    """Say what a run came to."""
    head = (
        f"Knob {knob_words(run.kl_weight)}, {run.updates} of {run.total} updates."
        if run.run
        else (f"The model that ships: knob {knob_words(run.kl_weight)}, {run.total} updates.")
    )
    return (
        f"{head} On the judge's questions the reward went from {run.reward[0]:.2f} to {run.reward[1]:.2f}, the answers "
        f"that the judge passes from {run.passed[0]} to {passed_words(run.passed[1], run.asked)}. "
        f"KL {units.figure(run.kl, 3)} {units.name} a token."
    )


def mean_words(shown: GroupShown) -> str:
    """Say what the answers of a group are compared with."""
    return f"The group's mean reward is {shown.mean:.2f}. Advantage: standard deviations above it."


def likelier_words(answer: GroupAnswer) -> str:
    """Say by how much the update has changed how likely an answer is, as a factor.

    >>> likelier_words(GroupAnswer("Yes.", 1.0, 1.5, -3.0, -2.5))
    '×1.65'
    """
    return f"×{exp(min(20.0, max(-20.0, answer.after - answer.before))):.2f}"


def verdict_words(judgement: Judgement) -> str:
    """Say what the judge holds of an answer."""
    if judgement.passed:
        return "the judge passes it"
    wrong = []
    if judgement.needed:
        wrong.append("it does not say what was asked for")
    if judgement.told:
        wrong.append(f"it says {', '.join(judgement.told)}")
    if judgement.repeats:
        wrong.append("it repeats itself, or does not end")
    return f"the judge does not pass it: {' and '.join(wrong)}"


def over_words(told: AnswerJudged) -> str:
    """Say where the reward model puts an answer beside the good one."""
    if abs(told.over) < FLAT:
        where = "as much as the good answer"
    else:
        where = f"{abs(told.over):.2f} {'above' if told.over > 0 else 'below'} the good answer"
    return f"Reward {told.yours.reward:.2f}, {where}; {verdict_words(told.yours)}."


def outcome_words(told: AnswerJudged) -> str:
    """Say whether an answer fools, and how many tries there are left."""
    left = f"{told.left} tries left" if told.left != 1 else "one try left"
    best = "" if told.best is None else f" Best so far: {told.best:+.2f}."
    if told.fooled:
        return f"It is fooled.{best} {left.capitalize()}."
    if told.yours.passed:
        return f"That is a good answer, and fools nobody.{best} {left.capitalize()}."
    return f"Not enough yet.{best} {left.capitalize()}."
