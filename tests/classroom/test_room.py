"""The room of a class: the life of a lesson, seats, figures, and who may do what."""

from __future__ import annotations

import math
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest

from tests.classroom.lessons import Lessons, SmallGames, picture, refusal
from tokenroom.classroom.from_clients import (
    Admit,
    Answer,
    Door,
    Extend,
    Find,
    GoBack,
    GoNext,
    GoOn,
    Join,
    LetIn,
    Lock,
    NamesFirst,
    Open,
    Pause,
    Remove,
    Rename,
    Reveal,
    ShowNames,
    Time,
    Write,
)
from tokenroom.classroom.sending import NEWCOMER, PROJECTOR, TEACHER, Handled, Who
from tokenroom.classroom.to_clients import Behind, Done, Found, Kept, Out, Seated, Spread, Stage, Yours
from tokenroom.classroom.views import PredictView
from tokenroom.game.commands import AnswerChips, AnswerGuess, AnswerScores, PickPair
from tokenroom.game.level import load_level
from tokenroom.rivals.field import Field
from tokenroom.scoring import cross_entropy, softmax


@pytest.fixture
def lessons(tmp_path: Path, small: Field) -> Lessons:
    return Lessons(SmallGames(tmp_path, small))


def sent(handled: Handled, kind: type) -> list:
    return [send.message for send in handled.sends if isinstance(send.message, kind)]


def view_of(lessons: Lessons) -> PredictView:
    view = lessons.room.lesson.stage(lessons.now).view
    assert isinstance(view, PredictView)
    return view


def test_a_lesson_goes_from_the_lobby_to_its_end(lessons: Lessons) -> None:
    ada = lessons.join("Ada")
    phases = [lessons.room.lesson.phase]
    for _ in range(40):
        phase = lessons.room.lesson.phase
        if phase == "over":
            break
        if phase == "asked" and isinstance(lessons.room.lesson.stage(0.0).view, PredictView):
            lessons.answer(ada, AnswerScores({}))
            lessons.reveal()
        else:
            lessons.teach()
        phases.append(lessons.room.lesson.phase)
    assert phases == ["lobby", "talk", "opened", *["asked", "revealed"] * 5, "ended", "asked", "over"]
    assert refusal(lessons.teach()) == "not_now"


def test_stages_are_numbered_in_order_and_tell_the_story(lessons: Lessons) -> None:
    lessons.join("Ada")
    talk, opened, asked = (sent(lessons.teach(), Stage)[0] for _ in range(3))
    assert [stage.phase for stage in (talk, opened, asked)] == ["talk", "opened", "asked"]
    assert [stage.stage for stage in (talk, opened, asked)] == [2, 3, 4]
    assert [said.text for said in opened.told] == ["The screen wakes.", "Here is a page."]


def test_nothing_before_the_reveal_depends_on_the_hidden_token(lessons: Lessons) -> None:
    ada = lessons.join("Ada")
    lessons.to_first_item()
    view = view_of(lessons)
    assert view.revealed is None
    assert view.figures is None
    kept = lessons.answer(ada, AnswerGuess(view.candidates[0].id, 80))
    assert [type(send.message) for send in kept.sends] == [Kept]


def test_an_answer_costs_what_it_costs_in_the_single_game(lessons: Lessons, small: Field) -> None:
    ada = lessons.join("Ada")
    lessons.to_first_item()
    view = view_of(lessons)
    context = [token.id for token in view.passage]
    assert view.before == 0
    instinct = np.array(small.player("bigram").log_probs(context))
    token = view.candidates[1].id
    lessons.answer(ada, AnswerScores({token: 2.5}))
    handled = lessons.reveal()
    scores = instinct.copy()
    scores[token] += 2.5
    revealed = view_of(lessons).revealed
    assert revealed is not None
    (yours,) = sent(handled, Yours)
    assert yours.surprise == pytest.approx(cross_entropy(scores, revealed.token))
    assert yours.chance == pytest.approx(math.log(len(instinct)))
    assert yours.mean == yours.surprise
    assert revealed.surprise == pytest.approx(yours.surprise)  # one student alone is the whole class


