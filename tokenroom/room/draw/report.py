"""The end of a level in drawings: the table of everyone, the ladder with your mark, the strip of tokens."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from tokenroom.game.compare import YOU, Item, Report, Standing
from tokenroom.game.names import in_short, phrases_read
from tokenroom.room.draw.lines import cell, right, stack, wrapped
from tokenroom.room.ink import BETTER, CURRENT, MUTED, TITLE, WORSE, YOU as YOUR_INK
from tokenroom.text.display import token_label

LEVEL = 0.005  # nats; a smaller difference is none


def table_text(report: Report, decimals: int, width: int) -> Text:
    """Return everyone on the same items, best first: nats, bits per byte, perplexity, accuracy, and you against them."""
    words = max(0, width - 50)
    name = min(20, width - 30)
    head = f"{cell('', name + 2)}{right('nats', 8)}{right('bits/byte', 11)}{right('perplexity', 12)}{right('first', 8)}"
    lines = [Text(head[: name + 41] + "  " + cell("you against them", words - name + 5), style=MUTED)]
    lines += [_standing_line(s, decimals, name, width) for s in report.standings]
    return stack(lines)


def _standing_line(s: Standing, decimals: int, name: int, width: int) -> Text:
    you = s.player == YOU
    figures = f"{s.mean:8.{decimals}f}{s.bits_per_byte:11.2f}{_perplexity(s.perplexity)}{_share(s.accuracy)}"
    line = Text.assemble(
        ("▸ " if you else "  ", YOUR_INK),
        (cell(in_short(s.player), name), YOUR_INK if you else ""),
        (figures, CURRENT if you else ""),
        (f"  {s.words}", MUTED),
    )
    line.truncate(width, overflow="ellipsis")
    return line


def _perplexity(value: float) -> str:
    return f"{value:12,.1f}" if value < 1e6 else f"{value:12.1e}"


def _share(accuracy: float) -> str:
    return right(f"{100 * accuracy:.0f} %", 8)


def ladder_text(report: Report, width: int) -> Text:
    """Return the rival's learning curve as a scale with a mark where you stand; empty when no checkpoint played.

    The scale is straight in ln(1 + phrases), as the curve is read (see `game.compare.equal_step`).
    """
    rungs = sorted((n, s.mean) for s in report.standings if (n := phrases_read(s.player)) is not None)
    if len(rungs) < 2:
        return Text()
    longest = math.log1p(rungs[-1][0])
    span = width - 12
    places = [round(math.log1p(n) / longest * span) for n, _ in rungs]
    scale = _overlay("─" * (span + 1), [(x, "┼") for x in places])
    names = _overlay(" " * width, [(x, f"{n:,}") for x, (n, _) in zip(places, rungs, strict=True)])
    means = _overlay(" " * width, [(x, f"{mean:.2f}") for x, (_, mean) in zip(places, rungs, strict=True)])
    mine = _place(report, span, longest)
    mark = Text(_overlay(" " * width, [(mine, "▼ you" if mine + 5 <= width else "▼")]), style=YOUR_INK)
    told = [Text(line.rstrip(), style=MUTED) for line in (scale, names + "phrases", means + "nats")]
    told[1:] = [Text(cell(names, width - 8) + " phrases", style=MUTED), Text(cell(means, width - 8) + " nats", style=MUTED)]
    return stack([mark, *told])


def _place(report: Report, span: int, longest: float) -> int:
    if report.equals_phrases is None:
        return span + 2  # beyond the last rung
    return round(math.log1p(report.equals_phrases) / longest * span)


def _overlay(line: str, marks: Sequence[tuple[int, str]]) -> str:
    for x, mark in marks:
        line = line[:x] + mark + line[x + len(mark) :]
    return line


def strip_text(items: Sequence[Item], opponent: str, width: int) -> Text:
    """Return the tokens that were asked for, each marked + where you beat the opponent and − where it beat you."""
    lines, line = [], Text()
    for item in items:
        piece = _piece(item, opponent)
        if line.cell_len + piece.cell_len > width and line:
            lines.append(line)
            line = Text()
        line.append_text(piece)
    return stack([*lines, line])


def _piece(item: Item, opponent: str) -> Text:
    ahead = item.surprises.get(opponent, 0.0) - item.surprises[YOU]
    mark, style = ("=", MUTED) if abs(ahead) < LEVEL else ("+", BETTER) if ahead > 0 else ("−", WORSE)
    label = token_label(item.text, limit=16)
    return Text.assemble((mark, style), (label, style), (f" {abs(ahead):.2f}   ", MUTED))


def verdict_text(won: bool, goal: str, width: int) -> Text:
    """Say whether the goal was reached, and what it was."""
    words = "You have done it: " if won else "Not this time. The goal was to "
    mark = "✓ " if won else "  "
    lines = wrapped(f"{mark}{words}{goal}.", width, BETTER if won else TITLE)
    return stack(lines)


def fits(text: Text, width: int) -> bool:
    """Return whether no line of `text` is wider than `width`."""
    return all(cell_len(line) <= width for line in text.plain.split("\n"))
