"""The mechanic *curate*: commands and events in their order, all of it exact to repeat and to take back."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.small_heap import field
from tokenroom.errors import BadInput, CheckFailed
from tokenroom.game.check import check_level
from tokenroom.game.commands import AnswerScores, AnyCommand, AskHint, Begin, Next
from tokenroom.game.curate import CurateSession
from tokenroom.game.curate_commands import LookAtPage, SetFilter, StopTraining, Train, TrainOn
from tokenroom.game.curate_events import CurateStarted, Filtered, PageShown, RivalsCompared, Trained, TrainingBegan
from tokenroom.game.curate_figures import broken_share, compared_in_words, filter_rows, left_in_words
from tokenroom.game.curate_level import CurateSolution
from tokenroom.game.curate_options import OPTIONS
from tokenroom.game.events import AnyEvent, Said, SessionEnded
from tokenroom.game.level import load_level
from tokenroom.game.mechanics import new_session
from tokenroom.game.recorded import resume_recorded, start_recorded
from tokenroom.game.records import Records
from tokenroom.game.session import CommandError
from tokenroom.text.curation.filters import FILTERS, FilterName

LEVEL = """format_version = 1
title = "A small heap"
act = 1
hints = ["Look."]

[mechanic]
kind = "curate"
heap = "english-pages"
trainings = 2
phrases = 80

[goal]
kind = "cleaned"
gain = 0.01
spared = 0.9
contacts = 10
"""
STORY = """# begin

A heap.

# before 1

> They begin.

# after 1 same

> Alike.

# after 1 better

> Better.

# won

> Thank you.

# lost

