"""A class that values pairs, merges symbols and sets filters: the class decides, the game's session carries it out."""

from __future__ import annotations

import math
from contextlib import closing
from pathlib import Path

import pytest

from tests import small_room
from tests.classroom.lessons import Lessons, picture, refusal
from tests.game.test_curate import LEVEL as CURATE
from tests.game.test_curate import STORY as CURATE_STORY
from tests.game.test_curate import field as curate_field
from tests.glue import FIELD, glue_folder
from tests.small_room import small_trunk, write_level
from tokenroom.classroom.from_clients import GoNext, Open
from tokenroom.classroom.game import ClassGame
from tokenroom.classroom.opening import OpenGames
from tokenroom.classroom.plan import LevelStep, Plan, TalkStep
from tokenroom.classroom.preferring import PreferGame
from tokenroom.classroom.progress import POINTS, followed
from tokenroom.classroom.sending import Handled, ModelLearned
from tokenroom.classroom.store import Store
from tokenroom.classroom.to_clients import Stage, Yours
from tokenroom.classroom.views import CurateView, MergeView, Point, PreferView
from tokenroom.game import prefer_setup
from tokenroom.game.commands import AnswerScores, Next
from tokenroom.game.curate_commands import SetFilter
from tokenroom.game.curate_options import OPTIONS
from tokenroom.game.level import load_level
from tokenroom.game.merge_commands import PickPair
from tokenroom.game.prefer import LN2
from tokenroom.game.prefer_commands import ValuePair
from tokenroom.rivals.field import OpenField


@pytest.fixture(autouse=True)
def trunk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefer_setup, "chat_trunk", small_trunk)


class OneLevel(OpenGames):
    """Opens one level, whatever the plan says."""

    def __init__(self, folder: Path, open_field: OpenField) -> None:
        super().__init__(open_field)
        self.folder = folder

    def __call__(self, step: object, number: int, seed: int) -> ClassGame:
        assert isinstance(step, LevelStep)
        return self.level(load_level(self.folder), step.items, number, seed)


def lessons_on(folder: Path, open_field: OpenField, items: int = 0) -> Lessons:
    step = LevelStep(level="it", title="It", items=items)
    plan = Plan(format_version=1, title="Votes", steps=(step, TalkStep(title="After", text="So?")))
    return Lessons(OneLevel(folder, open_field), plan)


def learn(lessons: Lessons, most: int = 1000) -> list[Handled]:
    """Let the model learn as the host does, until it is over or so many pieces are done."""
    handled = []
    while lessons.room.lesson.phase == "working" and len(handled) < most:
        play = lessons.room.lesson.play
        assert play is not None
        job = play.job()
        assert job is not None
        lessons.now += 1.0
        handled.append(lessons.room.learned(job(), lessons.now))
        kept = handled[-1].kept
        lessons.log += [] if kept is None else [kept]
    return handled


def same_after_replay(lessons: Lessons, folder: Path) -> None:
    """The log, through its file, gives the room as it is."""
    with closing(Store.found(folder / "replayed.sqlite", lessons.founding)) as store:
        store.append(lessons.log)
        assert picture(store.room(lessons._open_play)) == picture(lessons.room)


def prefer_view(lessons: Lessons) -> PreferView:
    view = lessons.room.lesson.stage(lessons.now).view
    assert isinstance(view, PreferView)
    return view


def test_a_class_values_pairs_and_its_choices_train_the_reward_model(tmp_path: Path) -> None:
    lessons = lessons_on(write_level(tmp_path / "small"), small_room.field)
    students = [lessons.join(name) for name in ("Ada", "Ben", "Cleo")]
    for _ in range(2):
        lessons.teach()
    asked = prefer_view(lessons)
    assert asked.asked is not None
    assert asked.items == 5
    assert asked.revealed is None
    for who, values in zip(students, ((3.0, 1.0), (2.0, 0.0), (0.0, 1.0)), strict=True):
        assert refusal(lessons.answer(who, ValuePair(*values))) == ""
    handled = lessons.reveal()
    view = prefer_view(lessons)
    told = view.revealed
    assert told is not None
    assert view.choices == (2, 1, 0)
    assert told.values == (1.0, 0.0)  # the mean of 2, 2 and -1
    assert view.turned == (told.better == "second")
    sign = 1.0 if told.better == "first" else -1.0
    costs = [s.message.surprise for s in handled.sends if isinstance(s.message, Yours)]
    assert costs == pytest.approx([math.log1p(math.exp(-sign * d)) for d in (2.0, 2.0, -1.0)])
    assert view.figures is not None
    assert view.figures.players["uniform"] == LN2
    assert view.figures.players["reward-model"] == pytest.approx(LN2)  # it had learned nothing


