"""How often each player agrees with the guideline on held-out pairs: in all, by rule, and where it is contested."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

import numpy as np

from tokenroom.game.agreement import agreement
from tokenroom.game.prefer_events import AgreementRow
from tokenroom.game.prefer_rounds import PreferSetup, PreferState
from tokenroom.model.layers import Params
from tokenroom.model.reward import pair_loss
from tokenroom.text.preferences import Pair

FEW, FULL, SHIPPED, YOU = "few", "full", "shipped", "you"


def agreement_row(player: str, pairs: Sequence[Pair], differences: Sequence[float]) -> AgreementRow:
    """Return how one player does on `pairs`, from what it values the better answer of each more than the worse one."""
    both = list(zip(pairs, differences, strict=True))
    reasons = dict.fromkeys(pair.reason for pair in pairs if pair.reason)
    costs = pair_loss(np.array(differences), np.zeros(len(differences)))[0]
    return AgreementRow(
        player=player,
        loss=fmean(costs.tolist()) if differences else 0.0,
        whole=agreement(differences),
        by_reason={name: agreement([d for pair, d in both if pair.reason == name]) for name in reasons},
        contested=agreement([d for pair, d in both if pair.contested]),
        settled=agreement([d for pair, d in both if not pair.contested]),
    )


def model_row(player: str, setup: PreferSetup, params: Params) -> AgreementRow:
    """Return how a reward model does on all held-out pairs."""
    return agreement_row(player, setup.held_out, setup.models.differences(params, setup.held_out).tolist())


def your_row(setup: PreferSetup, state: PreferState) -> AgreementRow:
    """Return how the player does on the held-out pairs that they have valued."""
    told = state.of_kind(held_out=True)
    rounds = [setup.rounds[t.pair - 1] for t in told]
    differences = [r.difference(t.values) for r, t in zip(rounds, told, strict=True)]
    return agreement_row(YOU, [r.pair for r in rounds], differences)
