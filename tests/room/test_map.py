"""The campaign map: doors, losses, medals, the window around the cursor, and what stands under the mouse."""

from __future__ import annotations

import doctest
from collections.abc import Sequence
from dataclasses import replace
from typing import overload

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.room.pictures import NASTY
from tokenroom.room.ascii import to_ascii
from tokenroom.room.draw import map as map_module
from tokenroom.room.draw.map import CampaignMap, MapEntry, State, entry_at, map_text
from tokenroom.room.draw.map_legend import legend_text

STATES: tuple[State, ...] = ("locked", "open", "played", "won")
ENTRIES = (
    MapEntry("00-tutorial", "The tutorial", 0, "won", 1.386),
    MapEntry("01-session-1", "Session 1 of 350,341,796", 1, "won", 9.87, 11.76, (0, 1000)),
    MapEntry("02-only-the-shocks", "Only the shocks", 1, "played", 5.10, 4.30, (0, 1000, 10_000)),
    MapEntry("03-numbers", "The numbers are words", 1, "open"),
    MapEntry("04-tongues", "Other rooms, other tongues", 1, "locked"),
    MapEntry("05-london", "London in autumn", 2, "locked"),
)
MAP = CampaignMap(ENTRIES, cursor=2, rival_at=3)
GOLDEN = """\
│        ┌─ Act 0: the room ─────────────    you   rival   beaten ───────────┐
│          ✓ The tutorial                   1.39                             │
│        ├─ Act 1: pre-training ─────────────────────────────────────────────┤
│          ✓ Session 1 of 350,341,796       9.87   11.76    ◆0 ◆1k           │
│       ▸╱   Only the shocks                5.10    4.30    ◆0 ◆1k ◆10k      │
│ rival  ╱   The numbers are words           new                             │
│        █   Other rooms, other tongues   locked                             │
│        ├─ Act 2: sampling ─────────────────────────────────────────────────┤
│        █   London in autumn             locked                             │
└────────┴───────────────────────────────────────────────────────────────────┘
   Daily phrase  five tokens a day        Practice  any text, no end"""


