"""The answer sheet and its keys: what is typed becomes exactly that answer, and no key can break it."""

from __future__ import annotations

import contextlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.game.answer import AnswerError
from tokenroom.game.commands import AnswerChips, AnswerGuess, AnswerScores
from tokenroom.room.finder import Finder
from tokenroom.room.keys import press
from tokenroom.room.sheet import LIMIT, Mode, Sheet, likelier_first, likeliest_missing
from tokenroom.text.vocabulary import Vocabulary

WORDS = ["house", "hour", "hours", "1st", "?"]


def find(typed: str) -> list[int]:
    return [n for n, word in enumerate(WORDS) if word.startswith(typed)]


def type_all(text: str, mode: Mode = "scores", rows: int = 4) -> tuple[Sheet, Finder]:
    """Press one key after the other; names of special keys stand in <>."""
    sheet, finder = Sheet(range(rows), mode), Finder(find)
    for part in text.replace("<", "\0<").replace(">", ">\0").split("\0"):
        for key in [part[1:-1]] if part.startswith("<") else list(part):
            press(key, key if len(key) == 1 else None, sheet, finder)
    return sheet, finder


def test_the_storys_first_answer_is_typed_as_it_is_told() -> None:
    sheet, _ = type_all("3.0<down>1.0<down>6<down>2")
    assert sheet.answer() == AnswerScores({0: 3.0, 1: 1.0, 2: 6.0, 3: 2.0})


def test_nothing_written_is_the_instinct_alone() -> None:
    for mode in ("scores", "chips", "guess"):
        answer = Sheet(range(3), mode).answer()
        assert answer in (AnswerScores({}), AnswerChips({}))


@pytest.mark.parametrize(
    ("typed", "written"),
    [("-1.5", "-1.5"), ("1-2", "12"), ("1..5", "1.5"), (".5", ".5"), ("12<backspace>", "1"), ("9" * 40, "9" * LIMIT)],
)
def test_only_what_can_be_a_number_is_taken(typed: str, written: str) -> None:
    assert type_all(typed)[0].written(0) == written


def test_a_number_half_typed_is_refused_in_words() -> None:
    with pytest.raises(AnswerError, match="not a number yet"):
        type_all("-")[0].answer()


def test_typing_after_coming_back_begins_a_new_number() -> None:
    sheet, _ = type_all("35<down><up>4")
    assert sheet.written(0) == "4"


def test_arrows_change_by_half_a_point() -> None:
    assert type_all("1<right><right><left>")[0].written(0) == "1.5"
    assert type_all("<left>")[0].written(0) == "-0.5"
    assert type_all("<left><right>")[0].written(0) == "0.0"


def test_chips_step_by_five_and_never_below_none_or_above_what_is_left() -> None:
    sheet, _ = type_all("95<down><right><right><down><left>", mode="chips")
    assert sheet.answer() == AnswerChips({0: 95, 1: 4, 2: 0})
    assert sheet.chips_left == 0


def test_there_is_one_guess_at_a_time() -> None:
    sheet, _ = type_all("60<down><right>", mode="guess")
    assert sheet.answer() == AnswerGuess(1, 5.0)
    assert type_all("<left>", mode="guess")[0].answer() == AnswerGuess(0, 1.0)


def test_each_way_to_answer_keeps_its_own_numbers() -> None:
    sheet, _ = type_all("3")
    sheet.switch("chips")
    sheet.type("7")
    sheet.switch("scores")
    assert (sheet.answer(), sheet.chips_left) == (AnswerScores({0: 3.0}), 92)


def test_letters_look_for_a_token_and_enter_takes_it_as_the_first_row() -> None:
    sheet, finder = type_all("hou", rows=0 + 1)
    assert (finder.typed, finder.matches) == ("hou", [0, 1, 2])
    press("down", None, sheet, finder)
    assert press("enter", None, sheet, finder) == "taken"
    assert (sheet.rows, sheet.place, finder.is_open) == ([1, 0], 0, False)


def test_digits_belong_to_the_word_while_one_is_looked_for() -> None:
    sheet, finder = type_all("/1s")
    assert (finder.matches, sheet.written(0)) == ([3], "")


@pytest.mark.parametrize("point", [".", "-"])
def test_chips_are_whole_so_a_point_looks_for_the_full_stop(point: str) -> None:
    sheet, finder = type_all(f"60{point}", "chips")
    assert (sheet.written(0), finder.typed) == ("60", point)


@pytest.mark.parametrize("mode", ["scores", "guess"])
def test_elsewhere_a_point_belongs_to_the_number(mode: Mode) -> None:
    sheet, finder = type_all("6.5", mode)
    assert (sheet.written(0), finder.is_open) == ("6.5", False)


def test_escape_gives_up_looking_and_digits_are_numbers_again() -> None:
    sheet, finder = type_all("ho<escape>2")
    assert (finder.is_open, sheet.written(0)) == (False, "2")


def test_a_token_that_is_listed_is_gone_to_not_listed_twice() -> None:
    sheet, _ = type_all("hours<tab>", rows=4)
    assert (sheet.rows, sheet.place) == ([0, 1, 2, 3], 2)


def test_no_match_cannot_be_taken() -> None:
    sheet, finder = type_all("xyz")
    assert press("enter", None, sheet, finder) == "none found"
    assert finder.is_open
    assert sheet.rows == [0, 1, 2, 3]


def test_going_below_the_last_row_asks_for_more() -> None:
    sheet, finder = type_all("<end>")
    assert press("down", None, sheet, finder) == "end"
    sheet.extend(likeliest_missing([9, 3, 7, 8], sheet.rows, 2))
    assert sheet.rows == [0, 1, 2, 3, 9, 7]


SPECIAL = ["up", "down", "left", "right", "enter", "tab", "escape", "backspace", "pageup", "pagedown", "end"]
KEYS = st.one_of(st.sampled_from(SPECIAL), st.characters())


@given(st.lists(KEYS, max_size=60), st.sampled_from(["scores", "chips", "guess"]))
def test_no_keys_break_the_sheet(keys: list[str], mode: Mode) -> None:
    sheet, finder = Sheet(range(3), mode), Finder(find)
    for key in keys:
        press(key, key if len(key) == 1 else None, sheet, finder)
    assert 0 <= sheet.place < len(sheet.rows) == len(set(sheet.rows))
    assert all(len(sheet.written(token)) <= 20 for token in sheet.rows)
    with contextlib.suppress(AnswerError):
        sheet.answer()


def test_a_step_keeps_what_was_typed_exactly() -> None:
    sheet = Sheet([5, 7], "scores")
    for character in "0.25":
        sheet.type(character)
    sheet.step(1)
    assert sheet.written(5) == "0.75"
    sheet.step(-1)
    sheet.step(-1)
    assert sheet.written(5) == "-0.25"


def test_rubbing_out_nothing_keeps_the_guess_on_another_row() -> None:
    sheet = Sheet([5, 7], "guess")
    sheet.type("6")
    sheet.type("0")
    sheet.move(1)
    sheet.rub_out()
    assert sheet.answer() == AnswerGuess(5, 60.0)


def test_of_two_matches_that_differ_in_a_space_the_likelier_comes_first() -> None:
    vocabulary = Vocabulary([" g", "g", " go", "gg"], [2, 1, 3, 2], "tokens")
    inside, before = np.log([0.1, 0.6, 0.2, 0.1]), np.log([0.6, 0.1, 0.2, 0.1])
    assert likelier_first([0, 1, 3, 2], vocabulary, inside) == [1, 0, 3, 2]
    assert likelier_first([0, 1, 3, 2], vocabulary, before) == [0, 1, 3, 2]
