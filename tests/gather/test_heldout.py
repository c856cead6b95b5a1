"""What is held out shares no run of words with what is learned from, as far as that can be."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tests.gather.conftest import prose
from tokenroom.gather.heldout import Choice, choose
from tokenroom.text.documents import Document
from tokenroom.text.overlap import overlaps

BOILERPLATE = "this text is free for all to read and to share among friends. "


def chosen(documents: Sequence[Document], wanted: int) -> Choice:
    comparing = choose(documents, wanted)
    while True:
        try:
            next(comparing)
        except StopIteration as done:
            return done.value


def documents(texts: Sequence[str]) -> list[Document]:
    return [Document(f"notes/{n}", text, held_out=False) for n, text in enumerate(texts)]


def left(all_documents: Sequence[Document], choice: Choice) -> tuple[list[Document], list[Document]]:
    held_out = [d for d in all_documents if d.name in choice.held_out]
    gone = {*choice.held_out, *choice.dropped}
    return held_out, [d for d in all_documents if d.name not in gone]


@given(st.lists(st.tuples(st.integers(0, 6), st.booleans()), min_size=2, max_size=25), st.floats(0.02, 0.3))
def test_the_proof_holds_or_the_choice_says_that_it_does_not(kinds: list[tuple[int, bool]], share: float) -> None:
    """Texts that may be the same as others, some with the same words at their head."""
    texts = documents([BOILERPLATE * headed + prose(300, seed) for seed, headed in kinds])
    choice = chosen(texts, int(share * sum(d.n_bytes for d in texts)))
    held_out, training = left(texts, choice)
    assert held_out
    assert training
    assert bool(overlaps(held_out, training)) == bool(choice.shared)


def test_those_that_share_nothing_are_held_out_first() -> None:
    alike = [BOILERPLATE + prose(500, seed) for seed in range(12)]
    texts = documents([*alike, prose(500, 50), prose(500, 51), prose(500, 52)])
    choice = chosen(texts, 2 * 500)
    assert set(choice.held_out) <= {"notes/12", "notes/13", "notes/14"}
    assert not choice.dropped


def test_a_few_are_dropped_where_all_share_something() -> None:
    pairs = [prose(600, seed) for seed in range(12)]
    texts = documents([f"{text} {copy}" for text in pairs for copy in ("once", "twice")])
    choice = chosen(texts, texts[0].n_bytes * 2)
    assert choice.dropped
    held_out, training = left(texts, choice)
    assert overlaps(held_out, training) == []


def test_where_nothing_is_apart_it_is_told() -> None:
    texts = documents([BOILERPLATE + f"word{n}" for n in range(30)])
    choice = chosen(texts, 100)
    assert len(choice.held_out) == 1
    assert len(choice.shared) >= 20


def test_every_genre_has_its_turn_and_the_choice_never_changes() -> None:
    texts = [
        Document(f"{genre}/{n}", prose(400, n + 100 * i), False) for i, genre in enumerate("abc") for n in range(9)
    ]
    choice = chosen(texts, sum(d.n_bytes for d in texts) // 9)
    assert {name[0] for name in choice.held_out} == {"a", "b", "c"}
    assert chosen(texts[::-1], sum(d.n_bytes for d in texts) // 9) == choice
