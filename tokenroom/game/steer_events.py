"""What happens to a policy that is steered by a reward model, and to answers that a person writes for that model."""

from __future__ import annotations

import msgspec

from tokenroom.game.wire import Event
from tokenroom.text.chat import Role


class SteerTurn(msgspec.Struct, frozen=True):
    """One message of a prompt."""

    role: Role
    text: str


class SteerStarted(Event, frozen=True, tag="steer_started"):
    """The first event: what there is to be set, and what a run is measured by."""

    level: str
    title: str
    seed: int
    knobs: tuple[float, ...]  # what a nat of KL a token may cost, in standard deviations of a group's reward
    kl_weight: float  # as the knob stands at first
    lengths: tuple[int, ...]  # how many updates a run may take
    updates: int  # as it stands at first
    prompts: int  # in an update
    group: int  # answers to each
    judged: int  # questions of the judge's that a model is tried on
    judge_every: int  # updates
    shipped: str  # the model that can be looked at instead of a run; empty where there is none
    tries: int  # answers that may be written for the reward model; 0 where none are asked for
    goal: str
    seconds_per_nat: float


class KnobSet(Event, frozen=True, tag="knob_set"):
    """How the next run will be."""

    kl_weight: float
    updates: int


class SteeringBegan(Event, frozen=True, tag="steering_began"):
    """A run begins, anew from the chat model."""

    run: int  # from 1
    kl_weight: float
    updates: int


class ModelJudged(Event, frozen=True, tag="model_judged"):
    """The same questions, with the same chance: what the reward model values the answers at, what the judge says."""

    run: int
    update: int  # behind which this was; 0 for the chat model
    reward: float  # mean over the answers: the proxy
    passed: int  # answers that the judge passes
    asked: int


class PolicyMoved(Event, frozen=True, tag="policy_moved"):
    """One update was taken."""

    update: int
    total: int
    reward: float  # mean of its answers
    kl: float  # from the chat model, nats a token, before the update
    length: float  # mean tokens an answer
    loss: float


class GroupAnswer(msgspec.Struct, frozen=True):
    """One answer of a group.

    Attributes:
        text: what it says.
        reward: what the reward model gave it.
        advantage: by how many standard deviations it was better than its group.
        before: how likely the policy held the whole answer to be before the update, a log-probability in nats.
        after: the same after the update.
    """

    text: str
    reward: float
    advantage: float
    before: float
    after: float


class GroupShown(Event, frozen=True, tag="group_shown"):
    """One prompt of an update with all its answers."""

    update: int
    group: int  # from 1
    groups: int
    prompt: tuple[SteerTurn, ...]
    mean: float  # of the rewards
    answers: tuple[GroupAnswer, ...]  # the best first


class Run(msgspec.Struct, frozen=True):
    """What became of the chat model.

    Attributes:
        run: its number; 0 for the model that was steered before you came.
        kl_weight: where the knob stood.
        updates: taken, of `total`.
        reward: mean over the judge's questions, before and after.
        passed: answers that the judge passes, before and after, of `asked`.
        kl: from the chat model, over the same answers, nats a token.
        kept: whether it was kept.
    """

    run: int
    kl_weight: float
    updates: int
    total: int
    reward: tuple[float, float]
    passed: tuple[int, int]
    asked: int
    kl: float
    kept: bool = False

    @property
    def gain(self) -> float:
        """By how much the mean reward rose."""
        return self.reward[1] - self.reward[0]


class Sample(msgspec.Struct, frozen=True):
    """Answers to one question, drawn with the same chance before and after."""

    question: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class SteeringEnded(Event, frozen=True, tag="steering_ended"):
    """A run has taken all updates or was stopped, or the model that was steered before is looked at."""

    run: Run
    samples: tuple[Sample, ...]


class SteeringUndone(Event, frozen=True, tag="steering_undone"):
    """What the run made of the chat model is gone."""

    run: int


class SteeringKept(Event, frozen=True, tag="steering_kept"):
    """What the run made of the chat model is kept."""

    run: int


class Judgement(msgspec.Struct, frozen=True):
    """An answer, what the reward model holds it to be worth, and what speaks against it before the judge.

    Attributes:
        text: what it says.
        reward: what the reward model gives it.
        passed: whether the judge passes it.
        needed: whether nothing of what it has to say is there.
        told: what it says and must not.
        repeats: whether it says a sentence twice, or more than three.
    """

    text: str
    reward: float
    passed: bool
    needed: bool
    told: tuple[str, ...]
    repeats: bool


class AnswerWanted(Event, frozen=True, tag="answer_wanted"):
    """Answers are to be written for the reward model."""

    question: str
    tries: int
    longest: int  # tokens of an answer, as for the policy
    good: Judgement  # what somebody wrote
    model: str  # which model's answer is beside it: "mine", "gamed", "tamed" or "chat"
    models: Judgement


class AnswerJudged(Event, frozen=True, tag="answer_judged"):
    """What an answer that you wrote is worth."""

    number: int  # from 1
    yours: Judgement
    over: float  # its reward over the good answer's
    fooled: bool  # whether this reaches the goal
    best: float | None  # the most that an answer which the judge does not pass was valued over the good one, so far
    left: int


SteerEvent = (
    SteerStarted
    | KnobSet
    | SteeringBegan
    | ModelJudged
    | PolicyMoved
    | GroupShown
    | SteeringEnded
    | SteeringUndone
    | SteeringKept
    | AnswerWanted
    | AnswerJudged
)
