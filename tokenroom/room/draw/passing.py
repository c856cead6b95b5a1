"""Phrases that go by, and two learning curves side by side: yours and the twin's."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from rich.text import Text

from tokenroom.game.compare import Item
from tokenroom.game.costliest import OPTIMUM
from tokenroom.game.names import YOU, in_short, part_in_words
from tokenroom.game.scale import top_of_scale
from tokenroom.game.units import Units
from tokenroom.room.draw.lines import cell, right, stack, wrapped
from tokenroom.room.ink import CURRENT, MUTED, RIVAL, TITLE
from tokenroom.room.ink import YOU as YOUR_INK
from tokenroom.room.view import PlayView
from tokenroom.text.display import safe_text

STEPS = "▁▂▃▄▅▆▇█"
LEVEL = 0.005  # in whatever unit, since it would be shown as 0.00; a smaller lead is none


def passed_text(view: PlayView, came: int, back: int, width: int, height: int) -> Text:
    """Return the phrases that went by, one a line, and how many there have been.

    Args:
        view: what may be seen.
        came: how many of the phrases have come.
        back: how many of the last ones are out of sight, since the player looks back.
        width: columns.
        height: lines, the head included; if not all fit, the last ones are seen.
    """
    passed = view.passed
    if passed is None:
        return Text()
    last = came - back
    first = max(0, last - max(1, height - 1))
    seen = [cell(" ".join(safe_text(token.text) for token in phrase), width) for phrase in passed.phrases[first:last]]
    which = f" Here: {first + 1} to {last}, ↑↓ the others." if first or back else ""
    head = f"{passed.count:,} phrases go by; {passed.total:,} so far.{which}"
    return stack([Text(head, style=TITLE), *(Text(line, style=MUTED) for line in seen)])


def curves_text(view: PlayView, width: int) -> Text:
    """Return, for each kind of item answered so far, your surprises and the opponent's as two rows of steps.

    When the session has ended, the best that could be expected stands beside each kind, where it is known, and whether
    you were luckier than that.
    """
    kinds = list(dict.fromkeys(item.part for item in view.items))
    if not kinds:
        return Text("Nothing has been asked yet.", style=MUTED)
    yours = [item.surprises[YOU] for item in view.items]
    top = top_of_scale(yours, [item.surprises.get(view.opponent, 0.0) for item in view.items])
    lines: list[Text] = wrapped(f"Surprise at each item, in {view.units.name}, in the order they came", width, TITLE)
    if max(yours) > top:
        lines += wrapped(f"█ stands for {view.units.figure(top, 1)} and more.", width, MUTED)
    for kind in kinds:
        items = [item for item in view.items if item.part == kind]
        lent = " (yours now)" if kind in view.earned else ""
        best = _best(items, view.units) if view.ended else ""
        lines.append(Text.assemble((cell(f"{part_in_words(kind)}{lent}", width - len(best)), CURRENT), (best, MUTED)))
        for name, player, ink in (("you", YOU, YOUR_INK), (in_short(view.opponent), view.opponent, RIVAL)):
            lines.append(_row(name, player, ink, items, top, width, view.units))
    return stack(lines)


def _best(items: Sequence[Item], units: Units) -> str:
    known = [item for item in items if OPTIMUM in item.surprises]
    if not known:
        return ""
    yours, best = (fmean(item.surprises[player] for item in known) for player in (YOU, OPTIMUM))
    lucky = "; you had luck" if units.of(best - yours) >= LEVEL else ""
    return f"  best expected {units.figure(best, 2)}{lucky}"


def _row(name: str, player: str, ink: str, items: Sequence[Item], top: float, width: int, units: Units) -> Text:
    values = [item.surprises[player] for item in items if player in item.surprises]
    room = max(1, width - 29)
    line = " ".join(step(value, top) for value in values)[-room:] if values else ""
    mean = units.fitting(fmean(values), 2, 7) if values else ""
    return Text.assemble("  ", (cell(name, 14), ink), (cell(line, room), ink), ("  mean", MUTED), right(mean, 7))


def step(value: float, top: float) -> str:
    """Return a surprise as one of eight steps, `top` the highest.

    >>> step(0.0, 8.0), step(8.0, 8.0)
    ('▁', '█')
    """
    return STEPS[min(7, int(8 * value / top))] if top > 0 else STEPS[0]