def test_all_pairs_are_learned_meanwhile_and_held_out_ones_valued_after(tmp_path: Path) -> None:
    lessons = lessons_on(write_level(tmp_path / "small"), small_room.field)
    ada = lessons.join("Ada")
    for _ in range(2):
        lessons.teach()
    for _ in range(3):
        lessons.answer(ada, ValuePair(0.0, 5.0))
        lessons.reveal()
        lessons.teach()
    assert lessons.room.lesson.phase == "working"
    assert refusal(lessons.teach(Open, step=1)) == "not_now"
    progress = learn(lessons)
    assert lessons.room.lesson.phase == "worked"
    view = prefer_view(lessons)
    assert view.progress is not None
    assert view.progress.course[0] == Point(0, {"reward-model": LN2})
    assert view.progress.course[-1] == Point(view.progress.done, view.progress.losses)
    assert view.learned is not None
    assert view.learned.few is not None
    assert view.learned.full is not None
    assert all(send.to in {"remotes", "projectors"} for handled in progress[:-1] for send in handled.sends)
    for _ in range(2):
        lessons.teach()
        lessons.answer(ada, ValuePair(1.0, 0.0))
        lessons.reveal()
    lessons.teach()
    assert lessons.room.lesson.phase == "ended"
    same_after_replay(lessons, tmp_path)


def test_the_course_of_a_long_learning_is_told_in_few_points() -> None:
    progress = followed(None, 0, 5000, {})
    assert progress.course == ()
    for done in range(1, 5001):
        progress = followed(progress, done, 5000, {"raw": 1.0 / done})
    told = [point.done for point in progress.course]
    assert POINTS / 2 <= len(told) <= POINTS
    assert told == sorted(set(told))
    assert told[0] == 1
    assert told[-1] == 5000


def test_the_learning_is_stopped_by_going_on_and_replayed_as_far_as_it_came(tmp_path: Path) -> None:
    lessons = lessons_on(write_level(tmp_path / "small"), small_room.field)
    ada = lessons.join("Ada")
    for _ in range(2):
        lessons.teach()
    for _ in range(3):
        lessons.answer(ada, ValuePair(0.0, 5.0))
        lessons.reveal()
        lessons.teach()
    learn(lessons, most=1)
    assert lessons.room.lesson.phase == "working"
    lessons.teach(GoNext)
    learn(lessons)
    assert lessons.room.lesson.phase == "worked"
    assert [entry.message for entry in lessons.log if isinstance(entry.message, ModelLearned)] == [ModelLearned(jobs=2)]
    same_after_replay(lessons, tmp_path)


@pytest.mark.parametrize("steps", [1, 1000])
def test_what_was_learned_is_remembered_and_not_learned_once_more(tmp_path: Path, steps: int) -> None:
    lessons = lessons_on(write_level(tmp_path / "small"), small_room.field)
    ada = lessons.join("Ada")
    for _ in range(2):
        lessons.teach()
    for _ in range(3):
        lessons.answer(ada, ValuePair(0.0, 5.0))
        lessons.reveal()
        lessons.teach()
    learn(lessons, most=steps)
    if steps == 1:
        lessons.teach()  # stops it
        learn(lessons)
    play = lessons.room.lesson.play
    assert play is not None
    memory = play.game.memory()
    lessons.teach()
    lessons.answer(ada, ValuePair(1.0, 0.0))
    lessons.reveal()
    with closing(Store.found(tmp_path / "class.sqlite", lessons.founding)) as store:
        store.append(lessons.log)
        store.remember(1, memory)
        games: list[PreferGame] = []

        def opened(step: object, number: int, seed: int) -> ClassGame:
            game = lessons._open_play(step, number, seed)
            assert isinstance(game, PreferGame)
            game.job = lambda: pytest.fail("it is learned once more")  # type: ignore[method-assign]
            games.append(game)
            return game

        assert picture(store.room(opened)) == picture(lessons.room)
        assert len(games) == 1
        for bad in (b"PK", b"\x93NUMPY", b"", memory[:100]):
            store.remember(1, bad)
            assert picture(store.room(lessons._open_play)) == picture(lessons.room)


def test_a_learning_that_fails_ends_and_the_lesson_goes_on(tmp_path: Path) -> None:
    lessons = lessons_on(write_level(tmp_path / "small"), small_room.field)
    ada = lessons.join("Ada")
    for _ in range(2):
        lessons.teach()
    for _ in range(3):
        lessons.answer(ada, ValuePair(0.0, 5.0))
        lessons.reveal()
        lessons.teach()
    handled = lessons.room.learned(None, lessons.now)
    assert handled.kept is not None
    lessons.log.append(handled.kept)
    assert lessons.room.lesson.phase == "worked"
    lessons.teach()
    assert prefer_view(lessons).asked is not None
    same_after_replay(lessons, tmp_path)


def test_a_plan_may_ask_for_fewer_pairs(tmp_path: Path) -> None:
    lessons = lessons_on(write_level(tmp_path / "small"), small_room.field, items=2)
    lessons.teach()
    assert prefer_view(lessons).items == 3  # two that are learned from, one that is held out


