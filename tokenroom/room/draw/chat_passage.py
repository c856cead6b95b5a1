"""A dialogue as the model sees it: chat tokens in plain sight, and a mark beside each line that is asked for."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from tokenroom.room.draw.lines import stack, wrap_spans
from tokenroom.room.ink import ASKED, CURRENT, MUTED, TRUTH
from tokenroom.room.view import PlayView
from tokenroom.text.chat import counted
from tokenroom.text.display import joined_text, safe_text, token_label
from tokenroom.text.tokenizer import IM_END, IM_START

COUNTS, FREE = "┃ ", "· "  # beside a line of which tokens are asked for, and one that costs nothing
LEGEND = "┃ the assistant speaks: this counts    · anybody else: this costs nothing"
DOWN = "… PgDn: down to the square"
COUNTED = "underline"
Pieces = list[tuple[str, str, bool]]  # text, style, and whether it is asked for


def chat_passage_text(view: PlayView, width: int, height: int, back: int = 0) -> Text:
    """Return the dialogue up to the asked square in `height` lines, a legend among them; the last lines are kept.

    Args:
        view: what may be seen.
        width: columns.
        height: lines.
        back: lines to look back; the legend then tells how to come down again.
    """
    lines = _lines(view, width)
    first = _first(lines, height)
    moved = min(back, first)
    shown = lines[first - moved : len(lines) - moved]
    return stack([*shown, Text((DOWN if moved else LEGEND)[:width], style=MUTED)])


def chat_lines_above(view: PlayView, width: int, height: int) -> int:
    """Return how many lines of the dialogue are out of sight above, and can be looked back at."""
    return _first(_lines(view, width), height)


def _lines(view: PlayView, width: int) -> list[Text]:
    return _flow([*_seen(view), *_square(view)], width, None if view.asked is None else _mark_words(view))


def _first(lines: list[Text], height: int) -> int:
    """The first line in view when nobody looks back."""
    return max(0, len(lines) - max(1, height - 1))


def _mark_words(view: PlayView) -> str:
    return f"it was {token_label(view.revealed.text)}" if view.revealed else "what does the assistant say here?"


def _seen(view: PlayView) -> Pieces:
    """What is in sight, letters of several tokens put together; what is asked for and what is not stay apart."""
    texts = [token.text for token in view.tokens]
    pieces: list[tuple[list[str], bool]] = []
    for text, asked in zip(texts, counted(texts), strict=True):
        special = text in (IM_START, IM_END)
        if pieces and pieces[-1][1] == asked and not special and pieces[-1][0][-1] not in (IM_START, IM_END):
            pieces[-1][0].append(text)
        else:
            pieces.append(([text], asked))
    return [(safe_text(joined_text(run), limit=100_000), _style(run[0], asked), asked) for run, asked in pieces]


def _style(text: str, asked: bool) -> str:
    if not asked:
        return MUTED
    return f"{COUNTED} bold" if text == IM_END else COUNTED


def _square(view: PlayView) -> Pieces:
    """The closed square, as wide for any token; or the open one."""
    if view.revealed is None:
        return [] if view.asked is None else [(" ", "", True), ("▓▓▓▓", ASKED, True)]
    text = safe_text(view.revealed.text, limit=80)
    word = text.lstrip(" \n")
    shown = word or token_label(text)
    return [(text[: len(text) - len(word)] if word else " ", "", True), (shown, TRUTH, True)]


def _flow(pieces: Pieces, width: int, words: str | None) -> list[Text]:
    """Wrap the pieces beside their marks; under the last piece, if there are words, stands what is asked."""
    whole = Text.assemble(*((text, style) for text, style, _ in pieces))
    asked = [flag for text, _, flag in pieces for _ in text]
    last = len(whole) - len(pieces[-1][0]) if pieces else 0
    lines: list[Text] = []
    for start, end in wrap_spans(whole.plain, width - len(COUNTS)):
        counts = any(asked[start:end])
        mark = (COUNTS, CURRENT) if counts else (FREE, MUTED)
        lines.append(Text.assemble(mark, whole[start:end] if end > start else ""))
        if words is not None and start <= last < max(end, start + 1):
            lines.append(_pointed(len(COUNTS) + cell_len(whole.plain[start:last]), words, width))
    return lines


def _pointed(column: int, words: str, width: int) -> Text:
    """`▲ words` with the mark at `column`; at the right margin the words stand before it."""
    if column + 2 + cell_len(words) <= width:
        return Text(f"{' ' * column}▲ {words}", style=ASKED)
    before = f"{words} ▲"
    return Text(" " * max(0, column + 1 - cell_len(before)) + before, style=ASKED)
