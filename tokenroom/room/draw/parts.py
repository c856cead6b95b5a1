"""The report part by part as a table: what each kind of item, or each passage, cost you and the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.text import Text

from tokenroom.game.compare import PartStanding, Report
from tokenroom.game.names import YOU, in_short
from tokenroom.game.part_by_part import crosses_languages, part_label, part_players, part_words
from tokenroom.game.units import NATS, Units
from tokenroom.room.draw.lines import cell, right, stack, wrapped
from tokenroom.room.ink import CURRENT, MUTED, TITLE
from tokenroom.room.ink import YOU as YOUR_INK

LEAST_NAME, NAME = 14, 28  # columns of a part's name
ITEMS, FIGURE = 7, 11  # columns of how many items it had, of a figure
FEW = 8  # parts whose two tables can be looked over; where there are more, bits a byte come in bits alone
Figure = Callable[[PartStanding, str], str]


def parts_text(report: Report, rival: str | None, width: int, units: Units = NATS) -> Text:
    """Return everyone's mean on each part, in bits a byte too where the parts are passages of text and not many.

    Args:
        report: of a session, or of all that was played; it has parts.
        rival: whom you played against.
        width: columns.
        units: in which surprise is told.
    """
    longest = max(cell_len(part_label(part.part)) for part in report.parts)
    name = min(NAME, max(LEAST_NAME, longest)) + 2
    players = part_players(report, rival)[: max(1, (width - name - ITEMS) // FIGURE)]
    in_units: Figure = lambda part, player: units.figure(part.means[player], 2)  # noqa: E731 - a figure in short
    lines = _table(f"{units.name} a square", report.parts, players, name, in_units)
    if crosses_languages(report) and (units.name == "bits" or len(report.parts) <= FEW):
        lines += [Text(), *_table("bits a byte", report.parts, players, name, _in_bytes)]
    elif crosses_languages(report):
        lines += [
            Text(),
            *wrapped("Where the settings ask for bits, the same stands here in bits a byte.", width, MUTED),
        ]
    for words in part_words(report, rival, units):
        lines += [Text(), *wrapped(words, width)]
    return stack([Text("Part by part", style=TITLE), *lines])


def _in_bytes(part: PartStanding, player: str) -> str:
    return f"{part.bits_per_byte[player]:.2f}"


def _table(title: str, parts: Sequence[PartStanding], players: Sequence[str], name: int, figure: Figure) -> list[Text]:
    """The heads, a player's name in as many lines as it takes, and a row for each part."""
    heads = [[line.plain for line in wrapped(in_short(player), FIGURE - 2)] for player in players]
    high = max(map(len, heads))
    columns = [["", *[""] * (high - len(head)), *head][-high:] for head in heads]
    lines = [[*[""] * (high - 1), title], [*[""] * (high - 1), "items"], *columns]
    sizes = [name, ITEMS, *[FIGURE] * len(players)]
    rows = [
        Text("".join((cell if n == 0 else right)(column[row], sizes[n]) for n, column in enumerate(lines)), style=MUTED)
        for row in range(high)
    ]
    return [*rows, *(_row(part, players, name, figure) for part in parts)]


def _row(part: PartStanding, players: Sequence[str], name: int, figure: Figure) -> Text:
    row = Text.assemble((cell(part_label(part.part), name), CURRENT), (right(str(part.items), ITEMS), MUTED))
    for player in players:
        known = figure(part, player) if player in part.means else "–"
        row.append(right(known, FIGURE), style=YOUR_INK if player == YOU else "")
    return row
