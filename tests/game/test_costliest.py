"""What cost most, and who could have known it."""

from __future__ import annotations

import pytest

from tokenroom.game.compare import Item
from tokenroom.game.costliest import best_informed, costliest, price_words, token_words
from tokenroom.game.units import Units


def item(text: str = " harbour", part: str = "", **surprises: float) -> Item:
    return Item(text, 8, {name.replace("_", "-"): nats for name, nats in surprises.items()}, (), part)


def test_the_worst_come_first_and_no_more_than_asked() -> None:
    items = [item(str(n), you=paid, uniform=4.0) for n, paid in enumerate((1.0, 9.0, 3.0, 9.0, 2.0))]
    assert [costly.item.text for costly in costliest(items)] == ["1", "3", "2"]
    assert len(costliest(items[:2])) == 2
    assert costliest([]) == ()


@pytest.mark.parametrize(
    ("surprises", "knower"),
    [
        ({"you": 3.0, "optimum": 5.0, "step_1000": 1.0}, "optimum"),
        ({"you": 3.0, "step_1000": 2.0, "step_200000": 4.0, "bigram": 0.1}, "step-200000"),
        ({"you": 3.0, "uniform": 2.0, "counting": 1.0}, "counting"),
        ({"you": 3.0}, None),
    ],
)
def test_who_could_have_known(surprises: dict[str, float], knower: str | None) -> None:
    assert best_informed(item(**surprises)) == knower


@pytest.mark.parametrize(
    ("surprises", "words"),
    [
        (
            {"you": 7.9, "step_200000": 1.12},
            "cost you 7.90 nats; a model that has read 200,000 phrases paid only 1.12",
        ),
        (
            {"you": 7.9, "step_200000": 8.5},
            "cost you 7.90 nats; a model that has read 200,000 phrases paid still more, 8.50",
        ),
        ({"you": 7.9, "optimum": 1.79}, "cost you 7.90 nats; the best that can be expected was only 1.79"),
        ({"you": 2.2, "optimum": 2.71}, "cost you 2.20 nats; the best that can be expected was still more, 2.71"),
        ({"you": 1.792, "optimum": 1.79}, "cost you 1.79 nats; the best that can be expected was as much, 1.79"),
        ({"you": 7.9}, "cost you 7.90 nats"),
    ],
)
def test_it_is_said_what_could_have_been_known(surprises: dict[str, float], words: str) -> None:
    (costly,) = costliest([item(**surprises)])
    assert price_words(costly) == words
    assert "nats" not in price_words(costly, Units("bits"))


def test_a_passage_is_named_and_a_kind_of_item_is_not() -> None:
    french, pair = costliest([item(part="French", you=2.0), item(part="pairs", you=1.0)])
    assert token_words(french, with_part=True) == "·harbour (French)"
    assert token_words(french, with_part=False) == token_words(pair, with_part=True) == "·harbour"
