"""What is shown while a reward model learns from all pairs, and how often it agrees afterwards."""

from __future__ import annotations

from rich.text import Text

from tokenroom.game.agreement import Agreement
from tokenroom.game.prefer_events import AgreementRow
from tokenroom.game.prefer_words import (
    PLAYERS,
    WHOSE,
    agreement_words,
    began_words,
    ended_words,
    interval_words,
    opened_words,
)
from tokenroom.room.draw.curves import Curve, curves_text
from tokenroom.room.draw.lines import bar, cell, padded, right, stack, wrapped
from tokenroom.room.draw.pace import pace
from tokenroom.room.draw.prefer import MODELS_MARK, curves
from tokenroom.room.ink import BAR, CURRENT, MUTED, RIVAL, TITLE
from tokenroom.room.ink import YOU as YOUR_INK
from tokenroom.room.prefer_view import PreferView

NAME = 26  # columns of a player's name
REASON, SHARE = 12, 20  # columns of a rule's name, and of a share with its interval
WIDE = 90  # columns from which there is room for counts beside shares
_HEADS = {"few": "few pairs", "full": "all pairs", "shipped": "shipped", "you": "you"}


def fit_text(view: PreferView, rate: float | None, width: int) -> Text:
    """Return what stands before the training, how far it is, or what came of it.

    Args:
        view: the session so far.
        rate: pairs a second; None if nobody knows.
        width: columns.
    """
    if view.opened is None or view.started is None:
        return Text()
    lines = wrapped(opened_words(view.opened, view.started), width)
    if view.began is None:
        return stack([*lines, Text(), *_whose_lines(view, width)])
    lines = [*wrapped(began_words(view.began), width), _progress(view, rate, width)]
    if view.fitted is not None:
        lines += [Text(), *wrapped(ended_words(view.fitted), width, TITLE)]
        lines += wrapped(f"The one of {view.opened.pairs} pairs: {agreement_words(view.opened.few)}.", width)
    return stack(lines)


def _whose_lines(view: PreferView, width: int) -> list[Text]:
    turned = f" You turned {len(view.turned)} of them round." if view.turned else ""
    return wrapped(f"It would learn from {WHOSE[view.whose]}.{turned}", width, MUTED)


def _progress(view: PreferView, rate: float | None, width: int) -> Text:
    point = view.points[-1] if view.points else None
    seen, total = (point.pairs, point.total_pairs) if point else (0, 0)
    if not point:
        return Text("  it looks at its first pairs", style=MUTED)
    loss = f" · {view.units.figure(point.smoothed, 3)} {view.units.name} a pair"
    words = f" {seen:,} of {total:,}{pace(seen, total, rate, 'pair')}{loss}"
    return Text.assemble("  ", (bar(seen / total, max(4, min(24, width - len(words) - 4))), BAR), words)


def loss_curve(view: PreferView, width: int, height: int) -> Text:
    """Return what recent pairs have cost the model that learns, as a curve; before it does, both curves of the few."""
    if view.began is None:
        return curves(view, width, height)
    if len(view.points) < 2:
        return Text()
    points = [(float(p.step), view.units.of(p.smoothed)) for p in view.points]
    title = Text.assemble((f" {view.units.name} a pair, while it learns  ", TITLE), (MODELS_MARK, RIVAL))
    drawn = curves_text([Curve(points, MODELS_MARK, RIVAL)], float(view.began.steps), width, max(4, height - 1))
    return stack([title, drawn])


def agreement_text(rows: tuple[AgreementRow, ...], width: int) -> Text:
    """Return everyone's agreement as a picture: the share on a scale from 0 to 100 %, within its interval."""
    words = agreement_words if width >= WIDE else interval_words
    scale = max(10, min(41, width - NAME - (33 if width >= WIDE else 22)))
    head = f"{'':<{NAME}}{'0 %':<{scale // 2 - 1}}{'50':<{scale - scale // 2 - 4}}{'100 %':>5}"
    lines = [Text("Agreement on held-out pairs", style=TITLE), Text(head, style=MUTED)]
    for row in rows:
        ink = YOUR_INK if row.player == "you" else RIVAL
        name = PLAYERS[row.player]
        lines.append(
            Text.assemble((cell(f"  {name}", NAME), ink), (_whisker(row.whole, scale), ink), f"  {words(row.whole)}")
        )
    note = "├─┤ is the 95 % interval; ┊ is a coin. Equal values count half."
    return stack([*lines, *wrapped(f"  {note}", width, MUTED)])


def _whisker(found: Agreement, scale: int) -> str:
    """A line of `scale` columns: the interval, the share in it, and the middle where a coin would be."""
    if not found.pairs:
        return " " * scale
    low, at, high = (round(share * (scale - 1)) for share in (found.low, found.share, found.high))
    cells = ["─" if low <= x <= high else " " for x in range(scale)]
    cells[(scale - 1) // 2] = "┊"
    cells[low], cells[high] = "├", "┤"
    cells[at] = "●"
    return "".join(cells)


def by_reason_text(rows: tuple[AgreementRow, ...], width: int) -> Text:
    """Return the same by the rule that decided, and on contested pairs and the others, a column for each player."""
    reasons = list(dict.fromkeys(reason for row in rows for reason in row.by_reason))
    shown = rows[: max(1, (width - REASON) // SHARE)]
    heads = "".join(right(_HEADS[row.player], SHARE) for row in shown)
    lines = [Text("By the rule that decided", style=TITLE), Text(f"{'':<{REASON}}{heads}", style=MUTED)]
    lines += [_cells(reason, [row.by_reason.get(reason) for row in shown]) for reason in reasons]
    lines += [
        _cells("contested", [row.contested for row in shown]),
        _cells("others", [row.settled for row in shown]),
    ]
    return stack(lines)


def _cells(name: str, found: list[Agreement | None]) -> Text:
    figures = [right(interval_words(f) if f is not None and f.pairs else "–", SHARE) for f in found]
    return Text.assemble(padded(f"  {name}", CURRENT, REASON), "".join(figures))