class Counted(Sequence[MapEntry]):
    """A thousand levels that count how often one of them is asked for."""

    def __init__(self, n: int) -> None:
        self.n, self.asked = n, 0

    def __len__(self) -> int:
        return self.n

    @overload
    def __getitem__(self, at: int) -> MapEntry: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[MapEntry]: ...
    def __getitem__(self, at: int | slice) -> MapEntry | Sequence[MapEntry]:
        assert isinstance(at, int)
        self.asked += 1
        return MapEntry(f"{at}", f"Level {at}", at * 9 // self.n, "open")


def drawn(shown: CampaignMap, width: int = 78, height: int = 20) -> list[str]:
    return map_text(shown, width, height).plain.split("\n")


def test_examples_in_docstrings() -> None:
    assert doctest.testmod(map_module).failed == 0


def test_the_whole_map_at_80_by_24() -> None:
    assert "\n".join(line.rstrip() for line in drawn(MAP)) == GOLDEN


@pytest.mark.parametrize("width", [40, 60, 78, 99, 100, 118, 160])
@pytest.mark.parametrize("height", [1, 2, 3, 5, 8, 20, 36])
def test_it_fits_and_the_cursor_is_in_view(width: int, height: int) -> None:
    for cursor in range(len(ENTRIES)):
        lines = drawn(replace(MAP, cursor=cursor), width, height)
        assert all(cell_len(line) <= width for line in lines)
        assert "▸" in "\n".join(lines)
        if width < 100 or height >= 8:
            assert len(lines) <= max(height, 8 if width >= 100 else 0)


def test_a_door_tells_its_state_by_its_shape_and_a_word() -> None:
    lines = drawn(CampaignMap([MapEntry(s, "X", 1, s) for s in STATES], 0))[1:5]
    assert [line[9] for line in lines] == ["█", "╱", "╱", " "]
    assert [word in line for word, line in zip(("locked", "new", "begun", "✓"), lines, strict=True)] == [True] * 4


def test_medals_that_do_not_fit_are_counted() -> None:
    entry = MapEntry("a", "A", 1, "won", 1.0, 2.0, (0, 1000, 10_000, 100_000, 200_000, 1_000_000))
    narrow, wide = drawn(CampaignMap([entry], 0), 60)[1], drawn(CampaignMap([entry], 0), 160)[1]
    assert "+5 ◆1M" in narrow
    assert "◆10k ◆100k ◆200k ◆1M" in wide


@pytest.mark.parametrize("cursor", [0, 7, 500, 999])
def test_a_thousand_levels_cost_no_more_than_those_in_view(cursor: int) -> None:
    few, many = Counted(40), Counted(1000)
    drawn(CampaignMap(few, min(cursor, 20)))
    lines = drawn(CampaignMap(many, cursor, rival_at=3))
    assert many.asked <= few.asked + 20
    assert many.asked < 200
    assert f"Level {cursor}" in "\n".join(lines)
    assert len(lines) <= 20
    assert ("rival ▲" in lines[-2]) is (cursor >= 500)


def test_what_is_out_of_view_is_counted() -> None:
    lines = drawn(CampaignMap(Counted(1000), 500))
    levels = [int(line.split("Level")[1].split()[0]) for line in lines if "Level" in line]
    assert f"▲ {levels[0]} more  ▼ {999 - levels[-1]} more" in lines[-2]
    assert lines[0].startswith("│        ┌─ Act 4")


@given(st.integers(1, 60), st.integers(0, 61), st.integers(60, 140), st.integers(1, 40))
def test_the_mouse_finds_what_is_drawn_there(n: int, cursor: int, width: int, height: int) -> None:
    shown = CampaignMap(Counted(n), min(cursor, n + 1))
    lines = drawn(shown, width, height)
    for y, line in enumerate(lines):
        found = entry_at(shown, width, height, 11, y)
        if "Level" in line[:40]:
            assert found == int(line.split("Level")[1].split()[0])
        elif "Daily" in line[:40]:
            assert found == shown.daily_at
        else:
            assert found is None


def test_daily_and_practice_can_be_pointed_at_below_and_at_the_side() -> None:
    assert entry_at(MAP, 78, 20, 5, 10) == MAP.daily_at
    assert entry_at(MAP, 78, 20, 50, 10) == MAP.practice_at
    wide = drawn(MAP, 118)
    daily, practice = (next(y for y, line in enumerate(wide) if name in line) for name in ("Daily", "Practice"))
    assert entry_at(MAP, 118, 20, 105, daily) == MAP.daily_at
    assert entry_at(MAP, 118, 20, 105, practice) == MAP.practice_at
    assert entry_at(MAP, 118, 20, 105, 0) is None
    for at, width in ((MAP.daily_at, 78), (MAP.practice_at, 78), (MAP.daily_at, 118), (MAP.practice_at, 118)):
        name = "Daily" if at == MAP.daily_at else "Practice"
        assert f"▸{' ' * (width == 78)}{name}" in "\n".join(drawn(replace(MAP, cursor=at), width))


def test_outside_there_is_nothing() -> None:
    assert [entry_at(MAP, 78, 20, x, y) for x, y in ((-1, 1), (78, 1), (5, -1), (5, 20), (5, 19))] == [None] * 5


@pytest.mark.parametrize("title", [NASTY, "[red]x[/red]", "漢" * 400, "a\nb", ""])
def test_a_title_is_text_and_takes_one_line(title: str) -> None:
    lines = drawn(CampaignMap([MapEntry("a", title, 1, "open", 2.0)], 0, daily=title, practice=title))
    plain = drawn(CampaignMap([MapEntry("a", "A", 1, "open", 2.0)], 0))
    assert len(lines) == len(plain)
    assert {cell_len(line) for line in lines} == {78}
    assert "\x1b" not in "".join(lines)
    assert "\u202e" not in "".join(lines)


def test_an_empty_campaign_still_has_a_daily_phrase() -> None:
    lines = drawn(CampaignMap((), 0))
    assert "▸ Daily phrase" in lines[-1]
    assert entry_at(CampaignMap((), 0), 78, 20, 5, len(lines) - 1) == 0


def test_in_ascii_nothing_is_lost() -> None:
    for width in (78, 118):
        shown = to_ascii(map_text(MAP, width, 20)).plain
        assert shown.isascii()
        assert "?" not in shown


def test_the_legend_tells_of_the_marks_that_are_there_and_of_no_others() -> None:
    assert legend_text([MapEntry("a", "A", 1, "won", 1.0)], 80).plain == ""
    medals = MapEntry("a", "A", 1, "won", 1.0, 2.0, (1000,))
    tokens = MapEntry("b", "B", 1, "won", 0.83, 0.84, (), "tokens a byte")
    assert legend_text([medals], 80).plain.startswith("◆1k you paid less than a model of 1,000 phrases")
    assert "+ tokens a byte" in legend_text([medals, tokens], 80).plain
    assert "nats a token" not in legend_text([medals, tokens], 80).plain
    assert "0.83+" in drawn(CampaignMap([tokens], 0))[1]
    assert legend_text([replace(tokens, best=None)], 80).plain == ""
