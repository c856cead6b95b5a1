"""Players among the room's numbers: a proper distribution, ln 128,000 for who has read nothing, words as a whole."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import small_field
from tokenroom.errors import BadInput
from tokenroom.rivals.base import Rival
from tokenroom.rivals.field import Field, open_field
from tokenroom.rivals.in_room import InRoom
from tokenroom.rivals.room_field import room_field
from tokenroom.scoring import Floats
from tokenroom.text.room_numbers import SIZE, room_numbers

SMALL = small_field()
NUMBERING = room_numbers(SMALL.tokenizer)
CHANCE = math.log(SIZE)
WORDS = [SMALL.tokenizer.decode(parts) for parts in NUMBERING.whole.values()]
pieces = st.lists(
    st.sampled_from(
        [" the", " to", " tree", " forest", " f", " fo", " for", " fore", " t", " tr", "e", "o", " dog", "."]
    ),
    max_size=5,
)


class Partial:
    """Knows the first two tokens of a text well, so that the beginnings of words come often."""

    name = "partial"

    def __init__(self, likely: list[int], share: float) -> None:
        self._likely, self._share = likely, share

    def log_probs(self, context: list[int]) -> Floats:
        p = np.full(300, (1.0 - self._share) / 300)
        p[self._likely[len(context) % len(self._likely)]] += self._share
        return np.log(p)

    def passage_log_probs(self, ids: list[int]) -> Floats:
        return np.stack([self.log_probs(ids[:t]) for t in range(len(ids))])


def all_read(player: Rival) -> InRoom:
    """The player with next to nothing kept back for numbers that it has never met."""
    return InRoom(player, NUMBERING, tokens_read=10**60)


def likely_words() -> Partial:
    return Partial(SMALL.tokenizer.encode(" tree forest the"), 0.9)


@pytest.fixture(scope="module")
def english() -> Field:
    return open_field("english")


def test_the_small_tokenizer_has_words_of_several_tokens_that_begin_alike_or_not() -> None:
    assert len(NUMBERING.whole) >= 2


@settings(max_examples=60, deadline=None)
@given(words=pieces, name=st.sampled_from(["uniform", "unigram", "bigram", "step-200000", "partial"]))
def test_a_proper_distribution_after_any_text(words: list[str], name: str) -> None:
    """Also where the text ends inside a word that is one number, and where several such words are."""
    player = likely_words() if name == "partial" else SMALL.player(name)
    context = NUMBERING.to_room(SMALL.tokenizer.encode("".join(words)))
    for in_room in (all_read(player), InRoom(player, NUMBERING, tokens_read=1000)):
        p = np.exp(in_room.log_probs(context))
        assert p.shape == (SIZE,)
        assert p.sum() == pytest.approx(1.0, abs=1e-9)
        assert p.min() > 0.0


@settings(max_examples=60, deadline=None)
@given(words=pieces)
def test_a_text_is_as_likely_in_numbers_as_in_tokens(words: list[str]) -> None:
    """The product over the numbers is the product over the tokens, since nothing but their names has changed.

    The full stop ends whatever word was begun, so that no number waits to be seen.
    """
    player = SMALL.player("bigram")
    ids = [*SMALL.tokenizer.encode("".join(words)), *SMALL.tokenizer.encode(".")]
    numbers = NUMBERING.to_room(ids)
    in_tokens = sum(float(row[token]) for row, token in zip(player.passage_log_probs(ids), ids, strict=True))
    in_numbers = sum(float(row[n]) for row, n in zip(all_read(player).passage_log_probs(numbers), numbers, strict=True))
    assert in_numbers == pytest.approx(in_tokens, abs=1e-6)


@pytest.mark.parametrize("number", NUMBERING.whole)
@pytest.mark.parametrize("before", ["", "The lamp", " on the"])
def test_a_word_that_is_one_number_is_as_likely_as_all_its_tokens(number: int, before: str) -> None:
    player, parts = SMALL.player("bigram"), NUMBERING.whole[number]
    tokens = SMALL.tokenizer.encode(before)
    each = [player.log_probs([*tokens, *parts[:n]])[parts[n]] for n in range(len(parts))]
    told = all_read(player).log_probs(NUMBERING.to_room(tokens))
    assert told[number] == pytest.approx(sum(each), abs=1e-6)


@pytest.mark.parametrize("parts", NUMBERING.whole.values())
def test_inside_a_word_its_end_cannot_come(parts: tuple[int, ...]) -> None:
    """Had it come, the beginning would not stand there as numbers of its own."""
    player = all_read(likely_words())
    context = NUMBERING.to_room(parts[:-1])
    assert len(context) == len(parts) - 1
    p = np.exp(player.log_probs(context))
    assert p[NUMBERING.numbers[parts[-1]]] < 1e-9
    assert p.sum() == pytest.approx(1.0)


def test_a_whole_passage_is_row_by_row_what_comes_after_each_beginning() -> None:
    player = InRoom(SMALL.player("bigram"), NUMBERING, 1000)
    numbers = NUMBERING.to_room(SMALL.tokenizer.encode("The dog saw the forest."))
    rows = player.passage_log_probs(numbers)
    np.testing.assert_array_equal(rows, [player.log_probs(numbers[:t]) for t in range(len(numbers))])


def test_who_has_read_more_keeps_less_back() -> None:
    free = int(np.setdiff1d(np.arange(SIZE), [*NUMBERING.numbers, *NUMBERING.whole])[0])
    kept = [InRoom(SMALL.player("bigram"), NUMBERING, n).log_probs(())[free] for n in (0, 100, 10_000, 10**6)]
    assert kept[0] == pytest.approx(-CHANCE, abs=1e-12)
    assert all(more > less for more, less in pairwise(kept))


def test_the_rung_that_has_read_nothing_starts_where_you_do(english: Field) -> None:
    room = room_field(english)
    numbers = room.numbering.to_room(english.tokenizer.encode("In the forest stood a tree"))
    for context in ((), numbers, numbers[:3]):
        log_p = room.player("step-0").log_probs(context)
        assert log_p == pytest.approx(-CHANCE, abs=1e-12)
    assert round(CHANCE, 2) == 11.76


def test_the_rungs_know_the_story_s_words_as_numbers(english: Field) -> None:
    room = room_field(english)
    context = room.numbering.to_room(english.tokenizer.encode("The harbour master walked down"))
    p = np.exp(room.player("step-200000").log_probs(context))
    assert p.sum() == pytest.approx(1.0)
    assert p[125 - 1] > 0.05  # " the"


def test_everyone_of_the_field_is_in_the_room_under_the_same_name() -> None:
    room = room_field(SMALL)
    assert room_field(SMALL) is room
    assert [p.name for p in room.players] == [p.name for p in SMALL.players]
    assert room.player("uniform").log_probs(()) == pytest.approx(-CHANCE)
    with pytest.raises(BadInput, match="nobody: there is no such player; there is uniform, unigram, bigram, step-0"):
        room.player("nobody")
