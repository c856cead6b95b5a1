"""The campaign map as a floor plan: acts are rooms along a corridor, levels doors; only what is in view is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rich.text import Text

from tokenroom.errors import one_line
from tokenroom.room.draw.lines import cell, right, stack
from tokenroom.room.ink import ASKED, BETTER, CURRENT, MUTED, RIVAL, TITLE, YOU

State = Literal["locked", "open", "played", "won"]

ACTS = (
    "the room",
    "pre-training",
    "sampling",
    "chat",
    "rewards",
    "the mind of the model",
    "the cost of being wrong",
    "under the lid",
    "what comes next",
)
CORRIDOR = 9  # columns up to the doors
ENDED_FROM = 6  # lines from which the end of the corridor is drawn
FIGURE = 8  # columns of a loss, that of the mark of its unit among them
UNIT_MARKS = {"nats a token": "*", "tokens a byte": "+"}  # of levels that measure no surprise an item
SIDE, SIDE_FROM = 22, 100  # columns of the rooms at the side, and of a map that has space for them there
_DOORS = {"locked": ("█", MUTED), "open": ("╱", ASKED), "played": ("╱", ASKED), "won": (" ", BETTER)}
_WORDS = {"locked": "locked", "open": "new", "played": "begun", "won": ""}


@dataclass(frozen=True, slots=True)
class MapEntry:
    """A level as it stands on the map.

    Args:
        name: by which it is started.
        title: for people; any text, shown as text.
        act: 0 to 8.
        state: its door: closed, ajar (open or played), open (won).
        best: your lowest mean surprise, nats an item; None before you have played.
        rival: the rival's on the same items, nats.
        medals: the rungs of the ladder that you have beaten, as the phrases they had read.
        unit: what the figures are in; empty for surprise, which the map's first line tells.
    """

    name: str
    title: str
    act: int
    state: State
    best: float | None = None
    rival: float | None = None
    medals: tuple[int, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class CampaignMap:
    """What is drawn.

    Args:
        entries: the levels in the order of the campaign, each act together.
        cursor: which of them the cursor is on; behind the last come the daily phrase and practice.
        rival_at: beside which of them the rival stands; None if it is not there yet.
        daily: how the daily phrase stands, in two or three words.
        practice: the same of practice.
    """

    entries: Sequence[MapEntry]
    cursor: int
    rival_at: int | None = None
    daily: str = "five tokens a day"
    practice: str = "any text, no end"

    @property
    def daily_at(self) -> int:
        """The index of the daily phrase."""
        return len(self.entries)

    @property
    def practice_at(self) -> int:
        """The index of practice."""
        return len(self.entries) + 1


class Line(NamedTuple):
    """A line of the plan: a level's own, or the wall above the first level of its act."""

    level: int
    is_wall: bool


def map_text(shown: CampaignMap, width: int, height: int) -> Text:
    """Return the map in at most `height` lines of `width` columns, the cursor in view; 1,000 levels cost no more."""
    wide, tall = _plan_size(width, height)
    view = _in_view(shown, tall)
    lines = [_line(shown, line, wide, n == 0) for n, line in enumerate(view)]
    lines += [_end(shown, view, wide)] if len(view) < tall else []
    if wide < width:
        return stack(_beside(lines, _side(shown), wide))
    return stack([*lines, *([_below(shown, width)] if tall < height else [])])


def entry_at(shown: CampaignMap, width: int, height: int, x: int, y: int) -> int | None:
    """Return the index of what stands at column `x` of line `y`: a level, the daily phrase, practice; else None."""
    wide, tall = _plan_size(width, height)
    if not (0 <= x < width and 0 <= y < height):
        return None
    if wide < width and x >= wide:
        return {1: shown.daily_at, 2: shown.daily_at, 5: shown.practice_at, 6: shown.practice_at}.get(y)
    lines = _in_view(shown, tall)
    if wide == width and tall < height and y == len(lines) + (len(lines) < tall):
        return shown.daily_at if x < width // 2 else shown.practice_at
    return lines[y].level if y < len(lines) and not lines[y].is_wall else None


