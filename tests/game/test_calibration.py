"""Calibration: who means what they say needs no temperature, who shouts needs one above 1, who whispers one below."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import small_field
from tests.game.levels import PASSAGES, level, play
from tokenroom.game.calibration import EDGES, TEMPERATURES, Calibration, calibrate, calibration_words
from tokenroom.game.commands import AnswerScores, Begin, Next
from tokenroom.game.events import Revealed, SessionEnded
from tokenroom.game.mechanics import new_session
from tokenroom.game.units import Units
from tokenroom.scoring import Floats, cross_entropy, log_softmax

SMALL = small_field()


def source(sharpened: float, items: int = 400) -> Calibration:
    """Someone who knows exactly how likely each of 6 is, and gives that times `sharpened` as scores."""
    rng = np.random.default_rng(5)
    statements: list[tuple[float, bool]] = []
    tempered: list[list[float]] = []
    for _ in range(items):
        truth: Floats = log_softmax(rng.normal(0, 2, 6))  # (6,)
        came = int(rng.choice(6, p=np.exp(truth)))
        said: Floats = log_softmax(sharpened * truth)
        statements += [(float(np.exp(p)), n == came) for n, p in enumerate(said)]
        tempered.append([cross_entropy(said / t, came) for t in TEMPERATURES])
    found = calibrate(statements, tempered)
    assert found is not None
    return found


def test_who_says_what_is_so_needs_no_temperature() -> None:
    found = source(1.0)
    assert found.temperature == 1.0
    assert found.saved == 0.0
    assert found.words == "you were about as sure as you had reason to be"
    for each in found.bins:
        error = 4 * math.sqrt(each.said * (1 - each.said) / each.count)
        assert abs(each.came - each.said) < error


@pytest.mark.parametrize("sharpened", [2.0, 2.8, 4.0])
def test_who_is_too_sure_should_have_divided(sharpened: float) -> None:
    found = source(sharpened)
    assert found.temperature == sharpened
    assert found.saved > 0.0
    assert found.words.startswith(
        f"you were too sure of yourself: your answers at a temperature of {sharpened:.2g} would have"
    )
    likeliest = found.bins[-1]
    assert likeliest.came < likeliest.said


@pytest.mark.parametrize("blunted", [0.25, 0.5])
def test_who_is_too_timid_would_have_gained_by_a_lower_temperature(blunted: float) -> None:
    found = source(blunted)
    assert found.temperature == blunted
    assert f"surer than you dared to say: your answers at a temperature of {blunted:.2g}" in found.words
    assert found.bins[-1].came > found.bins[-1].said


def test_who_gives_no_scores_saves_nothing_at_any_temperature() -> None:
    """All temperatures are as good: then none is the one to name."""
    even = [math.log(6)] * len(TEMPERATURES)
    found = calibrate([(1 / 6, n == 0) for n in range(6)], [even])
    assert found is not None
    assert (found.temperature, found.saved) == (1.0, 0.0)
    assert [(b.count, b.said, b.came) for b in found.bins] == [(6, pytest.approx(1 / 6), pytest.approx(1 / 6))]


def test_nothing_said_is_nothing_to_show() -> None:
    assert calibrate([], []) is None
    assert calibrate([(0.5, True)], []) is None


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_every_statement_is_in_one_bin(statements: list[tuple[float, bool]]) -> None:
    found = calibrate(statements, [[1.0] * len(TEMPERATURES)])
    assert found is not None
    assert sum(b.count for b in found.bins) == len(statements)
    for each in found.bins:
        assert any(low - 1e-9 <= each.said <= high + 1e-9 for low, high in pairwise(EDGES))
        assert 0.0 <= each.came <= 1.0


def test_a_level_may_ask_for_it_and_shows_it_at_the_end(tmp_path: Path) -> None:
    for asks in ("calibration = true\n", ""):
        session = new_session(level(tmp_path / f"x{len(asks)}", PASSAGES["process"], asks), 3, 0.0, lambda _: SMALL)
        events = play(session, Begin(), *[AnswerScores({0: 9.0}), Next()] * 4)
        ended = events[-1]
        assert isinstance(ended, SessionEnded)
        if not asks:
            assert ended.calibration is None
            continue
        assert ended.calibration is not None
        assert sum(b.count for b in ended.calibration.bins) == 8  # both faces, four times
        revealed = [e for e in events if isinstance(e, Revealed)]
        at_one = [e.tempered[TEMPERATURES.index(1.0)] for e in revealed]
        assert at_one == pytest.approx([e.surprise for e in revealed])
        faces = [e.token for e in revealed]
        assert (ended.calibration.temperature > 1.0) == (faces.count(1) > 0)


def test_a_saving_that_would_be_shown_as_nothing_is_no_fault() -> None:
    assert calibration_words(1.4, 0.004, proven=True) == "you were about as sure as you had reason to be"
    assert "temperature of 1.4 would have saved 0.01 nats" in calibration_words(1.4, 0.006, proven=True)
    assert "0.01 bits" in calibration_words(1.4, 0.004, proven=True, units=Units("bits"))


def test_a_few_answers_prove_no_fault() -> None:
    """One bad surprise among three costs much, and says little."""
    costly = [2.0 / t for t in TEMPERATURES]
    cheap = [0.1 * t for t in TEMPERATURES]
    few, many = (calibrate([(0.5, True)], [costly, cheap, costly, cheap] * n) for n in (1, 40))
    assert few is not None
    assert many is not None
    assert (few.temperature, few.saved, few.proven, many.proven) == (many.temperature, many.saved, False, True)
    assert few.words.startswith("you may have been too sure of yourself: ")
    assert few.words.endswith(" nats an item, which is not yet proven")
    assert many.words.startswith("you were too sure of yourself: ")
    assert "proven" not in many.words
