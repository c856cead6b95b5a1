"""The same prompt a hundred times: what was foreseen, and what chance made of it."""

from __future__ import annotations

from dataclasses import replace

from tokenroom.game.events import AnyEvent
from tokenroom.game.sample_figures import drawn
from tokenroom.game.sample_level import Foreseen, Hundred
from tokenroom.game.sample_table import SampleTable
from tokenroom.model.sampling import draw
from tokenroom.scoring import Floats


def drawn_from(table: SampleTable, said: Floats) -> tuple[AnyEvent, ...]:
    """Draw the first token from the model again and again, and compare with your log-probabilities, (bins,)."""
    assert isinstance(table.spec, Hundred)
    log_p, bins = table.model_next, table.bins
    rng = table.chance()
    places = [bins.place(int(draw(log_p[None], 1.0, None, None, rng)[0])) for _ in range(table.spec.draws)]
    told = drawn(table.state.round, places, bins, said, bins.of(log_p))
    table.state = replace(table.state, phase="compared", drawn=(*table.state.drawn, told))
    goal, cue = table.setup.goal, f"after {table.state.round}"
    near = isinstance(goal, Foreseen) and told.yours - told.model <= goal.nats
    return (told, *table.told(cue), *table.told(f"{cue} {'better' if near else 'worse'}"))
