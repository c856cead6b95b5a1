"""The campaign map with a hundred levels of one's own against ten: from key press to paint."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.terminal import Terminal
from benchmarks.timing import Row, interleaved, median
from tokenroom.files import content_root

TIMES = 30
MANY, FEW = 100, 10


def rows() -> list[Row]:
    """Open both maps over and over, one after the other."""
    rooms = [_room(count) for count in (MANY, FEW)]
    try:
        many, few = interleaved([lambda room=room: _open(room) for room in rooms], TIMES)
    finally:
        for room in rooms:
            room.close()
    what = f"the map with {MANY} levels of one's own, against {FEW}, median of {TIMES}"
    return [Row(what, median(many), median(few), "1.2")]


def _room(count: int) -> Terminal:
    """A room with so many levels of one's own, at home."""
    home = Path(tempfile.mkdtemp())
    for n in range(count):
        shutil.copytree(content_root() / "levels" / "practice", home / "levels" / f"page-{n:03}")
    room = Terminal([sys.executable, "-m", "tokenroom"], {"TOKENROOM_HOME": os.fspath(home), "NO_MOTION": "1"})
    room.read_until("Next level")
    return room


def _open(room: Terminal) -> float:
    """Open the map, and go back; the last thing to be painted is the line of keys."""
    room.settle(0.3)
    took = room.paint("m", "Act 0")
    room.settle(0.3)
    room.paint("\x1b", "Next level")
    return took
