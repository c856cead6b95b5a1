"""What stands beside the scores: the rival next door, your last items, and how it stands between you."""

from __future__ import annotations

from rich.text import Text

from tokenroom.game.compare import Item, paired_difference, verdict
from tokenroom.game.names import YOU, in_words, part_in_words
from tokenroom.game.units import Units
from tokenroom.room.draw.lines import cell, right, rule, stack, wrapped
from tokenroom.room.ink import CURRENT, MUTED, RIVAL, TITLE
from tokenroom.room.view import PlayView
from tokenroom.text.display import safe_text, token_label

LAST = 3


def header_text(view: PlayView, width: int) -> Text:
    """Return the first line of the room: the level, which item, the shock so far."""
    if view.started is None:
        return Text()
    item = view.asked.item if view.asked else len(view.items)
    place = f"item {item} of {view.started.items} · " if item else ""
    named = view.opened is not None and view.opened.title not in {"", view.started.title}
    part = f": {safe_text(view.opened.title)}" if view.opened and named else ""
    shock = f"shock {view.units.figure(view.shock, 1)} {view.units.name}"
    return rule(f"{view.started.title}{part}", f"{place}{shock}", width)


def next_door_text(view: PlayView, decimals: int, width: int, height: int) -> Text:
    """Return the column beside the scores; where `height` lines are too few, the blank ones go."""
    parts = [_neighbour(view, width)]
    if view.earned:
        lent = ", ".join(part_in_words(pattern) for pattern in view.earned)
        parts += [[Text()], wrapped(f"Instincts of yours: {lent}.", width, TITLE)]
    if view.items:
        parts += [[Text()], _last_items(view, decimals, width), [Text()], standing_lines(view, width)]
    lines = [line for part in parts for line in part]
    return stack(lines if len(lines) <= height else [line for line in lines if line.plain])


def standing_lines(view: PlayView, width: int) -> list[Text]:
    """Return how you stand against the opponent so far, in words."""
    yours, theirs = _surprises(view.items, YOU), _surprises(view.items, view.opponent)
    if not yours or len(yours) != len(theirs):
        return []
    return wrapped(verdict(*paired_difference(yours, theirs), view.units), width, TITLE)


def _neighbour(view: PlayView, width: int) -> list[Text]:
    if view.started is None or view.started.rival is None:
        return wrapped("The next room is empty today. You play against chance.", width, MUTED)
    words = in_words(view.started.rival)
    if view.locked is None:
        return wrapped(f"Next door: {words}.", width, MUTED)
    told = wrapped(f"{words[:1].upper()}{words[1:]} has locked its answer.", width, RIVAL)
    return [*told, Text(f"sealed {view.locked.seal[:12]}", style=MUTED)]


def _last_items(view: PlayView, decimals: int, width: int) -> list[Text]:
    label = max(4, width - 16)
    other = {"uniform": "chance", "twin": "twin"}.get(view.opponent, "rival")
    lines = [Text.assemble(cell("your last", label), ("    you ", CURRENT), (right(other, 8), RIVAL))]
    for item in view.items[-LAST:]:
        yours = view.units.fitting(item.surprises[YOU], decimals, 7)
        theirs = _figure(item.surprises.get(view.opponent), decimals, view.units)
        figures = (right(yours, 7) + " ", right(theirs, 8))
        lines.append(Text.assemble(cell(token_label(item.text), label), *figures))
    return lines


def _figure(nats: float | None, decimals: int, units: Units) -> str:
    return "" if nats is None else units.fitting(nats, decimals, 7)


def _surprises(items: tuple[Item, ...], player: str) -> list[float]:
    return [item.surprises[player] for item in items if player in item.surprises]


def opponent_words(view: PlayView) -> str:
    """Return how the sentence after a reveal calls whoever you play against."""
    if view.started is None or view.started.rival is None:
        return "Knowing nothing costs"
    return "The twin" if view.started.rival == "twin" else "The rival"