def test_the_class_together_is_the_mean_of_all_distributions(lessons: Lessons, small: Field) -> None:
    students = [lessons.join(name) for name in ("Ada", "Ben", "Cleo")]
    lessons.to_first_item()
    view = view_of(lessons)
    tokens = [option.id for option in view.candidates]
    instinct = np.array(small.player("bigram").log_probs([token.id for token in view.passage]))
    answers = [
        AnswerScores({tokens[0]: 3.0, tokens[2]: -1.0}),
        AnswerChips({tokens[1]: 60}),
        AnswerGuess(tokens[3], 90),
    ]
    shares = []
    for who, answer in zip(students, answers, strict=True):
        lessons.answer(who, answer)
    shares.append(softmax(instinct + np.eye(len(instinct))[tokens[0]] * 3.0 - np.eye(len(instinct))[tokens[2]]))
    p = np.exp(instinct)
    shares.append(0.4 * p + 0.6 * np.eye(len(p))[tokens[1]])
    others = p.copy()
    others[tokens[3]] = 0.0
    shares.append(0.1 * others / others.sum() + 0.9 * np.eye(len(p))[tokens[3]])
    handled = lessons.reveal()
    revealed, figures = view_of(lessons).revealed, view_of(lessons).figures
    assert revealed is not None
    assert figures is not None
    token = revealed.token
    assert figures.together == pytest.approx(-math.log(np.mean(shares, axis=0)[token]))
    assert figures.mean == pytest.approx(fmean(-math.log(share[token]) for share in shares))
    assert figures.together <= figures.mean + 1e-12  # Jensen
    assert figures.answered == 3
    (spread, _) = sent(handled, Spread)
    assert spread.surprises == pytest.approx(sorted(-math.log(share[token]) for share in shares))
    assert spread.names == ()


def test_an_answer_with_the_same_id_is_kept_once_and_another_is_refused(lessons: Lessons) -> None:
    ada = lessons.join("Ada")
    lessons.to_first_item()
    first = lessons.answer(ada, AnswerScores({1: 1.0}), "a1")
    again = lessons.answer(ada, AnswerScores({1: 1.0}), "a1")
    assert first.kept is not None
    assert again.kept is None
    assert sent(first, Kept) == sent(again, Kept)
    assert refusal(lessons.answer(ada, AnswerScores({2: 1.0}), "a2")) == "answered"
    lessons.reveal()
    lessons.teach()
    late = lessons.answer(ada, AnswerScores({1: 1.0}), "a1", item=1)  # it came again after the class went on
    assert sent(late, Kept) == sent(first, Kept)


def test_an_answer_that_makes_no_sense_is_refused_and_another_may_follow(lessons: Lessons) -> None:
    ada = lessons.join("Ada")
    lessons.to_first_item()
    for answer in (
        AnswerScores({999_999: 1.0}),
        AnswerChips({1: 100}),
        AnswerGuess(1, 100.0),
        PickPair(1, 2),
        Write(("x",)),
    ):
        assert refusal(lessons.answer(ada, answer)) == "answer"
    assert refusal(lessons.answer(ada, AnswerScores({1: 1.0}))) == ""


def test_locking_takes_no_more_answers_and_extending_opens_again(lessons: Lessons) -> None:
    ada, ben = lessons.join("Ada"), lessons.join("Ben")
    lessons.to_first_item()
    lessons.answer(ada, AnswerScores({}))
    lessons.teach(Lock)
    assert refusal(lessons.answer(ben, AnswerScores({}))) == "locked"
    lessons.teach(Extend, seconds=30.0)
    assert lessons.room.lesson.stage(lessons.now).seconds_left == 30.0
    assert refusal(lessons.answer(ben, AnswerScores({}))) == ""


def test_time_runs_out_stands_still_in_a_pause_and_locks(lessons: Lessons) -> None:
    lessons.join("Ada")
    lessons.to_first_item()
    lessons.teach(Time, seconds=30.0)
    lessons.now += 9.0
    lessons.teach(Pause, paused=True)  # 20 s are left
    lessons.now += 500.0
    assert lessons.room.tick(lessons.now).kept is None
    lessons.teach(Pause, paused=False)
    assert lessons.room.lesson.stage(lessons.now).seconds_left == pytest.approx(20.0)
    assert lessons.room.tick(lessons.now + 19.0).kept is None
    locked = lessons.room.tick(lessons.now + 21.0)
    assert locked.kept is not None
    lessons.log.append(locked.kept)
    assert lessons.room.lesson.phase == "locked"
    assert picture(lessons.rebuilt()) == picture(lessons.room)


