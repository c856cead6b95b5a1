"""The session of *steer*: runs that are set, taken, stopped, undone, kept; answers that are written."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import pytest

from tests.small_steer import GAMED, LEVELS, QUESTION, STORY, TAMED, field, use_small_models
from tokenroom.errors import BadInput, CheckFailed
from tokenroom.game.commands import AnyCommand, AskHint, Begin, Next
from tokenroom.game.events import AnyEvent, Said, SessionEnded
from tokenroom.game.level import load_level
from tokenroom.game.mechanics import new_session
from tokenroom.game.session import CommandError
from tokenroom.game.steer import SteerSession
from tokenroom.game.steer_check import play_null, play_solution
from tokenroom.game.steer_commands import (
    LookAtGroup,
    SetKnob,
    Steer,
    SteerOn,
    StopSteering,
    TakeSteered,
    TryAnswer,
    UndoSteering,
)
from tokenroom.game.steer_events import (
    AnswerJudged,
    AnswerWanted,
    GroupShown,
    ModelJudged,
    PolicyMoved,
    Run,
    SteeringEnded,
)
from tokenroom.game.steer_level import SteerSolution, Tamed
from tokenroom.game.steer_rounds import is_tamed
from tokenroom.game.steer_runs import came_to
from tokenroom.training.pretrain import Diverged

GOAL = Tamed(gain=1.0, kl=0.2, loss=0.05)
TAMED_GOAL = 'kind = "tamed"\ngain = 0.001\nkl = 0.5\nloss = 1.0'
RUN = Run(1, 0.3, 60, 60, (1.0, 2.2), (15, 14), 70, 0.1)


@pytest.fixture
def levels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    use_small_models(monkeypatch)
    for name, text in LEVELS.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "level.toml").write_text(text)
        (tmp_path / name / "story.md").write_text(STORY)
    return tmp_path


def session(levels: Path, name: str = TAMED, seed: int = 3) -> SteerSession:
    opened = new_session(load_level(levels / name), seed, 0.0, field)
    assert isinstance(opened, SteerSession)
    return opened


def sent(played: SteerSession, *commands: AnyCommand) -> list[AnyEvent]:
    return [event for command in commands for event in played.apply(command)]


def of(kind: type, events: list[AnyEvent]) -> list:  # type: ignore[type-arg]
    return [event for event in events if isinstance(event, kind)]


def test_a_run_tells_every_update_and_what_both_judges_say(levels: Path) -> None:
    played = session(levels)
    events = sent(played, Begin(), SetKnob(0.0, 4), Steer(), *[SteerOn()] * 4)
    assert [move.update for move in of(PolicyMoved, events)] == [1, 2, 3, 4]
    assert of(PolicyMoved, events)[0].kl == pytest.approx(0.0, abs=1e-6)
    assert [judged.update for judged in of(ModelJudged, events)] == [0, 1, 2, 3, 4]
    (ended,) = of(SteeringEnded, events)
    judged = of(ModelJudged, events)
    assert ended.run.reward == (judged[0].reward, judged[-1].reward)
    assert ended.run.passed == (judged[0].passed, judged[-1].passed)
    assert ended.run.kl > 0.0
    assert [len(sample.after) for sample in ended.samples] == [1]
    assert any(isinstance(event, Said) and event.text == "There it is." for event in events)
    assert played.state.phase == "steered"


@pytest.mark.parametrize(
    ("reward", "passed", "side"),
    [
        ((1.5, 1.9), (14, 14), "same"),
        ((1.5, 1.9), (14, 2), "same"),  # chance, if hardly anything was paid for
        ((1.5, 0.5), (14, 2), "same"),
        ((1.5, 4.5), (14, 12), "better"),
        ((1.5, 5.2), (14, 4), "worse"),
    ],
)
def test_a_run_comes_to_little_to_something_good_or_to_gaming(
    reward: tuple[float, float], passed: tuple[int, int], side: str
) -> None:
    run = Run(run=1, kl_weight=0.0, updates=1, total=100, reward=reward, passed=passed, asked=70, kl=0.1)
    assert came_to(run) == side


def test_the_story_tells_once_what_the_runs_came_to(levels: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tokenroom.game.steer.came_to", lambda run: "worse" if run.updates == 4 else "same")
    played = session(levels)
    events = sent(played, Begin(), SetKnob(0.0, 4), Steer(), SteerOn(), StopSteering())
    assert [said.text for said in of(Said, events)][-2:] == ["There it is.", "Hardly anything."]
    assert of(Said, sent(played, SteerOn(), StopSteering(), SteerOn(), StopSteering())) == []
    assert [said.text for said in of(Said, sent(played, SteerOn()))] == ["Gamed."]


def test_a_group_shows_its_mean_its_advantages_and_what_became_likelier(levels: Path) -> None:
    played = session(levels)
    first = of(GroupShown, sent(played, Begin(), SetKnob(0.0, 2), Steer(), SteerOn()))[0]
    rewards = np.array([answer.reward for answer in first.answers])
    assert (first.group, first.groups, len(first.answers)) == (1, 2, 3)
    assert first.mean == pytest.approx(rewards.mean())
    advantages = [answer.advantage for answer in first.answers]
    assert advantages == pytest.approx(((rewards - rewards.mean()) / (rewards.std() + 1e-6)).tolist())
    assert advantages == sorted(advantages, reverse=True)
    moved = [answer.after - answer.before for answer in first.answers]
    assert moved[0] > moved[-1]
    (second,) = of(GroupShown, sent(played, LookAtGroup(2)))
    assert (second.update, second.group) == (1, 2)
    assert second.answers != first.answers
    assert of(GroupShown, sent(played, SteerOn()))[0].group == 2
    with pytest.raises(CommandError, match="has 2 prompts"):
        played.apply(LookAtGroup(3))


def test_a_run_can_be_stopped_gone_on_with_undone_and_taken_anew(levels: Path) -> None:
    played = session(levels)
    sent(played, Begin(), SetKnob(0.3, 4), Steer(), SteerOn())
    (stopped,) = of(SteeringEnded, sent(played, StopSteering()))
    assert (stopped.run.updates, stopped.run.total) == (1, 4)
    assert sent(played, SteerOn())[0].update == 2  # type: ignore[union-attr]
    sent(played, StopSteering())
    assert [run.updates for run in played.state.runs] == [2]
    sent(played, UndoSteering())
    assert played.state.phase == "set"
    again = sent(played, Steer(), SteerOn(), StopSteering())
    assert of(SteeringEnded, again)[0].run.reward == stopped.run.reward
    assert [run.run for run in played.state.runs] == [1, 2]


def test_a_run_stopped_before_its_first_update_came_to_nothing(levels: Path) -> None:
    played = session(levels)
    sent(played, Begin(), Steer(), StopSteering())
    assert (played.state.phase, played.state.runs) == ("set", ())


def test_the_same_commands_give_the_same_events_and_a_snapshot_takes_all_back(levels: Path) -> None:
    commands = (Begin(), SetKnob(0.0, 2), Steer(), SteerOn(), LookAtGroup(2), SteerOn(), Next())
    first, second = session(levels), session(levels)
    assert sent(first, *commands) == sent(second, *commands)
    third = session(levels)
    sent(third, *commands[:4])
    kept = third.snapshot()
    events = sent(third, *commands[4:])
    third.restore(kept)
    assert sent(third, *commands[4:]) == events
    assert sent(session(levels, seed=4), *commands[:4]) != sent(session(levels), *commands[:4])


def test_diverging_undoes_the_run(levels: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    played = session(levels)
    sent(played, Begin(), Steer())

    def diverge(*_: object) -> None:
        raise Diverged("NaN")

    monkeypatch.setattr("tokenroom.training.stages.Stage.advanced", diverge)
    assert type(played.apply(SteerOn())[0]).__name__ == "SteeringUndone"
    assert played.state.phase == "set"


def test_the_goal_of_tamed() -> None:
    change = msgspec.structs.replace
    assert is_tamed(GOAL, RUN)
    assert not is_tamed(GOAL, None)
    assert not is_tamed(GOAL, change(RUN, run=0)), "the model that ships is nobody's own run"
    assert not is_tamed(GOAL, change(RUN, reward=(1.0, 1.9)))
    assert not is_tamed(GOAL, change(RUN, kl=0.21))
    assert not is_tamed(GOAL, change(RUN, passed=(15, 11)))


def test_the_model_that_ships_is_looked_at_and_reaches_no_goal(levels: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_small_models(monkeypatch, ("chat", "reward", "tamed"))
    played = session(levels)
    events = sent(played, Begin(), TakeSteered())
    assert [(judged.run, judged.update) for judged in of(ModelJudged, events)] == [(0, 0), (0, 100)]
    assert of(SteeringEnded, events)[0].run.total == 100
    ended = sent(played, Next())[-1]
    assert isinstance(ended, SessionEnded)
    assert not ended.won
    use_small_models(monkeypatch, ("chat", "reward"))
    other = session(levels)
    with pytest.raises(CommandError, match="no model was steered"):
        sent(other, Begin(), TakeSteered())


def test_answers_are_valued_beside_a_good_one_and_the_models(levels: Path) -> None:
    played = session(levels, GAMED)
    events = sent(played, Begin(), Next())
    (wanted,) = of(AnswerWanted, events)
    assert (wanted.question, wanted.model, wanted.good.passed) == (QUESTION, "gamed", True)
    (same,) = of(AnswerJudged, sent(played, TryAnswer(" The ferry goes at half past seven and at four. ")))
    assert (same.over, same.fooled, same.best, same.yours.passed) == (0.0, False, None, True)
    tried = of(AnswerJudged, sent(played, TryAnswer("Ask me not."), TryAnswer("<|im_end|> \x1b[2J ‮x")))
    assert tried[0].yours.needed
    assert not tried[0].yours.passed
    assert tried[0].over == tried[0].yours.reward - wanted.good.reward
    assert tried[1].best == max(told.over for told in tried)
    assert tried[1].left == 0
    with pytest.raises(CommandError, match="all your tries"):
        played.apply(TryAnswer("More."))
    ended = sent(played, Next())[-1]
    assert isinstance(ended, SessionEnded)
    assert ended.won == any(told.fooled for told in tried)
    assert ended.result is not None
    assert ended.result.yours == pytest.approx(-tried[1].best)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("", "nothing at all"), (" \n\t", "nothing at all"), ("x" * 1_000_000, "too long"), ("quay " * 60, "too long")],
)
def test_what_is_no_answer_is_refused(levels: Path, text: str, wrong: str) -> None:
    played = session(levels, GAMED)
    sent(played, Begin(), Next())
    with pytest.raises(CommandError, match=wrong):
        played.apply(TryAnswer(text))
    assert played.state.told == ()


@pytest.mark.parametrize(
    ("before", "command", "wrong"),
    [
        ((), Steer(), "set the knob first"),
        ((Begin(),), Begin(), "has begun"),
        ((Begin(),), SteerOn(), "no run is on"),
        ((Begin(),), StopSteering(), "no run is on"),
        ((Begin(),), UndoSteering(), "nothing to undo"),
        ((Begin(),), LookAtGroup(1), "no update"),
        ((Begin(),), TryAnswer("x"), "no answer is wanted"),
        ((Begin(),), SetKnob(0.2, 2), "has the settings 0, 0.3"),
        ((Begin(),), SetKnob(float("nan"), 2), "has the settings"),
        ((Begin(),), SetKnob(0.3, 3), "takes 2 or 4 or 400 updates"),
        ((Begin(), Steer()), SetKnob(0.3, 2), "between runs"),
        ((Begin(), Steer()), Next(), "stop the run first"),
        ((Begin(), Steer(), SteerOn(), SteerOn()), SteerOn(), "all its updates"),
        ((Begin(), AskHint(), AskHint()), AskHint(), "no more hints"),
    ],
)
def test_what_does_not_fit_the_moment(
    levels: Path, before: tuple[AnyCommand, ...], command: AnyCommand, wrong: str
) -> None:
    played = session(levels)
    sent(played, *before)
    state = played.state
    with pytest.raises(CommandError, match=wrong):
        played.apply(command)
    assert played.state == state


def test_what_is_missing_is_told_in_one_line(levels: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_small_models(monkeypatch, ("chat",))
    with pytest.raises(BadInput, match=r"the reward model is missing.*tokenroom train --assistants") as caught:
        session(levels)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        (TAMED, "knob = 0.3", "knob = 0.2", "mechanic.knob"),
        (TAMED, "judged = 4", "judged = 4\nupdates = 3", "mechanic.updates"),
        (GAMED, "tries = 3", "tries = 0", "mechanic.asked"),
        (GAMED, QUESTION, "When do we eat?", "mechanic.asked"),
        (TAMED, 'corpus = "english"', 'corpus = "nowhere"', "mechanic.corpus"),
        (
            TAMED,
            'kind = "tamed"\ngain = 0.001\nkl = 0.5\nloss = 1.0',
            'kind = "fooled"\nmargin = 1.0',
            "mechanic.tries",
        ),
        (TAMED, TAMED_GOAL, 'kind = "within"\npercent = 5.0', "goal.kind"),
    ],
)
def test_a_wrong_level_is_told_by_key(levels: Path, name: str, old: str, new: str, key: str) -> None:
    text = LEVELS[name].replace('kind = "steer"', 'kind = "steer"\ncorpus = "english"')
    (levels / name / "level.toml").write_text(text.replace(old, new))
    with pytest.raises(BadInput) as caught:
        session(levels, name)
    assert caught.value.key == key


def test_solutions_and_null_plays(levels: Path) -> None:
    path = levels / "solution.toml"
    played = session(levels)
    words = play_solution(played, SteerSolution(format_version=1, seed=3, kl_weight=0.0, updates=4, stop=2), path)
    assert "judge" in words
    assert played.state.kept is not None
    assert (played.state.kept.updates, played.state.phase) == (2, "ended")
    fooling = session(levels, GAMED)
    answers = ("Ask.", "No.", "Quay.")
    assert "beside a good one" in play_solution(fooling, SteerSolution(format_version=1, seed=3, answers=answers), path)
    for name in LEVELS:
        null = session(levels, name)
        play_null(null)
        assert not null.state.won
    with pytest.raises(CheckFailed, match="nothing at all"):
        play_solution(session(levels, GAMED), SteerSolution(format_version=1, seed=3, answers=("",)), path)
    with pytest.raises(CheckFailed, match="kl_weight"):
        play_solution(session(levels), SteerSolution(format_version=1, seed=3, kl_weight=9.0), path)
