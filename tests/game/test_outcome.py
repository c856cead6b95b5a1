"""How a session ends: what is told of a second half that cost more than the first."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from tests.conftest import STORY, small_field
from tests.game.levels import PASSAGES, level, to_the_end
from tokenroom.errors import BadInput
from tokenroom.game import outcome
from tokenroom.game.events import Said, SessionEnded
from tokenroom.game.mechanics import new_session
from tokenroom.game.outcome import journal_text, with_second_half

ENDS = "".join(
    f"\n# {cue} {how}\n\nAt the end: {cue} {how}, {{items}}.\n"
    for cue in ("won", "lost", "journal")
    for how in ("better", "same", "worse")
)
ENDING = f"{STORY}\n# journal\n\nAs numbers {{numbers}}, as words {{words}}.\n{ENDS}"
SMALL = small_field()


def test_examples_in_docstrings() -> None:
    assert doctest.testmod(outcome).failed == 0


@pytest.mark.parametrize(("words", "how"), [(3.0, "better"), (8.0, "same"), (9.0, "worse")])
def test_the_journal_knows_whether_the_second_half_cost_less(tmp_path: Path, words: float, how: str) -> None:
    chosen = level(tmp_path, PASSAGES["veiled"], story=ENDING)
    known = {"numbers": 8.0, "words": words, "items": 4.0}
    assert with_second_half("lost", known) == ("lost", f"lost {how}")
    assert journal_text(chosen, known) == f"As numbers 8.00, as words {words:.2f}. At the end: journal {how}, 4."


def test_the_story_goes_by_the_figures_of_the_session(tmp_path: Path) -> None:
    session = new_session(level(tmp_path, PASSAGES["veiled"], story=ENDING), 3, 0.0, lambda _: SMALL)
    events = to_the_end(session)
    ended = events[-1]
    assert isinstance(ended, SessionEnded)
    halves = [part.means["you"] for part in ended.report.parts]
    how = "better" if halves[1] < halves[0] else "worse" if halves[1] > halves[0] else "same"
    said = [event.text for event in events if isinstance(event, Said) and event.text.startswith("At the end")]
    assert said[0].startswith(f"At the end: {'won' if ended.won else 'lost'} {how}")
    assert len(said) == 1
    assert f"journal {how}" in ended.journal


def test_every_variant_of_the_journal_is_checked(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"story\.md: journal: 'gold' is no figure"):
        level(tmp_path, PASSAGES["veiled"], story=f"{STORY}\n# journal worse\n\nYou paid {{gold}}.\n")


def test_there_is_no_debrief_worse(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="unknown cue 'debrief worse'"):
        level(tmp_path, PASSAGES["veiled"], story=f"{STORY}\n# debrief worse\n\nNo.\n")
