"""The mechanic *verify*: predictions, checkers, trainings; all of it exact to repeat and to take back."""

from __future__ import annotations

import math
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.small_sums import LEVEL, RECIPE, STORY, field, model, sums_folder, with_small_models
from tokenroom.errors import BadInput, CheckFailed
from tokenroom.game.check import check_level
from tokenroom.game.commands import AnswerScores, AnyCommand, AskHint, Begin, Next
from tokenroom.game.events import AnyEvent, Said, SessionEnded
from tokenroom.game.level import load_level
from tokenroom.game.mechanics import new_session
from tokenroom.game.recorded import resume_recorded, start_recorded
from tokenroom.game.records import Records
from tokenroom.game.session import CommandError
from tokenroom.game.verify import VerifySession
from tokenroom.game.verify_commands import (
    CheckAnswer,
    PredictPass,
    VerifyStop,
    VerifyTakeShipped,
    VerifyTrain,
    VerifyTrainOn,
    VerifyUndo,
    WriteChecker,
)
from tokenroom.game.verify_drawer import drawer, judge
from tokenroom.game.verify_events import (
    AnswerTried,
    BenchOpened,
    CheckerWritten,
    PassAsked,
    PassTried,
    Share,
    VerifyBegan,
    VerifyMeasured,
    VerifyMeasuring,
    VerifyStopped,
    VerifyUndone,
    VerifyUpdated,
)
from tokenroom.game.verify_figures import COIN, gap, measured_words, nats_a_try, share_of, smoothed
from tokenroom.game.verify_model import begin_lesson, group_of
from tokenroom.model.optimisers import Rates
from tokenroom.text.checker import read_rule
from tokenroom.text.sums import Sum, draw_sums, is_right

TRUE = "last == total"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with_small_models(monkeypatch, lambda: model(1))
    return sums_folder(tmp_path)


@pytest.fixture
def session(folder: Path) -> VerifySession:
    return opened(folder)


def opened(folder: Path) -> VerifySession:
    session = new_session(load_level(folder), 3, 0.0, field)
    assert isinstance(session, VerifySession)
    return session


def at_bench(session: VerifySession) -> list[AnyEvent]:
    events = [*session.apply(Begin())]
    for _ in range(4):
        events += session.apply(PredictPass(10.0))
        events += session.apply(Next())
    return events


def trained(session: VerifySession) -> list[AnyEvent]:
    events: list[AnyEvent] = []
    while session.state.phase == "training":
        events += session.apply(VerifyTrainOn())
    return events


def test_a_prediction_is_scored_as_a_probability_over_all_tries(session: VerifySession) -> None:
    *_, asked = session.apply(Begin())
    assert isinstance(asked, PassAsked)
    assert (asked.item, asked.way) == (1, "at once")
    assert asked.question not in asked.example
    tried, said = session.apply(PredictPass(10.0))
    assert isinstance(tried, PassTried)
    assert len(tried.tries) == 4
    assert tried.right == sum(t.right for t in tried.tries)
    wanted = -(tried.right * math.log(0.1) + (4 - tried.right) * math.log(0.9)) / 4
    assert tried.surprise == pytest.approx(wanted)
    assert said == Said("voice", "Better than a coin.")


def test_one_half_costs_what_a_coin_costs(session: VerifySession) -> None:
    session.apply(Begin())
    tried, said = session.apply(PredictPass(50.0))
    assert isinstance(tried, PassTried)
    assert tried.surprise == pytest.approx(COIN)
    assert said == Said("voice", "A coin.")


@given(st.floats(0.01, 0.99), st.integers(0, 12))
def test_nobody_pays_less_than_who_had_known_the_share(sure: float, right: int) -> None:
    if 0 < right < 12:
        assert nats_a_try(sure, right, 12) >= nats_a_try(right / 12, right, 12) - 1e-12
    assert nats_a_try(sure, right, 12) > 0


def test_the_bench_opens_with_the_first_checker_of_the_level(session: VerifySession) -> None:
    *_, said, bench, written = at_bench(session)
    assert said == Said("voice", "The bench.")
    assert isinstance(bench, BenchOpened)
    assert isinstance(written, CheckerWritten)
    assert written.expression == "has(total)"
    assert written.right_accepted == written.right_of
    assert 0 < written.wrong_accepted < written.wrong_of
    assert not written.sound
    assert {j.kind for j in written.misjudged} >= {"all numbers there are", "right, then another mind"}
    assert all(j.right != (j.score >= 0.5) for j in written.misjudged)