def test_a_slow_student_is_left_behind_and_catches_up(lessons: Lessons) -> None:
    ada, ben = lessons.join("Ada"), lessons.join("Ben")
    lessons.to_first_item()
    lessons.answer(ada, AnswerScores({}))
    handled = lessons.reveal()
    assert [send.seats for send in handled.sends if isinstance(send.message, Behind)] == [(2,)]
    assert all(2 not in send.seats for send in handled.sends if isinstance(send.message, Stage))
    lessons.teach()  # the class is at 2
    assert refusal(lessons.answer(ben, AnswerScores({}), item=2)) == "not_now"
    late = lessons.answer(ben, AnswerScores({}), item=1)
    assert sent(late, Kept)[0].late
    assert sent(late, Yours)[0].state == "late"
    assert sent(late, Yours)[0].mean is None  # counted nowhere
    play = lessons.room.lesson.play
    assert play is not None
    assert play.surprises(1) == [(play.state.rounds[0].given[1].score.surprise, 1)]
    on = lessons.say(ben, GoOn(id="g", play=play.number, item=1))
    assert sent(on, Stage)[0].view.item == 2
    assert not sent(on, Behind)
    assert refusal(lessons.answer(ben, AnswerScores({}), item=2)) == ""
    assert sent(lessons.reveal(), Behind)  # Ada, this time
    assert picture(lessons.rebuilt()) == picture(lessons.room)


def test_who_was_left_behind_may_look_without_an_answer_and_jump_to_the_class(lessons: Lessons) -> None:
    ada, ben = lessons.join("Ada"), lessons.join("Ben")
    lessons.to_first_item()
    for _ in range(3):
        lessons.answer(ada, AnswerScores({}))
        lessons.reveal()
        lessons.teach()
    shown = lessons.say(ben, GoOn(id="g1", play=1, item=1))
    assert sent(shown, Stage)[0].phase == "revealed"
    assert sent(shown, Yours)[0].state == "missed"
    assert refusal(lessons.answer(ben, AnswerScores({}), item=1)) == "not_now"  # they have seen it
    on = lessons.say(ben, GoOn(id="g2", play=1, item=1, to="class"))
    assert sent(on, Stage)[0].view.item == 4
    assert sent(lessons.say(ben, GoOn(id="g2", play=1, item=1, to="class")), Done)  # once more: nothing happens
    assert refusal(lessons.say(ben, GoOn(id="g3", play=1, item=4))) == "not_now"


def test_an_act_is_carried_out_once_and_not_at_another_stage(lessons: Lessons) -> None:
    stage = lessons.room.lesson.state.stage
    lessons.say(TEACHER, GoNext(id="n1", stage=stage))
    again = lessons.say(TEACHER, GoNext(id="n1", stage=stage))
    assert sent(again, Done)
    assert again.kept is None
    assert refusal(lessons.say(TEACHER, GoNext(id="n2", stage=stage))) == "stale"
    assert lessons.room.lesson.phase == "talk"


def test_looking_back_undoes_nothing(lessons: Lessons) -> None:
    ada = lessons.join("Ada")
    lessons.to_first_item()
    lessons.answer(ada, AnswerScores({}))
    lessons.reveal()
    lessons.teach()
    back = lessons.teach(GoBack)
    looked = [send for send in back.sends if isinstance(send.message, Stage)]
    assert {send.to for send in looked} == {"remotes", "projectors"}
    assert looked[0].message.phase == "revealed"  # type: ignore[union-attr]
    assert looked[0].message.looking_back == 1  # type: ignore[union-attr]
    assert refusal(lessons.answer(ada, AnswerScores({}), item=2)) == ""
    lessons.teach(GoBack)
    assert refusal(lessons.teach(GoBack)) == "not_now"
    lessons.teach()
    lessons.teach()
    assert lessons.room.lesson.looked_at(lessons.now).phase == "asked"
    assert lessons.room.lesson.item == 2


def test_names_are_cleaned_told_apart_and_seen_first(lessons: Lessons) -> None:
    lessons.join("Ada")
    assert refusal(lessons.say(NEWCOMER, Join(id="x", device="d" * 22, name=" a\u202ed a"))) == "taken"
    assert refusal(lessons.say(NEWCOMER, Join(id="x", device="d" * 22, name="\x1b\u200b "))) == "name"
    assert refusal(lessons.say(NEWCOMER, Join(id="x", device="d" * 22, name="W" * 25))) == "name"
    lessons.teach(NamesFirst, on=True)
    ben = lessons.join("<b>Ben</b>")
    assert lessons.room.state.seats[ben.seat].state == "waiting"
    lessons.to_first_item()
    assert refusal(lessons.answer(ben, AnswerScores({}))) == ""
    lessons.teach(ShowNames, shown=True)
    assert sent(lessons.reveal(), Spread)[0].names == ("",)
    lessons.teach(Admit, seat=ben.seat)
    assert lessons.room.spread()[0].message.names == ("<b>Ben</b>",)  # type: ignore[union-attr]
    assert refusal(lessons.teach(Rename, seat=ben.seat, name="ada")) == "taken"
    assert sent(lessons.teach(Rename, seat=ben.seat, name="Ben"), Seated)[0].name == "Ben"


