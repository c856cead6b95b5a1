"""Texts of a level's own (and nothing else of the machine), goals, parts of a report, candidates that tie."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import STORY, small_field
from tests.game.levels import PASSAGES, SONG, level, play
from tokenroom.errors import BadInput
from tokenroom.game.commands import AnswerScores, Begin, Next
from tokenroom.game.compare import Item, by_part
from tokenroom.game.events import SessionEnded
from tokenroom.game.goal import is_reached
from tokenroom.game.level import Level, load_level, load_solution
from tokenroom.game.mechanics import new_session
from tokenroom.game.parts import CANDIDATES, Part
from tokenroom.game.passage import Passage, corpus_passage
from tokenroom.game.predict import PredictSession
from tokenroom.game.predict_level import Beat, Below, CorpusPassage, PredictSolution, ScoreEveryItem
from tokenroom.game.reveal import candidates
from tokenroom.game.starts import starts
from tokenroom.rivals.field import open_field
from tokenroom.rivals.ngram import Uniform
from tokenroom.scoring import Floats
from tokenroom.text.room_numbers import numbers_alone
from tokenroom.text.vocabulary import symbols

SMALL = small_field()
NATS = st.floats(0, 30)


def opened(chosen: Level, seed: int = 3) -> PredictSession:
    return new_session(chosen, seed, 0.0, lambda _: SMALL)


def test_a_text_beside_the_level_is_played_without_its_title(tmp_path: Path) -> None:
    (part,) = opened(level(tmp_path / "song", PASSAGES["text"])).setup.parts
    assert part.passage.source == "The lamp song"
    assert SMALL.tokenizer.decode(part.passage.ids).startswith("The lamp on the quay,\n")
    assert len(part.passage.ids) == 40


@pytest.mark.parametrize(
    "name",
    [
        "../song.txt",
        "/etc/passwd",
        "sub/song.txt",
        "..",
        "song.md",
        ".txt",
        "Song.txt",
        "song.txt\\n",
        "C:song.txt",
        "",
    ],
)
def test_only_a_plain_name_can_be_asked_for(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput) as caught:
        level(tmp_path / "song", PASSAGES["text"].replace("song.txt", name))
    assert caught.value.key == "mechanic.passage.file"


def everything_of(folder: Path) -> PredictSession:
    load_solution(folder, PredictSolution)
    return opened(load_level(folder))


@pytest.mark.parametrize("file", ["song.txt", "story.md", "level.toml", "solution.toml"])
def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path, file: str) -> None:
    folder = level(tmp_path / "song", PASSAGES["text"]).folder
    (folder / "solution.toml").write_text("format_version = 1\nseed = 1\nitems = []\n")
    secret = tmp_path / "secret"
    secret.write_text((folder / file).read_text())
    (folder / file).unlink()
    (folder / file).symlink_to(secret)
    with pytest.raises(BadInput, match="leads out of the level's folder") as caught:
        everything_of(folder)
    assert caught.value.file == str(folder / file)


def test_a_folder_that_is_a_link_is_its_owner_s_affair(tmp_path: Path) -> None:
    folder = level(tmp_path / "there", PASSAGES["text"]).folder
    (tmp_path / "here").symlink_to(folder)
    assert opened(load_level(tmp_path / "here")).setup.parts[0].passage.source == "The lamp song"


def test_a_loop_a_pipe_a_folder_or_two_megabytes_are_one_line(tmp_path: Path) -> None:
    chosen = level(tmp_path / "song", PASSAGES["text"])
    song = chosen.folder / "song.txt"

    def refused(wrong: str) -> None:
        with pytest.raises(BadInput, match=wrong) as caught:
            opened(chosen)
        assert len(caught.value.line().splitlines()) == 1

    song.write_text("x" * 1_000_001)
    refused("is larger than 1,000,000 bytes")
    song.unlink()
    refused("cannot be read")
    song.symlink_to(song)
    refused("cannot be read")
    song.unlink()
    song.mkdir()
    refused("is no file")
    song.rmdir()
    os.mkfifo(song)
    refused("is no file")
    song.unlink()
    song.write_bytes(b"\xff\xfe\x00")
    refused("is not UTF-8")
    song.write_text(SONG[:60])
    refused("tokens behind its title; at least 40")


def test_a_text_of_escape_codes_is_text(tmp_path: Path) -> None:
    chosen = level(tmp_path / "song", PASSAGES["text"])
    (chosen.folder / "song.txt").write_text("T\n\n" + "\x1b[2J\u202e[red]" * 40)
    session = opened(chosen)
    play(session, Begin())
    part = session.setup.parts[0]
    labels = "".join(part.vocabulary.label(token) for token in part.passage.ids)
    assert "\x1b" not in labels
    assert "\u202e" not in labels


def item(you: float, bigram: float, part: str = "", n_bytes: int = 4) -> Item:
    return Item("word", n_bytes, {"you": you, "bigram": bigram}, (), part)


@given(st.lists(st.tuples(NATS, NATS), min_size=1, max_size=20))
def test_beat_and_below_are_about_the_means(pairs: Sequence[tuple[float, float]]) -> None:
    items = [item(*pair) for pair in pairs]
    mine, theirs = (sum(each) / len(pairs) for each in zip(*pairs, strict=True))
    for goal, ahead in ((Beat(player="bigram"), theirs - mine), (Below(nats=9.0), 9.0 - mine)):
        if abs(ahead) > 1e-6:
            assert is_reached(goal, [{}], items) == (ahead > 0)


def test_to_be_level_is_not_to_beat_and_below_is_less_than() -> None:
    level_with = [item(2.0, 3.0), item(3.0, 2.0)]
    assert not is_reached(Beat(player="bigram"), [{}, {}], level_with)
    assert not is_reached(Below(nats=2.5), [{}, {}], level_with)
    assert is_reached(Below(nats=2.501), [{}, {}], level_with)


def test_scores_of_one_s_own_are_those_that_say_something() -> None:
    goal = ScoreEveryItem()
    assert is_reached(goal, [{1: 2.0}, {0: -1.0}], [])
    assert not is_reached(goal, [{1: 2.0}, {}], [])
    assert not is_reached(goal, [{1: 2.0}, {0: 0.0, 3: 0.0}], [])


def test_a_goal_to_stay_below_is_reached_by_knowing_and_not_by_pressing_enter(tmp_path: Path) -> None:
    chosen = level(tmp_path / "below", PASSAGES["numbers"], goal='[goal]\nkind = "below"\nnats = 9.0\n')
    for known in (True, False):
        session = opened(chosen)
        events = play(session, Begin())
        for n, position in session.setup.places:
            truth = session.setup.parts[n].passage.ids[position]
            events += play(session, AnswerScores({truth: 20.0} if known else {}), Next())
        ended = events[-1]
        assert isinstance(ended, SessionEnded)
        assert ended.won == known
        assert ended.goal == "keep your mean surprise below 9.00 nats"


def test_whoever_is_to_be_beaten_must_play_on_every_part(tmp_path: Path) -> None:
    goal = '[goal]\nkind = "beat"\nplayer = "bigram"\n'
    with pytest.raises(BadInput, match=r"goal.player: nobody is called 'bigram'; uniform, counting, optimum"):
        opened(level(tmp_path / "several", PASSAGES["several"], goal=goal))


def test_figures_by_part_in_the_order_of_their_coming() -> None:
    items = [
        item(1.0, 2.0, "words"),
        item(6.0, 4.0, "numbers", 2),
        item(3.0, 4.0, "words"),
        item(8.0, 8.0, "numbers", 2),
    ]
    words, numbers = by_part(items)
    assert (words.part, words.items, words.means) == ("words", 2, {"you": 2.0, "bigram": 3.0})
    assert (numbers.part, numbers.items, numbers.means) == ("numbers", 2, {"you": 7.0, "bigram": 6.0})
    assert numbers.bits_per_byte["you"] == pytest.approx(14 / np.log(2) / 4)
    assert by_part(items[:1]) == by_part([]) == ()


def test_a_part_has_those_players_alone_who_played_all_of_it() -> None:
    alone = Item("word", 4, {"you": 1.0}, (), "words")
    words, numbers = by_part([item(1.0, 2.0, "words"), alone, item(1.0, 2.0, "numbers")])
    assert set(words.means) == {"you"}
    assert set(numbers.means) == {"you", "bigram"}


def part_of(size: int) -> Part:
    vocabulary = numbers_alone() if size == 128_000 else symbols([str(n) for n in range(size)])
    uniform = Uniform(size)
    return Part("", "", vocabulary, Passage((0,), (0,), ""), uniform, None, (uniform,))


def test_among_equals_the_last_seen_are_offered_first() -> None:
    part, instinct = part_of(128_000), Uniform(128_000).log_probs([])
    assert candidates(part, instinct, []) == list(range(CANDIDATES))
    assert candidates(part, instinct, [500, 77, 500, 9000])[:3] == [9000, 500, 77]
    assert len(candidates(part, instinct, range(1000, 1040))) == CANDIDATES


def test_what_the_instinct_prefers_stands_before_what_was_seen() -> None:
    instinct: Floats = Uniform(128_000).log_probs([])
    instinct[[40, 41]] += [2.0, 3.0]
    instinct[300] -= 1.0  # seen, but held less likely than the others: that is no tie
    offered = candidates(part_of(128_000), instinct, [300, 41, 77])
    assert offered[:3] == [41, 40, 77]
    assert 300 not in offered
    assert len(set(offered)) == CANDIDATES


def test_a_small_vocabulary_is_offered_whole_in_its_own_order() -> None:
    assert candidates(part_of(6), Uniform(6).log_probs([]), [5, 3]) == list(range(6))


NEW_KEYS = {
    "two": PASSAGES["corpus"] + PASSAGES["several"],
    "none": "",
}


@pytest.mark.parametrize(
    ("kind", "mechanic", "old", "new", "key", "wrong"),
    [
        ("two", "", "", "", "mechanic.passage", "give one passage, or several as passages; one of the two"),
        ("none", "", "", "", "mechanic.passage", "give one passage, or several as passages; one of the two"),
        ("numbered", "", "numbered = true", "numbered = 1", "mechanic.passage.numbered", "expected `bool`"),
        (
            "veiled",
            "",
            "veiled = 2",
            "veiled = 4",
            "mechanic.passage.veiled",
            "leaves no item without a veil; at most 3",
        ),
        ("veiled", "", "veiled = 2", "veiled = -1", "mechanic.passage.veiled", ">= 0"),
        ("veiled", "", "numbered = true\n", "", "mechanic.passage.veiled", "needs numbered tokens; numbered = true"),
        ("joined", "", "joined = true", 'joined = "yes"', "mechanic.passage.joined", "expected `bool`"),
        ("numbered", "", '"next"', '"first"', "mechanic.passage.asked", "invalid enum value 'first'"),
        ("corpus", "", "tokens = 40", "tokens = 9000", "mechanic.passage.tokens", "<= 8192"),
        ("text", "", "tokens = 40", "tokens = 10", "mechanic.passage.items", "more items than hidden tokens"),
        ("text", "", 'corpus = "small"\n', "", "mechanic.passage", "missing required field `corpus`"),
        ("text", "", "items = 4", "items = 4\nnumbered = true", "mechanic.passage.numbered", "is not a key"),
        ("process", "", '["1", "2"]', '["1"]', "mechanic.passage.vocabulary", "has 1 names; 2 names, one for each"),
        ("process", "", '["1", "2"]', '["1", "1"]', "mechanic.passage.vocabulary", "names a token twice"),
        ("process", "", '"die"', '"roulette"', "mechanic.passage.process.kind", "invalid value 'roulette'"),
        (
            "process",
            "",
            "shares = [3, 1]",
            "shares = [0, 0]",
            "mechanic.passage.process",
            "shares must be .* not all 0",
        ),
        ("numbers", "", "items = 4", "items = 4\nshown = 3", "mechanic.passage.shown", "is not a key"),
        ("numbers", "", "between = 2", "between = 101", "mechanic.passage.between", "<= 100"),
        ("numbers", "", "phrases]", "phrases]\nagain = 1.5", "mechanic.passage.phrases.again", "< 1"),
        (
            "corpus",
            'instinct = "patterns"\n',
            "",
            "",
            "mechanic.instinct",
            'patterns are those of numbers; .*"numbers"',
        ),
        ("corpus", 'instinct = "trigram"\n', "", "", "mechanic.instinct", "invalid enum value 'trigram'"),
        (
            "numbers",
            '[[mechanic.earned]]\npattern = "pairs"\nbelow = 3.0\n',
            "",
            "",
            "mechanic.earned",
            'there is nothing to lend; instinct = "patterns"',
        ),
        (
            "numbers",
            '[[mechanic.earned]]\npattern = "rhymes"\nbelow = 1.0\n',
            "",
            "",
            "mechanic.earned[0].pattern",
            "invalid enum value",
        ),
        ("numbers", '[[mechanic.earned]]\npattern = "pairs"\nbelow = 0.0\n', "", "", "mechanic.earned[0].below", "> 0"),
        ("corpus", 'calibration = "on"\n', "", "", "mechanic.calibration", "expected `bool`"),
    ],
)
def test_each_new_key_that_is_wrong_is_told(
    tmp_path: Path, kind: str, mechanic: str, old: str, new: str, key: str, wrong: str
) -> None:
    passage = {**PASSAGES, **NEW_KEYS}[kind]
    assert old in passage
    with pytest.raises(BadInput, match=wrong) as caught:
        level(tmp_path / "x", passage.replace(old, new), mechanic)
    assert (caught.value.file, caught.value.key) == (str(tmp_path / "x" / "level.toml"), key)
    assert len(caught.value.line().splitlines()) == 1


@pytest.mark.parametrize(
    ("kind", "mechanic", "goal", "key", "wrong"),
    [
        ("corpus", 'rival = "twin"\n', "", "mechanic.rival", "twin: there is no such player; there is uniform"),
        ("process", 'rival = "bigram"\n', "", "mechanic.rival", "bigram: .*; there is uniform, counting, optimum"),
        ("process", 'instinct = "bigram"\n', "", "mechanic.instinct", "no corpus to learn from; instinct uniform"),
        ("numbers", 'rival = "bigram"\n', "", "mechanic.rival", "bigram: .*; there is uniform, twin, optimum"),
        ("corpus", "", '[goal]\nkind = "below"\nnats = 0\n', "goal.nats", "> 0"),
        ("corpus", "", '[goal]\nkind = "below"\n', "goal", "missing required field `nats`"),
        ("corpus", "", '[goal]\nkind = "beat"\nplayer = "zip"\n', "goal.player", "nobody is called 'zip'"),
    ],
)
def test_players_and_goals_that_are_not_there_are_told(
    tmp_path: Path, kind: str, mechanic: str, goal: str, key: str, wrong: str
) -> None:
    with pytest.raises(BadInput, match=wrong) as caught:
        opened(level(tmp_path / "x", PASSAGES[kind], mechanic, **({"goal": goal} if goal else {})))
    assert (caught.value.file, caught.value.key) == (str(tmp_path / "x" / "level.toml"), key)


def test_the_room_has_128000_numbers_and_no_other_count(tmp_path: Path) -> None:
    passage = PASSAGES["numbers"] + "vocabulary_size = 200\nfrequent = [[1, 0.5]]\n"
    with pytest.raises(BadInput, match=r"phrases\.vocabulary_size: is 200; the room has 128,000 numbers"):
        opened(level(tmp_path / "x", passage))


@pytest.mark.parametrize("cue", ["part 0", "part", "earned rhymes", "earned", "debrief 2", "part one"])
def test_cues_that_nothing_is_told_at_are_refused(tmp_path: Path, cue: str) -> None:
    with pytest.raises(BadInput, match=r"line 1: unknown cue .*; begin, before N, part N"):
        level(tmp_path / "x", PASSAGES["corpus"], story=f"# {cue}\n\nHello.\n\n{STORY}")


def test_debrief_and_journal_come_with_the_end(tmp_path: Path) -> None:
    story = STORY + "\n# debrief\n\nSo that is how.\n\n# journal\n\nYou paid {you} for {items} of chance {chance}.\n"
    session = opened(level(tmp_path / "x", PASSAGES["process"], story=story))
    ended = play(session, Begin(), *[AnswerScores({}), Next()] * 4)[-1]
    assert isinstance(ended, SessionEnded)
    assert [said.text for said in ended.debrief] == ["So that is how."]
    assert ended.journal == "You paid 0.69 for 4 of chance 0.69."


@pytest.mark.parametrize("corpus", ["korean", "french", "english"])
def test_no_item_is_half_a_letter_and_other_places_stay(corpus: str) -> None:
    field = open_field(corpus)
    spec = CorpusPassage(corpus=corpus, tokens=90, shown=40, items=3)
    moved = 0
    for seed in range(40):
        passage = corpus_passage(spec, field.corpus, field.tokenizer, np.random.default_rng(seed))
        rng = np.random.default_rng(seed)
        rng.integers(len(starts(field.corpus, field.tokenizer, field.corpus.held_out, spec.tokens)))
        drawn = sorted(rng.choice(np.arange(40, 90), size=3, replace=False))
        raw = [field.tokenizer.token_bytes(token) for token in passage.ids]
        whole = [_reads(raw[:n]) and _reads(raw[: n + 1]) for n in range(len(raw))]
        assert all(whole[place] for place in passage.asked)
        assert {place for place in drawn if whole[place]} <= set(passage.asked)
        assert len(set(passage.asked)) == 3
        moved += sum(not whole[place] for place in drawn)
    assert (moved > 0) is (corpus == "korean")


def _reads(raw: Sequence[bytes]) -> bool:
    try:
        b"".join(raw).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
