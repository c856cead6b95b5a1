"""What a reveal says of the pattern of its phrase: noise is not called by the pattern's name."""

from __future__ import annotations

import pytest

from tokenroom.game.events import Revealed
from tokenroom.game.reveal import pattern_told

CHANCE = 11.7597  # ln 128,000


def revealed(part: str, surprises: dict[str, float]) -> Revealed:
    return Revealed(1, 3, 7, "43335", 5, 3.0, surprises, (), (), (), part)


@pytest.mark.parametrize("part", ["repeats", "frequent", "pairs"])
def test_what_even_the_best_could_not_expect_is_called_noise(part: str) -> None:
    assert "noise" in pattern_told(revealed(part, {"uniform": CHANCE, "optimum": 12.68}))
    told = pattern_told(revealed(part, {"uniform": CHANCE, "optimum": 0.51}))
    assert told.startswith("The pattern of this phrase: ")
    assert "noise" not in told


def test_where_there_is_no_pattern_or_no_optimum_nothing_more_is_said() -> None:
    assert pattern_told(revealed("A tale", {"uniform": CHANCE, "optimum": 12.68})) == ""
    assert "noise" not in pattern_told(revealed("repeats", {"uniform": CHANCE}))
