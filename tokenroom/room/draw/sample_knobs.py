"""The three knobs of a sampler, and where each can stand; the tree of all that was tried."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal

from rich.text import Text

from tokenroom.game.branches import Run
from tokenroom.game.sample_events import NextWeighed
from tokenroom.room.draw.lines import cell, stack, wrapped
from tokenroom.room.ink import CURRENT, MUTED, TITLE
from tokenroom.room.sample_view import SampleView
from tokenroom.text.display import joined_text, safe_text

Knob = Literal["temperature", "top_k", "top_p"]
KNOBS: tuple[Knob, ...] = ("temperature", "top_k", "top_p")
NAMES = {"temperature": "temperature", "top_k": "top-k", "top_p": "top-p"}
STOPS: dict[Knob, tuple[float, ...]] = {
    "temperature": (*(n / 10 for n in range(21)), 2.5, 3.0, 4.0, 5.0),
    "top_k": (1, 2, 3, 5, 10, 20, 40, 100, 1000),
    "top_p": (*(n / 10 for n in range(1, 10)), 0.95, 0.99),
}
LABEL, VALUE = 14, 6  # columns of a knob's name with its mark, and of where it stands
ARROWS = (LABEL, LABEL + VALUE + 3)  # columns of the arrows on both sides of it
INDENT, DEEPEST = 2, 6  # columns of a branch's depth, and how many depths are drawn


def turned(weighed: NextWeighed, knob: Knob, by: int) -> tuple[float, int | None, float | None]:
    """Return temperature, top-k and top-p with one knob turned to its next stop, or the one before.

    Top-k and top-p let everything through behind their last stop.
    """
    now: dict[Knob, float | None] = {
        "temperature": weighed.temperature,
        "top_k": weighed.top_k,
        "top_p": weighed.top_p,
    }
    now[knob] = _stop(STOPS[knob], now[knob], by, opens=knob != "temperature")
    k, temperature = now["top_k"], now["temperature"]
    return temperature or 0.0, None if k is None else int(k), now["top_p"]


def knobs_text(weighed: NextWeighed, knob: Knob, width: int) -> Text:
    """Return the knobs, a line each, the one that the arrows turn marked; and how many tokens they leave."""
    values = {
        "temperature": f"{weighed.temperature:.1f}",
        "top_k": "all" if weighed.top_k is None else f"{weighed.top_k}",
        "top_p": "all" if weighed.top_p is None else f"{weighed.top_p:.2f}",
    }
    lines = [_knob(NAMES[each], values[each], each == knob) for each in KNOBS]
    kept = f"{weighed.kept:,} token{'s' * (weighed.kept != 1)} can be drawn"
    lines.append(Text(cell(kept, width), style=MUTED))
    return stack(lines)


def knob_at(x: int, y: int) -> tuple[Knob, int] | None:
    """Return which knob stands at line `y`, and whether column `x` turns it down (-1), up (1) or neither (0)."""
    if not 0 <= y < len(KNOBS):
        return None
    down, up = ARROWS
    return KNOBS[y], -1 if abs(x - down) <= 1 else 1 if abs(x - up) <= 1 else 0


def tree_text(view: SampleView, width: int, height: int) -> Text:
    """Return the tree as an outline, a line a run; the lines that the text goes through are marked."""
    runs = view.tree.outline(view.at)
    tips = sum(run.is_tip for run in runs)
    head = "the tree" if tips < 2 else f"the tree: {tips} branches"
    first = first_line(runs, height - 1)
    if not runs:
        told = "Whatever you try stays here: Backspace goes back a token, B to another branch."
        return stack([Text(cell(head, width), style=TITLE), *wrapped(told, width, MUTED)])
    lines = [_line(view, run, width) for run in runs[first : first + max(0, height - 1)]]
    return stack([Text(cell(head, width), style=TITLE), *lines])


def first_line(runs: Sequence[Run], lines: int) -> int:
    """Return the first run that is drawn, so that the end of what is read now is in view."""
    here = max((n for n, run in enumerate(runs) if run.is_on_path), default=0)
    return max(0, min(here - lines // 2, len(runs) - lines))


def _stop(stops: Sequence[float], now: float | None, by: int, opens: bool) -> float | None:
    if now is None:
        return None if by > 0 else stops[-1]
    place = bisect_right(stops, now) if by > 0 else bisect_left(stops, now) - 1
    if place >= len(stops):
        return None if opens else stops[-1]
    return stops[max(0, place)]


def _knob(name: str, value: str, current: bool) -> Text:
    ink = CURRENT if current else MUTED
    label = cell(f"{'▸ ' if current else '  '}{name}", LABEL)
    return Text.assemble((label, ink), ("←", ink), (f" {value:^{VALUE}} ", CURRENT), ("→", ink))


def _line(view: SampleView, run: Run, width: int) -> Text:
    text = safe_text(joined_text(view.run_text(run)), 400).replace("\n", "⏎")
    indent = " " * (INDENT * min(run.depth, DEEPEST))
    mark = "▸" if run.is_on_path else "·"
    return Text(cell(f"{indent}{mark}{text}", width), style=CURRENT if run.is_on_path else MUTED)
