"""What the verify screen shows while sums are tried: the sum, how sure one is, the tries and what they cost."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text

from tokenroom.game.verify_events import Try
from tokenroom.game.verify_figures import COIN, nats_a_try, tried_words
from tokenroom.room.draw.keyline import Key
from tokenroom.room.draw.lines import bar, cell, padded, right, rule, stack, wrapped
from tokenroom.room.ink import BAR, BETTER, CURRENT, MUTED, TITLE, WORSE
from tokenroom.room.verify_view import Stage, VerifyView
from tokenroom.text.display import safe_text

Draw = Callable[[int, int], Text]  # from columns and lines to text
BAR_COLUMNS = 40
SAME = 1e-9  # nats: a coin's price but for the last digits
TRY = 36  # columns of one try, at least
_LEAVE = (Key("F1", "help", "help"), Key("^T", "hint", "hint"), Key("Esc", "leave", "leave"))
_ON = (Key("Enter", "go on", "go_on"), Key("F1", "help", "help"), Key("Esc", "leave", "leave"))
KEYS: dict[str, tuple[Key, ...]] = {
    "asking": (
        Key("←", "less", "sure(-5)"),
        Key("→", "more", "sure(5)"),
        Key("↑↓", "by one", "sure(1)"),
        Key("0-9", "type it", "sure(-1)"),
        Key("Enter", "let it try", "go_on"),
        *_LEAVE,
    ),
    "bench": (
        Key("Enter", "write it", "go_on"),
        Key("Tab", "checker / answer", "turn"),
        Key("F2", "train", "train"),
        Key("F3", "undo", "undo"),
        Key("↑↓", "examples", "offer(1)"),
        *_LEAVE,
        Key("F4", "take the trained one", "shipped"),
    ),
    "training": (Key("F1", "help", "help"), Key("^Q", "quit", "app.quit")),
    "measured": (Key("Enter", "to the bench", "go_on"), Key("F3", "undo", "undo"), Key("F1", "help", "help")),
}
STOP, STOP_AND_KEEP = Key("S", "stop", "stop"), Key("S", "stop and keep", "stop")


def keys(stage: Stage, is_learning: bool, has_learned: bool) -> tuple[Key, ...]:
    """Return the keys that mean something at a stage.

    Args:
        stage: what is on the screen.
        is_learning: whether there is a training to stop; a model that is only measured cannot be.
        has_learned: whether there is anything to keep then.
    """
    named = KEYS.get(stage, _ON)
    if stage != "training":
        return named
    stop = (STOP_AND_KEEP if has_learned else STOP,) if is_learning else ()
    return (*stop, *named)


def header_text(view: VerifyView, width: int) -> Text:
    """Return the first line: the level, and how far one is."""
    if view.started is None:
        return Text()
    if view.written is None:
        item = view.asked.item if view.asked else 1
        return rule(view.started.title, f"sum {item} of {view.started.items}", width)
    typed, fooled = view.duels
    duels = f"fooled {fooled} of {typed} · " if typed else ""
    return rule(view.started.title, f"{duels}trainings left {view.trainings_left}", width)


def asked_text(view: VerifyView, sure: int, width: int) -> Text:
    """Return the sum that is asked, and what one would pay for being so sure."""
    if view.asked is None or view.started is None:
        return Text()
    asked, tries = view.asked, view.started.tries
    pays = [nats_a_try(sure / 100, right, 1) for right in (1, 0)]
    price = (
        f"A right try would cost you {pays[0]:.3f} nats, a wrong one {pays[1]:.3f}. A coin pays {COIN:.3f} for each."
    )
    return stack(
        [
            Text(),
            Text.assemble("  ", (asked.question, TITLE), f"   {asked.way}"),
            *indented(f"Asked this way, a right answer looks like {asked.example}.", width, MUTED),
            Text(),
            Text(f"  The model tries it {tries} times. How likely is a try to be right?"),
            Text.assemble("  ", (right(f"{sure} %", 5), CURRENT), "  ", (bar(sure / 100, BAR_COLUMNS), BAR)),
            Text("         0 %" + right("100 %", BAR_COLUMNS - 3), style=MUTED),
            *indented(price, width, MUTED),
        ]
    )


def past_text(view: VerifyView, width: int) -> Text:
    """Return the sums so far: what one said, what came, what it cost."""
    if not view.tried:
        return Text()
    columns = (("you said", 10), ("right", 10), ("nats a try", 12), ("a coin", 8))
    head = "  " + cell("sum", 14) + cell("asked", 9) + "".join(right(name, size) for name, size in columns)
    lines = [Text(head, style=MUTED)]
    for t in view.tried:
        figures = (f"{100 * t.sure:.0f} %", f"{t.right} of {len(t.tries)}", f"{t.surprise:.3f}", f"{t.coin:.3f}")
        cells = [right(figure, size) for figure, (_, size) in zip(figures, columns, strict=True)]
        ahead = t.coin - t.surprise
        mark = ("= ", MUTED) if abs(ahead) < SAME else ("✓ ", BETTER) if ahead > 0 else ("× ", WORSE)
        lines.append(Text.assemble(mark, cell(t.question, 14), cell(t.way, 9), *cells))
    for line in lines:
        line.truncate(width)
    return stack(lines)


def tried_text(view: VerifyView, width: int) -> Text:
    """Return the tries of the sum, the mean of their group, and what the prediction cost."""
    if not view.tried:
        return Text()
    t = view.tried[-1]
    mean = f"Mean of the group {t.mean:.2f}. The figure of a try is its advantage: how far above the mean it lies, in "
    tail = "What is right and rare gains most." if 0 < t.mean < 1 else "All are alike: here nothing can be learned."
    return stack(
        [
            Text.assemble("  ", (t.question, TITLE), f"   {t.way}, {len(t.tries)} tries"),
            Text(),
            *tries_lines(t.tries, width),
            Text(),
            *indented(f"{mean}standard deviations. {tail}", width, MUTED),
            *indented(tried_words(t), width, TITLE),
        ]
    )


def indented(text: str, width: int, style: str = "") -> list[Text]:
    """Return `text` broken into lines, two columns to the right."""
    return [Text.assemble("  ", line) for line in wrapped(text, width - 3, style)]


def tries_lines(tries: Sequence[Try], width: int) -> list[Text]:
    """Return tries in as many columns as fit, down the columns."""
    columns = max(1, min(3, width // TRY))
    rows = -(-len(tries) // columns)
    size = width // columns
    lines = []
    for row in range(rows):
        lines.append(Text.assemble(*(try_text(t, size) for t in tries[row::rows])))
    return lines


def try_text(t: Try, width: int) -> Text:
    """Return one try: a mark, its advantage, what was said; the checker's figure where it errs."""
    mark, ink = ("✓", BETTER) if t.right else ("×", WORSE)
    fooled = "!" if (t.score >= 0.5) != t.right else " "
    answer = safe_text(t.answer, width).replace("\n", "⏎") or "(nothing)"
    return Text.assemble(
        "  ", (mark, ink), (fooled, TITLE), f"{t.advantage:+5.2f} ", padded(answer, "", width - 11), " "
    )