@pytest.mark.parametrize("terms", [2, 3, 4, 6])
def test_the_drawer_holds_right_and_wrong_answers_and_only_the_true_checker_is_sound(terms: int) -> None:
    cases = drawer(draw_sums(12, terms, np.random.default_rng(terms)))
    assert all(case.right == is_right(case.asked, case.answer) for case in cases)
    assert judge(read_rule(TRUE), cases).sound
    tempting = [
        "has(total)", "first == total", "length <= 2 and last == total", "numbers == 1", "steps_right == terms - 1",
        "last == total and steps == steps_right", "last >= total", "last == total or steps_right >= 2", "true", "false",
        "has(total) and not has(total + 1) and not has(total - 1)", "last == total and first == total",
    ]  # fmt: skip
    assert [rule for rule in tempting if judge(read_rule(rule), cases).sound] == []


def test_every_wrong_kind_fools_somebody() -> None:
    cases = drawer(draw_sums(12, 3, np.random.default_rng(0)))
    rules = ["has(total)", "true", "last == total + 1 or last == total - 1", "numbers == 0", "steps_right >= 1"]
    fooling = {j.kind for rule in rules for j in judge(read_rule(rule), cases).misjudged if not j.right}
    assert fooling == {case.kind for case in cases if not case.right}


def test_a_sound_checker_wins_even_if_another_is_written_behind_it(session: VerifySession) -> None:
    at_bench(session)
    written, said = session.apply(WriteChecker(f"  {TRUE} "))
    assert isinstance(written, CheckerWritten)
    assert (written.sound, written.expression, said) == (True, TRUE, Said("voice", "Sound."))
    assert len(session.apply(WriteChecker("true"))) == 1
    told, ended = session.apply(Next())
    assert told == Said("voice", "Thank you.")
    assert isinstance(ended, SessionEnded)
    assert ended.won
    assert ended.result is not None
    assert ended.result.yours < COIN == ended.result.rival
    assert "a coin 0.69" in ended.journal


def test_a_typed_answer_may_fool_the_checker(session: VerifySession) -> None:
    at_bench(session)
    total = session.bench.total
    right, *_ = session.apply(CheckAnswer(str(total)))
    assert isinstance(right, AnswerTried)
    assert (right.accepted, right.right, right.fooled) == (True, True, False)
    assert right.next_question == session.bench.question
    fooled, said = session.apply(CheckAnswer(" ".join(map(str, range(1, 40)))))
    assert isinstance(fooled, AnswerTried)
    assert (fooled.accepted, fooled.right, fooled.fooled) == (True, False, True)
    assert said == Said("voice", "Fooled.")
    assert len(session.apply(CheckAnswer(f"{session.bench.total}!1"))) == 1  # told once


def test_a_training_from_its_begin_to_both_measures(session: VerifySession) -> None:
    at_bench(session)
    session.apply(WriteChecker(TRUE))
    said, began = session.apply(VerifyTrain())
    assert said == Said("voice", "It begins.")
    assert began == VerifyBegan(1, TRUE, 3)
    events = trained(session)
    kinds = [type(event) for event in events]
    assert kinds == [VerifyMeasuring] * 2 + [VerifyUpdated] * 3 + [VerifyMeasuring, VerifyMeasured]
    updates = [event for event in events if isinstance(event, VerifyUpdated)]
    assert [event.update for event in updates] == [1, 2, 3]
    assert all(len(event.tries) == 4 for event in updates)
    measured = events[-1]
    assert isinstance(measured, VerifyMeasured)
    assert measured.updates == 3
    assert {share.of for share in measured.right_after.values()} == {6}
    assert measured.accepted_after == {way: share.share for way, share in measured.right_after.items()}
    assert gap(measured) == 0.0
    assert len(measured.says) == 8


def test_what_pleases_the_checker_becomes_likelier_and_is_taken_back(session: VerifySession) -> None:
    at_bench(session)
    before = session.snapshot()[1].now
    session.apply(WriteChecker("true"))
    session.apply(VerifyTrain())
    *_, measured, said = trained(session)
    assert isinstance(measured, VerifyMeasured)
    assert measured.accepted_after == {"at once": 1.0, "aloud": 1.0}
    assert said == Said("voice", "Fooled.")
    assert "accepts much that is wrong, and did so before" in measured_words(measured)
    learned = msgspec.structs.replace(measured, accepted_before={"at once": 0.0, "aloud": 0.0})
    assert "learned the checker" in measured_words(learned)
    honest = msgspec.structs.replace(measured, accepted_after=dict.fromkeys(measured.accepted_after, 0.0))
    assert "nothing is proven yet" in measured_words(honest)
    risen = {way: share_of(6, 6) for way in measured.right_after}
    better = msgspec.structs.replace(honest, right_after=risen)
    assert measured_words(better) == "Clearly more sums are right at once and aloud, on sums that it has never seen."
    assert session.snapshot()[1].now.model is not before.model
    (undone,) = session.apply(VerifyUndo())
    assert undone == VerifyUndone(0)
    assert session.snapshot()[1].now.model is before.model
    with pytest.raises(CommandError, match="nothing here that could be taken back"):
        session.apply(VerifyUndo())


