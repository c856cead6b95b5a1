"""The report as lines: everyone on the same items, how far you are ahead, and who won which token."""

from __future__ import annotations

from collections.abc import Sequence

from tokenroom.game.calibration import Calibration, calibration_words
from tokenroom.game.compare import (
    Item,
    PartStanding,
    Report,
    Standing,
    ladder_doubt,
    most_read,
    running_means,
    standing_words,
)
from tokenroom.game.costliest import costliest, price_words, token_words
from tokenroom.game.names import YOU, in_short, in_words, perplexity_in_words
from tokenroom.game.part_by_part import crosses_languages, part_label, part_players, part_words
from tokenroom.game.units import NATS, Units, percent
from tokenroom.plain.page import wrapped
from tokenroom.text.display import token_label

_LONGEST_NAME = 41  # what the other columns leave of 78
_MOST_TOKENS = 12  # of each side that are named


def report_lines(report: Report, rival: str | None = None, units: Units = NATS) -> list[str]:
    """Return the report as lines of at most 78 characters.

    Args:
        report: what `compare` made of the items.
        rival: whom to set against you token by token; the checkpoint that has read most if not given.
        units: in which surprise is told.
    """
    if not report.items:
        return ["Nothing has been answered yet that could be compared."]
    paragraphs = [*_table(report, units), "", *_differences(report.standings, units)]
    if report.equals is not None:
        doubt = ladder_doubt(report)
        paragraphs += ["", f"{_capital(report.equals.words)}.{f' {doubt}' if doubt else ''}"]
    if report.parts:
        paragraphs += ["", *_by_part(report, rival, units)]
        paragraphs += ["", *_curves(report, rival, units)] if report.equals is None else []
    other = rival or most_read(report)
    if other is not None:
        paragraphs += ["", *_as_you_went(report.items, other, units)]
        paragraphs += ["", *_token_by_token(report.items, other, units)]
    paragraphs += ["", *_costliest(report.items, units)]
    return [line for paragraph in paragraphs for line in wrapped(paragraph)]


def calibration_lines(calibration: Calibration | None, units: Units = NATS) -> list[str]:
    """Return how far your probabilities could be taken at their word, as lines."""
    if calibration is None:
        return []
    rows = [
        f"  said {percent(b.said):>5}, came {percent(b.came):>5}  ({b.count:,} time{'s' * (b.count != 1)})"
        for b in calibration.bins
    ]
    words = calibration_words(calibration.temperature, calibration.saved, calibration.proven, units)
    return ["", "What you said, and how often it came:", *rows, f"{_capital(words)}."]


def _by_part(report: Report, rival: str | None, units: Units) -> list[str]:
    """Everyone's mean on each part, in bits a byte too where that compares better, and what it says."""
    players = part_players(report, rival)
    rows = [f"  {_cut(part_label(part.part))}: {_means(part, players, units)}" for part in report.parts]
    lines = [f"Part by part, in {units.name} an item:", *rows]
    if crosses_languages(report):
        in_bytes = [f"  {_cut(part_label(part.part))}: {_bytes(part, players)}" for part in report.parts]
        lines += ["", "The same in bits a byte:", *in_bytes]
    return [*lines, *(line for words in part_words(report, rival, units) for line in ("", words))]


def _means(part: PartStanding, players: Sequence[str], units: Units) -> str:
    return ", ".join(f"{in_short(p)} {units.figure(part.means[p], 3)}" for p in players if p in part.means)


def _bytes(part: PartStanding, players: Sequence[str]) -> str:
    return ", ".join(f"{in_short(p)} {part.bits_per_byte[p]:.2f}" for p in players if p in part.means)


