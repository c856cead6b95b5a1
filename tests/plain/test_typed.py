"""Reading typed lines: each way to name a token and to write an answer."""

from __future__ import annotations

import pytest

from tokenroom.game.answer import AnswerError
from tokenroom.game.commands import AnswerChips, AnswerGuess, AnswerScores
from tokenroom.plain.naming import Desk
from tokenroom.plain.typed import Find, Give, Request, Say, Try, read_request
from tokenroom.text.vocabulary import Vocabulary, symbols

TEXTS = [" dog", " cat", "dog", ",", ' "', "\n", "#", "=", "3", " find"]


def page() -> Desk:
    """Some tokens of a larger vocabulary, the first three of them listed."""
    return Desk(Vocabulary(TEXTS, [1] * len(TEXTS), "tokens"), [0, 1, 3], is_whole=False)


def whole() -> Desk:
    return Desk(symbols(["1", "2", "3", "4"]), range(4), is_whole=True)


def numbers() -> Desk:
    """Tokens that are numbers: a number names one."""
    return Desk(Vocabulary(["1", "2", "125"], [1] * 3, "numbers"), [0], is_whole=False)


@pytest.mark.parametrize("line", ["125 30, 2 20", "125=30 2=20", "#1 5, 125 30, 2 20"])
def test_where_tokens_are_numbers_a_number_names_one(line: str) -> None:
    given = read_request(line, numbers(), "chips")
    assert isinstance(given, Give)
    assert isinstance(given.answer, AnswerChips)
    assert {2: 30, 1: 20}.items() <= given.answer.chips.items()


@pytest.mark.parametrize("line", ["3 1 6 2", "3,1,6,2", "  3.0 1e0 +6 2.  ", "scores: 3 1 6 2", "3;1;6;2"])
def test_bare_numbers_are_scores_in_the_order_of_the_list(line: str) -> None:
    assert read_request(line, whole(), "scores") == Give(AnswerScores({0: 3.0, 1: 1.0, 2: 6.0, 3: 2.0}))


@pytest.mark.parametrize(
    ("line", "scores"),
    [
        ("dog 3.5, cat 2", {0: 3.5, 1: 2.0}),
        ("dog=3.5 cat=2", {0: 3.5, 1: 2.0}),
        ("dog = 3.5; cat 2", {0: 3.5, 1: 2.0}),
        ("dog 3.5 cat -2", {0: 3.5, 1: -2.0}),
        ("#1 3, #3 1", {0: 3.0, 3: 1.0}),
        ("#1=3 #3=1", {0: 3.0, 3: 1.0}),
        ('"dog" 3, " dog" 1', {2: 3.0, 0: 1.0}),
        (", 3, dog 2", {3: 3.0, 0: 2.0}),
        ('"," 3', {3: 3.0}),
        ('" \\"" 3', {4: 3.0}),
        ('"\\n" 3', {5: 3.0}),
        ("\\n 3", {5: 3.0}),
        ("⏎ 3", {5: 3.0}),
        ("·dog 3", {0: 3.0}),
        ("_dog 3", {0: 3.0}),
        ("# 3", {6: 3.0}),
        ("= 3", {7: 3.0}),
        ('"3" 1', {8: 1.0}),
        ("", {}),
        ("scores", {}),
    ],
)
def test_tokens_are_named_by_place_name_or_exact_text(line: str, scores: dict[int, float]) -> None:
    assert read_request(line, page(), "scores") == Give(AnswerScores(scores))


@pytest.mark.parametrize(
    ("line", "request_"),
    [
        ("chips: dog 40, cat 20", Give(AnswerChips({0: 40, 1: 20}))),
        ("chips #1 40", Give(AnswerChips({0: 40}))),
        ("guess dog 60", Give(AnswerGuess(0, 60.0))),
        ("GUESS: dog 60 %", Give(AnswerGuess(0, 60.0))),
        ("try dog 3", Try(AnswerScores({0: 3.0}))),
        ("try chips: dog 3", Try(AnswerChips({0: 3}))),
        ("find  hou ", Find("hou")),
        ("find", Find("")),
        ('" find" 3', Give(AnswerScores({9: 3.0}))),
        ("?", Say("help")),
        ("Hint", Say("hint")),
    ],
)
def test_a_word_in_front_says_what_the_line_is(line: str, request_: Request) -> None:
    assert read_request(line, page(), "scores") == request_


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("3 1", "name the token that each number belongs to"),
        ("3=1", "'3' could be a place or a token"),
        ("#0 1", "there is no #0: the list runs from #1 to #3"),
        ("hous 1", "no token is called 'hous'"),
        ('"hous" 1', 'no token is exactly "hous"'),
        ('"\\ud800" 1', "no token is exactly"),
        ('"\\x" 1', "no token is exactly"),
        ("dog x", "'x' is not a number"),
        ("dog 1_000", "'1_000' is not a number"),
        ("dog ٣", "'٣' is not a number"),
        ("dog", "'dog' is not a token and a number"),
        ("dog 1, dog 2", "·dog is named twice"),
        ("guess dog 60, cat 20", "a guess is one token"),
        ("guess dog", "'dog' is not a token and a number"),
    ],
)
def test_what_cannot_be_read_is_told(line: str, said: str) -> None:
    with pytest.raises(AnswerError) as caught:
        read_request(line, page(), "scores")
    assert said in str(caught.value)


def test_found_tokens_join_the_list_once() -> None:
    desk = page()
    assert desk.find("DO") == desk.find("do") == [0, 2]
    assert desk.listed == [0, 1, 3, 2]
    assert desk.by_place(desk.place(2)) == 2
