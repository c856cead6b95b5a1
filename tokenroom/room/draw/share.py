"""The result of the day in a box, to be copied."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from tokenroom.room.draw.lines import cell, stack
from tokenroom.room.ink import MUTED

HEAD = " to share: Y copies it "


def share_box(share: str, width: int) -> Text:
    """Return the text with a frame around it, as narrow as it can be."""
    lines = share.split("\n")
    inner = min(width - 4, max(*map(cell_len, lines), cell_len(HEAD)))
    top = f"┌{HEAD}{'─' * (inner + 2 - cell_len(HEAD))}┐"
    rows = [Text.assemble(("│ ", MUTED), cell(line, inner), (" │", MUTED)) for line in lines]
    return stack([Text(top, style=MUTED), *rows, Text(f"└{'─' * (inner + 2)}┘", style=MUTED)])
