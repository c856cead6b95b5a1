"""The room against plain Textual: time to the first paint, and from key press to repaint."""

from __future__ import annotations

import sys
import tempfile

from benchmarks.terminal import Terminal
from benchmarks.timing import Row, interleaved, median, p95

STARTS = 15
KEYS = 200


def rows() -> list[Row]:
    """Measure both, interleaved with their peers."""
    return [_first_paint(), *_key_press()]


def _first_paint() -> Row:
    home = {"TOKENROOM_HOME": tempfile.mkdtemp()}
    ours, peer = interleaved(
        [
            lambda: _paint(["-m", "tokenroom"], "t o k e n r o o m", home),
            lambda: _paint(["-m", "benchmarks.apps.label"], "one label, painted", {}),
        ],
        STARTS,
    )
    return Row(f"first paint against one label, median of {STARTS}", median(ours), median(peer), "1.5")


def _paint(arguments: list[str], text: str, environment: dict[str, str]) -> float:
    terminal = Terminal([sys.executable, *arguments], environment)
    try:
        return terminal.read_until(text) - terminal.began
    finally:
        terminal.close()


def _key_press() -> list[Row]:
    """Type a digit and take it back, over and over, in both."""
    room = Terminal([sys.executable, "-m", "benchmarks.apps.room_128k"], {"NO_MOTION": "1"})
    field = Terminal([sys.executable, "-m", "benchmarks.apps.text_input"], {})
    try:
        _go_to_the_scores(room)
        field.read_until("ne input, painted")  # the cursor stands on the first letter
        keys = ["5", "\x7f"]
        times: list[list[float]] = [[], []]
        for n in range(KEYS):
            times[0].append(room.press(keys[n % 2]))
            times[1].append(field.press(keys[n % 2]))
    finally:
        room.close()
        field.close()
    return [
        Row(f"key press to repaint, 128,000 tokens, against Input, p95 of {KEYS}", p95(times[0]), p95(times[1]), "2"),
        Row("the same, median", median(times[0]), median(times[1]), ""),
    ]


def _go_to_the_scores(room: Terminal) -> None:
    """Hurry through the story until the list is there."""
    room.read_until("One number stands")
    for _ in range(20):
        room.settle(0.4)
        if "everything else" in room.painted:
            return
        room.press("\r")
    raise TimeoutError("the score list did not come")
