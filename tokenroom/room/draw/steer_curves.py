"""The curves of a run: its pay and the judge in one picture; reward, KL and length of every update."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from tokenroom.game.steer_events import ModelJudged, PolicyMoved
from tokenroom.game.units import Units
from tokenroom.room.draw.curves import Curve, curves_text
from tokenroom.room.draw.lines import cell, right, stack
from tokenroom.room.ink import MUTED, RIVAL, TITLE, YOU

REWARD_MARK, JUDGE_MARK = "●", "○"
WIDE_ENOUGH = 24  # columns of a curve from which its whole name fits
AXIS = 6  # columns of the figures at either side
LEAST_REWARD, LEAST_SHARE = 1.0, 0.2  # by so much each axis spans at the least


def judged_curves(judged: Sequence[ModelJudged], total: int, width: int, height: int) -> Text:
    """Return both curves over the updates, the reward's axis on the left and the judge's on the right.

    Args:
        judged: what was measured, in order.
        total: updates at the right end.
        width: columns.
        height: lines, the title and the axis among them.
    """
    columns, rows = width - 2 * (AXIS + 1), height - 2
    if not judged or columns < 10 or rows < 2:
        return Text()
    rewards = [(judged_.update, judged_.reward) for judged_ in judged]
    shares = [(judged_.update, judged_.passed / judged_.asked) for judged_ in judged]
    low, high = _ends([y for _, y in rewards], LEAST_REWARD)
    top = max(LEAST_SHARE, *(y for _, y in shares))
    grid = [[(" ", "")] * columns for _ in range(rows)]
    _draw(grid, shares, (0.0, top), total, (JUDGE_MARK, RIVAL))
    _draw(grid, rewards, (low, high), total, (REWARD_MARK, YOU))
    left, last = {0: f"{high:.2f}", rows - 1: f"{low:.2f}"}, {0: f"{100 * top:.0f} %", rows - 1: "0 %"}
    lines = [
        Text.assemble((right(left.get(n, ""), AXIS), MUTED), ("│", MUTED), *row, ("│", MUTED), (last.get(n, ""), MUTED))
        for n, row in enumerate(grid)
    ]
    return stack([_title(width), *lines, Text(" " * AXIS + "└" + "─" * columns + "┘", style=MUTED)])


def _title(width: int) -> Text:
    """Return what both marks are, in as many words as there is room for."""
    reward, judge = (f"{REWARD_MARK} reward", YOU), (f"{JUDGE_MARK} judge", RIVAL)
    whole = Text.assemble(
        reward, (": what it is paid   ", MUTED), judge, (": how many of the same answers pass", MUTED)
    )
    return (
        whole if cell_len(whole.plain) <= width else Text.assemble(reward, "   ", judge, (": answers that pass", MUTED))
    )


def update_curves(moves: Sequence[PolicyMoved], total: int, units: Units, width: int, height: int) -> Text:
    """Return reward, KL and length of every update side by side."""
    if len(moves) < 2 or height < 4:
        return Text()
    each = (width - 4) // 3
    whole, kls = each > WIDE_ENOUGH, [units.of(move.kl) for move in moves]
    named = (
        ("reward", f"{moves[-1].reward:.2f}", [m.reward for m in moves], YOU),
        (f"KL, {units.name} a token" if whole else "KL", units.figure(moves[-1].kl, 3), kls, RIVAL),
        ("tokens an answer" if whole else "tokens", f"{moves[-1].length:.0f}", [m.length for m in moves], ""),
    )
    drawn = []
    for name, figure, ys, ink in named:
        points = [(float(move.update), y) for move, y in zip(moves, ys, strict=True)]
        curve = curves_text([Curve(points, "●", ink)], float(total), each, height - 1)
        drawn.append(stack([Text(cell(f"{name} {figure}", each), style=TITLE), curve]))
    return beside(drawn, each, 2)


def beside(texts: Sequence[Text], width: int, gap: int) -> Text:
    """Return drawings of `width` columns each beside one another."""
    columns = [text.split("\n") for text in texts]
    lines = []
    for n in range(max(map(len, columns))):
        line = Text()
        for column in columns:
            part = column[n] if n < len(column) else Text()
            line.append_text(part)
            line.append(" " * (width - cell_len(part.plain) + gap))
        lines.append(line)
    return stack(lines)


def _ends(ys: Sequence[float], least: float) -> tuple[float, float]:
    low, high = min(ys), max(ys)
    return low, max(high, low + least)


def _draw(
    grid: list[list[tuple[str, str]]],
    points: Sequence[tuple[int, float]],
    ends: tuple[float, float],
    total: int,
    mark: tuple[str, str],
) -> None:
    """Put points and straight lines between them on a grid."""
    rows, columns = len(grid), len(grid[0])
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[-1]], strict=True):
        for part in range(columns + 1):
            x, y = x0 + (x1 - x0) * part / columns, y0 + (y1 - y0) * part / columns
            row = round((ends[1] - y) / (ends[1] - ends[0]) * (rows - 1))
            grid[min(rows - 1, max(0, row))][min(columns - 1, round(x / max(1, total) * (columns - 1)))] = mark
