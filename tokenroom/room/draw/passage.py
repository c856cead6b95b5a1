"""The passage: tokens in plain sight as running text, the square that is asked for, squares that stay hidden."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from rich.cells import cell_len
from rich.text import Text

from tokenroom.game.events import Revealed, Shown
from tokenroom.game.names import pattern_in_words
from tokenroom.room.draw.lines import stack, wrap_spans
from tokenroom.room.ink import ASKED, MUTED, TRUTH
from tokenroom.room.view import PlayView
from tokenroom.text.display import joined_text, safe_text, token_label

SQUARES = 12  # hidden squares that are drawn; more are counted in words
LEAST_MARKED = 4  # lines; where fewer are seen, none of them is given to saying how many are not
_PARTS = Sequence[tuple[str, str]]  # text and style


def passage_text(view: PlayView, symbols: bool, width: int, height: int) -> Text:
    """Return the passage in `height` lines: the last ones, so that the asked square is always among them.

    Where lines are out of sight above, the first one says how many tokens they hold.

    Args:
        view: what may be seen.
        symbols: whether tokens are symbols apart from each other, or pieces of one text.
        width: columns.
        height: lines, the one with the mark under the square included.
    """
    above = partial(_tokens_before, view, symbols)
    if view.asked is None and view.revealed is None:
        return _flow(_seen(view, symbols), width, height, None, "", above)
    words = _outcome(view.revealed) if view.revealed else "what comes here?"
    before = _seen(view, symbols)
    lead, square = _opened(view, symbols) if view.revealed else _asked(symbols)
    before.append((lead, ""))
    start = sum(len(text) for text, _ in before)
    return _flow([*before, square, *_hidden(view.hidden, symbols)], width, height, start, f"▲ {words}", above)


def _outcome(revealed: Revealed) -> str:
    pattern = pattern_in_words(revealed.part)
    return f"it was {token_label(revealed.text)}" + (f" ({pattern})" if pattern else "")


def _seen(view: PlayView, symbols: bool) -> list[tuple[str, str]]:
    return [(_running(view.tokens, symbols), "")]


def _running(tokens: Sequence[Shown], symbols: bool) -> str:
    if symbols:
        return "".join(safe_text(token.text) + " " for token in tokens)
    return safe_text(joined_text(token.text for token in tokens), limit=100_000).lstrip("\n")


def _tokens_before(view: PlayView, symbols: bool, at: int) -> int:
    """How many of the tokens in plain sight lie before the character `at` of the running text."""
    counts = range(len(view.tokens) + 1)
    return bisect_right(counts, at, key=lambda count: len(_running(view.tokens[:count], symbols))) - 1


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


def _hidden(count: int, symbols: bool) -> Iterable[tuple[str, str]]:
    if not count:
        return
    drawn = min(count, SQUARES)
    gap = " " if symbols else "  "
    yield gap + (" ".join("░" * drawn) if symbols else " ".join(["░░░"] * min(drawn, 3))), MUTED
    rest = count - (drawn if symbols else min(drawn, 3))
    if rest:
        yield f"  and {rest:,} more", MUTED


def _flow(parts: _PARTS, width: int, height: int, asked: int | None, words: str, above: Callable[[int], int]) -> Text:
    """Wrap styled parts, and set the mark on a line of its own under the place `asked`."""
    whole = Text.assemble(*parts)
    lines: list[Text] = []
    starts: list[int] = []  # where each line begins
    at = 0  # the line to keep in view
    for start, end in wrap_spans(whole.plain, width):
        lines.append(whole[start:end] if end > start else Text())
        starts.append(start)
        if asked is not None and start <= asked < max(end, start + 1):
            at = len(lines)
            lines.append(_mark(cell_len(whole.plain[start:asked]), words, width))
            starts.append(start)
    last = min(len(lines), max(height, at + 1)) if asked is not None else len(lines)
    first = max(0, last - height)
    if first and last - first >= LEAST_MARKED:
        count = above(starts[first + 1])
        lines[first] = Text(f"… {count:,} token{'' if count == 1 else 's'} above", style=MUTED)
    return stack(lines[first:last])


def _mark(column: int, words: str, width: int) -> Text:
    """`▲ words` with the mark at `column`; at the right margin the words stand before it."""
    if column + cell_len(words) <= width:
        return Text(" " * column + words, style=ASKED)
    swapped = f"{words[2:]} {words[0]}"
    return Text(" " * max(0, column + 1 - cell_len(swapped)) + swapped, style=ASKED)
