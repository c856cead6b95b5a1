"""A text one token at a time: the model's, and one that is drawn from the player's own distributions."""

from __future__ import annotations

from dataclasses import replace
from statistics import fmean

import numpy as np

from tokenroom.game.events import AnyEvent
from tokenroom.game.sample_events import Costed, FragmentGiven, SampledFromYou, TextsCompared
from tokenroom.game.sample_figures import Knobs, ends_sentence
from tokenroom.game.sample_level import Fluent, Fragments, Yours
from tokenroom.game.sample_table import SampleTable
from tokenroom.model.sampling import draw
from tokenroom.scoring import Floats


def given(table: SampleTable) -> tuple[AnyEvent, ...]:
    """Let all of the text go into the model, and one token come out."""
    spec = table.spec
    assert isinstance(spec, Fragments)
    log_p, read = table.model_next, len(table.text)
    token = int(draw(log_p[None], spec.temperature, None, None, table.chance())[0])
    p = float(Knobs(spec.temperature).of(log_p)[token])
    cost = _costed(table, token, log_p, own=-float(np.log(p)))
    step, is_last = _append(table, cost)
    if is_last:
        table.state = replace(table.state, phase="compared", models=(*table.state.models, table.state.text))
    event = FragmentGiven(step, read, token, cost.text, p, cost.model, is_last)
    return (event, *(table.told(f"after {table.state.round}") if is_last else ()))


def said(table: SampleTable, log_q: Floats) -> tuple[AnyEvent, ...]:
    """Draw a token from your log-probabilities, (V,), and ask for the next, or compare."""
    log_p = table.model_next
    token = int(draw(log_q[None], 1.0, None, None, table.chance())[0])
    cost = _costed(table, token, log_p, own=-float(log_q[token]))
    step, is_last = _append(table, cost)
    mean = fmean(each.model for each in table.state.text)
    event = SampledFromYou(step, token, cost.text, cost.own, cost.model, mean, is_last)
    return (event, *(_compared(table) if is_last else (table.ask(),)))


def _costed(table: SampleTable, token: int, log_p: Floats, own: float) -> Costed:
    return Costed(token, table.setup.vocabulary.texts[token], -float(log_p[token]), own)


def _append(table: SampleTable, cost: Costed) -> tuple[int, bool]:
    """Put a token behind the text; returns how many there are, and whether the text ends with it."""
    spec = table.spec
    assert isinstance(spec, Fragments | Yours)
    text = (*table.state.text, cost)
    table.state = replace(table.state, text=text)
    ends = cost.id == table.setup.end_of_text or (len(text) >= spec.needed and ends_sentence(cost.text))
    return len(text), ends or len(text) >= spec.longest


def _compared(table: SampleTable) -> tuple[AnyEvent, ...]:
    yours, goal, cue = table.state.text, table.setup.goal, f"after {table.state.round}"
    models = table.state.models[-1] if table.state.models else ()
    mean = fmean(each.model for each in yours)
    reached = isinstance(goal, Fluent) and mean < goal.nats
    event = TextsCompared(
        yours=yours,
        model=models,
        own_mean=fmean(each.own for each in yours),
        model_mean=mean,
        model_own_mean=fmean(each.model for each in models) if models else None,
        reached=reached,
    )
    table.state = replace(table.state, phase="compared", yours=(*table.state.yours, yours))
    return (event, *table.told(cue), *table.told(f"{cue} {'better' if reached else 'worse'}"))
