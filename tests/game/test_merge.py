"""Merge sessions: what a pick saves, what greedy would have done, the end by hand, and the same events each time."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.glue import FIELD, LEVEL, STORY, glue_folder
from tokenroom.errors import BadInput, CheckFailed
from tokenroom.game.campaign import Campaign
from tokenroom.game.check import check_level
from tokenroom.game.commands import AnswerScores, AnyCommand, AskHint, Begin, Next
from tokenroom.game.events import AnyEvent, Hinted, Said, SessionEnded
from tokenroom.game.level import Level, load_level
from tokenroom.game.merge import MergeSession, new_merge_session
from tokenroom.game.merge_check import play_null
from tokenroom.game.merge_commands import PickPair
from tokenroom.game.merge_events import MergeAsked, MergePicked, MergeScored, MergeText
from tokenroom.game.records import Records
from tokenroom.game.session import CommandError
from tokenroom.text.merging import best_pair, count_pairs, merge_pair

E = TypeVar("E")


@pytest.fixture(scope="module")
def level(tmp_path_factory: pytest.TempPathFactory) -> Level:
    return load_level(glue_folder(tmp_path_factory.mktemp("levels")))


def fresh(level: Level, seed: int = 1) -> MergeSession:
    return new_merge_session(level, seed, 0.0, lambda _: FIELD)


def play(session: MergeSession, *commands: AnyCommand) -> list[AnyEvent]:
    return [event for command in commands for event in session.apply(command)]


def only(events: list[AnyEvent], kind: type[E]) -> list[E]:
    return [event for event in events if isinstance(event, kind)]


def greedy_pick(session: MergeSession) -> PickPair:
    pair = best_pair(count_pairs(session.state.pieces))
    assert pair is not None
    left, right = map(session.state.symbols.index, pair)
    return PickPair(left, right)


def test_a_pick_says_what_it_saved_and_what_greedy_would_have(level: Level) -> None:
    session = fresh(level)
    (text,) = only(play(session, Begin()), MergeText)
    page = session.setup.passage.excerpt
    assert bytes(b for piece in text.pieces for b in piece).decode() == page
    (picked,) = only(play(session, PickPair(ord("q"), ord("u"))), MergePicked)
    assert picked.picked is not None
    assert picked.picked.saved == page.count("qu") == picked.saved
    assert picked.tokens == len(page.encode()) - picked.saved
    assert picked.best is not None
    assert picked.best.saved > picked.picked.saved
    assert picked.greedy_saved == picked.best.saved
    assert picked.made is not None
    assert (picked.made.id, picked.made.text) == (256, "qu")


def test_what_was_made_can_be_merged_again(level: Level) -> None:
    session = fresh(level)
    events = play(session, Begin(), PickPair(ord("h"), ord("e")), Next(), PickPair(ord("t"), 256))
    assert [p.made.text for p in only(events, MergePicked) if p.made] == ["he", "the"]


def test_the_greedy_player_is_the_rule(level: Level) -> None:
    session = fresh(level)
    play(session, Begin())
    events: list[AnyEvent] = []
    for _ in range(3):
        events += play(session, greedy_pick(session), Next())
    assert [p.saved == p.greedy_saved for p in only(events, MergePicked)] == [True] * 3
    (scored,) = only(events, MergeScored)
    assert scored.yours == scored.greedys
    by_name = {score.player: score for score in scored.scores}
    assert by_name["you"].tokens == by_name["greedy"].tokens
    assert by_name["characters"].tokens_per_byte == 1.0
    assert by_name["shipped"].vocabulary == FIELD.tokenizer.size
    (ended,) = only(events, SessionEnded)
    assert ended.won
    assert ended.result is not None
    assert ended.result.yours == by_name["you"].tokens_per_byte


@pytest.mark.parametrize(("pair", "told"), [(None, "As the machine."), (("q", "u"), "Less.")])
def test_the_voice_says_what_is_true_of_the_pick(level: Level, pair: tuple[str, str] | None, told: str) -> None:
    session = fresh(level)
    play(session, Begin())
    command = greedy_pick(session) if pair is None else PickPair(ord(pair[0]), ord(pair[1]))
    assert [said.text for said in only(play(session, command), Said)] == [told]


def test_the_best_pair_is_always_offered_and_the_order_is_that_of_the_bytes(level: Level) -> None:
    for seed in range(20):
        session = fresh(level, seed)
        (asked,) = only(play(session, Begin()), MergeAsked)
        offered = [(pair.left.id, pair.right.id) for pair in asked.candidates]
        assert offered == sorted(offered)
        assert len(set(offered)) == len(offered) == 12
        best = greedy_pick(session)
        assert (best.left, best.right) in offered


def test_a_null_play_does_not_win(level: Level) -> None:
    session = fresh(level)
    play_null(session)
    assert not session.state.won
    assert session.state.merges == ()


@pytest.mark.parametrize(
    ("before", "command"),
    [
        ((), Next()),
        ((), PickPair(104, 101)),
        ((Begin(),), Begin()),
        ((Begin(),), AnswerScores({})),
        ((Begin(),), PickPair(104, 104)),
        ((Begin(),), PickPair(104, 256)),
        ((Begin(),), PickPair(-1, 2**70)),
        ((Begin(), PickPair(104, 101)), PickPair(104, 101)),
        ((AskHint(), AskHint()), AskHint()),
    ],
)
def test_commands_that_do_not_fit_change_nothing(
    level: Level, before: tuple[AnyCommand, ...], command: AnyCommand
) -> None:
    session = fresh(level)
    play(session, *before)
    state = session.state
    with pytest.raises(CommandError):
        session.apply(command)
    assert session.state == state


def test_hints_come_in_order(level: Level) -> None:
    told = only(play(fresh(level), AskHint(), AskHint()), Hinted)
    assert [(hint.text, hint.left) for hint in told] == [("Look for the.", 1), ("And for er.", 0)]


COMMANDS = st.lists(
    st.one_of(
        st.just(Next()),
        st.just(AskHint()),
        st.builds(PickPair, st.sampled_from(list(b" thedoqu")), st.sampled_from(list(b" thedoqu"))),
    ),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(COMMANDS, st.integers(0, 3))
def test_the_same_commands_give_the_same_events_and_can_be_taken_back(
    level: Level, commands: list[AnyCommand], seed: int
) -> None:
    one, other = fresh(level, seed), fresh(level, seed)
    for command in [Begin(), *commands]:
        before = one.snapshot()
        told = [_outcome(session, command) for session in (one, other)]
        assert told[0] == told[1]
        after = one.state
        one.restore(before)
        assert _outcome(one, command) == told[0]
        assert one.state == after
        pieces = as_text(one)
        assert pieces == one.setup.passage.excerpt


def _outcome(session: MergeSession, command: AnyCommand) -> bytes | str:
    try:
        return msgspec.json.encode(session.apply(command))
    except CommandError as error:
        return str(error)


def as_text(session: MergeSession) -> str:
    return b"".join(symbol for piece in session.state.pieces for symbol in piece).decode()


def test_a_program_can_follow_the_text_from_the_events(level: Level) -> None:
    """The symbols of `merge_text`, merged by what `merge_picked` tells, are the session's own."""
    session = fresh(level)
    events = play(session, Begin(), PickPair(ord("h"), ord("e")), Next(), PickPair(ord("t"), 256))
    pieces = tuple(tuple(bytes([b]) for b in piece) for piece in only(events, MergeText)[0].pieces)
    for event in only(events, MergePicked):
        assert event.picked is not None
        pieces = merge_pair(pieces, (event.picked.left.text.encode(), event.picked.right.text.encode()))
    assert pieces == session.state.pieces


