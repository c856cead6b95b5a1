"""Sessions of every kind of passage and of several: nothing leaks, nothing is chance twice, all can be taken back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import small_field
from tests.game.levels import EARNED, PASSAGES, level, play, to_the_end, until_item
from tokenroom.game.commands import AnswerScores, Begin, Next
from tokenroom.game.events import (
    AnyEvent,
    InstinctEarned,
    ItemAsked,
    PassageGrew,
    PassageOpened,
    PhrasesPassed,
    Revealed,
    Said,
    SessionEnded,
    SessionStarted,
)
from tokenroom.game.level import Level, load_level
from tokenroom.game.mechanics import new_session
from tokenroom.game.parts import Part
from tokenroom.game.passage import Passage
from tokenroom.game.predict import PredictSession
from tokenroom.rivals.field import Field
from tokenroom.rivals.twin import Twin
from tokenroom.text.number_phrases import came_often
from tokenroom.text.room_numbers import SIZE

SMALL = small_field()
SHARED = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
NUMBERS = 'instinct = "patterns"\nrival = "twin"\n' + EARNED
MECHANIC = {"numbers": NUMBERS}
seeds = st.integers(0, 2**40)


def of_kind(tmp_path: Path, kind: str) -> Level:
    return level(tmp_path / kind, PASSAGES[kind], MECHANIC.get(kind, ""))


def session_of(chosen: Level, seed: int = 3) -> PredictSession:
    return new_session(chosen, seed, 0.0, lambda _: SMALL)


def with_another_end(session: PredictSession, item: int) -> None:
    """Change every token from the one that `item` asks for, and all that comes in later parts."""
    now, position = session.setup.places[item - 1]
    same = session.setup.parts[now].passage.ids

    def changed(n: int, part: Part) -> Part:
        size, ids = len(part.vocabulary), part.passage.ids
        if n < now and ids != same:
            return part
        begin = position if ids == same else 0  # both parts of a veiled passage have the same tokens
        other = tuple((t + 1) % size if at >= begin else t for at, t in enumerate(ids))
        passing = part.passing if n == now else tuple(tuple((t + 1) % size for t in p) for p in part.passing)
        return replace(part, passage=replace(part.passage, ids=other), passing=passing)

    session.setup = replace(session.setup, parts=tuple(changed(n, p) for n, p in enumerate(session.setup.parts)))


@pytest.mark.parametrize("kind", PASSAGES)
def test_nothing_before_a_reveal_depends_on_what_is_hidden(tmp_path: Path, kind: str) -> None:
    chosen = of_kind(tmp_path, kind)
    for item in range(1, session_of(chosen).setup.items + 1):
        session, other = session_of(chosen), session_of(chosen)
        with_another_end(other, item)
        assert session.setup.parts != other.setup.parts
        assert until_item(session, item) == until_item(other, item)
        told, differently = session.apply(AnswerScores({})), other.apply(AnswerScores({}))
        assert told != differently, "the change must show once the square is open"


@pytest.mark.parametrize("kind", PASSAGES)
def test_each_session_tells_its_whole_passages_and_ends(tmp_path: Path, kind: str) -> None:
    session = session_of(of_kind(tmp_path, kind))
    events = to_the_end(session)
    assert session.state.phase == "ended"
    assert isinstance(events[-1], SessionEnded)
    shown = sum(len(e.tokens) for e in events if isinstance(e, PassageGrew))
    revealed = [e for e in events if isinstance(e, Revealed)]
    assert len(revealed) == session.setup.items == sum(len(p.passage.asked) for p in session.setup.parts)
    parts = session.setup.parts
    until_veil_lifts = parts[0].passage.asked[-1] + 1  # then the same passage begins once more, as words
    first = until_veil_lifts if kind == "veiled" else len(parts[0].passage.ids)
    assert shown + len(revealed) == first + sum(len(part.passage.ids) for part in parts[1:])


@pytest.mark.parametrize("kind", PASSAGES)
@SHARED
@given(seed=seeds, scores=st.dictionaries(st.integers(0, 1), st.floats(-20, 20), max_size=2))
def test_same_seed_and_commands_give_the_same_events(
    tmp_path: Path, kind: str, seed: int, scores: dict[int, float]
) -> None:
    chosen = of_kind(tmp_path, kind)
    commands = [Begin(), AnswerScores(scores), Next(), AnswerScores({}), Next()]
    first, second = (play(session_of(chosen, seed), *commands) for _ in range(2))
    assert first == second
    assert json.loads(msgspec.json.encode(first)) == json.loads(msgspec.json.encode(second))
    assert msgspec.json.decode(msgspec.json.encode(first), type=list[AnyEvent]) == first


@pytest.mark.parametrize("kind", PASSAGES)
def test_another_seed_gives_another_session(tmp_path: Path, kind: str) -> None:
    chosen = of_kind(tmp_path, kind)
    told = {msgspec.json.encode(play(session_of(chosen, seed), Begin(), AnswerScores({}))[1:]) for seed in range(6)}
    assert len(told) == 1 if kind == "symbols" else len(told) > 1


@pytest.mark.parametrize("kind", PASSAGES)
def test_what_was_applied_can_be_taken_back(tmp_path: Path, kind: str) -> None:
    """Also what those have learned who learn: else the second time would go otherwise than the first."""
    session = session_of(of_kind(tmp_path, kind))
    until_item(session, 2)
    before = session.snapshot()
    commands = [AnswerScores({0: 2.0}), Next(), AnswerScores({1: 1.0}), Next()]
    first = play(session, *commands)
    session.restore(before)
    assert play(session, *commands) == first


def test_learners_are_taken_back_too(tmp_path: Path) -> None:
    session = session_of(of_kind(tmp_path, "numbers"))
    play(session, Begin())
    learners = session.setup.learners
    assert {learner.name for learner in learners} == {"patterns", "twin"}
    before, states = session.snapshot(), [learner.state for learner in learners]
    context = session.part.passage.ids[:4]
    knew = [learner.log_probs(context) for learner in learners]
    truth = session.part.passage.ids[session.setup.places[0][1]]
    play(session, AnswerScores({truth: 30.0}), Next())
    assert all(learner.state is not state for learner, state in zip(learners, states, strict=True))
    session.restore(before)
    for learner, state, told in zip(learners, states, knew, strict=True):
        assert learner.state is state
        np.testing.assert_array_equal(learner.log_probs(context), told)


@SHARED
@given(seed=seeds, knows=st.lists(st.booleans(), min_size=8, max_size=8))
def test_an_instinct_is_earned_exactly_when_the_last_items_were_good_enough(
    tmp_path: Path, seed: int, knows: list[bool]
) -> None:
    marks = {"pairs": (5.0, 2), "repeats": (5.0, 1)}
    passage = PASSAGES["numbers"].replace("items = 4", "items = 8")
    session = session_of(level(tmp_path / "earned", passage, NUMBERS), seed)
    session.apply(Begin())
    mine: dict[str, list[float]] = {}
    have: set[str] = set()
    for known in knows:
        truth = session.part.passage.ids[session.setup.places[session.state.item - 1][1]]
        events = session.apply(AnswerScores({truth: 30.0} if known else {}))
        (revealed,) = [e for e in events if isinstance(e, Revealed)]
        pattern = revealed.part
        mine.setdefault(pattern, []).append(revealed.surprise)
        below, items = marks.get(pattern, (0.0, 1))
        last = mine[pattern][-items:]
        due = pattern not in have and len(last) == items and sum(last) / items < below
        earned = [e for e in events if isinstance(e, InstinctEarned)]
        assert [e.pattern for e in earned] == ([pattern] if due else [])
        if due:
            have.add(pattern)
            assert earned[0].mean == pytest.approx(sum(last) / items)
        assert session.part.instinct.state.lent == have
        session.apply(Next())
    assert session.state.phase == "ended"


def test_what_is_earned_is_lent_from_the_next_item_on(tmp_path: Path) -> None:
    """Before it the instinct holds all numbers equal; behind it, it knows what often came."""
    passage = PASSAGES["numbers"].replace("items = 4", "items = 12")
    story = "# begin\n\nHello.\n\n# earned repeats\n\n> It is yours.\n"
    mark = '[[mechanic.earned]]\npattern = "repeats"\nbelow = 1.0\nitems = 1\n'
    session = session_of(level(tmp_path / "lent", passage, 'instinct = "patterns"\n' + mark, story=story))
    events, earned = list(session.apply(Begin())), False
    while session.state.phase != "ended":
        (asked,) = [e for e in events if isinstance(e, ItemAsked)]
        shows = bool(came_often(session.part.passage.ids[: asked.position]))
        assert (max(option.p for option in asked.candidates) > 0.1) == (earned and shows)
        truth = session.part.passage.ids[session.setup.places[session.state.item - 1][1]]
        answered = session.apply(AnswerScores({truth: 30.0}))
        earned |= session.part.kind == "repeats"
        assert any(isinstance(e, Said) and e.text == "It is yours." for e in answered) == any(
            isinstance(e, InstinctEarned) for e in answered
        )
        events = list(session.apply(Next()))
    assert earned


def test_phrases_pass_before_each_item_and_all_are_counted(tmp_path: Path) -> None:
    session = session_of(of_kind(tmp_path, "numbers"))
    passed = [e for e in to_the_end(session) if isinstance(e, PhrasesPassed)]
    assert [e.count for e in passed] == [2, 2, 2, 2]
    assert [e.total for e in passed] == [2, 5, 8, 11]  # the phrase that is asked about counts as seen at its end
    assert session.state.phrases == 12
    assert all(len(phrase) == 16 for e in passed for phrase in e.phrases)


def test_a_session_of_several_passages_opens_each_with_its_own_vocabulary(tmp_path: Path) -> None:
    chosen = of_kind(tmp_path, "several")
    toml = (chosen.folder / "level.toml").read_text().replace('from = "text"', 'title = "A song"\nfrom = "text"')
    (chosen.folder / "level.toml").write_text(toml)
    (chosen.folder / "story.md").write_text("# begin\n\nHello.\n\n# part 2\n\nA coin.\n\n# part 3\n\n> Listen.\n")
    session = session_of(load_level(chosen.folder))
    events = to_the_end(session)
    opened = [e for e in events if isinstance(e, PassageOpened)]
    assert [(e.part, e.parts, e.title, e.vocabulary_size) for e in opened] == [
        (1, 3, "", 300),
        (2, 3, "", 2),
        (3, 3, "A song", 300),
    ]
    for part, text in ((2, "A coin."), (3, "Listen.")):
        place = events.index(opened[part - 1])
        said = events[place + 1]
        assert isinstance(said, Said)
        assert said.text == text
    assert [e.part for e in events if isinstance(e, Revealed)] == [""] * 8 + ["A song"] * 4
    (started,) = [e for e in events if isinstance(e, SessionStarted)]
    assert started.items == 12


def test_changing_one_passage_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    chosen = of_kind(tmp_path, "several")
    before = [p.passage for p in session_of(chosen).setup.parts]
    toml = (chosen.folder / "level.toml").read_text().replace("shares = [3, 1]", "shares = [1, 30]")
    (chosen.folder / "level.toml").write_text(toml)
    after = [p.passage for p in session_of(load_level(chosen.folder)).setup.parts]
    assert (before[0], before[2]) == (after[0], after[2])
    assert before[1] != after[1]


def test_veiled_items_are_the_same_tokens_in_numbers_as_in_words(tmp_path: Path) -> None:
    veiled, seen = session_of(of_kind(tmp_path, "veiled")).setup.parts
    assert (veiled.kind, seen.kind) == ("numbers", "words")
    assert veiled.passage.ids == seen.passage.ids
    assert len(veiled.passage.asked) == len(seen.passage.asked) == 2
    assert max(veiled.passage.asked) < min(seen.passage.asked)
    assert len(veiled.vocabulary) == len(seen.vocabulary) == SIZE
    for token in veiled.passage.ids:
        assert veiled.vocabulary.texts[token] == str(token + 1)
        assert seen.vocabulary.texts[token] in SMALL.corpus.held_out[0].text
        assert veiled.vocabulary.n_bytes[token] == seen.vocabulary.n_bytes[token]
    assert "".join(seen.vocabulary.texts[t] for t in seen.passage.ids) in SMALL.corpus.held_out[0].text


def test_with_and_without_a_veil_the_same_places_are_asked(tmp_path: Path) -> None:
    bare = level(tmp_path / "bare", PASSAGES["veiled"].replace("veiled = 2\n", ""))
    (one,) = session_of(bare).setup.parts
    veiled, seen = session_of(of_kind(tmp_path, "veiled")).setup.parts
    assert one.passage == Passage(one.passage.ids, (*veiled.passage.asked, *seen.passage.asked), one.passage.source)
    assert one.passage.ids == veiled.passage.ids


def test_a_process_may_be_asked_from_its_first_symbol_on(tmp_path: Path) -> None:
    session = session_of(of_kind(tmp_path, "process"))
    assert session.setup.parts[0].passage.asked == (0, 1, 2, 3)
    events = to_the_end(session)
    assert not [e for e in events if isinstance(e, PassageGrew)], "nothing but what is asked is in the passage"
    (ended,) = [e for e in events if isinstance(e, SessionEnded)]
    assert {s.player for s in ended.report.standings} == {"you", "uniform", "counting", "optimum"}


def test_items_next_are_asked_one_after_the_other(tmp_path: Path) -> None:
    (part,) = session_of(of_kind(tmp_path, "numbered")).setup.parts
    assert part.passage.asked == tuple(range(part.passage.asked[0], part.passage.asked[0] + 4))


def test_joined_passages_go_over_the_ends_of_documents(tmp_path: Path) -> None:
    texts = PASSAGES["joined"].replace("tokens = 40", "tokens = 120").replace("shown = 8", "shown = 110")
    field = small_field(paragraphs=1)
    with_two = Field(replace(field.corpus, documents=tuple(replace(d, held_out=n < 3) for n, d in enumerate(
        field.corpus.documents))), field.tokenizer)  # fmt: skip
    with_two.__dict__["ladder"] = field.ladder
    (part,) = new_session(level(tmp_path / "long", texts), 1, 0.0, lambda _: with_two).setup.parts
    assert len(part.passage.ids) == 120
    assert field.tokenizer.end_of_text in part.passage.ids


def test_a_veil_lifts_without_telling_what_it_will_ask(tmp_path: Path) -> None:
    """Between its two halves nothing of the passage is shown or learned that the second half asks for."""
    session = session_of(of_kind(tmp_path, "veiled"))
    first, second = session.setup.parts
    told = list(session.apply(Begin()))
    for _ in first.passage.asked:
        told += [*session.apply(AnswerScores({})), *session.apply(Next())]
    seen = [t for e in told if isinstance(e, PassageGrew) for t in e.tokens]
    opened = next(n for n, e in enumerate(told) if isinstance(e, PassageOpened) and e.part == 2)
    before = [t.id for e in told[:opened] if isinstance(e, PassageGrew) for t in e.tokens]
    shown = len(before) + len(first.passage.asked)
    assert seen
    assert shown == first.passage.asked[-1] + 1 <= second.passage.asked[0]


def test_each_learns_from_what_it_plays_on_alone(tmp_path: Path) -> None:
    """Throws of a die teach the twin of the number phrases nothing: their symbols are other tokens."""
    dice = PASSAGES["process"].replace("[mechanic.passage]", "[[mechanic.passages]]")
    dice = dice.replace("[mechanic.passage.process]", "[mechanic.passages.process]")
    numbers = PASSAGES["numbers"].replace("[mechanic.passage]", "[[mechanic.passages]]")
    numbers = numbers.replace("[mechanic.passage.phrases]", "[mechanic.passages.phrases]")
    session = session_of(level(tmp_path / "both", dice + numbers))
    session.apply(Begin())
    while session.part.vocabulary.named == "symbols":
        session.apply(AnswerScores({}))
        session.apply(Next())
    twin = next(player for player in session.part.field if player.name == "twin")
    assert isinstance(twin, Twin)
    assert twin.state.phrases == len(session.part.passing)
