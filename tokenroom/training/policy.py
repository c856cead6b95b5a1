"""Reinforcement learning: a chat model draws answers, hears how good they were, and makes the better ones likelier.

Group-relative policy optimisation (Shao et al. 2024): several answers to each prompt; the advantage of an answer is how
much better than the others of its group it was; a KL penalty holds the policy near the model that it began as.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

from tokenroom.model import optimisers
from tokenroom.model.layers import Floats, Integers, New, Params
from tokenroom.model.layout import SHARED
from tokenroom.model.loss import objective_and_grads
from tokenroom.model.policy import PolicyLoss, group_advantages, log_probs_of
from tokenroom.model.rollouts import rollouts
from tokenroom.model.transformer import TransformerConfig, logits_at
from tokenroom.schema import Data
from tokenroom.training.lanes import Lanes
from tokenroom.training.tuning import TuneState, flush_left, micro_batches, take_step

Ids = Sequence[int]
# places of the prompts, an answer to each -> rewards (B,); it is asked by several threads at once
Rewarder = Callable[[Sequence[int], Sequence[Ids]], Floats]
_ROLLOUT_STREAM, _PROMPT_STREAM = 41, 42  # separate streams of chance from one seed
_PADDING = -1  # the branch of what stands behind all answers
_WATCHED = 4  # of so many parts of an update the KL of one is measured, where nothing depends on it


class PolicySettings(Data, frozen=True, kw_only=True):
    """How to steer."""

    updates: int = 100
    prompts: int = 8  # different ones in an update
    group: int = 8  # answers to each
    longest: int = 40  # the most tokens of an answer
    temperature: float = 1.0
    kl_weight: float = 0.05  # β: what a nat of KL a token costs, in standard deviations of the group's reward
    scale: bool = True  # whether advantages are in standard deviations of their group
    micro_batch: int = 8  # answers that go through the model at once, on the average
    lanes: int = 2
    rates: optimisers.Rates = optimisers.Rates(muon=0.002, adam=0.0005, muon_decay=0.0, adam_decay=0.0)
    warm_up: float = 0.05
    cool_down: float = 0.5
    seed: int = 1


@dataclass(frozen=True)
class Rollout:
    """One answer of an update: which prompt it is to, its tokens, its reward, and its advantage in its group."""

    prompt: int
    answer: tuple[int, ...]
    reward: float
    advantage: float


@dataclass(frozen=True)
class PolicyStep:
    """What one update did.

    Attributes:
        update: its number, from 1, of `total`.
        total: updates in all.
        reward: mean of all rollouts.
        kl: from the model it began as, nats a token, before the update; without a weight on it, of some of the answers.
        length: mean tokens an answer.
        loss: what the update made smaller.
        rollouts: every answer.
    """

    update: int
    total: int
    reward: float
    kl: float
    length: float
    loss: float
    rollouts: tuple[Rollout, ...]


@dataclass(frozen=True)
class Steering:
    """What does not change while a policy learns.

    Attributes:
        config: its shape.
        reference: the weights that it began with.
        prompts: token ids, an opening of the assistant last.
        stop: the id that ends an answer.
        rewarder: says how good answers are; whatever it is, the policy sees nothing but its numbers.
        settings: how.
    """

    config: TransformerConfig
    reference: Params
    prompts: Sequence[Ids]
    stop: int
    rewarder: Rewarder
    settings: PolicySettings


def steer(plan: Steering, state: TuneState, threads: int = 1) -> Generator[PolicyStep, None, None]:
    """Take updates to the end, from wherever `state` stands, and yield after each.

    Args:
        plan: what to learn from.
        state: from `tuning.start_from`, or as an earlier call left it; it is changed in place.
        threads: how many work at once; the result does not depend on it.

    Raises:
        Diverged: the loss or the gradient is NaN or infinite.
        ValueError: there is no prompt, or one is too long.
    """
    if not plan.prompts:
        raise ValueError("there is no prompt to answer")
    with Lanes(plan.settings.lanes, threads) as lanes:
        while state.step < plan.settings.updates:
            yield _update(plan, state, lanes, threads)


def _update(plan: Steering, state: TuneState, lanes: Lanes, threads: int) -> PolicyStep:
    settings = plan.settings
    asked = np.repeat(_prompts_of(plan, state.step), settings.group)  # (B,)
    rng = np.random.default_rng((settings.seed, _ROLLOUT_STREAM, state.step))
    prompts = [plan.prompts[i] for i in asked.tolist()]
    answers = rollouts(
        state.params, plan.config, prompts, settings.longest, plan.stop, rng, settings.temperature, threads
    )
    rewards = _rewards(plan, asked.tolist(), answers, lanes)  # (B,)
    advantages = group_advantages(rewards, settings.group, settings.scale)  # (B,)
    parts = parts_of(plan, prompts, answers, advantages)
    lr = optimisers.schedule((state.step + 0.5) / settings.updates, settings.warm_up, settings.cool_down)
    step = take_step(state, lanes, parts, settings.rates, lr, settings.updates)
    rows = zip(asked.tolist(), answers, rewards.tolist(), advantages.tolist(), strict=True)
    told = tuple(Rollout(prompt, tuple(answer), reward, edge) for prompt, answer, reward, edge in rows)
    length = float(np.mean([len(answer) for answer in answers]))
    kl = float(np.concatenate([part.kl for part in parts]).mean())
    return PolicyStep(step.step, step.total, float(rewards.mean()), kl, length, step.loss, told)


def _rewards(plan: Steering, asked: Sequence[int], answers: Sequence[Ids], lanes: Lanes) -> Floats:
    """Return what each answer is worth: (B,); every lane hears of some of them."""
    shares = [slice(lane, None, plan.settings.lanes) for lane in range(plan.settings.lanes)]
    found = lanes.map(lambda share: plan.rewarder(asked[share], answers[share]), shares)
    rewards = np.empty(len(answers))
    for share, some in zip(shares, found, strict=True):
        rewards[share] = some
    return rewards


def _prompts_of(plan: Steering, update: int) -> NDArray[np.int64]:
    """Return the places of the prompts of an update; all prompts come once before one comes again."""
    count, of = plan.settings.prompts, len(plan.prompts)
    places = np.arange(update * count, (update + 1) * count)
    orders = {
        turn: np.random.default_rng((plan.settings.seed, _PROMPT_STREAM, turn)).permutation(of)
        for turn in np.unique(places // of).tolist()
    }
    return np.array([orders[place // of][place % of] for place in places.tolist()])


@dataclass
class Part:
    """Some answers of an update, which go through the model at once: those to one prompt are branches of one row.

    Attributes:
        plan: what does not change.
        ids: (B, T) prompts, each with the answers to it behind it.
        branches: (B, T) to which answer each token belongs, as `layout.in_branches` takes it.
        rows: (R,) the places from which the answers' tokens are predicted, counted through the batch.
        tokens: (R,) these tokens.
        advantages: (R,) of the answer that each belongs to.
        weight: what each token weighs.
        watched: whether the KL is measured even if nothing depends on it.
        kl: (R,) from the reference, once the part has been gone through.
    """

    plan: Steering
    ids: Integers
    branches: Integers
    rows: Integers
    tokens: Integers
    advantages: Floats
    weight: float
    watched: bool
    kl: Floats = field(default_factory=lambda: np.empty(0))

    def __call__(self, params: Params, new: New) -> tuple[float, Params]:
        """Return this part of the loss and its gradients, as a lane asks for them."""
        advantages = self.advantages.astype(params["bias"].dtype)
        loss = PolicyLoss(self.tokens, advantages, self._reference(), self.plan.settings.kl_weight, self.weight)

        def measured(logits: Floats) -> tuple[float, Floats]:
            value, slope, self.kl = loss.measured(logits, new)
            return value, slope

        return objective_and_grads(params, self.plan.config, self.ids, self.rows, measured, None, new, self.branches)

    def _reference(self) -> Floats | None:
        if not (self.watched or self.plan.settings.kl_weight):
            return None
        logits = logits_at(self.plan.reference, self.plan.config, self.ids, self.rows, self.branches)
        return log_probs_of(logits)  # (R, V)


@dataclass(frozen=True)
class _Tree:
    """A prompt, the answers to it that move something, and the advantage of each."""

    prompt: Ids
    answers: list[Ids]
    advantages: list[float]

    @property
    def ids(self) -> list[int]:
        """The prompt, and each answer behind a last token of the prompt of its own: from there it is predicted."""
        branches = ([self.prompt[-1], *answer[:-1]] for answer in self.answers)
        return [*self.prompt[:-1], *chain.from_iterable(branches)]

    @property
    def branches(self) -> list[int]:
        """To which answer each of these tokens belongs."""
        counted = chain.from_iterable(repeat(number, len(answer)) for number, answer in enumerate(self.answers, 1))
        return [*repeat(SHARED, len(self.prompt) - 1), *counted]


def parts_of(plan: Steering, prompts: Sequence[Ids], answers: Sequence[Ids], advantages: Floats) -> list[Part]:
    """Return the works of one update, rows of like lengths together; answers that move nothing are left out."""
    teach = np.flatnonzero(advantages).tolist() if not plan.settings.kl_weight else list(range(len(answers)))
    to_each: dict[tuple[int, ...], list[int]] = {}
    for i in teach or [0]:
        to_each.setdefault(tuple(prompts[i]), []).append(i)
    trees = [
        _Tree(prompt, [answers[i] for i in some], [float(advantages[i]) for i in some])
        for prompt, some in to_each.items()
    ]
    size = max(1, plan.settings.micro_batch // plan.settings.group)
    groups = micro_batches([len(tree.ids) for tree in trees], size, plan.settings.lanes)
    weight = 1.0 / sum(map(len, answers))
    return [
        _part(plan, [trees[i] for i in group], weight, number % _WATCHED == 0) for number, group in enumerate(groups)
    ]


def _part(plan: Steering, trees: Sequence[_Tree], weight: float, watched: bool) -> Part:
    ids = flush_left([tree.ids for tree in trees], filler=0)  # (B, T)
    branches = flush_left([tree.branches for tree in trees], filler=_PADDING)  # (B, T)
    said = [answer for tree in trees for answer in tree.answers]
    edges = np.array([edge for tree in trees for edge in tree.advantages])
    tokens = np.concatenate([np.array(answer) for answer in said])  # (R,)
    rows = np.flatnonzero(branches > SHARED)  # (R,)
    return Part(plan, ids, branches, rows, tokens, np.repeat(edges, [len(a) for a in said]), weight, watched)
