"""Sample sessions: tokens by hand, knobs, circles, branches, a hundred draws, a text from oneself; always the same."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sampling import BY_HAND, FIELD, FRAGMENTS, PROMPT, STORY, sample_folder
from tokenroom.errors import BadInput, CheckFailed
from tokenroom.game.answer import AnswerError
from tokenroom.game.check import check_level
from tokenroom.game.commands import (
    AnswerChips,
    AnswerGuess,
    AnswerScores,
    AnyCommand,
    AskHint,
    Begin,
    Next,
)
from tokenroom.game.events import AnyEvent, Hinted, ItemAsked, Said, SessionEnded
from tokenroom.game.level import Level, find_level, load_level
from tokenroom.game.merge_commands import PickPair
from tokenroom.game.sample import SampleSession
from tokenroom.game.sample_check import play_null
from tokenroom.game.sample_commands import GoTo, LetChance, TakeToken, TakeTop, TurnKnobs
from tokenroom.game.sample_events import (
    BranchGrew,
    Drawn,
    FragmentGiven,
    Looped,
    NextWeighed,
    SampledFromYou,
    SampleOpened,
    TextsCompared,
    WentTo,
)
from tokenroom.game.sample_setup import new_sample_session
from tokenroom.game.session import CommandError
from tokenroom.rivals.field import open_field
from tokenroom.text.corpus import find_corpus, load_corpus

E = TypeVar("E")
V = FIELD.vocabulary


@pytest.fixture(scope="module")
def hand(tmp_path_factory: pytest.TempPathFactory) -> Level:
    return load_level(sample_folder(tmp_path_factory.mktemp("levels")))


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Level:
    return load_level(sample_folder(tmp_path_factory.mktemp("levels"), FRAGMENTS, "10-fragments"))


def fresh(level: Level, seed: int = 1) -> SampleSession:
    return new_sample_session(level, seed, 0.0, lambda _: FIELD)


def play(session: SampleSession, *commands: AnyCommand) -> list[AnyEvent]:
    return [event for command in commands for event in session.apply(command)]


def only(events: list[AnyEvent], kind: type[E]) -> list[E]:
    return [event for event in events if isinstance(event, kind)]


def token(name: str) -> int:
    found = V.find_text(name)
    assert found is not None
    return found


def said(events: list[AnyEvent]) -> list[str]:
    return [event.text for event in only(events, Said)]


# By hand


def test_the_bars_are_the_models_own_and_add_up(hand: Level) -> None:
    session = fresh(hand)
    (weighed,) = only(play(session, Begin()), NextWeighed)
    p = np.exp(FIELD.ladder[-1].log_probs(FIELD.tokenizer.encode(PROMPT)))
    assert [option.p for option in weighed.options] == pytest.approx(sorted(p, reverse=True)[: len(weighed.options)])
    assert sum(option.p for option in weighed.options) + weighed.others_p == pytest.approx(1.0)
    assert [option.knobbed for option in weighed.options] == pytest.approx([option.p for option in weighed.options])
    assert weighed.kept == len(V)
    assert len(weighed.options) + weighed.others == len(V)


def test_knobs_change_the_bars_at_once_and_nothing_else(hand: Level) -> None:
    session = fresh(hand)
    (before,) = only(play(session, Begin()), NextWeighed)
    (cold,) = only(play(session, TurnKnobs(0.5)), NextWeighed)
    (few,) = only(play(session, TurnKnobs(1.0, 3)), NextWeighed)
    (top,) = only(play(session, TurnKnobs(0.0)), NextWeighed)
    p = [option.p for option in before.options]
    assert [option.p for option in cold.options] == p
    squares = np.exp(2 * np.asarray(session.model_next))
    assert cold.options[0].knobbed == pytest.approx(p[0] ** 2 / squares.sum())
    assert few.options[0].knobbed == pytest.approx(p[0] / sum(p[: few.kept]))
    assert top.options[0].knobbed == 1.0
    assert top.kept == 1


def test_the_top_token_again_and_again_goes_in_a_circle_and_it_is_noticed(hand: Level) -> None:
    session = fresh(hand)
    events = play(session, Begin(), TakeTop(20))
    grown, (looped,) = only(events, BranchGrew), only(events, Looped)
    text = [grew.text for grew in grown]
    assert [shown.text for shown in looped.tokens] == text[-4:] == text[-4 - looped.ago : -looped.ago]
    assert looped.node == grown[-1].node == session.state.at
    assert said(events)[-1] == "Round and round."
    assert only(events, NextWeighed)[-1].ago == looped.ago
    assert not only(play(session, TakeTop(2)), Looped)  # it is told once
    assert all(grew.by == "top" for grew in grown)


def test_one_goes_back_turns_off_and_keeps_both_branches(hand: Level) -> None:
    session = fresh(hand)
    play(session, Begin(), TakeToken(token(" quay")), TakeToken(token(".")))
    first = session.text
    events = play(session, GoTo(1), TakeToken(token(".")))
    assert only(events, WentTo) == [WentTo(1)]
    assert session.state.tree.tips() == [2]  # the same token is the same branch
    events = play(session, GoTo(0), TakeToken(token(" dog")))
    assert said(events) == ["Another way."]
    assert session.state.tree.tips() == [2, 3]
    assert session.text == (*session.prompt, token(" dog"))
    play(session, GoTo(2))
    assert session.text == first
    assert not said(play(session, GoTo(0), TakeToken(token(" ferry"))))


def test_chance_draws_what_the_knobs_leave_and_depends_on_the_seed_alone(hand: Level) -> None:
    texts = set()
    for seed in range(30):
        session = fresh(hand, seed)
        play(session, Begin(), TurnKnobs(1.0, 2), LetChance())
        texts.add(session.text)
        top = np.argsort(-FIELD.ladder[-1].log_probs(FIELD.tokenizer.encode(PROMPT)))[:2]
        assert session.text[-1] in top
    assert len(texts) == 2
    one, other = fresh(hand), fresh(hand)
    play(one, Begin(), LetChance(3))
    play(other, Begin(), LetChance(), LetChance(), LetChance())
    assert one.text == other.text


def test_a_branch_ends_where_the_text_does_or_at_its_longest(hand: Level) -> None:
    session = fresh(hand)
    end = FIELD.tokenizer.end_of_text
    play(session, Begin(), TakeToken(end))
    with pytest.raises(CommandError, match="the text has ended here"):
        session.apply(TakeTop())
    play(session, GoTo(0))
    for _ in range(30):
        play(session, TakeToken(token(" dog")))
    with pytest.raises(CommandError, match="has its 30 tokens"):
        session.apply(LetChance())


def test_enough_must_be_taken_before_one_goes_on(hand: Level) -> None:
    session = fresh(hand)
    play(session, Begin())
    with pytest.raises(CommandError, match="take 3 more tokens first"):
        session.apply(Next())
    events = play(session, TakeToken(token(" dog")), TakeToken(token(" dog")), LetChance(), Next())
    assert [opened.play for opened in only(events, SampleOpened)] == ["hundred"]
    assert only(events, NextWeighed)[-1].may_go_on


@pytest.mark.parametrize(
    "command",
    [
        TakeToken(-1),
        TakeToken(10**9),
        TakeTop(0),
        TakeTop(21),
        LetChance(10**9),
        TurnKnobs(-1.0),
        TurnKnobs(math.nan),
        TurnKnobs(math.inf),
        TurnKnobs(1e-9),
        TurnKnobs(1.0, 0),
        TurnKnobs(1.0, None, 0.0),
        TurnKnobs(1.0, None, 1.5),
        TurnKnobs(1.0, None, math.nan),
        GoTo(1),
        GoTo(-1),
        GoTo(10**9),
        Begin(),
        Next(),
        AnswerScores({}),
        PickPair(1, 2),
    ],
)
def test_commands_that_do_not_fit_change_nothing(hand: Level, command: AnyCommand) -> None:
    session = fresh(hand)
    play(session, Begin())
    before = session.state
    with pytest.raises(CommandError):
        session.apply(command)
    assert session.state == before


# The hundred


def at_the_draws(level: Level, seed: int = 1) -> SampleSession:
    session = fresh(level, seed)
    play(session, Begin(), LetChance(3), Next())
    return session


def test_the_bins_are_the_likeliest_by_the_alphabet_and_say_nothing_of_the_bars(hand: Level) -> None:
    session = fresh(hand)
    (asked,) = only(play(session, Begin(), LetChance(3), Next()), ItemAsked)
    texts = [option.text for option in asked.candidates]
    assert texts[-1] == "any other token"
    assert texts[:-1] == sorted(texts[:-1])
    assert [option.p for option in asked.candidates] == pytest.approx([0.2] * 5)
    top = np.argsort(-session.model_next)[:4]
    assert set(texts[:-1]) == {V.texts[token] for token in top}


def test_the_draws_are_the_models_and_cost_what_was_said(hand: Level) -> None:
    session = at_the_draws(hand)
    (drawn,) = only(play(session, AnswerChips({0: 50, 4: 25})), Drawn)
    said = np.array([0.5 + 0.05, 0.05, 0.05, 0.05, 0.25 + 0.05])
    assert [each.said for each in drawn.bins] == pytest.approx(said)
    assert sum(each.p for each in drawn.bins) == pytest.approx(1.0)
    assert len(drawn.draws) == 60
    assert Counter(drawn.draws) == {n: each.came for n, each in enumerate(drawn.bins) if each.came}
    assert drawn.yours == pytest.approx(float(np.mean([-math.log(said[n]) for n in drawn.draws])))
    assert drawn.model == pytest.approx(float(np.mean([-math.log(drawn.bins[n].p) for n in drawn.draws])))
    assert drawn.uniform == pytest.approx(math.log(5))


def test_draws_come_as_often_as_the_model_says(hand: Level) -> None:
    """Over many seeds the share of each bin is its probability, within four standard errors."""
    came, draws = Counter[int](), 0
    for seed in range(60):
        (drawn,) = only(play(at_the_draws(hand, seed), AnswerScores({})), Drawn)
        came.update(drawn.draws)
        draws += len(drawn.draws)
    for n, each in enumerate(drawn.bins):
        assert abs(came[n] / draws - each.p) < 4 * math.sqrt(each.p * (1 - each.p) / draws) + 1e-9


@pytest.mark.parametrize("knows", [True, False])
def test_who_knows_the_bars_wins_and_who_says_nothing_does_not(hand: Level, knows: bool) -> None:
    session = at_the_draws(hand)
    chips = {n: int(97 * p) for n, p in enumerate(session.bins.of(session.model_next))} if knows else {}
    events = play(session, AnswerChips(chips), Next())
    assert ("Near." in said(events)) == knows
    (ended,) = only(events, SessionEnded)
    assert ended.won == knows == session.state.won
    assert ended.result is not None
    assert ended.result.unit == "nats a draw"
    assert ended.result.rival is not None
    assert ended.journal.startswith("60 cost ")


def test_a_bad_answer_changes_nothing(hand: Level) -> None:
    session = at_the_draws(hand)
    before = session.state
    for answer in (AnswerChips({9: 5}), AnswerChips({0: 100}), AnswerScores({0: math.inf}), AnswerGuess(0, 100.0)):
        with pytest.raises(AnswerError):
            session.apply(answer)
    with pytest.raises(CommandError, match="answer first"):
        session.apply(Next())
    assert session.state == before


# Token by token


def test_all_of_the_text_goes_in_and_one_token_comes_out(text: Level) -> None:
    session = fresh(text)
    play(session, Begin())
    given: list[FragmentGiven] = []
    while session.state.phase == "fragments":
        context = session.text
        (step,) = only(play(session, Next()), FragmentGiven)
        assert step.read == len(context)
        assert session.text == (*context, step.token)
        assert step.cost == pytest.approx(-float(FIELD.ladder[-1].log_probs(context)[step.token]))
        given.append(step)
    assert [step.is_last for step in given] == [False] * (len(given) - 1) + [True]
    assert given[-1].text.rstrip().endswith((".", "!", "?")) or len(given) == 12


def to_your_text(level: Level, seed: int = 1) -> SampleSession:
    session = fresh(level, seed)
    play(session, Begin())
    while session.state.phase != "asked":
        session.apply(Next())
    return session


def test_what_you_would_have_said_is_drawn_from_you_and_costs_both(text: Level) -> None:
    session = to_your_text(text)
    context = session.text
    events = play(session, AnswerChips({token(" quay"): 99}))
    (sampled,) = only(events, SampledFromYou)
    assert sampled.text == " quay"
    assert sampled.own == pytest.approx(-math.log(0.99 + 0.01 / len(V)))
    assert sampled.model == sampled.mean == pytest.approx(-float(FIELD.ladder[-1].log_probs(context)[sampled.token]))
    (asked,) = only(events, ItemAsked)
    assert asked.item == 2
    assert asked.position == len(context) + 1
    events = play(session, AnswerChips({token(","): 99}), AnswerChips({token("."): 99}))
    (compared,) = only(events, TextsCompared)
    assert [each.text for each in compared.yours] == [" quay", ",", "."]
    assert compared.model_mean == pytest.approx(float(np.mean([each.model for each in compared.yours])))
    assert compared.own_mean == pytest.approx(sampled.own)
    assert compared.model == session.state.models[0]
    assert compared.reached
    (ended,) = only(play(session, Next()), SessionEnded)
    assert ended.won
    assert ended.result is not None
    assert ended.result.yours == compared.model_mean
    assert ended.result.rival == compared.model_own_mean


def test_you_are_drawn_as_often_as_you_said(text: Level) -> None:
    """Seventy chips on a token: it comes in about seventy sessions of a hundred, within four standard errors."""
    came = 0
    for seed in range(100):
        session = to_your_text(text, seed)
        play(session, AnswerChips({token(" dog"): 70}))
        came += session.state.text[0].text == " dog"
    assert abs(came - 70) < 4 * math.sqrt(100 * 0.7 * 0.3) + 1


def test_a_text_ends_at_its_longest_and_a_null_play_does_not_win(text: Level) -> None:
    session = to_your_text(text)
    for n in range(6):
        assert session.state.phase == "asked", n
        play(session, AnswerChips({token(" dog"): 99}))
    assert session.state.phase == "compared"
    null = fresh(text)
    play_null(null)
    assert not null.state.won


def test_hints_come_in_order(hand: Level) -> None:
    session = fresh(hand)
    told = only(play(session, Begin(), AskHint(), AskHint()), Hinted)
    assert [(hint.text, hint.left) for hint in told] == [("Look at the bars.", 1), ("Take them along.", 0)]
    with pytest.raises(CommandError):
        session.apply(AskHint())


COMMANDS = st.lists(
    st.one_of(
        st.just(Next()),
        st.builds(TakeTop, st.integers(0, 3)),
        st.builds(LetChance, st.integers(1, 4)),
        st.builds(TakeToken, st.integers(0, 299)),
        st.builds(GoTo, st.integers(0, 6)),
        st.builds(TurnKnobs, st.floats(0, 5), st.none() | st.integers(1, 400), st.none() | st.floats(0, 1)),
        st.builds(AnswerChips, st.dictionaries(st.integers(0, 5), st.integers(0, 40), max_size=3)),
    ),
    max_size=14,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(COMMANDS, st.integers(0, 3), st.booleans())
def test_the_same_commands_give_the_same_events_and_can_be_taken_back(
    hand: Level, text: Level, commands: list[AnyCommand], seed: int, by_hand: bool
) -> None:
    one, other = (fresh(hand if by_hand else text, seed) for _ in range(2))
    for command in [Begin(), *commands]:
        before = one.snapshot()
        told = [_outcome(session, command) for session in (one, other)]
        assert told[0] == told[1]
        after = one.state
        one.restore(before)
        assert _outcome(one, command) == told[0]
        assert one.state == after


def _outcome(session: SampleSession, command: AnyCommand) -> bytes | str:
    try:
        return msgspec.json.encode(session.apply(command))
    except (CommandError, AnswerError) as error:
        return str(error)


# Levels


SOLVED = """format_version = 1
seed = 1