def test_who_was_removed_does_nothing_until_let_in_and_then_has_what_was_theirs(lessons: Lessons) -> None:
    ada = lessons.join("Ada")
    lessons.to_first_item()
    lessons.answer(ada, AnswerScores({1: 2.0}), "a1")
    assert sent(lessons.teach(Remove, seat=1), Out)[0].why == "removed"
    assert refusal(lessons.answer(ada, AnswerScores({}), "a1")) == "removed"
    device = lessons.room.state.seats[1].device
    assert refusal(lessons.say(NEWCOMER, Join(id="j", device=device, name="Ada"))) == "removed"
    lessons.teach(LetIn, seat=1)
    assert sent(lessons.answer(ada, AnswerScores({1: 2.0}), "a1"), Kept)
    assert refusal(lessons.teach(Remove, seat=9)) == "no_such"


def test_a_closed_door_lets_nobody_new_in(lessons: Lessons) -> None:
    lessons.join("Ada")
    lessons.teach(Door, open=False)
    assert refusal(lessons.say(NEWCOMER, Join(id="x", device="d" * 22, name="Ben"))) == "door"
    device = lessons.room.state.seats[1].device
    again = lessons.say(NEWCOMER, Join(id="x", device=device, name="anything"))
    assert sent(again, Seated)[0].seat == 1
    assert len(lessons.room.state.seats) == 1


def test_roles_may_do_what_is_theirs_and_nothing_else(lessons: Lessons) -> None:
    ada = lessons.join("Ada")
    lessons.to_first_item()
    before = picture(lessons.room)
    acts = [GoNext(id="x"), Reveal(id="x"), Lock(id="x"), Pause(True, id="x"), Remove(1, id="x"), Open(0, id="x")]
    answers = [
        Answer(id="x", play=1, item=1, answer=AnswerScores({})),
        GoOn(id="x", play=1, item=1),
        Find(id="x", text="a"),
    ]
    joins = [Join(id="x", device="d" * 22, name="Zoe")]
    for who, messages in {
        PROJECTOR: [*acts, *answers, *joins],
        TEACHER: [*answers, *joins],
        ada: [*acts, *joins],
        NEWCOMER: [*acts, *answers],
        Who("projector", 1): [*acts, *answers, *joins],
    }.items():
        for message in messages:
            assert refusal(lessons.say(who, message)) == "not_yours"
    assert picture(lessons.room) == before


def test_tokens_can_be_found(lessons: Lessons) -> None:
    ada = lessons.join("Ada")
    assert refusal(lessons.say(ada, Find(id="f", text="qu"))) == "not_now"
    lessons.to_first_item()
    (found,) = sent(lessons.say(ada, Find(id="f", text="qu")), Found)
    assert found.tokens
    assert all(option.text.strip().startswith("qu") for option in found.tokens)


def test_questions_are_answered_in_words_and_a_step_can_be_gone_to(lessons: Lessons) -> None:
    ada = lessons.join("Ada")
    lessons.to_first_item()
    lessons.answer(ada, AnswerScores({}))
    lessons.teach(Open, step=2)
    assert lessons.room.lesson.phase == "asked"
    assert refusal(lessons.answer(ada, AnswerScores({}))) == "answer"
    assert refusal(lessons.answer(ada, Write(("It guesses\x1b[2J.",)))) == ""
    assert refusal(lessons.reveal()) == "not_now"
    lessons.teach(Open, step=1)
    assert lessons.room.lesson.play is not None
    assert lessons.room.lesson.play.number == 3
    assert refusal(lessons.teach(Open, step=4)) == "no_such"
    assert picture(lessons.rebuilt()) == picture(lessons.room)


def test_a_level_can_be_cut_short(tmp_path: Path, small: Field) -> None:
    games = SmallGames(tmp_path, small)
    game = games.level(load_level(games.folder), 2, 1, 7)
    game.begin()
    came = []
    for _ in range(3):
        came.append(game.follow()[0])
        game.reveal([]) if came[-1] == "asked" else None
    assert came == ["asked", "asked", "ended"]


def test_an_item_that_nobody_answers_is_counted_nowhere(lessons: Lessons) -> None:
    ada = lessons.join("Ada")
    lessons.to_first_item()
    lessons.reveal()
    figures = view_of(lessons).figures
    assert figures is not None
    assert (figures.answered, figures.mean, figures.curves["class"]) == (0, None, (None,))
    lessons.teach()
    lessons.say(ada, GoOn(id="g", play=1, item=1, to="class"))
    lessons.answer(ada, AnswerScores({}))
    lessons.reveal()
    figures = view_of(lessons).figures
    assert figures is not None
    assert figures.curves["class"] == (None, figures.mean)
    assert figures.equals
