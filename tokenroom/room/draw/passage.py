"""The passage: tokens in plain sight as running text, the square that is asked for, squares that stay hidden."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from tokenroom.game.events import Revealed, Shown
from tokenroom.room.draw.lines import stack, wrap_spans
from tokenroom.room.ink import ASKED, MUTED, TRUTH
from tokenroom.room.view import PlayView
from tokenroom.text.display import joined_text, safe_text, token_label

SQUARES = 12  # hidden squares that are drawn at most; more are counted in words
LEAST_MARKED = 4  # lines; where fewer are seen, none of them is given to saying how many are not


def passage_text(view: PlayView, symbols: bool, width: int, height: int, back: int = 0) -> Text:
    """Return the passage in `height` lines: the last ones, so that the asked square is always among them.

    Where lines are out of sight above, the first one says how many tokens they hold; who looks back is told by the last
    one where the square is.

    Args:
        view: what may be seen.
        symbols: whether tokens are symbols apart from each other, or pieces of one text.
        width: columns.
        height: lines, the one with the mark under the square included.
        back: lines to look back.
    """
    laid = _laid(view, symbols, width)
    last, first = _in_view(laid, height)
    moved = min(back, first)
    first, last = first - moved, last - moved
    shown = [line if isinstance(line, Text) else _cut(laid.whole, *line) for line in laid.lines[first:last]]
    if first and len(shown) >= LEAST_MARKED:
        start = next(line[0] for line in laid.lines[first + 1 :] if not isinstance(line, Text))
        seen = len(_running(view.tokens, symbols).lstrip("\n")) - start
        shown[0] = _above(_tokens_before(view.tokens, symbols, seen))
    if moved and len(shown) >= LEAST_MARKED:
        shown[-1] = Text("… PgDn: down to the square", style=MUTED)
    return stack(shown)


def lines_above(view: PlayView, symbols: bool, width: int, height: int) -> int:
    """Return how many lines of the passage are out of sight above, and can be looked back at."""
    return _in_view(_laid(view, symbols, width), height)[1]


class _Laid(NamedTuple):
    """A passage in lines: where each starts and ends in `whole`, or the line with the mark."""

    whole: Text
    lines: list[tuple[int, int] | Text]
    mark: int | None  # which line has the mark


def _laid(view: PlayView, symbols: bool, width: int) -> _Laid:
    before = _running(view.tokens, symbols).lstrip("\n")
    if view.asked is None and view.revealed is None:
        return _Laid(Text(before), [*wrap_spans(before, width)], None)
    words = _outcome(view.revealed) if view.revealed else "what comes here?"
    lead, square = _opened(view, symbols) if view.revealed else _asked(symbols)
    whole, spans = _with_tail(Text.assemble(before, lead, square), view.hidden, symbols, width)
    return _with_mark(whole, spans, len(before + lead), f"▲ {words}", width)


def _in_view(laid: _Laid, height: int) -> tuple[int, int]:
    """The line behind the last one in view, and the first one, when nobody looks back."""
    last = len(laid.lines) if laid.mark is None else min(len(laid.lines), laid.mark - 1 + max(2, height))
    return last, max(0, last - height)


def _outcome(revealed: Revealed) -> str:
    return f"it was {token_label(revealed.text)}"


def _running(tokens: Sequence[Shown], symbols: bool) -> str:
    if symbols:
        return "".join(safe_text(token.text) + " " for token in tokens)
    return safe_text(joined_text(token.text for token in tokens), limit=100_000)


def _tokens_before(tokens: Sequence[Shown], symbols: bool, length: int) -> int:
    """How many tokens lie before the last `length` characters of the running text: few of a long one are looked at."""
    size: Callable[[int], int] = lambda last: len(_running(tokens[len(tokens) - last :], symbols))  # noqa: E731
    most = 1
    while most < len(tokens) and size(most) < length:
        most *= 2
    return len(tokens) - bisect_left(range(min(most, len(tokens)) + 1), length, key=size)


def _asked(symbols: bool) -> tuple[str, tuple[str, str]]:
    """The closed square; it is as wide for any token, so that it tells nothing of the one behind it."""
    return ("", ("▓", ASKED)) if symbols else (" ", ("▓▓▓▓", ASKED))


def _opened(view: PlayView, symbols: bool) -> tuple[str, tuple[str, str]]:
    """The open square: the space before its token, and the token; one that is all space is shown as its label."""
    assert view.revealed is not None
    text = safe_text(view.revealed.text, limit=80)
    if not symbols and not text.strip():
        return " ", (token_label(text), TRUTH)
    word = text.lstrip(" \n")
    return text[: len(text) - len(word)], (word, TRUTH)


def _with_tail(whole: Text, hidden: int, symbols: bool, width: int) -> tuple[Text, list[tuple[int, int]]]:
    """Break the passage into lines; what is hidden behind the square stays in one piece, in its line or the next."""
    spans = list(wrap_spans(whole.plain, width))
    start, end = spans.pop()
    gap = " " if symbols else "  "
    tail = _hidden(hidden, symbols, width - cell_len(whole.plain[start:end]) - len(gap))
    if tail:
        return Text.assemble(whole, (gap + tail, MUTED)), [*spans, (start, end + len(gap + tail))]
    tail = _hidden(hidden, symbols, width)
    below = [(end, end + len(tail))] if tail else []
    return Text.assemble(whole, (tail, MUTED)), [*spans, (start, end), *below]


def _hidden(count: int, symbols: bool, room: int) -> str:
    """As many squares as there is room for, the rest counted; empty if there is not room for one."""
    for drawn in range(min(count, SQUARES), 0, -1):
        rest = f"  and {count - drawn:,} more" if count > drawn else ""
        tail = " ".join(["░" if symbols else "░░░"] * drawn) + rest
        if len(tail) <= room:
            return tail
    return ""


def _with_mark(whole: Text, spans: list[tuple[int, int]], asked: int, words: str, width: int) -> _Laid:
    """Set the mark on a line of its own under the place `asked`."""
    at = next(n for n, (start, end) in enumerate(spans) if start <= asked < max(end, start + 1))
    mark = _mark(cell_len(whole.plain[spans[at][0] : asked]), words, width)
    return _Laid(whole, [*spans[: at + 1], mark, *spans[at + 1 :]], at + 1)


def _cut(whole: Text, start: int, end: int) -> Text:
    return whole[start:end] if end > start else Text()


def _above(count: int) -> Text:
    return Text(f"… {count:,} token{'' if count == 1 else 's'} above: PgUp", style=MUTED)


def _mark(column: int, words: str, width: int) -> Text:
    """`▲ words` with the mark at `column`; at the right margin the words stand before it."""
    if column + cell_len(words) <= width:
        return Text(" " * column + words, style=ASKED)
    swapped = f"{words[2:]} {words[0]}"
    return Text(" " * max(0, column + 1 - cell_len(swapped)) + swapped, style=ASKED)