[[rounds]]
take = [" quay", "", ""]

[[rounds]]
chips = {chips}
"""


def chips_that_win(level: Level) -> dict[str, int]:
    session = at_the_draws(level)
    shares = session.bins.of(session.model_next)
    return {session.bins.vocabulary.texts[n]: int(97 * p) for n, p in enumerate(shares)}


def test_the_solution_wins_and_says_so(hand: Level, tmp_path: Path) -> None:
    folder = sample_folder(tmp_path)
    chips = ", ".join(f'"{name}" = {count}' for name, count in chips_that_win(hand).items())
    (folder / "solution.toml").write_text(SOLVED.format(chips=f"{{ {chips} }}"))
    proofs = [proof.words for proof in check_level(folder, lambda _: FIELD)]
    assert proofs[0].startswith("its solution wins: you ")
    assert proofs[1] == "a null play does not win"


@pytest.mark.parametrize(
    ("solution", "wrong"),
    [
        (SOLVED.partition("[[rounds]]\nchips")[0], "has 1 rounds"),
        (SOLVED.format(chips="{}"), "do not reach the goal"),
        (SOLVED.format(chips='{ "nothing" = 3 }'), "is no token of this round"),
        (SOLVED.format(chips="{}").replace('" quay"', '"zzzz"'), "is no token of this round"),
        (SOLVED.format(chips="{}").replace('" quay", "", ""', '""'), "take 2 more tokens first"),
        (SOLVED.format(chips="{}").replace('" quay", "", ""', '" dog", ' * 31), "has its 30 tokens"),
    ],
)
def test_a_solution_that_does_not_hold_is_told(tmp_path: Path, solution: str, wrong: str) -> None:
    folder = sample_folder(tmp_path)
    (folder / "solution.toml").write_text(solution)
    with pytest.raises(CheckFailed, match=wrong):
        list(check_level(folder, lambda _: FIELD))


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ('kind = "foreseen"\nnats = 0.3', 'kind = "score_every_item"', "goal.kind"),
        ('kind = "foreseen"', 'kind = "fluent"', "goal.kind"),
        ("needed = 3", "needed = 31", "mechanic.rounds[0].needed"),
        (f'prompt = "{PROMPT}"\nneeded', f'prompt = "{"x " * 190}"\nneeded', "mechanic.rounds[0].prompt"),
        (f'prompt = "{PROMPT}"\nneeded', 'prompt = ""\nneeded', "mechanic.rounds[0].prompt"),
        ('kind = "sample"\ncorpus = "small"', 'kind = "sample"\ncorpus = "small"\nmodel = "step-7"', "mechanic.model"),
        ("listed = 4", "listed = 1", "mechanic.rounds[1].listed"),
        ("draws = 60", "draws = 100000", "mechanic.rounds[1].draws"),
        ("nats = 0.3", "nats = 0", "goal.nats"),
    ],
)
def test_a_level_that_cannot_be_played_is_refused(tmp_path: Path, before: str, after: str, key: str) -> None:
    assert before in BY_HAND
    (tmp_path / "level.toml").write_text(BY_HAND.replace(before, after))
    (tmp_path / "story.md").write_text(STORY)
    with pytest.raises(BadInput) as refused:
        new_sample_session(load_level(tmp_path), 0, 0.0, lambda _: FIELD)
    assert refused.value.key == key


def test_special_tokens_in_a_prompt_are_text(tmp_path: Path) -> None:
    (tmp_path / "level.toml").write_text(BY_HAND.replace(PROMPT, "<|im_end|>", 1))
    (tmp_path / "story.md").write_text(STORY)
    session = new_sample_session(load_level(tmp_path), 0, 0.0, lambda _: FIELD)
    play(session, Begin())
    assert FIELD.tokenizer.im_end not in session.prompt
    assert FIELD.tokenizer.decode(session.prompt) == "<|im_end|>"


# What the shipped levels say


def test_the_top_token_of_both_shipped_prompts_goes_in_a_circle() -> None:
    level = load_level(find_level("09-london-in-autumn"))
    field = open_field("english")
    for number in (0, 2):
        session = new_sample_session(level, 0, 0.0, lambda _: field)
        play(session, Begin())
        if number:
            play(session, TakeTop(20), *([LetChance(9)] * 2), Next(), AnswerScores({}), Next())
        events = play(session, TakeTop(20)) + play(session, TakeTop(10))
        assert only(events, Looped)
        assert [looped.ago < 20 for looped in only(events, Looped)] == [True]


def test_the_model_has_never_read_of_london_and_has_of_dunmar() -> None:
    for name in ("english", "french", "portuguese", "korean"):
        assert not any("London" in document.text for document in load_corpus(find_corpus(name)).documents)
    assert sum("Dunmar" in document.text for document in load_corpus(find_corpus("english")).documents) > 50
