"""Sessions: the tutorial to three decimals, what is told when, what stays hidden, and the same events each time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import small_field
from tokenroom.errors import BadInput
from tokenroom.game.answer import AnswerError
from tokenroom.game.commands import Answer, AnswerChips, AnswerGuess, AnswerScores, AnyCommand, AskHint, Begin, Next
from tokenroom.game.events import (
    Adjusted,
    AnyEvent,
    Hinted,
    ItemAsked,
    PassageGrew,
    Revealed,
    RivalLocked,
    Said,
    SessionEnded,
    SessionStarted,
    Shocked,
)
from tokenroom.game.level import Level, find_level, load_level
from tokenroom.game.mechanics import new_session
from tokenroom.game.predict import PredictSession
from tokenroom.game.seal import nonce, seal
from tokenroom.game.session import CommandError
from tokenroom.rivals.field import Field

E = TypeVar("E")
TUTORIAL = load_level(find_level("tutorial"))
SMALL = small_field()


def nothing(name: str) -> Field:
    raise AssertionError(f"the tutorial needs no corpus, not even {name}")


def tutorial(pace: float = 1.0) -> PredictSession:
    return new_session(TUTORIAL, 0, pace, nothing)


def play(session: PredictSession, *commands: AnyCommand) -> list[AnyEvent]:
    return [event for command in commands for event in session.apply(command)]


def only(events: list[AnyEvent], kind: type[E]) -> list[E]:
    return [event for event in events if isinstance(event, kind)]


def test_tutorial_has_the_figures_of_the_story() -> None:
    session = tutorial()
    events = play(session, Begin(), AnswerScores({0: 3.0, 1: 1.0, 2: 6.0, 3: 2.0}))
    (adjusted,) = only(events, Adjusted)
    assert [(o.text, round(o.surprise, 3)) for o in adjusted.options] == [
        ("1", 3.072),
        ("2", 5.072),
        ("3", 0.072),
        ("4", 4.072),
    ]
    (revealed,) = only(events, Revealed)
    assert (revealed.text, round(revealed.surprise, 3)) == ("2", 5.072)
    assert round(only(events, Shocked)[0].seconds, 3) == 5.072
    second = play(session, Next(), AnswerScores({2: 3.0}))
    assert round(only(second, Revealed)[0].surprise, 3) == 3.139
    ended = play(session, Next())
    assert any("Session 1 of 350,341,796" in said.text for said in only(ended, Said))
    assert only(ended, SessionEnded)[0].won


def test_three_beside_the_one_would_have_cost_0_139() -> None:
    session = tutorial()
    play(session, Begin(), AnswerScores({}), Next(), AnswerScores({0: 3.0}))
    assert round(session.state.items[1].surprises["you"], 3) == 0.139


def test_order_of_events() -> None:
    session = tutorial()
    kinds = [type(e).__name__ for e in play(session, Begin(), AnswerScores({0: 1.0})) if not isinstance(e, Said)]
    assert kinds == [
        "SessionStarted",
        "PassageGrew",
        "ItemAsked",
        "AnswerLocked",
        "Adjusted",
        "Revealed",
        "Shocked",
    ]


@pytest.mark.parametrize(
    ("scores", "told"), [({1: 5.0}, "Yours was"), ({0: 5.0}, "less than its share"), ({}, "every token the same")]
)
def test_the_voice_says_what_is_true_of_the_answer(scores: dict[int, float], told: str) -> None:
    events = play(tutorial(), Begin(), AnswerScores(scores))
    assert any(told in said.text for said in only(events, Said))


def test_a_null_play_does_not_win() -> None:
    session = tutorial()
    play(session, Begin(), AnswerScores({}), Next(), AnswerScores({}), Next())
    assert session.state.phase == "ended"
    assert not session.state.won


@pytest.mark.parametrize(
    ("before", "command"),
    [
        ((), AnswerScores({})),
        ((), Next()),
        ((Begin(),), Begin()),
        ((Begin(),), Next()),
        ((Begin(), AnswerScores({})), AnswerScores({})),
        ((Begin(), AskHint(), AskHint()), AskHint()),
    ],
)
def test_commands_out_of_place_change_nothing(before: tuple[AnyCommand, ...], command: AnyCommand) -> None:
    session = tutorial()
    play(session, *before)
    state = session.state
    with pytest.raises(CommandError):
        session.apply(command)
    assert session.state == state


def test_an_answer_that_cannot_be_scored_changes_nothing() -> None:
    session = tutorial()
    play(session, Begin())
    state = session.state
    with pytest.raises(AnswerError):
        session.apply(AnswerScores({9: 1.0}))
    assert session.state == state


def test_preview_is_what_the_answer_gives() -> None:
    session = tutorial()
    play(session, Begin())
    p = session.preview(AnswerScores({2: 3.0}))
    (adjusted,) = only(play(session, AnswerScores({2: 3.0})), Adjusted)
    assert -np.log(p) == pytest.approx([o.surprise for o in adjusted.options])


def test_a_restored_session_goes_on_as_if_nothing_had_been() -> None:
    session = tutorial()
    play(session, Begin())
    before = session.snapshot()
    first = play(session, AnswerScores({2: 3.0}), Next())
    session.restore(before)
    assert play(session, AnswerScores({2: 3.0}), Next()) == first


def test_a_level_that_names_nobody_says_where(page: Level, open_small: Callable[[str], Field]) -> None:
    mechanic = msgspec.structs.replace(page.file.mechanic, rival="deep-thought")
    level = replace(page, file=msgspec.structs.replace(page.file, mechanic=mechanic))
    with pytest.raises(BadInput, match=r"level.toml: mechanic.rival: deep-thought: there is no such player"):
        new_session(level, 0, 0.0, open_small)


def test_any_player_may_be_the_rival(page: Level, open_small: Callable[[str], Field]) -> None:
    mechanic = msgspec.structs.replace(page.file.mechanic, rival="kneser-ney-3")
    level = replace(page, file=msgspec.structs.replace(page.file, mechanic=mechanic))
    (revealed,) = only(play(new_session(level, 0, 0.0, open_small), Begin(), AnswerScores({})), Revealed)
    assert "kneser-ney-3" in revealed.surprises


def test_hints_run_out() -> None:
    session = tutorial()
    hints = only(play(session, Begin(), AskHint(), AskHint()), Hinted)
    assert [h.left for h in hints] == [1, 0]


def test_page_has_rival_who_locks_first(page: Level, open_small: Callable[[str], Field]) -> None:
    session = new_session(page, 3, 0.25, open_small)
    events = play(session, Begin())
    (started,) = only(events, SessionStarted)
    assert (started.items, started.rival, started.instinct) == (5, "step-1000", "bigram")
    kinds = [type(e) for e in events]
    assert kinds.index(RivalLocked) < kinds.index(ItemAsked)
    (asked,) = only(events, ItemAsked)
    shown = [t.id for grew in only(events, PassageGrew) for t in grew.tokens]
    assert tuple(shown) == session.setup.parts[0].passage.ids[: asked.position]
    assert session.part.rival is not None
    (revealed,) = only(play(session, AnswerScores({})), Revealed)
    answer = session.part.rival.log_probs(shown).astype("<f8").tobytes()
    assert len(bytes.fromhex(revealed.nonce)) == 16
    assert only(events, RivalLocked)[0].seal == hashlib.sha256(bytes.fromhex(revealed.nonce) + answer).hexdigest()
    assert hashlib.sha256(answer).hexdigest() != only(events, RivalLocked)[0].seal


def test_the_same_answer_to_another_item_has_another_seal() -> None:
    answer = np.log(np.full(6, 1 / 6))  # (V,)
    assert len({seal(nonce(seed, item), answer) for seed in (1, 2) for item in (1, 2, 3)}) == 6
    assert seal(nonce(1, 1), answer) != seal(nonce(1, 1), answer + 1e-12)


def test_nothing_tells_the_hidden_tokens(page: Level, open_small: Callable[[str], Field]) -> None:
    """With another ending behind the asked place, everything up to the answer is the same."""
    session = new_session(page, 3, 0.0, open_small)
    twin = new_session(page, 3, 0.0, open_small)
    position = session.setup.parts[0].passage.asked[0]
    changed = tuple(0 if i >= position else t for i, t in enumerate(twin.setup.parts[0].passage.ids))
    (part,) = twin.setup.parts
    twin.setup = replace(twin.setup, parts=(replace(part, passage=replace(part.passage, ids=changed)),))
    assert session.apply(Begin()) == twin.apply(Begin())


def test_page_ends_with_a_report_of_all_players(page: Level, open_small: Callable[[str], Field]) -> None:
    session = new_session(page, 3, 0.0, open_small)
    events = play(session, Begin(), *[AnswerChips({}), Next()] * 5)
    (ended,) = only(events, SessionEnded)
    players = {s.player for s in ended.report.standings}
    assert players == {"you", "uniform", "unigram", "bigram", "step-0", "step-1000", "step-200000"}
    by_name = {s.player: s for s in ended.report.standings}
    assert by_name["you"].mean == pytest.approx(by_name["bigram"].mean)
    assert not ended.won
    shown = [t.id for grew in only(events, PassageGrew) for t in grew.tokens]
    revealed = [r.token for r in only(events, Revealed)]
    assert len(shown) + len(revealed) == len(session.setup.parts[0].passage.ids)
    assert ended.source == "Page 0"


def test_knowing_the_page_wins(page: Level, open_small: Callable[[str], Field]) -> None:
    session = new_session(page, 3, 0.0, open_small)
    ids, asked = session.setup.parts[0].passage.ids, session.setup.parts[0].passage.asked
    play(session, Begin(), *[c for p in asked for c in (AnswerGuess(ids[p], 50.0), Next())])
    assert session.state.won


answers = st.one_of(
    st.builds(AnswerScores, st.dictionaries(st.integers(0, 299), st.floats(-20, 20), max_size=5)),
    st.builds(AnswerChips, st.dictionaries(st.integers(0, 299), st.integers(0, 20), max_size=4)),
    st.builds(AnswerGuess, st.integers(0, 299), st.floats(1, 99)),
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**40), pair=st.tuples(answers, answers))
def test_same_seed_and_commands_give_the_same_events(page: Level, seed: int, pair: tuple[Answer, Answer]) -> None:
    commands = [Begin(), pair[0], Next(), pair[1], Next()]
    first, second = (play(new_session(page, seed, 1.0, lambda _: SMALL), *commands) for _ in range(2))
    assert first == second
    assert msgspec.json.decode(msgspec.json.encode(first), type=list[AnyEvent]) == first
