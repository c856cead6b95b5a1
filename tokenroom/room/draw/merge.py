"""What each part of the merge screen shows, and which keys it names."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from tokenroom.game.merge_events import Choice, MergePicked, ShownPair
from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.lines import bar, cell, right, rule, stack, wrapped
from tokenroom.room.ink import BAR, BETTER, CURRENT, MUTED, RIVAL, TITLE, WORSE, YOU
from tokenroom.room.merge_view import MergeView
from tokenroom.text.symbol_names import symbol_label

ASK_KEYS = (
    Key("Enter", "merge", "merge"),
    Key("F1", "help", "help"),
    Key("←→", "choose", "choose"),
    Key("a-z", "type", "type"),
    Key("PgDn", "text", "scroll"),
    Key("^T", "hint", "hint"),
    Key("Esc", "leave", "leave"),
    Key("F2", "pass", "let_pass"),
)
GO_ON_KEYS = (
    Key("Enter", "go on", "hurry"),
    Key("F1", "help", "help"),
    Key("PgDn", "text", "scroll"),
    Key("Esc", "leave", "leave"),
)
CELL = 12  # columns of a pair on offer
LAST = 12  # picks in the column beside


def header_text(view: MergeView, width: int) -> Text:
    """Return the first line of the room: the level, which pick, and the race so far."""
    if view.started is None:
        return Text()
    pick = view.asked.pick if view.asked else len(view.picks)
    saved = f" · you saved {view.picks[-1].saved:,}, the machine {view.picks[-1].greedy_saved:,}" if view.picks else ""
    return rule(view.started.title, f"pick {pick} of {view.started.merges}{saved}" if pick else "", width)


def columns(width: int) -> int:
    """Return how many pairs stand beside each other in `width` columns."""
    return max(1, width // CELL)


def pairs_text(pairs: Sequence[ShownPair], place: int | None, width: int) -> Text:
    """Return the pairs on offer in rows, the chosen one marked."""
    if not pairs:
        return Text("no two symbols stand beside each other any more: F2 goes on", style=MUTED)
    across = columns(width)
    rows = [range(first, min(first + across, len(pairs))) for first in range(0, len(pairs), across)]
    return stack(Text.assemble(*(_offered(pairs[n], n == place) for n in row)) for row in rows)


def line_text(typed: str | None, width: int) -> Text:
    """Return the line in which any pair can be typed; None where nothing is typed."""
    if typed is None:
        text = Text("or type two symbols, _ for a space: _ t", style=MUTED)
    else:
        text = Text.assemble("merge: ", (typed, CURRENT), "▏  ", ("two symbols, a space between them", MUTED))
    text.truncate(width, overflow="ellipsis")
    return text


def outcome_text(picked: MergePicked, width: int) -> Text:
    """Return what a pick saved beside what the greedy rule would have saved on the same text."""
    best = picked.best.saved if picked.best else 0
    most = max(1, best)
    lines = [
        _saved_line("you", picked.picked, most, width, YOU),
        _saved_line("machine", picked.best, most, width, RIVAL),
    ]
    gap = picked.saved - picked.greedy_saved
    beside = "as much as" if not gap else f"{abs(gap):,} {'more' if gap > 0 else 'fewer'} than"
    words = f"Saved so far: {picked.saved:,}, {beside} the machine on its own."
    told = wrapped(f"The text now costs {picked.tokens:,} tokens.", width, TITLE)
    return stack([*lines, Text(), *told, *wrapped(words, width, BETTER if gap > 0 else WORSE if gap < 0 else "")])


def beside_text(view: MergeView, width: int, height: int) -> Text:
    """Return the column beside: your picks so far, what each saved, and what was best there."""
    if view.started is None or not view.picks:
        words = "Each pair that you merge saves one token for every place where it stands."
        return stack(wrapped(words, width, MUTED))
    name = max(6, width - 16)
    head = Text.assemble(cell("your picks", name), (right("saved", 7), CURRENT), (right("its pick", 9), RIVAL))
    shown = view.picks[-max(1, min(LAST, height - 1)) :]
    return stack([head, *(_pick_line(pick, name) for pick in shown)])


def _offered(pair: ShownPair, chosen: bool) -> Text:
    label = cell(f"{symbol_label(pair.left.text)} {symbol_label(pair.right.text)}", CELL - 3)
    return Text.assemble(("▸ " if chosen else "  ", CURRENT), (label, CURRENT if chosen else ""), " ")


def _saved_line(name: str, choice: Choice | None, most: int, width: int, ink: str) -> Text:
    pair = "nothing" if choice is None else f"{symbol_label(choice.left.text)} {symbol_label(choice.right.text)}"
    saved = choice.saved if choice else 0
    bars = max(0, min(40, width - 30))
    return Text.assemble(
        (cell(name, 8), ink), cell(pair, 12), (right(f"{saved:,}", 6), CURRENT), "  ", (bar(saved / most, bars), BAR)
    )


def _pick_line(pick: MergePicked, name: int) -> Text:
    made = "passed" if pick.made is None else symbol_label(pick.made.text)
    saved, best = (choice.saved if choice else 0 for choice in (pick.picked, pick.best))
    return Text.assemble(
        f"{pick.pick:>2} ", cell(made, name - 3), right(f"{saved:,}", 7), (right(f"{best:,}", 9), MUTED)
    )
