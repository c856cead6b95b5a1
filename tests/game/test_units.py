"""Nats and bits: one place where the figures that people see are turned from one into the other."""

from __future__ import annotations

import doctest
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.game import units
from tokenroom.game.compare import Item, compare, standing_words, verdict
from tokenroom.game.units import NATS, Units

BITS = Units("bits")


def test_examples_in_docstrings() -> None:
    assert doctest.testmod(units).failed == 0


@pytest.mark.parametrize(("options", "bits"), [(2, "1.000"), (4, "2.000"), (4096, "12.000"), (6, "2.585")])
def test_knowing_nothing_costs_as_many_bits_as_there_are_halvings(options: int, bits: str) -> None:
    assert BITS.figure(math.log(options), 3) == bits


@given(st.floats(0, 1e6))
def test_nats_are_left_as_they_are_and_bits_can_be_turned_back(nats: float) -> None:
    assert NATS.of(nats) == nats
    assert BITS.of(nats) * math.log(2) == pytest.approx(nats)


@given(st.floats(-50, 50), st.none() | st.floats(0.01, 50))
def test_a_verdict_says_the_same_in_either_unit(ahead: float, margin: float | None) -> None:
    nats, bits = verdict(ahead, margin), verdict(ahead, margin, BITS)
    if "level" not in (nats, bits):
        assert nats.split()[0] == bits.split()[0]
        assert nats.partition(":")[2] == bits.partition(":")[2]


def test_a_lead_is_told_in_bits() -> None:
    assert verdict(math.log(2), 2 * math.log(2), BITS) == "ahead by 1.00 ± 2.00 bits: not yet proven"
    report = compare([Item("a", 1, {"you": math.log(2), "uniform": math.log(8)}, ())])
    words = {s.player: standing_words(s, BITS) for s in report.standings}
    assert words == {"you": "", "uniform": "ahead by 2.00 bits: too few items to say more"}
    assert [standing_words(s, NATS) for s in report.standings] == [s.words for s in report.standings]
