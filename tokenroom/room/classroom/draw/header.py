"""The first line of a student's screen: what is played, which item, the time left; and who one is."""

from __future__ import annotations

from rich.text import Text

from tokenroom.classroom.to_clients import Stage
from tokenroom.room.classroom.seat import Seen
from tokenroom.room.draw.lines import rule
from tokenroom.text.display import safe_text

KINDS = {"predict": "item", "prefer": "pair", "merge": "merge", "curate": "filter"}


def header_text(seen: Seen, left: float | None, width: int) -> Text:
    """Return the line.

    Args:
        seen: where class and student are.
        left: seconds of the item's time, None without one.
        width: columns.
    """
    stage = seen.stage
    if stage is None:
        return rule("A class", "", width)
    parts = [place_words(stage), time_words(left), name_words(seen)]
    return rule(safe_text(title_words(stage)), " · ".join(part for part in parts if part), width)


def title_words(stage: Stage) -> str:
    """Return what is played or talked about."""
    part = getattr(stage.view, "part", "")
    return f"{stage.title}: {part}" if part and part != stage.title else stage.title


def place_words(stage: Stage) -> str:
    """Return which item it is, such as "item 2 of 12"; empty where nothing is asked."""
    view = stage.view
    kind = KINDS.get(view.__struct_config__.tag if view is not None else "")  # type: ignore[arg-type]
    return f"{kind} {view.item} of {view.items}" if kind and view is not None and view.item else ""


def time_words(left: float | None) -> str:
    """Return the time that is left.

    >>> time_words(74.2), time_words(9.0), time_words(None)
    ('1:15 left', '0:09 left', '')
    """
    if left is None:
        return ""
    seconds = int(left) + (left > int(left))
    return f"{seconds // 60}:{seconds % 60:02} left"


def name_words(seen: Seen) -> str:
    """Return who one is, and that the network is gone if it is."""
    name = safe_text(seen.seated.name) if seen.seated is not None else ""
    return f"{name} · OUT OF REACH" if seen.is_lost else name