def _curves(report: Report, rival: str | None, units: Units) -> list[str]:
    """Two learning curves in figures: your surprises on each part and the rival's, in the order of their coming."""
    rows = []
    for part in report.parts:
        items = [item for item in report.items if item.part == part.part]
        rows.append(f"  {_cut(part_label(part.part))}:")
        for player in dict.fromkeys((YOU, rival or "uniform")):
            paid = [units.figure(item.surprises[player], 2) for item in items if player in item.surprises]
            rows.append(f"    {in_short(player)}: {', '.join(paid)}")
    return [f"Surprise at each item, in the order they came, in {units.name}:", *rows]


def _costliest(items: Sequence[Item], units: Units) -> list[str]:
    """The items that cost most, each with what could have been known."""
    several = len({item.part for item in items}) > 1
    found = costliest(items)
    return ["What cost you most:", *(f"  {token_words(c, several)} {price_words(c, units)}." for c in found)]


def _table(report: Report, units: Units) -> list[str]:
    """A title, the heads of the columns, and a row for each player, best first."""
    names = [_cut(in_words(s.player)) for s in report.standings]
    width = max(map(len, names))
    counted = f"{len(report.items):,} item" + ("" if len(report.items) == 1 else "s")
    heads = f"{'player':<{width}} {units.name:>7} {'bits/byte':>9} {'perplexity':>10} {'right':>6}"
    rows = [f"{name:<{width}} {_figures(s, units)}" for name, s in zip(names, report.standings, strict=True)]
    return [f"Everyone on the same {counted}, least surprised first:", "", heads, *rows]


def _figures(standing: Standing, units: Units) -> str:
    """Mean surprise, bits per byte, perplexity, and how often the likeliest token was right."""
    mean, spread = units.figure(standing.mean, 3), perplexity_in_words(standing.perplexity)
    return f"{mean:>7} {standing.bits_per_byte:>9.2f} {spread:>10} {percent(standing.accuracy):>6}"


def _differences(standings: Sequence[Standing], units: Units) -> list[str]:
    others = [s for s in standings if s.player != YOU]
    return [f"Against {in_words(s.player)} you are {standing_words(s, units)}." for s in others]


def _as_you_went(items: Sequence[Item], rival: str, units: Units) -> list[str]:
    """The running chart in figures: the mean surprise of you and the rival after each quarter of the items."""
    stops = sorted({max(1, len(items) * quarter // 4) for quarter in (1, 2, 3, 4)})
    width = len(in_words(rival))
    rows = [(in_words(player), running_means(items, player)) for player in (YOU, rival)]
    return [
        f"Mean surprise as you went, in {units.name}:",
        "",
        f"{'after item':<{width}}" + "".join(f"{stop:>8,}" for stop in stops),
        *(f"{name:<{width}}" + "".join(f"{units.of(means[stop - 1]):>8.3f}" for stop in stops) for name, means in rows),
    ]


def _token_by_token(items: Sequence[Item], rival: str, units: Units) -> list[str]:
    """Which tokens surprised you less than the rival, which more, the widest gap first; yours is the first figure."""
    gaps = sorted(items, key=lambda item: item.surprises[rival] - item.surprises[YOU])
    won = [item for item in reversed(gaps) if item.surprises[YOU] < item.surprises[rival]]
    lost = [item for item in gaps if item.surprises[YOU] > item.surprises[rival]]
    name = in_words(rival)
    return [
        f"Token by token, your {units.name} against those of {name}:",
        _side("Where you were less surprised", won, rival, units),
        _side("Where it was less surprised", lost, rival, units),
    ]


def _side(title: str, items: Sequence[Item], rival: str, units: Units) -> str:
    named = [_duel(item, rival, units) for item in items[:_MOST_TOKENS]]
    if len(items) > _MOST_TOKENS:
        named.append(f"and {len(items) - _MOST_TOKENS:,} more")
    return f"  {title} ({len(items):,}): {'; '.join(named) or 'nowhere'}."


def _duel(item: Item, rival: str, units: Units) -> str:
    yours, theirs = units.figure(item.surprises[YOU], 2), units.figure(item.surprises[rival], 2)
    return f"{token_label(item.text)} {yours} against {theirs}"


def _cut(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
