"""What the sample screen shows of the text in hand: the header, the text itself, what may come next, and the keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.text import Text

from tokenroom.game.sample_events import NextWeighed, Weighed
from tokenroom.game.sample_words import asked_words, looped_words
from tokenroom.room.beats import Kind
from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.lines import bar, cell, percent, right, rule, stack, wrap_spans, wrapped
from tokenroom.room.draw.predict import ANSWER_KEYS
from tokenroom.room.ink import ASKED, BAR, CURRENT, MUTED, TRUTH
from tokenroom.room.sample_view import SampleView
from tokenroom.text.display import joined_text, safe_text, token_label

HAND_KEYS = (
    Key("Enter", "take", "take"),
    Key("Space", "chance", "chance(1)"),
    Key("Tab ←→", "knobs", "knob(1)"),
    Key("Bksp", "back", "back"),
    Key("B", "branch", "branch(1)"),
    Key("N", "go on", "next"),
    Key("F1", "help", "help"),
    Key("T", "ten top", "top"),
    Key("C", "ten by chance", "chance(10)"),
    Key("Esc", "leave", "leave"),
    Key("^T", "hint", "hint"),
)
FRAGMENT_KEYS = (
    Key("Enter", "one more", "hurry"),
    Key("A", "to the end", "all"),
    Key("F1", "help", "help"),
    Key("Esc", "leave", "leave"),
)
DRAW_KEYS = tuple(key for key in ANSWER_KEYS if key.action != "find")
GO_ON_KEYS = (Key("Enter", "go on", "hurry"), Key("F1", "help", "help"), Key("Esc", "leave", "leave"))
FIGURE, OWN = 8, 9  # columns of the share after the knobs, and of the model's own


def keys(stage: Kind, view: SampleView) -> tuple[Key, ...]:
    """Return the keys that mean something at a stage."""
    if stage == "hand":
        return HAND_KEYS
    if stage == "asking":
        return ANSWER_KEYS if view.opened is not None and view.opened.play == "yours" else DRAW_KEYS
    return FRAGMENT_KEYS if stage == "fragments" and not _is_said(view) else GO_ON_KEYS


def header_text(view: SampleView, width: int) -> Text:
    """Return the first line of the room: the level, which round, how far."""
    if view.started is None:
        return Text()
    if view.opened is None:
        return rule(view.started.title, "", width)
    return rule(view.started.title, f"round {view.opened.round} of {view.opened.rounds}{_progress(view)}", width)


def task_text(view: SampleView, width: int) -> Text:
    """Say what is to be done, or that the text repeats itself."""
    if view.weighed is not None and view.weighed.ago:
        return stack(wrapped(f"↻ {looped_words(view.weighed.repeated, view.weighed.ago)}", width, ASKED)[:2])
    if view.opened is None:
        return Text()
    ten = " T takes the top one ten times." if view.opened.play == "hand" else ""
    return stack(wrapped(asked_words(view.opened) + ten, width, MUTED)[:2])


def text_text(view: SampleView, asks: bool, width: int, height: int) -> Text:
    """Return the prompt and all that stands behind it, its last `height` lines; what came last stands out.

    Args:
        view: what may be seen.
        asks: whether a square for the next token stands at the end.
        width: columns.
        height: lines.
    """
    fresh = max(1, len(view.fresh)) if view.behind else 0
    old, new = view.behind[: len(view.behind) - fresh], view.behind[len(view.behind) - fresh :]
    whole = Text.assemble(
        (_shown(token.text for token in view.prompt), MUTED),
        (_shown(old), ""),
        (_shown(new), TRUTH),
        (" ▓▓▓▓" if asks else "▏", ASKED),
    )
    lines = [whole[start:end] if end > start else Text() for start, end in wrap_spans(whole.plain, width)]
    return stack(lines[-height:])


def next_text(weighed: NextWeighed, place: int, width: int, height: int) -> Text:
    """Return what may come next as bars, the knobs' shares before the model's own; all other tokens in one line."""
    columns = _columns(width)
    head = f"  {cell('next', columns.label)}{right('to draw', columns.bars + FIGURE)}{right('model', OWN)}"
    rows = [_row(option, n == place, columns) for n, option in enumerate(weighed.options[: listed(weighed, height)])]
    return stack([Text(head, style=MUTED), *rows, _others(weighed, len(rows), columns)])


def listed(weighed: NextWeighed, height: int) -> int:
    """Return how many tokens are listed in so many lines; the head and the others take one each."""
    return max(1, min(len(weighed.options), height - 2))


class _Columns(NamedTuple):
    """How wide the label and the bar of a row are."""

    label: int
    bars: int


def _columns(width: int) -> _Columns:
    label = max(8, min(16, width // 4))
    return _Columns(label, max(0, width - 2 - label - FIGURE - OWN))


def _row(option: Weighed, current: bool, columns: _Columns) -> Text:
    ruled_out = option.knobbed == 0.0
    return Text.assemble(
        ("▸ " if current else "  ", CURRENT),
        (cell(token_label(option.text), columns.label), MUTED if ruled_out else CURRENT if current else ""),
        (bar(option.knobbed, columns.bars), BAR),
        (right("–" if ruled_out else percent(option.knobbed), FIGURE), CURRENT if current else ""),
        (right(percent(option.p), OWN), MUTED),
    )


def _others(weighed: NextWeighed, shown: int, columns: _Columns) -> Text:
    rest = weighed.options[shown:]
    knobbed = weighed.others_knobbed + sum(option.knobbed for option in rest)
    p = weighed.others_p + sum(option.p for option in rest)
    count = weighed.others + len(rest)
    label = f"  {cell(f'{count:,} more', columns.label)}"
    figures = f"{right('–' if knobbed <= 0 else percent(knobbed), FIGURE)}{right(percent(p), OWN)}"
    return Text.assemble((label, MUTED), (bar(knobbed, columns.bars), MUTED), (figures, MUTED))


def _progress(view: SampleView) -> str:
    opened = view.opened
    assert opened is not None
    if opened.play == "hand":
        return f" · {view.taken} of {opened.needed} tokens taken" if view.taken < opened.needed else " · N goes on"
    if opened.play == "yours" and view.mine:
        return f" · {_tokens(len(view.mine))} · the model pays {view.mine[-1].mean:.2f}"
    return f" · {_tokens(len(view.fragments))}" if view.fragments else ""


def _tokens(count: int) -> str:
    return f"{count} token{'s' * (count != 1)}"


def _is_said(view: SampleView) -> bool:
    return bool(view.fragments) and view.fragments[-1].is_last


def _shown(texts: Iterable[str]) -> str:
    return safe_text(joined_text(texts), limit=100_000)
