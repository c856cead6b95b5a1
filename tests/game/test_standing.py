"""How you stand on the levels: which doors are open, your best beside the rival's, and the rungs you have beaten."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.game.campaign import Campaign
from tokenroom.game.commands import AnswerScores, Next
from tokenroom.game.compare import Item, Report, compare
from tokenroom.game.events import Result, SessionEnded
from tokenroom.game.level import find_level, level_names, load_level
from tokenroom.game.records import Records
from tokenroom.game.standing import LevelStanding, beaten, standing
from tokenroom.game.units import NATS, Units
from tokenroom.rivals.field import Field

TUTORIAL = load_level(find_level("tutorial"))


def report(you: float, **others: float) -> Report:
    surprises = {"you": you, **{name.replace("_", "-"): nats for name, nats in others.items()}}
    return compare([Item("x", 1, surprises, ())])


def ended(
    you: float, rival: float | None = None, won: bool = False, unit: str = "nats an item", **rungs: float
) -> SessionEnded:
    return SessionEnded("00-tutorial", won, "", "", report(you, **rungs), Result(you, rival, unit))


def test_of_a_level_that_was_never_played_nothing_is_known() -> None:
    never = standing(TUTORIAL, [], is_open=True)
    assert never == LevelStanding("00-tutorial", "The tutorial", 0, 0, False, None)
    assert (never.state, never.figure(NATS, 2)) == ("open", "")
    assert standing(TUTORIAL, [], is_open=False).state == "locked"


def test_the_best_session_counts_with_the_rival_s_figure_in_it() -> None:
    played = [ended(3.0, 2.0), ended(2.5, 2.9), ended(2.7, 1.0)]
    best = standing(TUTORIAL, played, is_open=True)
    assert (best.plays, best.best, best.rival, best.won, best.state) == (3, 2.5, 2.9, False, "played")
    assert standing(TUTORIAL, [*played, ended(9.0, won=True)], is_open=True).state == "won"


def test_what_was_played_while_the_door_was_open_still_shows_when_it_is_not() -> None:
    assert standing(TUTORIAL, [ended(1.0)], is_open=False).state == "locked"
    assert standing(TUTORIAL, [ended(1.0, won=True)], is_open=False).state == "won"


def test_figures_have_the_unit_of_their_mechanic() -> None:
    (nats,) = [standing(TUTORIAL, [ended(2.0)], is_open=True)]
    assert (nats.figure(NATS, 2), nats.figure(Units("bits"), 3)) == ("2.00 nats", "2.885 bits")
    merges = standing(TUTORIAL, [ended(0.31, unit="tokens a byte")], is_open=True)
    assert merges.figure(Units("bits"), 2) == "0.310 tokens a byte"


def test_a_session_of_an_older_version_has_its_figure_in_the_report() -> None:
    old = msgspec.structs.replace(ended(2.0), result=None)
    assert standing(TUTORIAL, [old], is_open=True).best == 2.0
    empty = msgspec.structs.replace(old, report=compare([]))
    assert standing(TUTORIAL, [empty], is_open=True).best is None
    assert standing(TUTORIAL, [empty], is_open=True).plays == 1


def test_medals_are_the_rungs_that_did_worse_in_any_session_but_not_the_unread_one() -> None:
    first = ended(2.0, step_0=9.0, step_100=5.0, step_1000=1.0, bigram=9.0)
    second = ended(3.0, step_0=9.0, step_100=2.0, step_1000=4.0)
    assert sorted(beaten(first.report)) == [100]
    assert standing(TUTORIAL, [first, second], is_open=True).medals == (100, 1000)


@given(st.floats(0, 20), st.dictionaries(st.integers(0, 10**6), st.floats(0, 20), max_size=6))
def test_to_be_level_with_a_rung_is_not_to_beat_it(you: float, rungs: dict[int, float]) -> None:
    told = beaten(report(you, **{f"step_{phrases}": nats for phrases, nats in rungs.items()}))
    assert sorted(told) == sorted(phrases for phrases, nats in rungs.items() if phrases and you < nats)


def test_a_door_opens_when_the_level_before_it_was_played_to_its_end(campaign: Campaign) -> None:
    assert [s.state for s in campaign.levels()] == ["open"] + ["locked"] * (len(level_names()) - 1)
    session, _ = campaign.start("tutorial")
    session.apply(AnswerScores({}))
    session.apply(Next())
    assert campaign.levels()[1].state == "locked"
    session.apply(AnswerScores({}))
    session.apply(Next())
    after = campaign.levels()
    assert [s.state for s in after[:3]] == ["played", "open", "locked"], "to lose opens the next door too"
    assert (after[0].plays, after[0].won) == (1, False)
    assert after[0].best == pytest.approx(1.386, abs=1e-3)


def test_a_teacher_may_open_all_doors(records: Records, open_small: Callable[[str], Field]) -> None:
    campaign = Campaign(records, open_small, lambda: 7, 0.0, all_open=True)
    assert {s.state for s in campaign.levels()} == {"open"}


def test_after_a_level_comes_the_next_and_after_the_last_none(campaign: Campaign) -> None:
    names = level_names()
    assert [campaign.next_level(name) for name in names] == [*names[1:], None]
    assert campaign.next_level("daily") is campaign.next_level("practice@english") is None
