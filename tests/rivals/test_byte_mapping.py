"""The example's mapping between vocabularies, against an enumeration of all that a tiny model can say."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples.byte_mapping import ByteMap, gpt2_bytes, sentencepiece_bytes
from tokenroom.scoring import Floats, softmax

THEIRS = [b"a", b"b", b"ab", b"bba", b""]  # the last is their end of text
OURS: list[bytes | None] = [b"a", b"b", b"ba", b"ab", b"abba", b"bb", None, None]
END, OUR_END = 4, 7
scores = st.lists(st.floats(-4, 4), min_size=5, max_size=5)

After = Callable[[tuple[int, ...]], Floats]  # their model: what comes after so many of their tokens


def enumerated(after: After, ours: list[bytes | None], our_end: int) -> Floats:
    """The chance of each of our tokens, cut as the longest that fits, over all that the model can say."""
    known = {text: token for token, text in enumerate(ours) if text is not None}
    longest = max(map(len, known))
    chances = np.zeros(len(ours))

    def go_on(said: tuple[int, ...], chance: float) -> None:
        text = b"".join(THEIRS[token] for token in said)
        if len(text) < longest and (not said or said[-1] != END):
            for token, p in enumerate(after(said)):
                go_on((*said, token), chance * p)
        elif not text:
            chances[our_end] += chance
        else:
            chances[next(known[text[:n]] for n in range(longest, 0, -1) if text[:n] in known)] += chance

    go_on((), 1.0)
    return chances


def never(token: int) -> Floats:
    return np.zeros(len(THEIRS))


@given(st.lists(scores, min_size=5, max_size=5))
def test_exact_where_each_token_depends_on_the_last(table: list[list[float]]) -> None:
    rows = [softmax(row) for row in table]
    carried = ByteMap(THEIRS, OURS, END, OUR_END, lambda token: rows[token]).carry(rows[END], {}, shorter=0.0)
    assert carried == pytest.approx(enumerated(lambda said: rows[said[-1] if said else END], OURS, OUR_END))


@given(st.lists(scores, min_size=10, max_size=10))
def test_exact_where_the_second_token_is_asked_for(table: list[list[float]]) -> None:
    """Third and later tokens depend on the one before; the second, in its context, on something else."""
    rows = [softmax(row) for row in table]
    seconds = dict(enumerate(rows[5:9]))
    mapping = ByteMap(THEIRS, OURS, END, OUR_END, lambda token: rows[token])

    def after(said: tuple[int, ...]) -> Floats:
        return rows[9] if not said else seconds[said[0]] if len(said) == 1 else rows[said[-1]]

    assert mapping.carry(rows[9], seconds, shorter=0.0) == pytest.approx(enumerated(after, OURS, OUR_END))


@given(scores, scores, st.sets(st.integers(0, 3)), st.floats(0, 1), st.sampled_from([b"", b"a", b"b", b"bb"]))
def test_always_a_distribution(p: list[float], q: list[float], follow: set[int], shorter: float, last: bytes) -> None:
    mapping = ByteMap(THEIRS, OURS, END, OUR_END, lambda token: softmax(q))
    over = mapping.over(softmax(q), 1)
    carried = mapping.carry(softmax(p), dict.fromkeys(follow, softmax(q)), over, last, shorter)
    assert carried.sum() == pytest.approx(1.0)
    assert (carried >= 0).all()
    assert carried[6] == 0  # a special token of ours that they know nothing of


def test_who_is_certain_is_certain() -> None:
    only_ab = np.array([0.0, 0.0, 1.0, 0.0, 0.0])
    mapping = ByteMap(THEIRS, OURS, END, OUR_END, never)
    assert mapping.carry(only_ab, {}, shorter=0.0)[OURS.index(b"ab")] == pytest.approx(1.0)
    then_bba = np.array([0.0, 0.0, 0.0, 1.0, 0.0])
    only_a = np.array([1.0, 0.0, 0.0, 0.0, 0.0])
    assert mapping.carry(only_a, {0: then_bba}, shorter=0.0)[OURS.index(b"abba")] == pytest.approx(1.0)
    mixed = mapping.carry(only_ab, {}, shorter=0.1)
    assert mixed[OURS.index(b"ab")] == pytest.approx(0.9 + 0.1 / 2)  # "a" is the other beginning of what comes


def test_longer_tokens_are_weighed_against_the_last() -> None:
    """After "b", which may have been the beginning of "bba", the text goes on with "ba" in that share."""
    mapping = ByteMap(THEIRS, OURS, END, OUR_END, never)
    over = mapping.over(np.array([0.0, 0.3, 0.5, 0.1, 0.1]), last=1)
    assert over == pytest.approx({b"ba": 0.1 / 0.4})
    carried = mapping.carry(np.array([1.0, 0.0, 0.0, 0.0, 0.0]), {}, over, shorter=0.0)
    assert carried[[OURS.index(b"a"), OURS.index(b"ba")]] == pytest.approx([0.75, 0.25])


def test_nothing_follows_that_would_have_made_the_last_token_longer() -> None:
    p = np.array([0.5, 0.5, 0.0, 0.0, 0.0])
    mapping = ByteMap(THEIRS, OURS, END, OUR_END, never)
    assert mapping.carry(p, {}, last=b"a", shorter=0.0)[OURS.index(b"a")] == pytest.approx(1.0)  # "ab" is one of ours


def test_two_tokens_of_the_same_bytes_count_both() -> None:
    p = np.array([0.25, 0.25, 0.5, 0.0])
    carried = ByteMap([b"a", b"a", b"b", b""], [b"a", b"b", None], 3, 2, never).carry(p, {}, shorter=0.0)
    assert carried == pytest.approx([0.5, 0.5, 0.0])


def test_how_tokens_are_written() -> None:
    assert gpt2_bytes("Ġthe") == b" the"
    assert gpt2_bytes("ĊÃ©") == "\né".encode()
    assert b"".join(gpt2_bytes(character) for character in "!~¡ÿĀŃ") == b"!~\xa1\xff\x00\xad"
    assert sentencepiece_bytes("▁the") == b" the"
    assert sentencepiece_bytes("<0x0A>") == b"\n"
