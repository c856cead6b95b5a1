"""What the verify screen shows of a training: how far it is, its curves, and one group of tries in plain sight."""

from __future__ import annotations

from rich.text import Text

from tokenroom.game.units import percent
from tokenroom.game.verify_figures import WAYS, smoothed
from tokenroom.room.draw.curves import Curve, curves_text
from tokenroom.room.draw.lines import bar, stack, wrapped
from tokenroom.room.draw.pace import pace
from tokenroom.room.draw.verify import tries_lines
from tokenroom.room.ink import BAR, MUTED, RIVAL, TITLE, WORSE, YOU
from tokenroom.room.verify_view import VerifyView

MARKS = {"at once": ("○", RIVAL), "aloud": ("●", YOU)}
CHECKER = ("+", WORSE)


def progress_text(view: VerifyView, rate: float | None, width: int) -> Text:
    """Return how far the training is.

    Args:
        view: the session so far.
        rate: updates a second; None if nobody knows.
        width: columns.
    """
    if view.began is None:
        return Text()
    if view.measuring is not None or not view.updates:
        return _measuring(view, width)
    last = view.updates[-1]
    words = f" {last.update} of {last.updates} updates{pace(last.update, last.updates, rate, 'update')}"
    drawn = (bar(last.update / last.updates, max(4, min(30, width - len(words) - 4))), BAR)
    lines = [Text.assemble("  ", drawn, words)]
    looked = [update for update in view.updates if update.held_out]
    if looked:
        shares = ", ".join(f"{percent(looked[-1].held_out[way].share)} {way}" for way in WAYS)
        of = looked[-1].held_out["aloud"].of
        lines.append(Text(f"  on {of} held-out sums after {looked[-1].update} updates: {shares}", style=MUTED))
    return stack(lines)


def _measuring(view: VerifyView, width: int) -> Text:
    m = view.measuring
    if m is None:
        return stack(wrapped("  It begins.", width, MUTED))
    words = f" {m.done} of {m.of} answers to held-out sums, {m.when} the training"
    return Text.assemble("  ", (bar(m.done / m.of, max(4, min(30, width - len(words) - 4))), BAR), words)


def training_curves(view: VerifyView, width: int, height: int) -> Text:
    """Return the share of tries that are right in each way, and what the checker gives, smoothed over five updates."""
    if not view.updates or view.began is None:
        return Text()
    title = Text.assemble(("  share of tries   ", TITLE))
    for way, (mark, ink) in MARKS.items():
        title.append(f"{mark} right {way}  ", style=ink)
    title.append(f"{CHECKER[0]} accepted", style=CHECKER[1])
    title.truncate(width)
    checked = [(u.update, sum(u.accepted.values()) / len(u.accepted)) for u in view.updates]
    curves = [_curve(checked, *CHECKER)]
    for way in WAYS:
        points = [(u.update, u.right[way]) for u in view.updates if way in u.right]
        curves.append(_curve(points, *MARKS[way]))
    return stack([title, curves_text(curves, view.began.updates, width, max(3, height - 1))])


def _curve(points: list[tuple[int, float]], mark: str, ink: str) -> Curve:
    means = smoothed([y for _, y in points])
    return Curve([(float(x), y) for (x, _), y in zip(points, means, strict=True)], mark, ink)


def group_text(view: VerifyView, width: int, height: int) -> Text:
    """Return one group of the last update: its tries, and what each is worth."""
    if not view.updates:
        return Text()
    u = view.updates[-1]
    accepted = sum(t.score for t in u.tries) / len(u.tries)
    head = f"  {u.question} {u.way}: mean reward {accepted:.2f}   ✓ right  × wrong  ! the checker errs"
    return stack([Text(head, style=MUTED), *tries_lines(u.tries, width)[: max(1, height - 1)]])
