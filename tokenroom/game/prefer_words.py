"""What is said of pairs, costs and agreement, the same wherever people read it."""

from __future__ import annotations

import numpy as np

from tokenroom.game.agreement import Agreement
from tokenroom.game.prefer_commands import Whose
from tokenroom.game.prefer_events import FitBegan, FitEnded, FitOpened, PairTold, PreferStarted
from tokenroom.game.units import Units
from tokenroom.model.reward import pair_loss

LETTERS = {"first": "A", "second": "B"}  # what the answers are called, by their place on the screen
RULES = {
    "truth": "what is true beats what is made up",
    "kind": "friendly beats rude, mocking or bored",
    "answers": "an answer to the question beats one beside it",
    "safe": "where it could hurt somebody, a friendly no beats a yes and a scolding",
    "clear": "whole sentences beat broken ones, plain words beat fog",
    "short": "of two right and kind answers the one without padding wins",
}
PLAYERS = {
    "few": "model of the few pairs",
    "full": "model of all pairs",
    "shipped": "model that ships",
    "you": "you",
}
WHOSE = {"guideline": "the guideline's choices", "mine": "the guideline's choices, with yours in their place"}


def number_words(value: float) -> str:
    """Return a value as short as it can be told.

    >>> number_words(2.0), number_words(-0.5), number_words(1000000.0)
    ('2', '-0.5', '1000000')
    """
    return f"{value:.7g}" if abs(value) >= 1 or value == 0 else f"{value:.3g}"


def costs(values: tuple[float, float]) -> tuple[float, float]:
    """Return what two values will cost if the first answer is the better one, and if the second is, in nats."""
    first, second = np.array(values), np.array(values[::-1])
    if_first, if_second = pair_loss(first, second)[0].tolist()
    return if_first, if_second


def preview_words(values: tuple[float, float], units: Units) -> str:
    """Say what two values would cost either way."""
    if_first, if_second = (units.figure(nats, 3) for nats in costs(values))
    if values[0] == values[1]:
        return f"Equal values say that you cannot tell: {if_first} {units.name} either way."
    return f"This costs {if_first} {units.name} if A is better, {if_second} if B is."


def formula_words(told: PairTold, units: Units) -> str:
    """Return the loss of a pair with the player's own numbers in it.

    Such as "−log σ(2 − 0.5) = −log σ(1.5) = 0.201 nats": the better answer's value comes first.
    """
    better, worse = told.values if told.better == "first" else told.values[::-1]
    minus = f"({number_words(worse)})" if worse < 0 else number_words(worse)
    log = "−log2 σ" if units.name == "bits" else "−log σ"
    difference = number_words(better - worse)
    return (
        f"{log}({number_words(better)} − {minus}) = {log}({difference}) = {units.figure(told.surprise, 3)} {units.name}"
    )


def model_words(told: PairTold, units: Units) -> str:
    """Say what the reward model had answered."""
    first, second = told.model
    cost = f"{units.figure(told.model_surprise, 3)} {units.name}"
    return f"The reward model had sealed A {first:.3f}, B {second:.3f}: {cost}."


def reason_words(told: PairTold) -> str:
    """Say which answer is better, by which rule, and whether that is contested."""
    why = f" by the rule “{told.reason}”: {RULES[told.reason]}" if told.reason else ""
    contested = " Contested: honest people disagree here." if told.contested else ""
    return f"{LETTERS[told.better]} is better{why}.{contested}"


def agreement_words(found: Agreement) -> str:
    """Say how often somebody agreed, with the interval.

    >>> agreement_words(Agreement(8.0, 10, 0.8, 0.49, 0.943))
    '80 % (49 to 94 %), 8 of 10'
    """
    if not found.pairs:
        return "no pairs"
    return f"{interval_words(found)}, {found.right:g} of {found.pairs:,}"


def interval_words(found: Agreement) -> str:
    """Return a share with its 95 % interval."""
    return f"{100 * found.share:.0f} % ({100 * found.low:.0f} to {100 * found.high:.0f} %)"


def opened_words(opened: FitOpened, started: PreferStarted) -> str:
    """Say what the few pairs have taught the reward model, and what comes next."""
    return (
        f"The reward model beside you has learned from {opened.pairs} pairs. On {started.held_out_pairs:,} pairs that "
        f"nobody learned from it agrees with the guideline in {agreement_words(opened.few)}. Another can now learn "
        f"from all {started.training_pairs:,} training pairs."
    )


def began_words(began: FitBegan) -> str:
    """Say what a reward model learns from."""
    turned = f", {began.turned} of them turned round by you" if began.turned else ""
    return f"It learns from {began.pairs:,} pairs by {WHOSE[began.whose]}{turned}, in {began.steps:,} steps."


def ended_words(ended: FitEnded) -> str:
    """Say how far it came and how often it agrees now."""
    far = (
        f"It stopped at step {ended.step:,} of {ended.total:,}." if ended.stopped else "It has learned from all pairs."
    )
    return f"{far} On held-out pairs it agrees in {agreement_words(ended.full)}."


def whose_words(whose: Whose) -> str:
    """Say from whose choices a reward model learns from now on."""
    return f"From its next step on the reward model learns from {WHOSE[whose]}."
