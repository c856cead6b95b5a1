"""A text that was gone on with in several ways, as a tree that grows and is walked; and whether a text goes in circles.

The tree's nodes are numbers: 0 is the end of the prompt, and 1, 2, 3 … are the tokens in the order in which they were
first taken. Everything here is a pure function of frozen values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

ROOT = 0
RUN = 4  # tokens that must come again, one after the other, for a text to be called repeating


@dataclass(frozen=True, slots=True)
class Node:
    """A token behind another node, and the probability with which it could be drawn there, knobs and all."""

    parent: int
    token: int
    p: float


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens one after the other between two branchings: a line of the tree's outline.

    Attributes:
        nodes: those of the run, in order.
        depth: how many branchings lie before it.
        is_on_path: whether the text that is read now goes through it, or ends in it.
        is_tip: whether nothing follows it.
    """

    nodes: tuple[int, ...]
    depth: int
    is_on_path: bool
    is_tip: bool


@dataclass(frozen=True, slots=True)
class Tree:
    """All continuations of one prompt; `nodes[n - 1]` is node n."""

    nodes: tuple[Node, ...] = ()

    def has(self, at: int) -> bool:
        """Whether there is such a node."""
        return 0 <= at <= len(self.nodes)

    def grown(self, at: int, token: int, p: float) -> tuple[Tree, int]:
        """Return the tree with `token` behind node `at`, and the token's node; the same one if it was there before."""
        for child in self.children(at):
            if self.nodes[child - 1].token == token:
                return self, child
        return Tree((*self.nodes, Node(at, token, p))), len(self.nodes) + 1

    def children(self, at: int) -> list[int]:
        """Return the nodes right behind a node, the one taken first first."""
        return [n for n, node in enumerate(self.nodes, start=1) if node.parent == at]

    def path(self, at: int) -> tuple[int, ...]:
        """Return the nodes from the first behind the prompt to `at`; none for the root."""
        nodes: list[int] = []
        while at != ROOT:
            nodes.append(at)
            at = self.nodes[at - 1].parent
        return tuple(reversed(nodes))

    def tokens(self, at: int) -> tuple[int, ...]:
        """Return the tokens on the way to a node."""
        return tuple(self.nodes[n - 1].token for n in self.path(at))

    def back(self, at: int, steps: int) -> int:
        """Return the node `steps` before `at`; the root, if there are no more."""
        path = self.path(at)
        return path[-steps - 1] if steps < len(path) else ROOT

    def tips(self) -> list[int]:
        """Return the ends of all branches, in the order of the outline."""
        return [run.nodes[-1] for run in self.outline(ROOT) if run.is_tip]

    def next_tip(self, at: int, by: int) -> int:
        """Return the end of the branch `by` behind the one that `at` lies on; the root if nothing has grown."""
        tips = self.tips()
        if not tips:
            return ROOT
        here = next((n for n, tip in enumerate(tips) if at in self.path(tip)), 0)
        return tips[(here + by) % len(tips)]

    def outline(self, at: int) -> tuple[Run, ...]:
        """Return the tree as runs, each branch below the run that it leaves; `at` is where one reads."""
        behind: dict[int, list[int]] = {}
        for n, node in enumerate(self.nodes, start=1):
            behind.setdefault(node.parent, []).append(n)
        return tuple(_runs(behind, frozenset(self.path(at))))


def repeats(tokens: Sequence[int], run: int = RUN) -> int | None:
    """Return how many tokens ago the last `run` tokens stood there before; None if they never did.

    >>> repeats([1, 2, 3, 4, 9, 1, 2, 3, 4]), repeats([1, 2, 3, 4, 5])
    (5, None)
    """
    last = tuple(tokens[-run:])
    for ago in range(1, len(tokens) - run + 1):
        if tuple(tokens[-run - ago : -ago]) == last:
            return ago
    return None


def first_repeats(tokens: Sequence[int], run: int = RUN) -> int | None:
    """Return what `repeats` does, but only where no run of `tokens` has come again before; None otherwise."""
    ago = repeats(tokens, run)
    if ago is None or any(repeats(tokens[:end], run) for end in range(run + 1, len(tokens))):
        return None
    return ago


def _runs(behind: dict[int, list[int]], path: frozenset[int]) -> Iterator[Run]:
    """Walk the tree without recursion: a branch may be longer than Python's stack."""
    waiting = [(child, 0) for child in reversed(behind.get(ROOT, []))]
    while waiting:
        node, depth = waiting.pop()
        nodes = [node]
        while len(behind.get(node, [])) == 1:
            (node,) = behind[node]
            nodes.append(node)
        following = behind.get(node, [])
        yield Run(tuple(nodes), depth, not path.isdisjoint(nodes), not following)
        waiting += [(child, depth + 1) for child in reversed(following)]
