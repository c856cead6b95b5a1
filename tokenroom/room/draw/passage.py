"""The passage: tokens in plain sight as running text, the square that is asked for, squares that stay hidden."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

from rich.cells import cell_len
from rich.text import Text

from tokenroom.game.events import Revealed, Shown
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
    before = _seen(view, symbols)
    length = len(before[0][0])
    above: Callable[[int], int] = lambda at: _tokens_before(view.tokens, symbols, length - at)  # noqa: E731
    if view.asked is None and view.revealed is None:
        return _flow(before, width, height, None, "", above)
    words = _outcome(view.revealed) if view.revealed else "what comes here?"
    lead, square = _opened(view, symbols) if view.revealed else _asked(symbols)
    before.append((lead, ""))
    start = sum(len(text) for text, _ in before)
    return _flow([*before, square, *_hidden(view.hidden, symbols)], width, height, start, f"▲ {words}", above)


def _outcome(revealed: Revealed) -> str:
    return f"it was {token_label(revealed.text)}"


def _seen(view: PlayView, symbols: bool) -> list[tuple[str, str]]:
    return [(_running(view.tokens, symbols).lstrip("\n"), "")]


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


def _hidden(count: int, symbols: bool) -> Iterable[tuple[str, str]]:
    if not count:
        return
    drawn = min(count, SQUARES)
    gap = " " if symbols else "  "
    yield gap + (" ".join("░" * drawn) if symbols else " ".join(["░░░"] * min(drawn, 3))), MUTED
    rest = count - (drawn if symbols else min(drawn, 3))
    if rest:
        yield f"  and\u00a0{rest:,}\u00a0more", MUTED  # one word to the wrapping


def _flow(parts: _PARTS, width: int, height: int, asked: int | None, words: str, above: Callable[[int], int]) -> Text:
    """Wrap styled parts, and set the mark on a line of its own under the place `asked`; cut the lines in view alone."""
    whole = Text.assemble(*parts)
    plain = whole.plain
    lines: list[tuple[int, int] | Text] = []  # where a line starts and ends, or the line with the mark
    at = 0  # the line to keep in view
    for start, end in wrap_spans(plain, width):
        lines.append((start, end))
        if asked is not None and start <= asked < max(end, start + 1):
            at = len(lines)
            lines.append(_mark(cell_len(plain[start:asked]), words, width))
    last = min(len(lines), max(height, at + 1)) if asked is not None else len(lines)
    first = max(0, last - height)
    shown = [line if isinstance(line, Text) else _cut(whole, *line) for line in lines[first:last]]
    if first and len(shown) >= LEAST_MARKED:
        shown[0] = _above(above(next(line[0] for line in lines[first + 1 :] if not isinstance(line, Text))))
    return stack(shown)


def _cut(whole: Text, start: int, end: int) -> Text:
    return whole[start:end] if end > start else Text()


def _above(count: int) -> Text:
    return Text(f"… {count:,} token{'' if count == 1 else 's'} above", style=MUTED)


def _mark(column: int, words: str, width: int) -> Text:
    """`▲ words` with the mark at `column`; at the right margin the words stand before it."""
    if column + cell_len(words) <= width:
        return Text(" " * column + words, style=ASKED)
    swapped = f"{words[2:]} {words[0]}"
    return Text(" " * max(0, column + 1 - cell_len(swapped)) + swapped, style=ASKED)
