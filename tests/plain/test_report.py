"""The report in lines, and what players are called in it."""

from __future__ import annotations

import pytest

from tokenroom.game.compare import YOU, Item, compare
from tokenroom.game.names import in_short, in_words
from tokenroom.game.units import Units
from tokenroom.plain.page import wrapped
from tokenroom.plain.report import most_read, report_lines
from tokenroom.plain.telling import percent

CURVE = {"uniform": 8.0, "step-0": 6.0, "step-1000": 4.0, "step-10000": 2.0}


def items(yours: list[float]) -> list[Item]:
    return [Item(f" t{n}", 3, {YOU: nats, **CURVE}, (YOU, "step-10000")[: n % 3]) for n, nats in enumerate(yours)]


def test_players_stand_in_order_with_their_figures() -> None:
    lines = report_lines(compare(items([1.0, 3.0, 5.0])))
    rows = lines[3:8]
    starts = ["a model that has read 10,000 phrases", "you", "a model that has read 1,000 phrases"]
    assert [row[:44].split("  ")[0] for row in rows[:3]] == starts
    assert rows[1].split() == ["you", "3.000", "1.44", "20.1", "67", "%"]
    assert "Against a model that has read nothing you are ahead by 3.00 ± 4.97 nats: not" in lines
    assert "On these items you equal a model that has read 3,200 phrases." in lines


def test_running_means_are_told_by_quarters() -> None:
    lines = report_lines(compare(items([4.0, 2.0, 3.0, 3.0, 8.0, 4.0, 4.0, 4.0])))
    start = lines.index("Mean surprise as you went, in nats:") + 2
    assert lines[start].split()[2:] == ["2", "4", "6", "8"]
    assert lines[start + 1].split() == ["you", "3.000", "3.000", "4.000", "4.000"]
    assert lines[start + 2].split()[-4:] == ["2.000"] * 4


def test_tokens_are_told_by_who_won_them_the_widest_gap_first() -> None:
    text = "\n".join(report_lines(compare(items([1.5, 5.0, 1.0, 2.0]))))
    assert "Where you were less surprised (2): ·t2 1.00 against 2.00; ·t0 1.50 against\n" in text
    assert "Where it was less surprised (1): ·t1 5.00 against 2.00." in text


def test_the_report_can_be_told_in_bits() -> None:
    lines = report_lines(compare(items([1.0, 3.0, 5.0])), units=Units("bits"))
    assert "nats" not in " ".join(lines)
    assert lines[2].split() == ["player", "bits", "bits/byte", "perplexity", "right"]
    assert lines[4].split() == ["you", "4.328", "1.44", "20.1", "67", "%"]
    assert "Against a model that has read nothing you are ahead by 4.33 ± 7.17 bits: not" in lines
    assert "Mean surprise as you went, in bits:" in lines


def test_another_rival_can_be_set_against_you_and_long_lists_are_cut() -> None:
    text = " ".join(" ".join(report_lines(compare(items([1.0] * 30)), "uniform")).split())
    assert "your nats against those of a player that knows nothing" in text
    assert "less surprised (30)" in text
    assert "and 18 more." in text
    assert "Where it was less surprised (0): nowhere." in text


def test_a_report_without_checkpoints_or_items_is_short() -> None:
    symbols = compare([Item("2", 1, {YOU: 5.072, "uniform": 1.386}, ())])
    assert most_read(symbols) is None
    assert not any("Token by token" in line for line in report_lines(symbols))
    assert report_lines(compare([])) == ["Nothing has been answered yet that could be compared."]


@pytest.mark.parametrize("nats", [0.0, 3.0, 1e3, 2e6])
def test_no_line_is_longer_than_78_whoever_played(nats: float) -> None:
    players = {
        YOU: nats,
        "kneser-ney-3": 1.0,
        "step-100000000": nats,
        "unigram": 2.0,
        "a class of \x1b[31m" + "x" * 99: 0.1,
    }
    lines = report_lines(compare([Item(" \x1b[2J" * 9, 1, players, ())] * 4))
    assert max(map(len, lines)) <= 78
    assert all(line.isprintable() for line in lines)


@pytest.mark.parametrize(
    ("player", "words", "short"),
    [
        ("you", "you", "you"),
        ("uniform", "a player that knows nothing", "knows nothing"),
        ("step-0", "a model that has read nothing", "has read nothing"),
        ("step-1", "a model that has read 1 phrase", "1 phrase"),
        ("step-10000", "a model that has read 10,000 phrases", "10,000 phrases"),
        ("kneser-ney-3", "a player that knows runs of 3 tokens", "knows runs of 3"),
        ("step-²", "step-²", "step-²"),
        ("Ada\x1b", "Ada\\x1b", "Ada\\x1b"),
    ],
)
def test_names_are_people_s_words(player: str, words: str, short: str) -> None:
    assert (in_words(player), in_short(player)) == (words, short)


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (0.0, "0.0 %"),
        (1e-9, "less than 0.1 %"),
        (0.0042, "0.4 %"),
        (0.0999, "10 %"),
        (0.996, "more than 99 %"),
        (1.0, "100 %"),
    ],
)
def test_percents_have_a_decimal_where_it_matters(p: float, words: str) -> None:
    assert percent(p) == words


def test_lines_are_wrapped_with_their_indent_and_nothing_moves_the_cursor() -> None:
    lines = wrapped("  " + "word " * 40)
    assert all(line.startswith("  word") and len(line) <= 78 for line in lines)
    assert wrapped("a\n\nb\x1b[2J\rc") == ["a", "", "b\\x1b[2J␍c"]
    assert wrapped("x" * 200) == ["x" * 78, "x" * 78, "x" * 44]