def test_reinforcement_makes_what_a_checker_accepts_more_frequent() -> None:
    """A model that says anything learns to say more: the share of tries that are accepted rises."""
    policy = msgspec.structs.replace(RECIPE.sums, updates=60, prompts=4, group=8, rates=Rates(muon=0.05, adam=0.05))
    lesson = begin_lesson(model(0), field("").tokenizer, RECIPE.sums_start, policy, read_rule("length > 14"))
    rewards = []
    while not lesson.is_over:
        lesson, step = lesson.advanced(1)
        rewards.append(step.reward)
    assert np.mean(rewards[-5:]) > np.mean(rewards[:5]) + 0.3


def test_a_training_can_be_stopped_and_what_was_learned_is_kept(session: VerifySession) -> None:
    at_bench(session)
    session.apply(VerifyTrain())
    (stopped,) = session.apply(VerifyStop())
    assert (stopped, session.state.phase) == (VerifyStopped(1, 0), "bench")
    session.apply(VerifyTrain())
    while not isinstance(session.apply(VerifyTrainOn())[0], VerifyUpdated):
        pass
    (stopped,) = session.apply(VerifyStop())
    assert stopped == VerifyStopped(2, 1)
    with pytest.raises(CommandError, match="its last sums"):
        session.apply(VerifyStop())
    measured = trained(session)[-1]
    assert isinstance(measured, VerifyMeasured)
    assert measured.updates == 1
    with pytest.raises(CommandError, match="no training left"):
        session.apply(VerifyTrain())


def test_the_model_that_ships_can_be_taken_instead(session: VerifySession) -> None:
    at_bench(session)
    assert session.apply(VerifyTakeShipped()) == (VerifyBegan(0, "has(total)", 0),)
    measured = trained(session)[-1]
    assert isinstance(measured, VerifyMeasured)
    assert (measured.training, measured.updates) == (0, 0)
    assert session.snapshot()[1].now.model is model(1)
    assert session.trainings_left == 2


def test_without_the_model_that_ships_one_line_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_small_models(monkeypatch, lambda: None)
    session = opened(folder)
    at_bench(session)
    with pytest.raises(CommandError, match="is not among the checkpoints"):
        session.apply(VerifyTakeShipped())


def test_without_the_model_to_begin_with_the_level_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = sums_folder(tmp_path)
    (tmp_path / "recipe.toml").write_text("format_version = 1\n")
    monkeypatch.setattr("tokenroom.game.verify_setup.assistants_root", lambda: tmp_path)
    with pytest.raises(BadInput, match=r"needs the model sums-start, which is not there; .*train --assistants"):
        new_session(load_level(folder), 3, 0.0, field)


@pytest.mark.parametrize(
    ("commands", "wrong"),
    [
        ([Begin(), Begin()], "has begun already"),
        ([Begin(), Next()], "say how sure you are first"),
        ([Begin(), PredictPass(0.0)], "from 1 to 99"),
        ([Begin(), PredictPass(math.nan)], "from 1 to 99"),
        ([Begin(), WriteChecker(TRUE)], "at the bench"),
        ([Begin(), CheckAnswer("1")], "at the bench"),
        ([Begin(), VerifyTrain()], "at the bench"),
        ([Begin(), VerifyTrainOn()], "nothing is being trained"),
        ([Begin(), VerifyStop()], "nothing is being trained"),
        ([Begin(), PredictPass(50.0), PredictPass(50.0)], "when a sum is asked"),
        ([Begin(), AnswerScores({})], "here sums are tried and checked"),
        ([Begin(), AskHint(), AskHint(), AskHint()], "no more hints"),
    ],
)
def test_commands_that_do_not_fit_change_nothing(
    session: VerifySession, commands: list[AnyCommand], wrong: str
) -> None:
    for command in commands[:-1]:
        session.apply(command)
    state = session.state
    with pytest.raises(CommandError, match=wrong):
        session.apply(commands[-1])
    assert session.state == state


def test_a_faulty_checker_changes_nothing(session: VerifySession) -> None:
    at_bench(session)
    with pytest.raises(CommandError, match="at character 9: 'totl' is no name; perhaps total"):
        session.apply(WriteChecker("last == totl"))
    assert session.state.rule == "has(total)"
    with pytest.raises(CommandError, match="at most 300 characters"):
        session.apply(CheckAnswer("1" * 1_000_000))


COMMANDS = st.sampled_from(
    [
        PredictPass(20.0), Next(), WriteChecker(TRUE), WriteChecker("last ="), CheckAnswer("1 2 3"), VerifyTrain(),
        VerifyTrainOn(), VerifyTrainOn(), VerifyStop(), VerifyUndo(), VerifyTakeShipped(), AskHint(),
    ]
)  # fmt: skip


