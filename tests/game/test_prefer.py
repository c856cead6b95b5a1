"""The mechanic *prefer*: what values cost, what nobody may know before it is told, how reward models learn beside."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.small_room import LEVEL, PAIRS, field, pair_line, small_trunk, write_level
from tokenroom.errors import BadInput, CheckFailed
from tokenroom.game import prefer_setup
from tokenroom.game.check import check_level
from tokenroom.game.choices import as_lines, chosen_pairs, own_choices
from tokenroom.game.commands import AnswerScores, AnyCommand, AskHint, Begin, Next
from tokenroom.game.events import AnyEvent, RivalLocked, Said, SessionEnded, Shocked
from tokenroom.game.level import load_level
from tokenroom.game.mechanics import new_session
from tokenroom.game.practice import open_level
from tokenroom.game.prefer import LN2, PreferSession
from tokenroom.game.prefer_check import play_null
from tokenroom.game.prefer_commands import Fit, FitOn, LearnFrom, StopFit, TurnPair, UndoFit, ValuePair
from tokenroom.game.prefer_events import (
    AgreementMeasured,
    FitBegan,
    FitEnded,
    FitOpened,
    FitUndone,
    PairAsked,
    PairTold,
    PreferStarted,
    RewardLearned,
)
from tokenroom.game.prefer_level import Prefer, Valued
from tokenroom.game.prefer_rounds import seal_of
from tokenroom.game.prefer_words import formula_words, number_words, preview_words, reason_words
from tokenroom.game.recorded import resume_recorded, start_recorded
from tokenroom.game.records import Records
from tokenroom.game.seal import nonce
from tokenroom.game.session import CommandError
from tokenroom.game.units import NATS, Units
from tokenroom.text.jsonl import read_lines
from tokenroom.text.preferences import Pair


@pytest.fixture(autouse=True)
def trunk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefer_setup, "chat_trunk", small_trunk)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_level(tmp_path / "small")


def opened(folder: Path, seed: int = 3, pace: float = 0.0) -> PreferSession:
    session = new_session(load_level(folder), seed, pace, field)
    assert isinstance(session, PreferSession)
    return session


@pytest.fixture
def session(folder: Path) -> PreferSession:
    return opened(folder)


def right(session: PreferSession, sure: float = 2.0) -> ValuePair:
    """Value the better answer of the open pair by `sure` more."""
    return ValuePair(*session.setup.rounds[session.state.pair - 1].on_screen(sure, 0.0))


def to_the_fit(session: PreferSession) -> list[AnyEvent]:
    events = list(session.apply(Begin()))
    while session.state.phase != "fit":
        events += session.apply(right(session) if session.state.phase == "asked" else Next())
    return events


def fitted(session: PreferSession) -> list[AnyEvent]:
    events = list(session.apply(Fit()))
    while session.state.phase == "fitting":
        events += session.apply(FitOn())
    return events


def to_the_end(session: PreferSession) -> list[AnyEvent]:
    events: list[AnyEvent] = []
    while session.state.phase != "ended":
        events += session.apply(right(session) if session.state.phase == "asked" else Next())
    return events


def only(events: list[AnyEvent] | tuple[AnyEvent, ...], kind: type[AnyEvent]) -> AnyEvent:
    (found,) = [event for event in events if isinstance(event, kind)]
    return found


def test_it_begins_with_a_pair_and_a_sealed_answer_of_zeros(session: PreferSession) -> None:
    started, said, locked, asked = session.apply(Begin())
    assert isinstance(started, PreferStarted)
    assert (started.pairs, started.held_out, started.training_pairs, started.held_out_pairs) == (3, 2, 20, 5)
    assert "friendly beats rude" in started.guideline
    assert isinstance(said, Said)
    assert isinstance(locked, RivalLocked)
    assert locked.seal == hashlib.sha256(bytes.fromhex(nonce(session.setup.seed, 1)) + bytes(16)).hexdigest()
    assert isinstance(asked, PairAsked)
    assert {asked.first, asked.second} >= {"Buy a watch."}


def test_the_cost_is_the_loss_of_reward_models_and_the_shock_in_proportion(folder: Path) -> None:
    session = opened(folder, pace=0.25)
    session.apply(Begin())
    better = session.setup.rounds[0].better
    events = session.apply(ValuePair(1.5, -0.5))
    told, shock = only(events, PairTold), only(events, Shocked)
    assert isinstance(told, PairTold)
    assert isinstance(shock, Shocked)
    expected = math.log1p(math.exp(-2.0 if better == "first" else 2.0))
    assert told.surprise == pytest.approx(expected, abs=1e-12)
    assert (told.mean, told.better) == (told.surprise, better)
    assert told.model_surprise == pytest.approx(LN2)
    assert shock.seconds == pytest.approx(0.25 * told.surprise)


@pytest.mark.parametrize("nan", [math.nan, math.inf, -math.inf, 1e7])
def test_a_value_is_a_finite_number(session: PreferSession, nan: float) -> None:
    session.apply(Begin())
    with pytest.raises(CommandError, match="a value is a number from -1,000,000 to 1,000,000"):
        session.apply(ValuePair(nan, 0.0))
    assert session.state.phase == "asked"


def test_knowing_nothing_costs_ln_2_each_time_and_wins_nothing(session: PreferSession) -> None:
    play_null(session)
    assert {told.surprise for told in session.state.told} == {LN2}
    assert session.state.won is False


def test_nothing_told_before_an_answer_depends_on_which_is_better(tmp_path: Path) -> None:
    """The same pairs with chosen and rejected exchanged, and their order on the screen as well, look the same."""
    first = opened(write_level(tmp_path / "small"))
    turned = [json.loads(line) for line in PAIRS.splitlines()]
    lines = [json.dumps(row | {"chosen": row["rejected"], "rejected": row["chosen"]}) for row in turned]
    (write_level(tmp_path / "turned") / "pairs.jsonl").write_text("\n".join(lines))
    second = opened(tmp_path / "turned")
    rounds = [replace(r, flipped=not r.flipped) for r in second.setup.rounds]
    object.__setattr__(second.setup, "rounds", tuple(rounds))
    for mine, other in zip(first.apply(Begin())[1:], second.apply(Begin())[1:], strict=True):
        assert mine == other


def test_the_order_on_the_screen_tells_nothing(folder: Path) -> None:
    flips = [r.flipped for seed in range(60) for r in opened(folder, seed).setup.rounds]
    assert 0.4 < np.mean(flips) < 0.6


def test_training_pairs_come_first_and_none_is_asked_twice(session: PreferSession) -> None:
    kinds = [r.held_out for r in session.setup.rounds]
    assert kinds == [False, False, False, True, True]
    assert all(r.pair in session.setup.held_out for r in session.setup.rounds if r.held_out)
    assert len({r.pair for r in session.setup.rounds}) == 5


def test_the_reward_model_learns_from_what_was_told_and_answers_before(session: PreferSession) -> None:
    events = to_the_fit(session)
    learned = [event for event in events if isinstance(event, RewardLearned)]
    assert [event.pairs for event in learned] == [1, 2, 3]
    assert learned[0].loss == pytest.approx(LN2)
    told, seals = session.state.told, [event.seal for event in events if isinstance(event, RivalLocked)]
    assert [seal_of(t.nonce, t.model) for t in told] == seals
    assert len({t.nonce for t in told}) == len(told)  # the same values to another pair have another seal
    assert told[0].model == (0.0, 0.0)
    assert told[1].model != (0.0, 0.0)
    assert isinstance(only(events, FitOpened), FitOpened)


def test_what_one_would_choose_is_learned_only_if_ones_choices_count(folder: Path) -> None:
    models = {}
    for whose, turned in (("guideline", False), ("guideline", True), ("mine", False), ("mine", True)):
        session = opened(folder)
        session.apply(Begin())
        session.apply(LearnFrom(whose))  # type: ignore[arg-type]
        session.apply(right(session))
        session.apply(TurnPair(turned))
        session.apply(Next())
        session.apply(right(session))
        models[whose, turned] = session.state.told[1].model
    assert models["guideline", False] == models["guideline", True] == models["mine", False]
    assert models["mine", True] != models["mine", False]


def test_turning_a_pair_round_turns_it_round_among_all(session: PreferSession) -> None:
    session.apply(Begin())
    session.apply(LearnFrom("mine"))
    session.apply(right(session))
    session.apply(TurnPair(True))
    while session.state.phase != "fit":
        session.apply(right(session) if session.state.phase == "asked" else Next())
    before, after = session.setup.training, session._all_labelled()
    (place,) = [n for n, pair in enumerate(before) if pair != after[n]]
    assert (after[place].chosen, after[place].rejected) == (before[place].rejected, before[place].chosen)
    began = only(list(session.apply(Fit())), FitBegan)
    assert isinstance(began, FitBegan)
    assert (began.whose, began.turned) == ("mine", 1)


def test_a_fit_from_its_begin_to_the_end(session: PreferSession) -> None:
    to_the_fit(session)
    ended = only(fitted(session), FitEnded)
    assert isinstance(ended, FitEnded)
    assert (ended.step, ended.total, ended.stopped, ended.full.pairs) == (4, 4, False, 5)
    events = to_the_end(session)
    measured, last = only(events, AgreementMeasured), events[-1]
    assert isinstance(measured, AgreementMeasured)
    assert [row.player for row in measured.rows] == ["few", "full", "you"]
    for row, pairs in zip(measured.rows, (5, 5, 2), strict=True):
        assert row.whole.pairs == row.contested.pairs + row.settled.pairs == pairs
        assert sum(found.pairs for found in row.by_reason.values()) == pairs
    you = measured.rows[-1]
    paid = pytest.approx(math.log1p(math.exp(-2.0)))
    assert you.whole.share == 1.0
    assert you.loss == paid
    assert isinstance(last, SessionEnded)
    assert last.won
    assert last.result is not None
    assert last.result.yours == paid
    assert last.result.unit == "nats a pair"
    assert "Over 3 pairs I paid 0.13 where 0.69" in last.journal


def test_a_stopped_fit_can_be_kept_or_undone(session: PreferSession) -> None:
    to_the_fit(session)
    nothing = session.apply(Fit()), session.apply(StopFit())
    assert isinstance(nothing[1][0], FitUndone)
    session.apply(Fit())
    session.apply(FitOn())
    ended = only(list(session.apply(StopFit())), FitEnded)
    assert isinstance(ended, FitEnded)
    assert (ended.step, ended.stopped) == (2, True)
    assert isinstance(session.apply(UndoFit())[0], FitUndone)
    assert (session.state.phase, session.state.full) == ("fit", None)
    session.apply(Fit())
    session.apply(FitOn())
    session.apply(StopFit())
    session.apply(Next())
    assert session._full is not None


def test_without_a_fit_the_few_pairs_are_all_that_is_measured(session: PreferSession) -> None:
    to_the_fit(session)
    measured = only(to_the_end(session), AgreementMeasured)
    assert isinstance(measured, AgreementMeasured)
    assert [row.player for row in measured.rows] == ["few", "you"]


def test_being_very_sure_of_the_wrong_one_loses(session: PreferSession) -> None:
    session.apply(Begin())
    session.apply(right(session, sure=-9.0))
    while session.state.phase != "ended":
        session.apply(right(session, sure=5.0) if session.state.phase == "asked" else Next())
    assert not session.state.won


@pytest.mark.parametrize(
    ("commands", "wrong"),
    [
        ([], "value the two answers first"),
        ([Begin(), Begin()], "has begun already"),
        ([Begin(), Next()], "value the two answers first"),
        ([Begin(), TurnPair(True)], "when a pair has been told"),
        ([Begin(), Fit()], "value the pairs first"),
        ([Begin(), FitOn()], "no reward model is learning"),
        ([Begin(), StopFit()], "no reward model is learning"),
        ([Begin(), UndoFit()], "nothing to undo"),
        ([Begin(), ValuePair(1.0, 0.0), ValuePair(1.0, 0.0)], "no pair to value now"),
        ([Begin(), AnswerScores({})], "here answers are valued"),
        ([Begin(), AskHint(), AskHint(), AskHint()], "no more hints"),
    ],
)
def test_commands_that_do_not_fit_change_nothing(
    session: PreferSession, commands: list[AnyCommand], wrong: str
) -> None:
    for command in commands[:-1]:
        session.apply(command)
    state = session.state
    with pytest.raises(CommandError, match=wrong):
        session.apply(commands[-1] if commands else Next())
    assert session.state == state


def test_nobody_learns_from_held_out_pairs(session: PreferSession) -> None:
    to_the_fit(session)
    session.apply(Next())
    with pytest.raises(CommandError, match="nobody learns from these pairs"):
        session.apply(LearnFrom("mine"))
    session.apply(right(session))
    with pytest.raises(CommandError, match="nobody learns from this pair any more"):
        session.apply(TurnPair(True))


COMMANDS = st.sampled_from(
    [
        ValuePair(1.0, 0.0),
        ValuePair(0.0, 2.5),
        TurnPair(True),
        LearnFrom("mine"),
        Next(),
        Next(),
        Fit(),
        FitOn(),
        StopFit(),
    ]
)


@settings(max_examples=8, deadline=None)
@given(st.lists(COMMANDS, max_size=12))
def test_the_same_commands_give_the_same_events_and_can_be_taken_back(
    tmp_path_factory: pytest.TempPathFactory, commands: list[AnyCommand]
) -> None:
    place = write_level(tmp_path_factory.mktemp("levels") / "small")
    first, second = opened(place), opened(place)
    for command in [Begin(), *commands]:
        before = second.snapshot()
        told = outcome(second, command)
        second.restore(before)
        assert outcome(second, command) == told  # as if it had not been carried out before
        assert outcome(first, command) == told
        assert first.state == second.state


def outcome(session: PreferSession, command: AnyCommand) -> bytes:
    try:
        return msgspec.json.encode(session.apply(command))
    except CommandError as error:
        return str(error).encode()


def test_a_killed_session_is_gone_on_with_in_the_middle_of_a_fit(folder: Path, records: Records) -> None:
    session = opened(folder)
    recorded, _ = start_recorded(session, records)
    while session.state.phase != "fit":
        recorded.apply(right(session) if session.state.phase == "asked" else Next())
    recorded.apply(Fit())
    recorded.apply(FitOn())
    record = records.unfinished()
    assert record is not None
    resumed = resume_recorded(opened(folder), records, record)
    assert resumed is not None
    again, events = resumed
    assert again.session.state == session.state
    assert again.apply(FitOn()) == session.apply(FitOn())
    assert isinstance(events[0], PreferStarted)


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ('"pairs.jsonl"', '"../pairs.jsonl"', "mechanic.preferences: '../pairs.jsonl' is no name of a file"),
        ('"pairs.jsonl"', '"/etc/passwd"', "is no name of a file"),
        ('"pairs.jsonl"', '"none.jsonl"', "none.jsonl: cannot be read"),
        ("pairs = 3", "pairs = 0", "mechanic.pairs"),
        ("nats = 0.5", "nats = 0.7", "goal.nats"),
        ('kind = "valued"\nnats = 0.5', 'kind = "beat"\nplayer = "bigram"', "goal.kind: is no goal of prefer"),
        ('kind = "prefer"', 'kind = "prefer"\ncorpus = "nowhere"', "mechanic.corpus: nowhere: there is no such corpus"),
    ],
)
def test_a_level_that_cannot_be_played_says_why(folder: Path, old: str, new: str, wrong: str) -> None:
    assert old in LEVEL
    (folder / "level.toml").write_text(LEVEL.replace(old, new))
    with pytest.raises(BadInput, match=wrong):
        opened(folder)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        (pair_line(7, rejected="Yes, it is 7."), "line 3: a tie: chosen and rejected are the same"),
        (pair_line(7, rejected=" "), "line 3: a side is missing"),
        ('{"prompt": [], "chosen": "a", "rejected": "b"}', "line 3: the last message must be by the user"),
        ('{"chosen": "a", "rejected": "b"}', "line 3: object missing required field `prompt`"),
        (pair_line(7, reason="because"), "line 3: reason: invalid enum value 'because'"),
        ("[" * 5_000, "line 3"),
    ],
)
def test_pairs_that_nobody_can_choose_between_are_refused_by_their_line(folder: Path, line: str, wrong: str) -> None:
    lines = PAIRS.splitlines()
    (folder / "pairs.jsonl").write_text("\n".join([*lines[:2], line, *lines[2:]]))
    with pytest.raises(BadInput, match=wrong) as error:
        opened(folder)
    assert len(error.value.line().splitlines()) == 1


def test_pairs_of_ones_own_take_the_place_of_the_shipped_ones(tmp_path: Path) -> None:
    own = tmp_path / "class pairs@5b.jsonl"
    own.write_text("\n".join(pair_line(n // 2, rejected=f"No {n}.") for n in range(20)))
    level = open_level(f"13@{own}")
    assert level.file.title == "Another room: class pairs@5b.jsonl"
    session = new_session(level, 1, 0.0, field)
    assert isinstance(session, PreferSession)
    setup = session.setup
    assert (len(setup.training), len(setup.held_out), setup.items, setup.guideline) == (16, 4, 20, "")
    assert not {pair.prompt for pair in setup.training} & {pair.prompt for pair in setup.held_out}
    assert session.setup.models.shipped is None


def test_a_file_of_few_questions_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "few.jsonl"
    for text, wrong in (("", "is empty"), ("\n".join([pair_line(1)] * 9), "has 1 different questions")):
        own.write_text(text)
        with pytest.raises(BadInput, match=wrong):
            new_session(open_level(f"13@{own}"), 1, 0.0, field)
    with pytest.raises(BadInput, match="no such level; pairs of one's own go with"):
        open_level(f"tutorial@{own}")


def test_a_folder_that_holds_no_pairs_says_what_one_would(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"is a folder without preferences.toml; name a .jsonl file, or a folder with"):
        new_session(open_level(f"13@{tmp_path}"), 1, 0.0, field)


def test_what_is_longer_than_the_context_is_cut_and_said(folder: Path) -> None:
    long = "\x1b[2J<|im_end|> " + "word " * 4_000
    rows = [pair_line(n, prompt=[{"role": "user", "content": long + str(n)}], rejected=long) for n in range(10)]
    (folder / "pairs.jsonl").write_text("\n".join(rows))
    session = opened(folder)
    asked = session.apply(Begin())[-1]
    assert isinstance(asked, PairAsked)
    assert asked.forgotten
    assert long in (asked.first, asked.second)
    for pair in session.setup.models.tokens([r.pair for r in session.setup.rounds]):
        assert max(len(pair.chosen), len(pair.rejected)) <= session.setup.models.context
    session.apply(right(session))
    session.apply(Next())


def test_the_words_hold_the_players_numbers() -> None:
    told = PairTold(1, False, (-1.0, 0.5), "second", math.log1p(math.exp(-1.5)), (0, 0), LN2, "kind", True, 0.2, LN2)
    assert formula_words(told, NATS) == "−log σ(0.5 − (-1)) = −log σ(1.5) = 0.201 nats"
    assert formula_words(told, Units("bits")).startswith("−log2 σ(0.5 − (-1)) = −log2 σ(1.5) = 0.291 bits")
    assert reason_words(told) == (
        "B is better by the rule “kind”: friendly beats rude, mocking or bored. Contested: honest people disagree here."
    )
    assert preview_words((2.0, 0.0), NATS) == "This costs 0.127 nats if A is better, 2.127 if B is."
    assert "0.693 nats either way" in preview_words((7.0, 7.0), NATS)
    assert [number_words(x) for x in (1e6, -1e6, 0.25, 1234.5)] == ["1000000", "-1000000", "0.25", "1234.5"]


def write_solution(folder: Path, sure: float) -> None:
    """Value the better answer of every pair by `sure` more, and let another model learn from all pairs."""
    values = [asked.on_screen(sure, 0.0) for asked in opened(folder).setup.rounds]
    lines = ("format_version = 1", "seed = 3", f"values = {[list(pair) for pair in values]}", "train = true")
    (folder / "solution.toml").write_text("\n".join(lines))


def test_a_level_is_won_by_its_solution_and_not_by_enter(folder: Path) -> None:
    write_solution(folder, sure=2.0)
    won, null = [proof.words for proof in check_level(folder, field)]
    assert "its solution wins: 0.127 nats a pair" in won
    assert "a null play does not win" in null


def test_a_solution_that_does_not_win_is_refused(folder: Path) -> None:
    write_solution(folder, sure=-2.0)
    with pytest.raises(CheckFailed, match="do not reach the goal"):
        list(check_level(folder, field))


def test_a_solution_of_too_few_values_is_refused(folder: Path) -> None:
    (folder / "solution.toml").write_text("format_version = 1\nseed = 3\nvalues = [[1, 0]]\n")
    with pytest.raises(CheckFailed, match="values: has 1 pairs; the level asks 5"):
        list(check_level(folder, field))


def test_ones_own_choices_are_pairs_that_can_be_played(folder: Path, tmp_path: Path, records: Records) -> None:
    for seed, turn in ((3, 2), (4, 1)):
        recorded, _ = start_recorded(opened(folder, seed), records)
        session = recorded.session
        assert isinstance(session, PreferSession)
        while session.state.phase != "fit":
            recorded.apply(right(session))
            if session.state.pair == turn:
                recorded.apply(TurnPair(True))
            recorded.apply(TurnPair(False)) if session.state.pair == 3 else None
            recorded.apply(Next())
    told = [r.pair for seed in (3, 4) for r in opened(folder, seed).setup.rounds[:3]]
    chosen = own_choices(records)
    assert {pair.prompt for pair in chosen} == {pair.prompt for pair in told}
    turned = [pair for pair in chosen if pair.chosen == "Buy a watch."]
    assert {pair.prompt for pair in turned} == {told[1].prompt, told[3].prompt}
    assert {pair.reason for pair in turned} == {""}
    own = tmp_path / "own.jsonl"
    own.write_text(as_lines(chosen))
    assert list(read_lines(own, Pair, "")) == chosen


def test_a_pair_that_was_not_told_is_no_choice(session: PreferSession) -> None:
    events = [*session.apply(Begin())]
    assert chosen_pairs(events) == []
    events += [*session.apply(right(session)), *session.apply(TurnPair(True)), *session.apply(TurnPair(True))]
    (pair,) = chosen_pairs(events)
    assert pair.rejected == session.setup.rounds[0].pair.chosen
    events += session.apply(TurnPair(False))
    assert chosen_pairs(events) == [session.setup.rounds[0].pair]


def test_every_key_of_such_a_level_is_told() -> None:
    document = (Path(__file__).parents[2] / "docs" / "levels.md").read_text()
    section = document.partition("*prefer*")[2].partition("## `story.md`")[0]
    for kind in (Prefer, Valued):
        assert all(f"\n{key} = " in section for key in kind.__struct_fields__), kind
    assert f'kind = "{Valued.__struct_config__.tag}"' in section