def merge_view(lessons: Lessons) -> MergeView:
    view = lessons.room.lesson.stage(lessons.now).view
    assert isinstance(view, MergeView)
    return view


def test_the_pair_with_most_votes_is_merged(tmp_path: Path) -> None:
    lessons = lessons_on(glue_folder(tmp_path), lambda _: FIELD)
    students = [lessons.join(name) for name in ("Ada", "Ben", "Cleo", "Dora")]
    for _ in range(2):
        lessons.teach()
    pairs = [PickPair(pair.left.id, pair.right.id) for pair in merge_view(lessons).candidates]
    for who, answer in zip(students, (pairs[1], pairs[1], pairs[0], Next()), strict=True):
        assert refusal(lessons.answer(who, answer)) == ""
    lessons.reveal()
    view = merge_view(lessons)
    assert view.revealed is not None
    assert view.revealed.picked is not None
    assert (view.revealed.picked.left.id, view.revealed.picked.right.id) == (pairs[1].left, pairs[1].right)
    assert sorted(vote.votes for vote in view.votes) == [1, 1, 2]
    made = view.revealed.made
    assert made is not None
    assert any(made.text in piece for piece in view.pieces)
    lessons.teach()
    for answer in (PickPair(9999, 1), PickPair(0, 0), AnswerScores({})):
        assert refusal(lessons.answer(students[0], answer)) == "answer"
    for _ in range(40):
        if lessons.room.lesson.phase == "ended":
            break
        lessons.reveal() if lessons.room.lesson.phase == "asked" else lessons.teach()
    assert merge_view(lessons).scored is not None
    same_after_replay(lessons, tmp_path)


def test_nothing_is_merged_if_nobody_votes_and_the_first_listed_wins_a_tie(tmp_path: Path) -> None:
    lessons = lessons_on(glue_folder(tmp_path), lambda _: FIELD)
    ada, ben = lessons.join("Ada"), lessons.join("Ben")
    for _ in range(2):
        lessons.teach()
    lessons.reveal()
    picked = merge_view(lessons).revealed
    assert picked is not None
    assert picked.picked is None
    lessons.teach()
    for who in (ada, ben):
        lessons.say(who, _go_on(lessons))
    first, second = (PickPair(pair.left.id, pair.right.id) for pair in merge_view(lessons).candidates[:2])
    lessons.answer(ada, second)
    lessons.answer(ben, first)
    lessons.reveal()
    picked = merge_view(lessons).revealed
    assert picked is not None
    assert picked.picked is not None
    assert (picked.picked.left.id, picked.picked.right.id) == (first.left, first.right)


def _go_on(lessons: Lessons) -> object:
    from tokenroom.classroom.from_clients import GoOn

    return GoOn(id=lessons.fresh(), play=1, item=lessons.room.lesson.item - 1, to="class")


def curate_view(lessons: Lessons) -> CurateView:
    view = lessons.room.lesson.stage(lessons.now).view
    assert isinstance(view, CurateView)
    return view


def test_a_class_sets_filters_by_vote_and_two_rivals_learn(tmp_path: Path) -> None:
    folder = tmp_path / "heap"
    folder.mkdir()
    (folder / "level.toml").write_text(CURATE.replace("phrases = 80", "phrases = 16"))
    (folder / "story.md").write_text(CURATE_STORY)
    lessons = lessons_on(folder, curate_field)
    ada, ben, cleo = (lessons.join(name) for name in ("Ada", "Ben", "Cleo"))
    lessons.teach()
    chosen = []
    for _ in range(5):
        lessons.teach()
        view = curate_view(lessons)
        settings = [option.setting for option in view.options]
        assert settings == [option.name for option in OPTIONS[view.filter]]  # type: ignore[index]
        for who, setting in ((ada, settings[1]), (ben, settings[0]), (cleo, settings[1])):
            lessons.answer(who, SetFilter(view.filter, setting))  # type: ignore[arg-type]
        lessons.reveal()
        chosen.append(curate_view(lessons).revealed)
        assert chosen[-1] == settings[1]
    assert refusal(lessons.answer(ada, SetFilter("addresses", "off"), "fresh")) == "answered"
    lessons.teach()
    assert lessons.room.lesson.phase == "working"
    stages = [s.message for handled in learn(lessons) for s in handled.sends if isinstance(s.message, Stage)]
    assert any(isinstance(s.view, CurateView) and s.view.progress and s.view.progress.done for s in stages)
    compared = curate_view(lessons).compared
    assert compared is not None
    assert compared.cleaned != compared.raw
    lessons.teach()
    assert lessons.room.lesson.phase == "ended"
    memory = lessons.room.lesson.play.game.memory()  # type: ignore[union-attr]
    with closing(Store.found(tmp_path / "class.sqlite", lessons.founding)) as store:
        store.append(lessons.log)
        store.remember(1, memory)
        assert picture(store.room(lessons._open_play)) == picture(lessons.room)
