"""The drawings at the end of a level, and those of every screen: pure functions, tested as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.room.pictures import NASTY
from tokenroom.game.compare import Item, compare
from tokenroom.room.ascii import shows_unicode, to_ascii
from tokenroom.room.draw import lines, report
from tokenroom.room.draw.card import card_text
from tokenroom.room.draw.help import help_text
from tokenroom.room.draw.keyline import Key, key_at, keys_text
from tokenroom.room.draw.scene import room_text
from tokenroom.room.widgets.too_small import too_small_text


class TestReport:
    ITEMS = tuple(
        Item(text, 4, {"you": you, "uniform": 7.0, "step-0": 6.0, "step-1000": 3.0, "step-10000": 2.0}, ("you",))
        for text, you in ((" a", 1.0), (" b", 2.0), (NASTY, 5.0))
    )

    @pytest.mark.parametrize("width", [56, 76, 116])
    def test_the_table_fits_and_says_the_difference_in_words(self, width: int) -> None:
        drawn = report.table_text(compare(self.ITEMS), 2, width).plain
        assert all(cell_len(line) <= width for line in drawn.split("\n")) or width < report.FIGURES
        assert drawn.count("nats: ") == 4
        assert "10,000 phrases" in drawn

    def test_the_ladder_marks_where_you_stand(self) -> None:
        told = compare(self.ITEMS)
        mark, scale, names, _ = report.ladder_text(told, 76).plain.split("\n")
        place = mark.index("▼")
        assert names.index("1,000") < place < names.index("10,000")
        assert scale.count("┼") == 3

    def test_labels_of_near_rungs_do_not_run_into_each_other(self) -> None:
        near = {"step-0": 8.0, "step-100": 7.0, "step-100000": 3.0, "step-200000": 2.5}
        told = compare([Item("a", 1, {"you": 3.5, **near}, ())])
        _, scale, names, means = report.ladder_text(told, 62).plain.split("\n")
        assert scale.count("┼") == len(near)
        assert names.split() == ["0", "100", "200,000", "phrases"]
        assert means.split() == ["8.00", "7.00", "2.50", "nats"]

    def test_better_than_the_last_rung_stands_beyond_it(self) -> None:
        items = [replace_you(item, 0.5) for item in self.ITEMS]
        mark, scale, *_ = report.ladder_text(compare(items), 76).plain.split("\n")
        assert mark.index("▼") > len(scale.rstrip()) - 1

    def test_without_checkpoints_there_is_no_ladder(self) -> None:
        items = [Item("1", 1, {"you": 1.0, "uniform": 1.4}, ())]
        assert report.ladder_text(compare(items), 76).plain == ""

    def test_the_strip_tells_who_won_each_token_by_a_mark(self) -> None:
        drawn = report.strip_text(self.ITEMS, "step-10000", 76).plain
        assert "·a +1.00" in drawn
        assert "·b =0.00" in drawn
        assert "−3.00" in drawn
        assert "\x1b" not in drawn


def replace_you(item: Item, nats: float) -> Item:
    return Item(item.text, item.n_bytes, {**item.surprises, "you": nats}, item.top)


class TestTheRest:
    @given(st.integers(1, 200), st.integers(1, 60))
    def test_the_room_never_leaves_its_frame(self, width: int, height: int) -> None:
        drawn = room_text(width, height).plain.split("\n")
        assert len(drawn) == height
        assert all(cell_len(line) <= width for line in drawn)

    def test_the_room_has_a_screen_two_speakers_and_a_chair(self) -> None:
        drawn = room_text(74, 14).plain
        assert "3  ▓  ░" in drawn
        assert drawn.count("◉") == 2

    def test_a_card_ends_in_big_digits(self) -> None:
        drawn = card_text("Session 1 of 350,341,796", 80).plain
        assert "S e s s i o n   1   o f" in drawn
        assert len(drawn.split("\n")) == 5
        assert card_text("The end", 80).plain.strip() == "T h e   e n d"

    def test_keys_that_do_not_fit_are_left_out_and_clicks_find_the_others(self) -> None:
        keys = [Key("Enter", "answer", "lock"), Key("F1", "help", "help")]
        assert keys_text(keys, 16).plain.strip() == "Enter answer"
        line = keys_text(keys, 60).plain
        assert key_at(keys, line.index("help"), 60) == keys[1]
        assert key_at(keys, 50, 60) is None

    @pytest.mark.parametrize("size", [(1, 1), (10, 3), (40, 12), (59, 19)])
    def test_too_small_fits_any_size(self, size: tuple[int, int]) -> None:
        drawn = too_small_text(*size).plain.split("\n")
        assert len(drawn) <= size[1]
        assert all(len(line) <= size[0] for line in drawn)

    def test_too_small_says_what_it_needs_and_has(self) -> None:
        drawn = too_small_text(40, 12).plain
        assert all(figure in drawn for figure in ("60", "20", "40", "12"))

    @pytest.mark.parametrize("width", [56, 76, 96])
    def test_help_fits_and_explains_the_words(self, width: int) -> None:
        drawn = help_text(width).plain
        assert all(cell_len(line) <= width for line in drawn.split("\n"))
        assert all(word in drawn for word in ("score", "softmax", "surprise", "nats", "/"))

    @given(st.text(max_size=40))
    def test_ascii_is_ascii_and_as_long(self, text: str) -> None:
        shown = to_ascii(lines.stack([text.replace("\n", " ")])).plain
        assert shown.isascii()

    def test_encodings(self) -> None:
        assert shows_unicode("UTF-8")
        assert not shows_unicode("ascii")
        assert not shows_unicode("latin-1")
        assert not shows_unicode("no-such-thing")
        assert not shows_unicode(None)
