"""The drawings: pure functions, tested as text."""

from __future__ import annotations

import doctest
import re
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.room.pictures import NASTY, asked, revealed
from tokenroom.game import units
from tokenroom.game.events import (
    Adjusted,
    AdjustedOption,
    Option,
    RivalLocked,
    Said,
)
from tokenroom.room import ascii as ascii_module
from tokenroom.room.draw import after, lines
from tokenroom.room.draw.beside import header_text, next_door_text
from tokenroom.room.draw.finding import find_text
from tokenroom.room.draw.keyline import keys_text
from tokenroom.room.draw.merge import ASK_KEYS
from tokenroom.room.draw.passage import lines_above, passage_text
from tokenroom.room.draw.predict import Look, keys
from tokenroom.room.draw.scores import Columns, Row, head_text, mode_at, others_text, row_text, window
from tokenroom.room.draw.voice import count_words, story_text
from tokenroom.room.finder import Finder
from tokenroom.room.sheet import Sheet
from tokenroom.room.view import fold
from tokenroom.room.widgets import meter


@pytest.mark.parametrize("module", [ascii_module, lines, meter, units])
def test_examples_in_docstrings(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


class TestLines:
    @given(st.text(alphabet=st.sampled_from("ab \n漢"), max_size=80), st.integers(2, 12))
    def test_wrapped_lines_fit_and_lose_nothing_but_spaces(self, text: str, width: int) -> None:
        spans = list(lines.wrap_spans(text, width))
        assert all(cell_len(text[a:b].rstrip(" ")) <= width for a, b in spans)
        assert "".join(text[a:b] for a, b in spans).replace(" ", "") == text.replace(" ", "").replace("\n", "")

    @given(st.text(max_size=30), st.integers(0, 20))
    def test_a_cell_is_exactly_as_wide_as_asked(self, text: str, width: int) -> None:
        printable = "".join(c for c in text if c.isprintable())
        assert cell_len(lines.cell(printable, width)) == width

    def test_what_is_small_is_not_shown_as_nothing(self) -> None:
        assert [lines.percent(p) for p in (0.0, 0.0001, 0.0006, 0.312, 1.0)] == [
            "0.0 %",
            "<0.1 %",
            "0.1 %",
            "31.2 %",
            "100.0 %",
        ]

    def test_a_rule_is_as_wide_as_asked(self) -> None:
        assert lines.rule("left", "right", 30).cell_len == 30


class TestPassage:
    @pytest.mark.parametrize("symbols", [True, False])
    def test_what_is_out_of_sight_above_is_counted(self, symbols: bool) -> None:
        view = asked("|".join(f" word{n}" for n in range(100)), hidden=0)
        lines_ = passage_text(view, symbols, 40, 6).plain.split("\n")
        assert len(lines_) == 6
        first = next(n for n in range(100) if f"word{n} " in lines_[1])
        assert lines_[0] == f"… {first} tokens above: PgUp"
        assert "above" not in passage_text(view, symbols, 40, 100).plain
        assert "above" not in passage_text(view, symbols, 40, 3).plain

    def test_symbols_stand_apart_with_the_mark_under_the_square(self) -> None:
        assert passage_text(asked("3", hidden=1), True, 40, 5).plain == "3 ▓ ░\n  ▲ what comes here?"

    def test_text_flows_and_the_square_is_as_wide_for_any_token(self) -> None:
        drawn = passage_text(asked("The| lamp| on| the"), False, 60, 5).plain
        assert drawn == "The lamp on the ▓▓▓▓  ░░░ ░░░ ░░░ ░░░ ░░░\n                ▲ what comes here?"

    @pytest.mark.parametrize("height", [2, 3, 6])
    def test_the_asked_square_is_always_in_view(self, height: int) -> None:
        drawn = passage_text(asked("word |" * 200), False, 40, height).plain.split("\n")
        assert len(drawn) <= height
        assert "▓▓▓▓" in "".join(drawn)
        assert any("▲" in line for line in drawn)

    def test_after_the_reveal_the_token_stands_there_and_in_words(self) -> None:
        drawn = passage_text(revealed(asked("The| lamp")), False, 60, 5).plain
        assert drawn.startswith("The lamp harbour")
        assert "▲ it was ·harbour" in drawn

    def test_control_codes_are_shown_not_obeyed(self) -> None:
        drawn = passage_text(revealed(asked(f"The|{NASTY}"), NASTY), False, 100, 5).plain
        assert "\x1b" not in drawn
        assert "\u202e" not in drawn
        assert "[red]" in drawn

    @given(st.integers(0, 60), st.integers(0, 300), st.integers(34, 80), st.integers(3, 8), st.booleans())
    def test_what_is_hidden_is_told_in_one_piece_and_never_cut_off(
        self, words: int, hidden: int, width: int, height: int, symbols: bool
    ) -> None:
        drawn = passage_text(asked("|".join(["ab "] * (words + 1)), hidden), symbols, width, height).plain
        told = [line for line in drawn.split("\n") if "░" in line]
        assert len(told) == (hidden > 0)
        for line in told:
            counted = re.search(r"░  and ([0-9]+) more$", line)
            squares = len(re.findall("░+", line))
            assert squares + (int(counted[1]) if counted else 0) == hidden
            assert cell_len(line) <= width

    def test_whoever_looks_back_sees_the_beginning_and_is_told_where_the_square_is(self) -> None:
        view = asked("|".join(f" word{n}" for n in range(100)), hidden=3)
        above = lines_above(view, False, 40, 6)
        whole, back = (passage_text(view, False, 40, h, b).plain.split("\n") for h, b in ((100, 0), (6, 10**6)))
        assert above == len(whole) - 6
        assert back[:-1] == whole[:5]
        assert back[-1] == "… PgDn: down to the square"
        a_little = passage_text(view, False, 40, 6, 2).plain.split("\n")
        assert a_little[1:-1] == whole[above - 1 : above + 3]
        assert a_little[0].endswith("above: PgUp")
        assert lines_above(view, False, 40, 100) == 0

    def test_thousands_of_hidden_squares_are_counted_not_drawn(self) -> None:
        assert "  and 8,182 more" in passage_text(asked("a", hidden=8191), False, 60, 5).plain


class TestScores:
    @given(st.text(max_size=40), st.floats(0, 1), st.booleans(), st.integers(30, 120))
    def test_every_row_is_as_wide_as_the_list(self, label: str, p: float, current: bool, width: int) -> None:
        printable = "".join(c for c in label if c.isprintable())
        assert row_text(Row(printable, "3.5", p, current), "scores", width).cell_len == width
        assert others_text(2036, p, width).cell_len == width

    def test_numbers_line_up(self) -> None:
        rows = [Row("a", "3", 0.1, True), Row("long label", "-12.5", 0.9, False)]
        drawn = [row_text(row, "scores", 50).plain for row in rows] + [others_text(9, 0.5, 50).plain]
        assert all(line.endswith(" %") for line in drawn)
        assert drawn[0].index("3 +") == drawn[1].index("5  ")

    def test_a_click_on_the_buttons_is_told_from_one_on_the_row(self) -> None:
        drawn, columns = row_text(Row("a", "3", 0.1, True), "scores", 50).plain, Columns(50)
        assert columns.hit(drawn.index("−")) == "less"
        assert columns.hit(drawn.index("+")) == "more"
        assert columns.hit(3) == "row"

    def test_the_chosen_way_to_answer_is_in_brackets(self) -> None:
        sheet = Sheet([0], "chips")
        head = head_text(sheet, 50).plain
        assert "[chips]" in head
        assert "99 left" in head
        assert [mode_at(head.index(m)) for m in ("scores", "chips", "guess")] == ["scores", "chips", "guess"]
        assert mode_at(49) is None

    def test_the_window_follows_the_cursor_and_moves_as_little_as_it_can(self) -> None:
        assert window(place=0, rows=20, height=5, first=0) == 0
        assert window(place=5, rows=20, height=5, first=0) == 1
        assert window(place=3, rows=20, height=5, first=1) == 1
        assert window(place=0, rows=3, height=5, first=2) == 0

    def test_the_find_line_shows_the_chosen_match_in_brackets(self) -> None:
        finder = Finder(lambda typed: [1, 2] if typed == "h" else [])
        assert "type a word" in find_text(finder, str, "tokens", 60).plain
        finder.open("h")
        assert "[1] 2" in find_text(finder, str, "tokens", 60).plain.replace("  ", " ")
        finder.type("x")
        assert "no token begins so" in find_text(finder, str, "tokens", 60).plain

    def test_a_word_that_is_no_token_offers_the_piece_that_it_begins_with(self) -> None:
        finder = Finder(lambda typed: [1] if typed == "p" else [], lambda typed: [2])
        finder.open("p")
        assert (finder.chosen, finder.are_pieces) == (1, False)
        finder.type("q")
        assert (finder.chosen, finder.are_pieces) == (2, True)
        assert "in pieces, the first: [2]" in find_text(finder, str, "tokens", 60).plain
        finder.close()
        assert not finder.are_pieces

    def test_all_keys_have_room_at_80_columns_the_hint_among_them(self) -> None:
        for look in (Look(whole=False, spaced=False), Look(whole=False, spaced=True), Look(whole=True, spaced=True)):
            line = keys_text(keys("asking", look), 80).plain
            assert all(f"{key.name} {key.words}" in line for key in keys("asking", look))
        assert "^T hint" in keys_text(ASK_KEYS, 80).plain


class TestAfter:
    EVENT = Adjusted(1, (AdjustedOption(0, "1", 3.0, 3.0719), AdjustedOption(1, "2", 1.0, 5.0719)), 0, 0.0)

    def test_the_adjusted_list_has_three_decimals_and_no_truth_before_the_reveal(self) -> None:
        drawn = after.adjusted_text(self.EVENT, None, 50, 8).plain
        assert "3.072" in drawn
        assert "5.072" in drawn
        assert after.MARK not in drawn

    @pytest.mark.parametrize(("second", "uneven"), [(11.761, False), (9.2, True)])
    def test_an_instinct_is_named_only_where_it_tells_tokens_apart(self, second: float, uneven: bool) -> None:
        options = (AdjustedOption(0, "125", 5.0, 6.761), AdjustedOption(1, "7", 0.0, second))
        drawn = after.adjusted_text(Adjusted(1, options, 127_998, 0.99), None, 60, 12).plain
        assert ("softmax(instinct" in drawn) is uneven
        assert "equal scores" not in drawn  # they are not
        assert ("log(sum of e^score)" in drawn) is not uneven
        narrow = after.adjusted_text(Adjusted(1, options, 127_998, 0.99), None, 46, 12).plain.split("\n\n")[1]
        assert all(line.startswith("  ") and cell_len(line) <= 46 for line in narrow.split("\n"))
        assert "softmax" in narrow or "log(sum" in narrow

    def test_equal_scores_with_unequal_surprises_are_explained(self) -> None:
        options = (AdjustedOption(0, "125", 0.0, 2.3), AdjustedOption(1, "7", 0.0, 9.2))
        drawn = after.adjusted_text(Adjusted(1, options, 127_998, 0.9), None, 90, 12).plain
        assert "equal scores, unequal instinct" in drawn

    def test_the_truth_is_marked_and_not_by_colour_alone(self) -> None:
        drawn = after.adjusted_text(self.EVENT, 1, 50, 8).plain.split("\n")
        assert [line.startswith(after.MARK) for line in drawn[1:3]] == [False, True]

    def test_the_true_token_is_in_a_distribution_however_short_the_list(self) -> None:
        options = [Option(n, f" t{n}", 0.1) for n in range(9)]
        for height in (2, 4, 20):
            drawn = after.options_text("Yours", options, 8, 40, height).plain
            assert f"{after.MARK} ·t8" in drawn
            assert len(drawn.split("\n")) <= height

    def test_the_sentence_says_what_both_gave_and_paid(self) -> None:
        event = revealed(asked("a")).revealed
        assert event is not None
        said = after.sentence(event, "step-10000", "The rival", 2).plain
        assert said == "You gave it 4.2 %: 3.17 nats. The rival gave it 11.0 %: 2.21."

    def test_the_figure_stays_when_the_meter_is_empty(self) -> None:
        full, empty = (after.meter_text(5.0719, left, 3, 60).plain for left in (1.0, 0.0))
        assert "▓" in full
        assert "▓" not in empty
        assert "5.072 nats" in full
        assert "5.072 nats" in empty

    def test_the_frame_dims_once_and_slowly(self) -> None:
        steps = [meter.dimming(left / 20) for left in range(20, -1, -1)]
        turns = sum((b - a) * (c - b) < 0 for a, b, c in zip(steps, steps[1:], steps[2:], strict=False))
        assert turns == 1
        assert min(steps) > 0.6

    @given(st.floats(0.01, 60))
    def test_nothing_changes_more_than_three_times_a_second(self, seconds: float) -> None:
        steps = meter.step_count(seconds)
        assert steps == 1 or seconds / steps >= 1 / 3


class TestBeside:
    def test_before_and_after_the_first_item(self) -> None:
        view = asked("a")
        assert "Next door: a model that has read" in next_door_text(view, 2, 60, 20).plain
        locked = fold(view, (RivalLocked(1, "step-10000", "ab" * 32),))
        assert "has locked its answer" in next_door_text(locked, 2, 60, 20).plain
        assert "abababababab" in next_door_text(locked, 2, 60, 20).plain
        told = next_door_text(revealed(locked), 2, 28, 10).plain
        assert "3.17" in told
        assert "2.21" in told
        assert "behind by 0.96 nats" in told
        assert len(told.split("\n")) <= 10

    def test_the_header_counts_items_and_shocks(self) -> None:
        drawn = header_text(revealed(asked("a")), 60).plain
        assert drawn.startswith("A level ─")
        assert drawn.endswith("item 1 of 12 · shock 3.2 nats")


class TestVoice:
    STORY = (Said("voice", "One two three."), Said("narrator", "Four [b]five[/b]."))

    def test_no_word_moves_when_the_next_one_comes(self) -> None:
        whole = story_text(self.STORY, count_words(self.STORY), 16, gap=True).plain
        for words in range(count_words(self.STORY)):
            part = story_text(self.STORY, words, 16, gap=True).plain
            assert all(whole.split("\n")[n].startswith(line) for n, line in enumerate(part.split("\n")))

    def test_the_voice_has_a_mark_and_markup_is_text(self) -> None:
        told = story_text(self.STORY, 99, 60, gap=False).plain
        assert told == "♪ One two three.\n  Four [b]five[/b]."
