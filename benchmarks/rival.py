"""How long the rival takes to answer one item: at most 20 ms for a passage of 120 tokens."""

from __future__ import annotations

from benchmarks.timing import Row, median, seconds
from tokenroom.rivals.field import open_field

RUNS = 50


def rows() -> list[Row]:
    """Time the largest shipped checkpoint on a full passage."""
    field = open_field("english")
    rival, context = field.ladder[-1], field.held_out_ids[0][:119]
    rival.log_probs(context)
    times = [seconds(lambda: rival.log_probs(context)) for _ in range(RUNS)]
    what = f"one answer of {rival.name} after {len(context)} tokens, median of {RUNS}"
    return [Row(what, median(times), None, "20 ms")]
