"""The tree of continuations and the search for repetitions, on trees by hand and on any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tokenroom.game.branches import ROOT, Tree, first_repeats, repeats


def grown(*words: str) -> tuple[Tree, dict[str, int]]:
    """A tree of letters, a branch a word, and the node of each beginning."""
    tree, nodes = Tree(), {"": ROOT}
    for word in words:
        for end in range(1, len(word) + 1):
            tree, nodes[word[:end]] = tree.grown(nodes[word[: end - 1]], ord(word[end - 1]), 0.5)
    return tree, nodes


def test_a_token_taken_twice_is_one_node() -> None:
    tree, nodes = grown("abc", "abd", "x")
    assert len(tree.nodes) == 5
    assert tree.children(nodes["ab"]) == [nodes["abc"], nodes["abd"]]
    assert tree.tokens(nodes["abd"]) == tuple(b"abd")
    assert tree.grown(nodes["ab"], ord("c"), 0.9) == (tree, nodes["abc"])


def test_one_walks_back_and_over_to_other_branches() -> None:
    tree, nodes = grown("abc", "abd", "x")
    assert tree.back(nodes["abc"], 1) == nodes["ab"]
    assert tree.back(nodes["abc"], 3) == tree.back(nodes["abc"], 99) == ROOT
    tips = [nodes["abc"], nodes["abd"], nodes["x"]]
    assert tree.tips() == tips
    assert [tree.next_tip(tip, 1) for tip in tips] == [*tips[1:], tips[0]]
    assert tree.next_tip(nodes["abd"], -1) == nodes["abc"]
    assert tree.next_tip(ROOT, 1) == nodes["abd"]
    assert Tree().next_tip(ROOT, 1) == ROOT


def test_the_outline_has_a_line_a_run() -> None:
    tree, nodes = grown("abc", "abd", "x")
    lines = [(bytes(tree.nodes[n - 1].token for n in run.nodes), run.depth, run.is_tip) for run in tree.outline(ROOT)]
    assert lines == [(b"ab", 0, False), (b"c", 1, True), (b"d", 1, True), (b"x", 0, True)]
    assert [run.is_on_path for run in tree.outline(nodes["abd"])] == [True, False, True, False]


def test_a_branch_may_be_longer_than_pythons_stack() -> None:
    tree, at = Tree(), ROOT
    for token in range(3000):
        tree, at = Tree((*tree.nodes, Tree().grown(ROOT, token, 1.0)[0].nodes[0])), at + 1
    chain = Tree(tuple(type(node)(n, node.token, node.p) for n, node in enumerate(tree.nodes)))
    assert [len(run.nodes) for run in chain.outline(at)] == [3000]


@given(st.lists(st.text("ab", min_size=1, max_size=8), min_size=1, max_size=8))
def test_whatever_grew_can_be_read_and_stands_in_the_outline_once(words: list[str]) -> None:
    tree, nodes = grown(*words)
    assert all(tree.tokens(nodes[word]) == tuple(word.encode()) for word in words)
    listed = [node for run in tree.outline(nodes[words[0]]) for node in run.nodes]
    assert sorted(listed) == list(range(1, len(tree.nodes) + 1))
    on_path = {n for run in tree.outline(nodes[words[0]]) if run.is_on_path for n in run.nodes}
    assert set(tree.path(nodes[words[0]])) <= on_path


@pytest.mark.parametrize(
    ("text", "ago"),
    [
        ("abcdxabcd", 5),
        ("aaaaa", 1),
        ("abcabcabc", 3),
        ("abcd", None),
        ("abcdabce", None),
        ("", None),
        ("abcdeabcd", 5),
    ],
)
def test_a_run_that_came_before_is_found(text: str, ago: int | None) -> None:
    assert repeats(text.encode()) == ago


@given(st.lists(st.integers(0, 2), max_size=30))
def test_the_first_repetition_is_told_once(tokens: list[int]) -> None:
    told = [end for end in range(len(tokens) + 1) if first_repeats(tokens[:end]) is not None]
    any_at = [end for end in range(len(tokens) + 1) if repeats(tokens[:end]) is not None]
    assert told == any_at[:1]
