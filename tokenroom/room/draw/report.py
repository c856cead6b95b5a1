"""The end of a level in drawings: the table of everyone, the ladder with your mark, the strip of tokens."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from tokenroom.game.compare import Item, Report, Standing, standing_words
from tokenroom.game.curve import Place
from tokenroom.game.names import YOU, in_short, perplexity_in_words, phrases_read
from tokenroom.game.scale import share_of_scale, with_room
from tokenroom.game.units import NATS, Units, percent
from tokenroom.room.draw.lines import cell, right, stack, wrapped
from tokenroom.room.ink import BETTER, CURRENT, MUTED, TITLE, WORSE
from tokenroom.room.ink import YOU as YOUR_INK
from tokenroom.text.display import token_label

LEVEL = 0.005  # in whatever unit, since it would be shown as 0.00; a smaller difference is none
NAME, FIGURES, WORDS = 20, 61, 48  # columns of a player's name, of a line of figures, of the longest verdict
LABEL = 9  # columns of a rung's label


def table_text(report: Report, decimals: int, width: int, units: Units = NATS) -> Text:
    """Return everyone on the same items, best first, and how you stand against each in words.

    The words stand in the same line where they fit, and in lines of their own below the table where they do not.
    """
    columns = ((units.name, 8), ("bits/byte", 11), ("perplexity", 12), ("top 1", 8))
    head = Text(" " * (NAME + 2) + "".join(right(name, size) for name, size in columns), style=MUTED)
    lines = [_figures(s, decimals, units) for s in report.standings]
    if width < FIGURES + WORDS:
        return stack([head, *lines, Text(), Text("  You against each of them:", style=TITLE), *_against(report, units)])
    told = [(f"   {standing_words(s, units)}", MUTED) for s in report.standings]
    return stack([head, *(Text.assemble(line, words) for line, words in zip(lines, told, strict=True))])


def _against(report: Report, units: Units) -> list[Text]:
    told = [(in_short(s.player), standing_words(s, units)) for s in report.standings if s.player != YOU]
    return [Text.assemble("  ", cell(name, NAME), (f"  {words}", MUTED)) for name, words in told]


def _figures(s: Standing, decimals: int, units: Units) -> Text:
    you = s.player == YOU
    spread, first = perplexity_in_words(s.perplexity), percent(s.accuracy)
    figures = f"{units.fitting(s.mean, decimals, 7):>8}{s.bits_per_byte:11.2f}{spread:>12}{first:>8}"
    return Text.assemble(
        ("▸ " if you else "  ", YOUR_INK),
        (cell(in_short(s.player), NAME), YOUR_INK if you else ""),
        (figures, CURRENT if you else ""),
    )


def ladder_text(report: Report, width: int, units: Units = NATS) -> Text:
    """Return the rival's learning curve as a scale with a mark where you stand; empty when no checkpoint played."""
    rungs = sorted((n, s.mean) for s in report.standings if (n := phrases_read(s.player)) is not None)
    if len(rungs) < 2 or report.equals is None:
        return Text()
    most, span = rungs[-1][0], width - 18
    places = [round(share_of_scale(n, most) * span) for n, _ in rungs]
    scale = _overlay("─" * (span + 1), [(x, "┼") for x in places])
    told = [(places[i], *rungs[i]) for i in with_room(places, LABEL)]
    names = _overlay(" " * width, [(x, f"{n:,}") for x, n, _ in told])
    means = _overlay(" " * width, [(x, units.figure(mean, 2)) for x, _, mean in told])
    mine = _column(report.equals, span, most)
    mark = Text(_overlay(" " * width, [(mine, "▼ you" if mine + 5 <= width else "▼")]), style=YOUR_INK)
    lines = (scale, f"{names[: width - 8]} phrases", f"{means[: width - 8]} {units.name}")
    return stack([mark, *(Text(line, style=MUTED) for line in lines)])


def _column(place: Place, span: int, most: int) -> int:
    if place.side == "beyond":
        return span + 2
    return round(share_of_scale(place.phrases, most) * span)


def _overlay(line: str, marks: Sequence[tuple[int, str]]) -> str:
    for x, mark in marks:
        line = line[:x] + mark + line[x + len(mark) :]
    return line


def strip_text(items: Sequence[Item], opponent: str, width: int, units: Units = NATS) -> Text:
    """Return the tokens that were asked for, each with how far you beat (+) the opponent or it you (−)."""
    lines, line = [], Text()
    for item in items:
        piece = _piece(item, opponent, units)
        if line.cell_len + piece.cell_len > width and line:
            lines.append(line)
            line = Text()
        line.append_text(piece)
    return stack([*lines, line])


def _piece(item: Item, opponent: str, units: Units) -> Text:
    ahead = units.of(item.surprises.get(opponent, 0.0) - item.surprises[YOU])
    mark, style = ("=", MUTED) if abs(ahead) < LEVEL else ("+", BETTER) if ahead > 0 else ("−", WORSE)
    return Text.assemble(token_label(item.text, limit=16), (f" {mark}{abs(ahead):.2f}", style), "   ")


def verdict_text(won: bool, goal: str, width: int, did: str = "") -> Text:
    """Say what was done, whether the goal was reached, and what it was."""
    words = f"✓ You have done what was asked: {goal}." if won else f"Not this time. The goal was to {goal}."
    return stack(wrapped(f"{words} {did}".rstrip(), width, BETTER if won else TITLE))


def did_words(report: Report, units: Units = NATS) -> str:
    """Return in a sentence what you did; nothing where nothing was predicted."""
    mine = next((s.mean for s in report.standings if s.player == YOU), None)
    if mine is None:
        return ""
    squares = f"{len(report.items)} square" + ("" if len(report.items) == 1 else "s")
    return f"You paid {units.figure(mine, 2)} {units.name} a square on {squares}."