@settings(max_examples=10, deadline=None)
@given(st.lists(COMMANDS, max_size=10), st.booleans())
def test_the_same_commands_give_the_same_events_and_can_be_taken_back(
    tmp_path_factory: pytest.TempPathFactory, commands: list[AnyCommand], from_bench: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        with_small_models(patch, lambda: model(1))
        place = sums_folder(tmp_path_factory.mktemp("levels"))
        first, second = opened(place), opened(place)
        first_steps = [Begin(), *([PredictPass(10.0), Next()] * 4 if from_bench else [])]
        for command in [*first_steps, *commands]:
            before = second.snapshot()
            told = outcome(second, command)
            second.restore(before)
            assert outcome(second, command) == told  # as if it had not been carried out before
            assert outcome(first, command) == told
            assert first.state == second.state


def outcome(session: VerifySession, command: AnyCommand) -> bytes:
    try:
        return msgspec.json.encode(session.apply(command))
    except CommandError as error:
        return str(error).encode()


def test_a_killed_session_is_gone_on_with_in_the_middle_of_a_training(folder: Path, records: Records) -> None:
    session = opened(folder)
    recorded, _ = start_recorded(session, records)
    for command in (*[PredictPass(10.0), Next()] * 4, VerifyTrain(), *[VerifyTrainOn()] * 3):
        recorded.apply(command)
    record = records.unfinished()
    assert record is not None
    resumed = resume_recorded(opened(folder), records, record)
    assert resumed is not None
    again, _ = resumed
    assert again.session.state == session.state
    assert again.apply(VerifyTrainOn()) == session.apply(VerifyTrainOn())


def test_the_solution_wins_and_a_null_play_does_not(folder: Path) -> None:
    solution = 'format_version = 1\nseed = 3\nsure = [10, 10, 10, 10]\ncheckers = ["has(total)", "last == total"]\n'
    (folder / "solution.toml").write_text(solution)
    assert any("the last checker: last == total" in str(told) for told in check_level(folder, field))
    (folder / "solution.toml").write_text(solution.replace("[10, 10, 10, 10]", "[10]"))
    with pytest.raises(CheckFailed, match="one for each of 4 sums"):
        list(check_level(folder, field))
    (folder / "solution.toml").write_text(solution.replace("last == total", "last == totl"))
    with pytest.raises(CheckFailed, match="number 2: at character 9"):
        list(check_level(folder, field))


def test_parts_of_the_story_are_counted_apart_from_sums(folder: Path) -> None:
    (folder / "level.toml").write_text(LEVEL.replace('["at once", "aloud", "at once", "aloud"]', '["aloud"]'))
    solution = 'format_version = 1\nseed = 3\nsure = [10]\ncheckers = ["last == total"]\n'
    (folder / "solution.toml").write_text(solution)
    assert len(list(check_level(folder, field))) == 2  # its story has four parts
    for cue, last in (("part 5", "part 4"), ("before 2", "before 1"), ("after 2 worse", "after 1")):
        (folder / "story.md").write_text(f"{STORY}\n\n# {cue}\n\nNever.\n")
        with pytest.raises(CheckFailed, match=f"{cue}: is never told; the last one of these is '{last}'"):
            list(check_level(folder, field))


def test_a_level_with_a_faulty_checker_or_a_foreign_goal_is_refused(folder: Path) -> None:
    (folder / "level.toml").write_text(LEVEL.replace("length >= 0", "length >="))
    with pytest.raises(BadInput, match="number 2: at character 10: the rule ends too soon"):
        load_level(folder)
    (folder / "level.toml").write_text(LEVEL.replace('kind = "sound"', 'kind = "score_every_item"'))
    with pytest.raises(BadInput, match="is no goal of verify"):
        opened(folder)


def test_advantages_of_a_group_add_up_to_nothing() -> None:
    asked = Sum((7, 5))
    tries = group_of(asked, ["12", "7+5=12", "13", ""], read_rule(TRUE))
    assert [t.right for t in tries] == [True, True, False, False]
    assert [t.advantage for t in tries] == pytest.approx([1, 1, -1, -1], abs=1e-4)
    assert {t.advantage for t in group_of(asked, ["1", "2"], read_rule(TRUE))} == {0.0}


def test_shares_and_smoothing() -> None:
    share = share_of(8, 10)
    assert (share.share, round(share.low, 3), round(share.high, 3)) == (0.8, 0.49, 0.943)
    assert share_of(0, 0) == Share(0, 0, 0.0, 0.0, 1.0)
    assert share_of(0, 10).low == 0.0
    assert smoothed([1.0, 0.0, 1.0], 2) == [1.0, 0.5, 0.5]
