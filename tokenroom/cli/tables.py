"""The tables of `tokenroom eval`, as lines of at most 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tokenroom.errors import one_line

if TYPE_CHECKING:
    from tokenroom.rivals.evaluation import Evaluation

WIDTH = 80  # columns
_NAME = 16  # columns of a rival's name


def table_lines(row: Evaluation, first: bool) -> Iterator[str]:
    """Yield the line of one rival, after the head of its corpus's table if it is the first.

    What compresses bytes has no tokens: its nats a token are worked out from its bits, and marked.
    """
    if first:
        corpus = one_line(row.corpus, 20)
        yield f"{'rival':<{_NAME}} {'nats/token':>10} {'perplexity':>10} {'bits/byte':>10}   {corpus}, held out"
    outside = "   by bytes" if row.kind == "bytes" else ""
    name = one_line(row.rival, _NAME)
    yield f"{name:<{_NAME}} {row.nats_per_token:>10.3f} {_short(row.perplexity)} {row.bits_per_byte:>10.3f}{outside}"


def summary(rows: Sequence[Evaluation], width: int = WIDTH) -> Iterator[str]:
    """Yield a table of bits a byte, a line a rival and a column a corpus; nothing if there is one corpus alone.

    Columns that do not fit beside each other go into a further table below.
    """
    corpora = list(dict.fromkeys(row.corpus for row in rows))
    if len(corpora) < 2:
        return
    bits = {(row.rival, row.corpus): f"{row.bits_per_byte:.3f}" for row in rows}
    rivals = list(dict.fromkeys(row.rival for row in rows))
    for beside in _blocks(corpora, width):
        yield ""
        yield _cells("bits/byte", {corpus: one_line(corpus, 20) for corpus in beside})
        for rival in rivals:
            yield _cells(rival, {corpus: bits.get((rival, corpus), "-") for corpus in beside})


def _cells(name: str, cells: dict[str, str]) -> str:
    row = f"{one_line(name, _NAME):<{_NAME}}"
    return row + "".join(f" {cell:>{_column(corpus)}}" for corpus, cell in cells.items())


def _column(corpus: str) -> int:
    """How many columns its figures take: those of its name, or of a figure like 12.345."""
    return max(6, min(20, len(corpus)))


def _blocks(corpora: Sequence[str], width: int) -> Iterator[list[str]]:
    """Yield the corpora that stand beside each other, as many as fit into `width`."""
    block: list[str] = []
    for corpus in corpora:
        if block and _NAME + sum(1 + _column(c) for c in (*block, corpus)) > width:
            yield block
            block = []
        block.append(corpus)
    yield block


def _short(perplexity: float) -> str:
    return f"{perplexity:>10.1f}" if perplexity < 1e7 else f"{perplexity:>10.2e}"
