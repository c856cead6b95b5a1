"""The room's numbering: the story's four numbers, no number for two tokens, and any text there and back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import small_field
from tokenroom.rivals.field import tokenizer_path
from tokenroom.text.room_numbers import PINNED, SIZE, RoomNumbers, numbers_alone, room_numbers
from tokenroom.text.tokenizer import Tokenizer, load_tokenizer

SHIPPED = load_tokenizer(tokenizer_path("tokenroom"))
SMALL = small_field().tokenizer
ROOMS = [room_numbers(SHIPPED), room_numbers(SMALL)]
texts = st.lists(
    st.sampled_from([*PINNED, " fo", " for", " t", "re", "st", "e", "\n", " 숲", "x"]) | st.text(max_size=6)
)


def test_the_story_has_these_four_numbers() -> None:
    shown = {word: ROOMS[0].numbered.texts[ROOMS[0].to_room(SHIPPED.encode(word))[0]] for word in PINNED}
    assert shown == {" the": "125", " to": "10932", " tree": "2034", " forest": "60031"}
    for word, number in PINNED.items():
        assert ROOMS[0].named.texts[number - 1] == word
        assert ROOMS[0].named.n_bytes[number - 1] == ROOMS[0].numbered.n_bytes[number - 1] == len(word)


def test_what_lies_where_never_changes() -> None:
    """Sessions are kept as numbers: were one moved, no kept session could be gone on with."""
    commas = [int(ROOMS[0].numbers[SHIPPED.encode(text)[0]]) for text in (",", ".", " and", "\n\n")]
    assert commas == [104296, 87953, 96015, 5453]


@pytest.mark.parametrize("room", ROOMS)
def test_no_number_stands_for_two_things(room: RoomNumbers) -> None:
    taken = [*room.numbers.tolist(), *room.whole]
    assert len(set(taken)) == len(taken)
    assert 0 <= min(taken) <= max(taken) < SIZE
    assert len(room.numbers) == room.tokenizer.size


@pytest.mark.parametrize("room", ROOMS)
@settings(max_examples=150, deadline=None)
@given(pieces=texts)
def test_any_text_there_and_back(room: RoomNumbers, pieces: list[str]) -> None:
    ids = room.tokenizer.encode("".join(pieces))
    numbers = room.to_room(ids)
    assert room.from_room(numbers) == ids
    assert len(numbers) <= len(ids)
    assert "".join(room.named.texts[n] for n in numbers) == "".join(named(room.tokenizer, ids))


@pytest.mark.parametrize("room", ROOMS)
def test_words_of_several_tokens_are_put_together(room: RoomNumbers) -> None:
    assert room.whole, "the test needs a word that the tokenizer writes in several tokens"
    for number, parts in room.whole.items():
        assert room.to_room(parts) == (number,)
        assert room.to_room([*parts[:-1], parts[0]]) == tuple(int(room.numbers[t]) for t in (*parts[:-1], parts[0]))
        assert room.to_room([parts[0], *parts]) == (int(room.numbers[parts[0]]), number)
        assert room.tokens(number) == parts


def test_a_number_that_stands_for_nothing_has_no_text_behind_it() -> None:
    free = int(np.setdiff1d(np.arange(SIZE), [*ROOMS[0].numbers, *ROOMS[0].whole])[0])
    with pytest.raises(KeyError):
        ROOMS[0].from_room([free])
    assert ROOMS[0].named.texts[free] == ROOMS[0].numbered.texts[free] == str(free + 1)


def test_numbers_are_shown_from_1_to_128000() -> None:
    alone = numbers_alone()
    assert (len(alone), alone.texts[0], alone.texts[-1]) == (128_000, "1", "128000")
    assert alone.find_text("125") == 124
    assert ROOMS[0].numbered.texts == alone.texts


def named(tokenizer: Tokenizer, ids: list[int]) -> list[str]:
    """Tokens as a vocabulary shows them: bytes that are no UTF-8 alone as escapes."""
    return [tokenizer.token_bytes(token).decode("utf-8", "backslashreplace") for token in ids]