def medal(phrases: int) -> str:
    """Return a rung's medal.

    >>> medal(0), medal(1_000), medal(1_500), medal(200_000), medal(3_000_000)
    ('◆0', '◆1k', '◆1.5k', '◆200k', '◆3M')
    """
    for size, letter in ((1_000_000, "M"), (1_000, "k")):
        if phrases >= size:
            return f"◆{phrases / size:.3g}{letter}"
    return f"◆{phrases}"


def _plan_size(width: int, height: int) -> tuple[int, int]:
    """Columns and lines of the plan itself, without what stands at its side or below it."""
    if width >= SIDE_FROM:
        return width - SIDE, height
    return width, height - 1 if height >= 4 else height


def _in_view(shown: CampaignMap, height: int) -> list[Line]:
    """The lines around the cursor, as many as fit; the first is a wall, so that the act is always told."""
    at = min(shown.cursor, len(shown.entries) - 1)
    height -= height >= ENDED_FROM  # the corridor's end
    if at < 0 or height < 1:
        return []
    above, below = _upward(shown.entries, at, height), _downward(shown.entries, at, height)
    kept = min(len(above), max(height // 2 + 1, height - len(below)))
    lines = [*above[:kept][::-1], *below][:height]
    return [Line(lines[0].level, True), *lines[1:]] if len(lines) > 1 else lines


def _upward(entries: Sequence[MapEntry], at: int, most: int) -> list[Line]:
    lines: list[Line] = []
    while at >= 0 and len(lines) < most:
        lines.append(Line(at, False))
        if _opens_act(entries, at):
            lines.append(Line(at, True))
        at -= 1
    return lines[:most]


def _downward(entries: Sequence[MapEntry], at: int, most: int) -> list[Line]:
    lines: list[Line] = []
    while at + 1 < len(entries) and len(lines) < most:
        at += 1
        if _opens_act(entries, at):
            lines.append(Line(at, True))
        lines.append(Line(at, False))
    return lines[:most]


def _opens_act(entries: Sequence[MapEntry], at: int) -> bool:
    return at == 0 or entries[at].act != entries[at - 1].act


def _line(shown: CampaignMap, line: Line, width: int, is_first: bool) -> Text:
    return _wall(shown.entries[line.level], width, is_first) if line.is_wall else _door(shown, line.level, width)


def _wall(entry: MapEntry, width: int, is_first: bool) -> Text:
    """The wall between two acts; the first in view names the columns too."""
    name = f" Act {entry.act}: {ACTS[entry.act]} " if 0 <= entry.act < len(ACTS) else f" Act {entry.act} "
    heads = f"{'you ':>{FIGURE}}{'rival ':>{FIGURE}}  beaten" if is_first else ""
    title, _ = _columns(width)
    corners = "┌┐" if is_first else "├┤"
    name = cell(name, min(len(name), title))
    line = "─" * (title - len(name)) + heads
    line += (" " if heads else "─") + "─" * (width - CORRIDOR - 3 - len(name) - len(line) - 1)
    wall = cell(line, width - CORRIDOR - 3 - len(name))
    return Text.assemble((f"│{' ' * (CORRIDOR - 1)}{corners[0]}─", MUTED), (name, TITLE), (wall + corners[1], MUTED))


def _end(shown: CampaignMap, view: list[Line], width: int) -> Text:
    """The end of the corridor, and what is out of view on either side."""
    first, last = (view[1 if len(view) > 1 else 0].level, view[-1].level) if view else (0, -1)
    above, below = first, len(shown.entries) - 1 - last
    told = [f"▲ {above:,} more"] * (above > 0) + [f"▼ {below:,} more"] * (below > 0)
    if shown.rival_at is not None and not first <= shown.rival_at <= last:
        told.append(f"rival {'▲' if shown.rival_at < first else '▼'}")
    words = f" {'  '.join(told)} " if told else ""
    lead = f"└{'─' * (CORRIDOR - 1)}┴─"
    return Text(
        lead + cell(words + "─" * max(0, width - len(lead) - len(words) - 1), width - len(lead) - 1) + "┘", MUTED
    )


def _door(shown: CampaignMap, index: int, width: int) -> Text:
    """A level: who stands before it, its door, its title, the losses, the medals."""
    entry, current = shown.entries[index], index == shown.cursor
    door, ink = _DOORS[entry.state]
    title, medals = _columns(width)
    name = ("✓ " if entry.state == "won" else "  ") + one_line(entry.title, title)
    style = CURRENT if current else MUTED if entry.state == "locked" else ""
    return Text.assemble(
        ("│", MUTED),
        (" rival " if index == shown.rival_at else " " * 7, RIVAL),
        ("▸" if current else " ", YOU),
        (door, ink),
        " ",
        (cell(name, title), style),
        *_losses(entry),
        "   ",
        (cell(_medals(entry.medals, medals - 3), medals - 3), BETTER),
        " ",
        ("│", MUTED),
    )


def _columns(width: int) -> tuple[int, int]:
    """Columns of the title and of the medals."""
    free = width - CORRIDOR - 4 - 2 * FIGURE
    medals = max(6, min(26, free * 2 // 5))
    return max(4, free - medals), medals


def _losses(entry: MapEntry) -> list[tuple[str, str]]:
    """Your loss and the rival's, marked if they are in a unit of their own; where there is none, a word."""
    mark = UNIT_MARKS.get(entry.unit, " ")
    yours = (f"{_WORDS[entry.state]} ", MUTED) if entry.best is None else (f"{entry.best:.2f}{mark}", "")
    theirs = "" if entry.rival is None else f"{entry.rival:.2f}{mark}"
    return [(right(yours[0], FIGURE), yours[1]), (right(theirs, FIGURE), RIVAL)]


def _medals(rungs: tuple[int, ...], width: int) -> str:
    """The medals, the highest last; where they do not all fit, how many lower ones there are."""
    names = [medal(phrases) for phrases in sorted(rungs)]
    for dropped in range(len(names) + 1):
        told = [*([f"+{dropped}"] if dropped else []), *names[dropped:]]
        if len(" ".join(told)) <= width:
            return " ".join(told)
    return ""


def _beside(lines: list[Text], side: list[Text], wide: int) -> list[Text]:
    """The plan, and what stands at its side."""
    rows = max(len(lines), len(side))
    plan = lines + [Text(" " * wide)] * (rows - len(lines))
    return [Text.assemble(line, side[n] if n < len(side) else "") for n, line in enumerate(plan)]


def _side(shown: CampaignMap) -> list[Text]:
    """Two small rooms, four lines each: the daily phrase and practice."""
    inner = SIDE - 4
    rooms = (("Daily phrase", shown.daily, shown.daily_at), ("Practice", shown.practice, shown.practice_at))
    lines: list[Text] = []
    for name, words, index in rooms:
        mark = "▸" if index == shown.cursor else " "
        lines += [
            Text(f"  ┌{'─' * inner}┐", style=MUTED),
            Text.assemble(("  │", MUTED), (mark, YOU), (cell(name, inner - 1), TITLE), ("│", MUTED)),
            Text.assemble(("  │ ", MUTED), (cell(one_line(words, inner), inner - 1), ""), ("│", MUTED)),
            Text(f"  └{'─' * inner}┘", style=MUTED),
        ]
    return lines


def _below(shown: CampaignMap, width: int) -> Text:
    """The same two in one line under the plan, half of it each."""
    half = width // 2
    pieces: list[Text | tuple[str, str]] = []
    rooms = (("Daily phrase", shown.daily, shown.daily_at), ("Practice", shown.practice, shown.practice_at))
    for n, (name, words, index) in enumerate(rooms):
        mark = " ▸ " if index == shown.cursor else "   "
        room = cell(f"{name}  {one_line(words, half)}", (half if n == 0 else width - half) - 3)
        pieces += [(mark, YOU), (room[: len(name)], TITLE), (room[len(name) :], MUTED)]
    return Text.assemble(*pieces)
