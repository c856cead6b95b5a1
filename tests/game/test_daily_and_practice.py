"""The daily phrase, the same for everyone on a date; and practice, whose name says what it is on."""

from __future__ import annotations

import doctest
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest

from tests.conftest import small_field
from tokenroom.errors import BadInput
from tokenroom.game import practice
from tokenroom.game.campaign import Campaign
from tokenroom.game.commands import AnswerScores, Next
from tokenroom.game.level import level_names
from tokenroom.game.passage import Passage
from tokenroom.game.practice import open_level, practice_name
from tokenroom.game.predict import PredictSession
from tokenroom.game.recorded import RecordedSession
from tokenroom.game.records import Records
from tokenroom.game.share import share_text
from tokenroom.rivals.field import Field, open_field

LONGER = small_field(paragraphs=4)
DAY = date(2026, 11, 22)
OpenField = Callable[[str], Field]


@cache
def english(name: str) -> Field:
    """The shipped English field; every corpus that is asked for must be it."""
    assert name == "english"
    return open_field(name)


@pytest.fixture
def open_small() -> OpenField:
    """The small corpus, with more to each document."""
    return lambda _: LONGER


def on(records: Records, day: date, open_small: OpenField, seed: int = 1) -> Campaign:
    return Campaign(records, open_small, lambda: seed, 0.0, today=day.isoformat)


def passage(session: RecordedSession) -> Passage:
    assert isinstance(session.session, PredictSession)
    return session.session.setup.parts[0].passage


def to_the_end(session: RecordedSession, scores: dict[int, float]) -> None:
    while session.session.state.phase != "ended":
        session.apply(AnswerScores(scores))
        session.apply(Next())


def test_a_date_is_a_seed_and_chance_has_no_say(records: Records, open_small: OpenField) -> None:
    first, _ = on(records, DAY, open_small, seed=1).start("daily")
    second, _ = on(records, DAY, open_small, seed=2).start("daily")
    assert passage(first) == passage(second)
    assert first.session.setup.seed == 20261122
    assert len(passage(first).asked) == 5


def test_another_date_is_usually_another_phrase(records: Records) -> None:
    drawn = [passage(on(records, DAY + timedelta(n), english).start("daily")[0]) for n in range(12)]
    assert len(set(drawn)) >= 11
    assert len({p.ids for p in drawn}) >= 9


def test_the_report_of_the_day_is_that_of_the_first_play(records: Records, open_small: OpenField) -> None:
    today = on(records, DAY, open_small)
    assert today.daily_report() is None
    first, _ = today.start("daily")
    assert today.daily_report() is None
    to_the_end(first, {})
    report = today.daily_report()
    assert report is not None
    again, _ = today.start("daily")
    to_the_end(again, {0: 3.0})
    assert today.daily_report() == report
    assert on(records, DAY + timedelta(1), open_small).daily_report() is None
    told = share_text(report, today.today())
    assert told.startswith("tokenroom 2026-11-22\n")
    assert not any(item.text.strip() in told for item in report.items if len(item.text.strip()) > 3)


def test_a_practice_with_the_same_seed_is_not_the_phrase_of_the_day(records: Records, open_small: OpenField) -> None:
    campaign = on(records, DAY, open_small, seed=20261122)
    session, _ = campaign.start("practice")
    to_the_end(session, {})
    assert campaign.daily_report() is None


def test_examples_in_docstrings() -> None:
    assert doctest.testmod(practice).failed == 0


@pytest.mark.parametrize(
    ("corpus", "genre", "title"), [("french", "", "french"), ("english", "tales", "english, tales")]
)
def test_practice_is_a_level_on_what_its_name_says(corpus: str, genre: str, title: str) -> None:
    level = open_level(practice_name(corpus, genre))
    assert level.name == practice_name(corpus, genre)
    assert level.file.title.endswith(f": {title}")
    spec = level.file.mechanic.passage
    assert (spec.corpus, spec.genres) == (corpus, (genre,) if genre else ())


def test_practice_can_be_gone_on_with(campaign: Campaign) -> None:
    session, _ = campaign.start(practice_name("small", "notes"))
    session.apply(AnswerScores({0: 1.0}))
    record = campaign.unfinished()
    assert record is not None
    again, events = campaign.resume(record)
    assert passage(again) == passage(session)
    assert events[0].level == "practice@small/notes"
    assert [s.name for s in campaign.levels()][: len(level_names())] == level_names()


@pytest.mark.parametrize("name", ["practice@", "daily@english", "00-tutorial@english", "@english", "practise@english"])
def test_a_name_that_means_nothing_is_refused(name: str) -> None:
    with pytest.raises(BadInput, match="there is no such level"):
        open_level(name)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("practice@nowhere", "nowhere: there is no such corpus"),
        ("practice@../english", "there is no such corpus"),
        ("practice@english/sagas", "no held-out passage of 120 tokens in sagas"),
        ("practice@english/tales/notes", "no held-out passage of 120 tokens in tales/notes"),
    ],
)
def test_a_corpus_or_a_genre_that_is_not_there_is_told(records: Records, name: str, told: str) -> None:
    campaign = Campaign(records, open_field, lambda: 1, 0.0)
    with pytest.raises(BadInput, match=told):
        campaign.start(name)
    assert campaign.unfinished() is None


def test_a_corpus_too_short_to_practise_on_is_told(records: Records) -> None:
    short = small_field()
    documents = tuple(d for d in short.corpus.documents if not d.held_out)
    held = replace(documents[0], name="notes/z", source="Z\n\nToo short.\n", held_out=True)
    field = Field(replace(short.corpus, documents=(*documents, held)), short.tokenizer)
    field.__dict__["ladder"] = short.ladder
    with pytest.raises(BadInput, match="has no held-out passage of 120 tokens in any genre; ask for fewer"):
        Campaign(records, lambda _: field, lambda: 1, 0.0).start("practice")
