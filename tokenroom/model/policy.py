"""What a policy is to make small: the surprise of its own tokens, each times its advantage, and how far it has strayed.

Letters in the shape comments: R tokens of rollouts, V vocabulary.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tokenroom.model.layers import Floats, Integers, New


@dataclass(frozen=True)
class PolicyLoss:
    """The loss of a policy gradient with a KL penalty, as a function of the policy's logits.

    Args:
        tokens: (R,) what the policy drew at each place.
        advantages: (R,) by how much the rollout each belongs to was better than its group.
        reference: (R, V) log-probabilities of the model that it must not stray far from; None if nothing holds it.
        kl_weight: β, what a nat of KL costs.
        weight: what each token weighs: one over the number of tokens of all rollouts of the step.
    """

    tokens: Integers
    advantages: Floats
    reference: Floats | None
    kl_weight: float
    weight: float

    def __call__(self, logits: Floats, new: New = np.empty) -> tuple[float, Floats]:
        """Return the loss and its slope at each logit (R, V).

        The tokens were drawn by this very policy, so no importance ratio is needed: what is left of PPO and GRPO at
        their first step is REINFORCE (Williams 1992) with the advantage, whose slope is A·(p - onehot). The KL is that
        of the whole distribution at each place, not an estimate from the token drawn: KL(p ‖ q) = Σ p (log p - log q),
        with the slope p (log p - log q - KL).
        """
        return self.measured(logits, new)[:2]

    def measured(self, logits: Floats, new: New = np.empty) -> tuple[float, Floats, Floats]:
        """Return the loss, its slope at each logit (R, V), and the KL at each place (R,), none without a reference."""
        log_p, p = _log_probs_and_probs(logits, new)  # (R, V) each
        rows = np.arange(len(self.tokens))
        loss = -float((self.advantages * log_p[rows, self.tokens]).sum(dtype=np.float64))
        kl, pull = np.empty(0), self.advantages[:, None]  # what p is to be multiplied by
        if self.reference is not None:
            apart = np.subtract(log_p, self.reference, out=log_p)  # (R, V)
            kl = np.vecdot(p, apart)  # (R,)
            if self.kl_weight:
                loss += self.kl_weight * float(kl.sum(dtype=np.float64))
                apart -= kl[:, None]
                apart *= self.kl_weight
                pull = np.add(apart, pull, out=apart)  # (R, V)
        p *= pull
        p[rows, self.tokens] -= self.advantages
        p *= self.weight
        return loss * self.weight, p, kl


def _log_probs_and_probs(logits: Floats, new: New) -> tuple[Floats, Floats]:
    log_p = np.subtract(logits, logits.max(axis=-1, keepdims=True), out=new(logits.shape, logits.dtype))  # (R, V)
    p = np.exp(log_p, out=new(logits.shape, logits.dtype))  # (R, V)
    totals = p.sum(axis=-1, keepdims=True)  # (R, 1)
    log_p -= np.log(totals)
    p /= totals
    return log_p, p


def log_probs_of(logits: Floats) -> Floats:
    """Return log-softmax of logits (R, V), in their own precision."""
    shifted: Floats = logits - logits.max(axis=-1, keepdims=True)
    shifted -= np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return shifted


def kl_divergence(log_p: Floats, log_q: Floats) -> Floats:
    """Return KL(p ‖ q) in nats at each place, (R,), of log-probabilities (R, V) each."""
    kl: Floats = np.vecdot(np.exp(log_p), log_p - log_q)
    return kl


def group_advantages(rewards: Floats, group: int, scale: bool = True) -> Floats:
    """Return by how many standard deviations of its group each rollout is better than the group's mean: (B,).

    Shao et al. 2024 ("DeepSeekMath", section 4.1.1), group-relative policy optimisation: the mean of the rollouts of
    one prompt takes the place of a learned value. A group whose rollouts are all as good teaches nothing.

    Args:
        rewards: (B,), the rollouts of one prompt after another's.
        group: how many rollouts a prompt has; divides B.
        scale: whether to divide by the standard deviation.
    """
    by_prompt = np.asarray(rewards, np.float64).reshape(-1, group)  # (prompts, group)
    centred = by_prompt - by_prompt.mean(axis=1, keepdims=True)
    if scale:
        centred /= by_prompt.std(axis=1, keepdims=True) + 1e-6
    flat: Floats = centred.ravel()
    return flat
