"""The tokeniser view: a text cut into tokens, vocabularies beside each other, and where one token comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.text import Text

from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.lines import cell, right, rule, stack, wrapped
from tokenroom.room.ink import CURRENT, MUTED, TITLE, YOU
from tokenroom.text.cutting import Cut
from tokenroom.text.display import safe_text
from tokenroom.text.merge_steps import MergeStep
from tokenroom.text.merging import symbol_text
from tokenroom.text.symbol_names import symbol_label

Draw = Callable[[int, int], Text]
WINDOW = 600  # tokens that are laid out, the chosen one in the middle
NAME = 15  # columns of a vocabulary's name
KEYS = (
    Key("a-z", "type", ""),
    Key("←→", "token", "token(1)"),
    Key("↑↓", "vocabulary", "vocabulary(1)"),
    Key("F2", "example", "example"),
    Key("^O", "file", "file"),
    Key("F1", "help", "help"),
    Key("Esc", "back", "back"),
    Key("^U", "clear", "clear"),
)
FILE_KEYS = (Key("Enter", "open", "open"), Key("Esc", "give up", "back"), Key("^U", "clear", "clear"))


@dataclass(frozen=True)
class TokensView:
    """What the screen knows.

    Attributes:
        typed: what is written in the line.
        asks_file: whether that is the name of a file.
        source: the file that the text comes from; empty where it is typed.
        cuts: the text as tokens of each vocabulary.
        missing: vocabularies that are not here, and why; None until it is known.
        chosen: which vocabulary is looked at.
        place: which of its tokens.
    """

    typed: str = ""
    asks_file: bool = False
    source: str = ""
    cuts: tuple[Cut, ...] = ()
    missing: Mapping[str, str] | None = field(default=None)
    chosen: int = 0
    place: int = 0

    @property
    def cut(self) -> Cut | None:
        """The cut that is looked at."""
        return self.cuts[self.chosen] if self.chosen < len(self.cuts) else None


def drawings(view: TokensView) -> dict[str, Draw]:
    """Return the drawing of each part by its id."""
    cut, place = view.cut, view.place
    return {
        "header": lambda width, _: header_text(view, width),
        "typed": lambda width, _: line_text(view, width),
        "cut": lambda width, height: tokens_text(cut, place, width, max(1, height)) if cut else Text(),
        "vocabularies": lambda width, _: vocabularies_text(view, width),
        "origin": lambda width, height: origin_text(cut, place, width, max(1, height)) if cut else Text(),
    }


def header_text(view: TokensView, width: int) -> Text:
    """Return the first line: how long the text is."""
    size = f"{view.cut.n_bytes:,} bytes" if view.cut else ""
    return rule("Tokens", size, width)


def line_text(view: TokensView, width: int) -> Text:
    """Return the line that is written in: its end, where it is longer than the screen."""
    lead = "open the file: " if view.asks_file else "text: "
    if view.source and not view.asks_file:
        return Text.assemble(lead, (cell(f"{safe_text(view.source, 200)} (type to write your own)", width - 6), MUTED))
    if not view.typed:
        words = "" if view.asks_file else "type or paste anything, or F2 for an example"
        return Text.assemble(lead, "▏", (words, MUTED))
    shown = _one_line(view.typed)
    while cell_len(shown) > max(1, width - len(lead) - 1):
        shown = shown[1:]
    return Text.assemble(lead, (shown, CURRENT), "▏")


def _one_line(text: str) -> str:
    return safe_text(text).replace("\n", "⏎")


def tokens_text(cut: Cut, place: int, width: int, height: int) -> Text:
    """Return tokens with a bar between them, the chosen one in brackets, in `height` lines around it."""
    lines, first = _window(cut, place, width, height)
    return stack(_line(cut, row, place) for row in lines[first : first + height])


def token_at(cut: Cut, place: int, width: int, height: int, x: int, y: int) -> int | None:
    """Return which token `tokens_text` draws at column `x` of line `y`; None where there is none."""
    lines, first = _window(cut, place, width, height)
    if not 0 <= y < min(height, len(lines) - first):
        return None
    start = 0
    for number in lines[first + y]:
        start += cell_len(_label(cut, number)) + 1
        if x < start:
            return number
    return None


def vocabularies_text(view: TokensView, width: int) -> Text:
    """Return each vocabulary with its size and what it makes of the text, then those that are not here."""
    figures = (("size", 8), ("tokens", 9), ("a byte", 7))
    lines = [Text("  " + " " * NAME + "".join(right(name, columns) for name, columns in figures), style=MUTED)]
    for n, made in enumerate(view.cuts):
        chosen = n == view.chosen
        told = f"{made.cutter.vocabulary:>8,}{len(made.ids):>9,}{made.tokens_per_byte:>7.3f}"
        name = (cell(made.cutter.name, NAME), YOU if chosen else "")
        lines.append(Text.assemble(("▸ " if chosen else "  ", YOU), name, (told, CURRENT if chosen else "")))
    if view.missing is None:
        return stack([*lines, Text("  looking for others …", style=MUTED)])
    return stack([*lines, *_missing(view.missing, width)])


def origin_text(cut: Cut, place: int, width: int, height: int) -> Text:
    """Return the chosen token's id, and the merges that made it, the last ones if there are too many."""
    if not cut.ids:
        return stack(wrapped("Nothing is cut yet.", width, MUTED))
    token = cut.ids[place]
    raw = cut.cutter.bytes_of(token)
    head = Text.assemble(("[", MUTED), (_bytes_label(raw), TITLE), ("]", MUTED), f" is token {token:,}")
    steps = cut.cutter.steps(token)
    if not steps:
        words = "A single byte" if len(raw) == 1 else "It stands whole in the table"
        return stack([head, *wrapped(f"{words}: no merge made it.", width, MUTED)])
    lines = [_step(n, step) for n, step in enumerate(steps, start=1)]
    shown = lines[-max(1, height - 2) :]
    for line in shown:
        line.truncate(width, overflow="ellipsis")
    return stack([head, Text(f"{len(steps)} merge{'s' * (len(steps) > 1)}, each with its rank:", style=MUTED), *shown])


