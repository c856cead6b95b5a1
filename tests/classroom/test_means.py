"""A class as a rival: its means alone are written, and on the same items they cost what the class together paid."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.classroom.lessons import Lessons, SmallGames
from tokenroom.classroom.means import means_of
from tokenroom.classroom.opening import OpenGames
from tokenroom.classroom.plan import LevelStep, Plan
from tokenroom.errors import BadInput
from tokenroom.game.campaign import Campaign
from tokenroom.game.class_means import ClassMeans, against, means_path, read_means
from tokenroom.game.commands import AnswerScores, Begin, Next
from tokenroom.game.events import AnyEvent, ItemAsked, Revealed, RivalLocked, Said, SessionEnded, SessionStarted
from tokenroom.game.level import load_level
from tokenroom.game.mechanics import new_session
from tokenroom.game.names import in_short, in_words
from tokenroom.game.practice import is_practice, open_level
from tokenroom.game.records import Records
from tokenroom.rivals.field import Field

SCORES = ({5: 2.0}, {5: -1.0, 40: 3.5}, {}, {299: 6.0})
TUTORIAL = Plan(format_version=1, title="Tutorial", steps=(LevelStep(level="00-tutorial"),))


def play(lessons: Lessons, items: int, answers: list[tuple[dict[int, float], ...]]) -> list[float]:
    """Let students answer so many items; return what the class together paid for each."""
    students = [lessons.join(f"Ada {n}") for n in range(4)]
    paid = []
    while lessons.room.lesson.phase != "asked":
        lessons.teach()
    for n in range(items):
        for student, scores in zip(students, answers[n], strict=False):
            lessons.answer(student, AnswerScores(scores))
        lessons.reveal()
        paid.append(lessons.room.lesson.play.game.view().revealed.surprise)  # type: ignore[union-attr]
        lessons.teach()
    return paid


def of(events: tuple[AnyEvent, ...], kind: type) -> list:  # type: ignore[type-arg]
    return [event for event in events if isinstance(event, kind)]


def test_on_the_same_items_it_pays_what_the_class_together_paid(tmp_path: Path, field: Field) -> None:
    games = SmallGames(tmp_path, field)
    lessons = Lessons(games)
    paid = play(lessons, 3, [SCORES, SCORES, SCORES])
    means = means_of(lessons.room, "7b")
    (kept,) = means.plays
    assert [item.answers for item in kept.items] == [4, 4, 4]

    rival = against(means, "02-small-page")
    level = dataclasses.replace(load_level(games.folder), against=rival)
    session = new_session(level, kept.seed, 0.0, lambda _: field)
    events = session.apply(Begin())
    assert of(events, SessionStarted)[0].items == 3  # of five: so far the class came
    assert of(events, RivalLocked)[0].rival == "class:7b"
    theirs = []
    for n in range(3):
        (revealed,) = of(session.apply(AnswerScores({7: 1.0})), Revealed)
        theirs.append(revealed.surprises["class:7b"])
        assert math.isclose(sum(option.p for option in revealed.rivals), 1.0, abs_tol=0.999)
        assert {"uniform", "bigram", "step-1000"} <= revealed.surprises.keys()
        events = session.apply(Next())
        assert bool(of(events, ItemAsked)) == (n < 2)
    assert theirs == pytest.approx(paid, abs=1e-9)
    assert of(events, SessionEnded)[0].result.rival == pytest.approx(sum(paid) / 3)


def test_it_plays_in_the_campaign_and_says_where_it_has_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, records: Records, open_small: Callable[[str], Field]
) -> None:
    monkeypatch.setenv("TOKENROOM_HOME", str(tmp_path))
    lessons = Lessons(OpenGames(open_small), TUTORIAL)
    paid = play(lessons, 2, [({0: 1.0}, {1: 2.0}, {3: -1.0}), ({0: 9.0}, {1: 9.0})])
    path = means_path("7b")
    path.parent.mkdir(parents=True)
    path.write_bytes(msgspec.json.encode(means_of(lessons.room, "7b")))
    campaign = Campaign(records, open_small, new_seed=lambda: 99, seconds_per_nat=0.0)
    recorded, events = campaign.start("0@class:7b")
    started = of(events, SessionStarted)[0]
    assert (started.title, started.rival) == ("The tutorial: against the class 7b", "class:7b")
    assert started.seed == read_means(path).plays[0].seed != 99
    (revealed,) = of(recorded.apply(AnswerScores({2: 1.0})), Revealed)
    assert revealed.surprises["class:7b"] == pytest.approx(paid[0])
    told = of(recorded.apply(Next()), Said)
    assert any("Too few in the class" in said.text for said in told)
    (revealed,) = of(recorded.apply(AnswerScores({})), Revealed)
    assert revealed.surprises["class:7b"] == pytest.approx(math.log(4))  # two answered: what they meant is not told
    record = records.unfinished()
    assert record is not None
    _, again = campaign.resume(record)
    assert of(again, Revealed)[-1] == revealed


def test_no_single_answer_is_written(tmp_path: Path, field: Field) -> None:
    lessons = Lessons(SmallGames(tmp_path, field))
    play(lessons, 2, [({5: 2.125}, {6: 3.375}), ({5: 2.125},)])
    means = means_of(lessons.room, "7b")
    assert [(item.answers, item.scores) for item in means.plays[0].items] == [(2, {}), (1, {})]
    text = msgspec.json.encode(means).decode()
    assert "Ada" not in text
    assert "2.125" not in text


def test_nothing_played_leaves_nothing(tmp_path: Path, field: Field) -> None:
    lessons = Lessons(SmallGames(tmp_path, field))
    assert means_of(lessons.room, "7b").plays == ()
    with pytest.raises(BadInput, match="has played nothing"):
        against(means_of(lessons.room, "7b"), "00-tutorial")


def test_a_text_that_has_changed_is_noticed(tmp_path: Path, field: Field) -> None:
    games = SmallGames(tmp_path, field)
    lessons = Lessons(games)
    play(lessons, 2, [SCORES, SCORES])
    kept = means_of(lessons.room, "7b").plays[0]
    other = msgspec.structs.replace(kept, items=(msgspec.structs.replace(kept.items[0], token=299), *kept.items[1:]))
    many = msgspec.structs.replace(kept, items=(*kept.items, *kept.items, *kept.items))
    far = msgspec.structs.replace(kept.items[0], scores={300: 1.0})
    for wrong in (other, many, msgspec.structs.replace(kept, items=(far,))):
        rival = against(ClassMeans(format_version=1, name="x", plays=(wrong,)), kept.level)
        level = dataclasses.replace(load_level(games.folder), against=rival)
        with pytest.raises(BadInput, match="other tokens are asked"):
            new_session(level, kept.seed, 0.0, lambda _: field)


@settings(max_examples=40)  # each is a file
@given(st.one_of(st.text(), st.recursive(st.one_of(st.integers(), st.text()), st.lists).map(json.dumps)))
def test_whatever_a_file_holds_it_is_read_or_refused(text: str) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "means.json"
        path.write_text(text, encoding="utf-8", errors="surrogatepass")
        with pytest.raises(BadInput, match="holds no means of a class"):
            read_means(path)


@pytest.mark.parametrize("score", ["1e300", "NaN", '"1"', "null"])
def test_scores_are_numbers_that_can_be_scored(tmp_path: Path, score: str) -> None:
    item = f'{{"position":1,"token":1,"answers":3,"scores":{{"1":{score}}}}}'
    text = f'{{"format_version":1,"name":"x","plays":[{{"level":"00-tutorial","seed":1,"items":[{item}]}}]}}'
    path = tmp_path / "means.json"
    path.write_text(text)
    with pytest.raises(BadInput, match="holds no means"):
        read_means(path)
    path.write_text(text.replace(f":{score}}}", ":1.5}"))
    assert read_means(path).plays[0].items[0].scores == {1: 1.5}


@pytest.mark.parametrize(
    ("level", "says"),
    [("0@class:nobody", "cannot be read"), ("0@class:../x", "is no name of a class"), ("0@class:", "is no name")],
)
def test_what_is_no_class_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, level: str, says: str) -> None:
    monkeypatch.setenv("TOKENROOM_HOME", str(tmp_path))
    with pytest.raises(BadInput, match=says):
        open_level(level)


def test_its_name_is_told_as_a_class() -> None:
    assert (in_words("class:7b"), in_short("class:7b")) == ("the class 7b", "class 7b")
    assert in_words("class:\x1b[2J").isprintable()
    assert is_practice("practice@english")
    assert not is_practice("practice@class:7b")