def test_the_solution_wins_and_says_so(level: Level) -> None:
    proofs = [proof.words for proof in check_level(level.folder, lambda _: FIELD)]
    assert proofs[0].startswith("its solution wins: ")
    assert proofs[1] == "a null play does not win"


@pytest.mark.parametrize(
    ("picks", "wrong"),
    [
        ('[["h", "e"]]', "has 1 picks"),
        ('[["h", "e"], ["x"], []]', "is no pair"),
        ('[["h", "e"], ["th", "e"], []]', "no symbol"),
        ('[["h", "e"], ["h", "h"], []]', "beside each other"),
        ("[[], [], []]", "do not reach the goal"),
    ],
)
def test_a_solution_that_does_not_hold_is_told(tmp_path: Path, picks: str, wrong: str) -> None:
    folder = glue_folder(tmp_path)
    (folder / "solution.toml").write_text(f"format_version = 1\nseed = 1\npicks = {picks}\n")
    with pytest.raises(CheckFailed, match=wrong):
        list(check_level(folder, lambda _: FIELD))


@pytest.mark.parametrize(
    ("before", "after", "key"),
    [
        ('kind = "within"\npercent = 2', 'kind = "score_every_item"', "goal.kind"),
        ("merges = 3", "merges = 31", "mechanic.merges"),
        ("characters = 300", "characters = 19000", "mechanic.corpus"),
        ('corpus = "small"', 'corpus = "small"\ngenres = ["songs"]', "mechanic.corpus"),
        ("merges = 3", "merges = 0", "mechanic.merges"),
        ("percent = 2", "percent = -1", "goal.percent"),
        ("percent = 2", 'percent = 2\nplayer = "bigram"', "goal.player"),
    ],
)
def test_a_level_that_cannot_be_played_is_refused(
    level: Level, tmp_path: Path, before: str, after: str, key: str
) -> None:
    (tmp_path / "level.toml").write_text(LEVEL.replace(before, after))
    (tmp_path / "story.md").write_text(STORY)
    with pytest.raises(BadInput) as refused:
        new_merge_session(load_level(tmp_path), 0, 0.0, lambda _: FIELD)
    assert refused.value.key == key


def test_a_level_of_merges_has_its_standing_and_its_place_in_the_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = glue_folder(tmp_path / "content" / "levels")
    monkeypatch.setenv("TOKENROOM_HOME", str(tmp_path / "home"))
    with (folder / "story.md").open("a") as story:
        story.write("\n# journal\n\n{items} merges: {you} beside {rival}, {chance}, {words} and {best}.\n")
    for module in ("level", "campaign"):
        monkeypatch.setattr(f"tokenroom.game.{module}.content_root", lambda: tmp_path / "content")
    with closing(Records(Path(":memory:"), now=lambda: "2026-11-22T10:00:00Z")) as records:
        campaign = Campaign(records, lambda _: FIELD, new_seed=lambda: 1, seconds_per_nat=0.0)
        session, _ = campaign.start("07-glue")
        for _ in range(6):
            session.apply(Next())
        (entry,) = campaign.journal()
        assert (entry.title, entry.when) == ("Glue", "2026-11-22")
        assert entry.text.startswith("3 merges: 1.00 beside 0.")
        (level,) = campaign.levels()
        assert (level.best, level.unit, level.won) == (1.0, "tokens a byte", False)