def _step(number: int, step: MergeStep) -> Text:
    halves = f"{number:>2} {_bytes_label(step.left)} + {_bytes_label(step.right)} = "
    return Text.assemble(halves, (_bytes_label(step.whole), CURRENT), f"  {step.rank:,}")


def _missing(missing: Mapping[str, str], width: int) -> list[Text]:
    """Those that are not here, by the reason why."""
    lines: list[Text] = []
    for why in dict.fromkeys(missing.values()):
        names = ", ".join(name for name, reason in missing.items() if reason == why)
        lines += [Text(f"  {line.plain}", style=MUTED) for line in wrapped(f"{why}: {names}", width - 2)]
    return lines


def _window(cut: Cut, place: int, width: int, height: int) -> tuple[list[list[int]], int]:
    """The tokens around `place` in lines, and the first line to draw."""
    start = max(0, place - WINDOW // 2)
    lines: list[list[int]] = [[]]
    used = 0
    for number in range(start, min(len(cut.ids), start + WINDOW)):
        columns = cell_len(_label(cut, number)) + 1
        if lines[-1] and used + columns > width - 1:
            lines.append([])
            used = 0
        lines[-1].append(number)
        used += columns
    at = next((n for n, row in enumerate(lines) if place in row), 0)
    return lines, max(0, min(at - height // 2, len(lines) - height))


def _line(cut: Cut, row: Sequence[int], place: int) -> Text:
    text = Text()
    for n, number in enumerate(row):
        if n or number == place:
            text.append("[" if number == place else "]" if number == place + 1 else "|", style=MUTED)
        else:
            text.append(" ")
        text.append(_label(cut, number), style=TITLE if number == place else "")
    return text.append("]" if row and row[-1] == place else "", style=MUTED)


def _label(cut: Cut, number: int) -> str:
    return _bytes_label(cut.cutter.bytes_of(cut.ids[number]))


def _bytes_label(raw: bytes) -> str:
    return symbol_label(symbol_text(raw))