> Not yet.
"""
BEST: dict[FilterName, str] = {
    "addresses": "patterns",
    "extraction": "main text",
    "language": "middle",
    "duplicates": "half",
    "personal": "contacts",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "small").mkdir()
    (tmp_path / "small" / "level.toml").write_text(LEVEL)
    (tmp_path / "small" / "story.md").write_text(STORY)
    return tmp_path / "small"


@pytest.fixture
def session(folder: Path) -> CurateSession:
    opened = new_session(load_level(folder), 3, 0.0, field)
    assert isinstance(opened, CurateSession)
    return opened


def trained(session: CurateSession) -> list[AnyEvent]:
    events = [*session.apply(Train())]
    while session.state.phase == "training":
        events += session.apply(TrainOn())
    return events


def test_it_begins_with_the_heap_as_it_is(session: CurateSession) -> None:
    started, said, filtered = session.apply(Begin())
    assert isinstance(started, CurateStarted)
    assert isinstance(said, Said)
    assert isinstance(filtered, Filtered)
    assert (started.pages, filtered.pages_left) == (435, 435)
    assert [offer.filter for offer in started.filters] == list(FILTERS)
    assert all(offer.options[0].setting == "off" for offer in started.filters)
    assert filtered.contacts_left == started.contacts > 1_000
    assert {(e.pages_taken, e.good_taken, e.bad_taken) for e in filtered.effects} == {(0, 0, 0)}


def test_each_setting_does_something_and_what_is_taken_adds_up(session: CurateSession) -> None:
    started, _, before = session.apply(Begin())
    assert isinstance(started, CurateStarted)
    assert isinstance(before, Filtered)
    whole = before.good_left, before.bad_left
    for name, setting in BEST.items():
        (after,) = session.apply(SetFilter(name, setting))
        assert isinstance(after, Filtered)
        assert after.bad_left < before.bad_left
        good, bad = (sum(getattr(e, key) for e in after.effects) for key in ("good_taken", "bad_taken"))
        assert (after.good_left + good, after.bad_left + bad) == whole
        before = after
    rows = filter_rows(started, before)
    assert [row.setting for row in rows] == list(BEST.values())
    assert rows[-1].good > 0.95
    assert rows[-1].rest < 0.1
    assert "0 of" in left_in_words(started, before)


def test_what_nobody_took_and_is_missing_is_told_until_it_is_extracted(session: CurateSession) -> None:
    started, _, before = session.apply(Begin())
    assert isinstance(started, CurateStarted)
    assert isinstance(before, Filtered)
    share = broken_share(started, before)
    assert share == pytest.approx(1 - filter_rows(started, before)[-1].good)
    assert 0 < share < 0.1
    assert f"Markup cuts through {100 * share:.1f} % of the good text" in left_in_words(started, before)
    (taken,) = session.apply(SetFilter("addresses", BEST["addresses"]))
    assert isinstance(taken, Filtered)
    assert broken_share(started, taken) == pytest.approx(share)  # what a filter takes is no part of it
    (after,) = session.apply(SetFilter("extraction", BEST["extraction"]))
    assert isinstance(after, Filtered)
    assert broken_share(started, after) == 0.0
    assert "Markup" not in left_in_words(started, after)


def test_the_last_setting_of_each_filter_is_too_much(session: CurateSession) -> None:
    session.apply(Begin())
    for name in ("addresses", "language", "personal"):
        session.apply(SetFilter("extraction", "main text"))
        (filtered,) = session.apply(SetFilter(name, OPTIONS[name][-1].name))
        assert isinstance(filtered, Filtered)
        assert filtered.good_left < 0.85 * session.setup.cleaning.truth.good
        session.apply(SetFilter(name, "off"))


def test_a_training_from_its_begin_to_the_comparison(session: CurateSession) -> None:
    session.apply(Begin())
    for name, setting in BEST.items():
        session.apply(SetFilter(name, setting))
    said, began, *steps = trained(session)
    assert isinstance(said, Said)
    assert isinstance(began, TrainingBegan)
    assert began.raw_tokens > 3 * began.cleaned_tokens > 0
    told = [event for event in steps if isinstance(event, Trained)]
    assert [event.step for event in told] == [4, 5]
    assert told[-1].phrases == told[-1].total == 80
    compared = next(event for event in steps if isinstance(event, RivalsCompared))
    assert compared.gain == pytest.approx(compared.raw - compared.cleaned)
    assert compared.gain > 0
    assert compared.reached
    assert "ahead by" in compared_in_words(compared)
    assert steps[-1] == Said("voice", "Better.")
    *_, ended = session.apply(Next())
    assert isinstance(ended, SessionEnded)
    assert ended.won
    assert ended.result is not None
    assert ended.result.yours < ended.result.rival  # type: ignore[operator]


def test_with_nothing_set_both_are_alike_and_the_goal_is_missed(session: CurateSession) -> None:
    session.apply(Begin())
    *_, compared, said = trained(session)
    assert isinstance(compared, RivalsCompared)
    assert (compared.gain, compared.reached, said) == (0.0, False, Said("voice", "Alike."))
    assert "they read the same text" in compared_in_words(compared)
    *_, ended = session.apply(Next())
    assert isinstance(ended, SessionEnded)
    assert not ended.won


def test_one_can_try_again_as_often_as_there_are_trainings(session: CurateSession) -> None:
    session.apply(Begin())
    trained(session)
    session.apply(SetFilter("extraction", "main text"))
    assert session.state.phase == "filtering"
    trained(session)
    assert session.trainings_left == 0
    with pytest.raises(CommandError, match="no training left"):
        session.apply(Train())
    assert isinstance(session.apply(Next())[-1], SessionEnded)


def test_a_training_that_is_stopped_is_spent(session: CurateSession) -> None:
    session.apply(Begin())
    for _ in range(2):
        session.apply(Train())
        session.apply(TrainOn())
        session.apply(StopTraining())
    *_, ended = session.apply(Next())
    assert isinstance(ended, SessionEnded)
    assert (ended.won, ended.result) == (False, None)


def test_pages_can_be_looked_at(session: CurateSession) -> None:
    session.apply(Begin())
    session.apply(SetFilter("language", "loose"))
    page = session.next_page(0, "language")
    assert page is not None
    (shown,) = session.apply(LookAtPage(page))
    assert isinstance(shown, PageShown)
    assert (shown.taken_by, shown.left, shown.kind) == ("language", "", "others")
    assert "<" in shown.raw
    assert session.next_page(0, "personal") is None
    assert session.next_page(435, None) == 1
    for number in (0, 436, 10**9):
        with pytest.raises(CommandError, match="there are pages 1 to 435"):
            session.apply(LookAtPage(number))


@pytest.mark.parametrize(
    ("commands", "wrong"),
    [
        ([], "let them train first"),
        ([Begin(), Begin()], "has begun already"),
        ([Begin(), TrainOn()], "nobody is training"),
        ([Begin(), StopTraining()], "nobody is training"),
        ([Begin(), Train(), SetFilter("language", "off")], "before or after a training"),
        ([Begin(), Train(), LookAtPage(1)], "before or after a training"),
        ([Begin(), Train(), Train()], "they are at it already"),
        ([Begin(), SetFilter("language", "klingon")], "can be set to: off, loose, middle"),
        ([Begin(), AnswerScores({})], "here pages are filtered"),
        ([Begin(), AskHint(), AskHint()], "no more hints"),
    ],
)
def test_commands_that_do_not_fit_change_nothing(
    session: CurateSession, commands: list[AnyCommand], wrong: str
) -> None:
    for command in commands[:-1]:
        session.apply(command)
    state = session.state
    with pytest.raises(CommandError, match=wrong):
        session.apply(commands[-1] if commands else Next())
    assert session.state == state


def test_filters_that_leave_nothing_leave_nothing_to_learn(folder: Path) -> None:
    session = new_session(load_level(folder), 3, 0.0, field)
    assert isinstance(session, CurateSession)
    session.apply(Begin())
    session.setup.cleaning.texts = lambda settings: ()  # type: ignore[method-assign]
    with pytest.raises(CommandError, match="leave nothing to learn from"):
        session.apply(Train())
    assert session.state.phase == "filtering"


COMMANDS = st.sampled_from(
    [
        SetFilter("extraction", "main text"),
        SetFilter("language", "strict"),
        LookAtPage(7),
        Train(),
        TrainOn(),
        TrainOn(),
        StopTraining(),
        AskHint(),
        Next(),
    ]
)


@settings(max_examples=8, deadline=None)
@given(st.lists(COMMANDS, max_size=8))
def test_the_same_commands_give_the_same_events_and_can_be_taken_back(
    tmp_path_factory: pytest.TempPathFactory, commands: list[AnyCommand]
) -> None:
    place = tmp_path_factory.mktemp("levels") / "small"
    place.mkdir()
    (place / "level.toml").write_text(LEVEL)
    (place / "story.md").write_text(STORY)
    first, second = (new_session(load_level(place), 3, 0.0, field) for _ in range(2))
    for command in [Begin(), *commands]:
        before = second.snapshot()
        told = outcome(second, command)
        second.restore(before)
        assert outcome(second, command) == told  # as if it had not been carried out before
        assert outcome(first, command) == told
        assert first.state == second.state


def outcome(session: object, command: AnyCommand) -> bytes:
    try:
        return msgspec.json.encode(session.apply(command))  # type: ignore[attr-defined]
    except CommandError as error:
        return str(error).encode()


def test_a_killed_session_is_gone_on_with_in_the_middle_of_a_training(folder: Path, records: Records) -> None:
    opened = new_session(load_level(folder), 3, 0.0, field)
    recorded, _ = start_recorded(opened, records)
    recorded.apply(SetFilter("extraction", "main text"))
    recorded.apply(Train())
    recorded.apply(TrainOn())
    record = records.unfinished()
    assert record is not None
    resumed = resume_recorded(new_session(load_level(folder), 3, 0.0, field), records, record)
    assert resumed is not None
    again, events = resumed
    assert again.session.state == opened.state
    assert again.apply(TrainOn()) == opened.apply(TrainOn())
    assert isinstance(events[0], CurateStarted)


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ('heap = "english-pages"', 'heap = "../../etc"', "mechanic.heap: '../../etc' is no name of a heap"),
        ('heap = "english-pages"', 'heap = "/etc/passwd"', "is no name of a heap"),
        ('heap = "english-pages"', 'heap = "passwd"', "mechanic.heap: passwd: there is no such heap"),
        ('heap = "english-pages"', 'heap = "english-pages"\nblocked = "/etc/hosts"', "is not a key of this file"),
        ("phrases = 80", "phrases = 10000000", "mechanic.phrases"),
        ("trainings = 2", "trainings = 0", "mechanic.trainings"),
        ("gain = 0.01", "gain = 0.0", "goal.gain"),
        ('kind = "cleaned"\ngain = 0.01\nspared = 0.9\ncontacts = 10', 'kind = "beat"\nplayer = "bigram"', "goal.kind"),
    ],
)
def test_a_level_of_a_stranger_reads_no_other_file(folder: Path, old: str, new: str, wrong: str) -> None:
    assert old in LEVEL
    (folder / "level.toml").write_text(LEVEL.replace(old, new))
    with pytest.raises(BadInput) as caught:
        new_session(load_level(folder), 3, 0.0, field)
    assert wrong in caught.value.line()
    assert caught.value.file == str(folder / "level.toml")


def test_a_level_is_checked_by_its_solution_and_by_a_null_play(folder: Path) -> None:
    filters = "\n".join(f'{name} = "{setting}"' for name, setting in BEST.items())
    (folder / "solution.toml").write_text(f"format_version = 1\nseed = 3\n[filters]\n{filters}\n")
    proofs = [proof.words for proof in check_level(folder, field)]
    assert proofs[0].startswith("its solution wins: ahead by 0.")
    assert proofs[1] == "a null play does not win"
    (folder / "solution.toml").write_text('format_version = 1\nseed = 3\n[filters]\nlanguage = "klingon"\n')
    with pytest.raises(CheckFailed, match=r"filters\.language: the filter language can be set to: off"):
        list(check_level(folder, field))


def test_a_solution_names_filters_alone() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"format_version": 1, "seed": 1, "filters": {"colour": "red"}}, CurateSolution)
