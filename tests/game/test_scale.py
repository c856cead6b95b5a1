"""The scale of phrases: its ends, and labels that do not run into each other."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.game.scale import share_of_scale, top_of_scale, with_room


def test_the_scale_runs_from_nothing_to_the_last_rung() -> None:
    assert share_of_scale(0, 200_000) == 0.0
    assert share_of_scale(200_000, 200_000) == 1.0
    assert share_of_scale(99, 9_999) == pytest.approx(0.5)


@given(st.lists(st.floats(0, 100), max_size=12).map(sorted), st.floats(1, 50))
def test_labels_have_room_and_the_last_is_there(places: list[float], gap: float) -> None:
    kept = [places[i] for i in with_room(places, gap)]
    assert kept[-1:] == places[-1:]
    assert all(later - earlier >= gap for earlier, later in pairwise(kept))
    assert all(any(0 <= later - place < gap for later in kept) for place in places if place not in kept)


def test_one_absurd_figure_does_not_set_the_scale() -> None:
    assert top_of_scale([5.0, 9.0], [11.0, 12.0]) == 12.0
    assert top_of_scale([5.0, 20.0], [11.0, 12.0]) == 20.0
    assert top_of_scale([5.0, 21620.0], [11.0, 12.0]) == 24.0
    assert top_of_scale([21620.0], [30.0]) == 60.0
    assert top_of_scale([], []) == 0.0
