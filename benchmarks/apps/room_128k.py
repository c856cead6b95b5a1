"""The room on the first session: 8,192 numbers, options 1 to 128,000; always the same passage."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from tokenroom.game.campaign import Campaign
from tokenroom.game.records import open_records
from tokenroom.rivals.field import open_field
from tokenroom.room.app import run_room


def open_campaign() -> Campaign:
    """Return a campaign on a record file of its own."""
    records, _ = open_records(Path(tempfile.mkdtemp()) / "records.sqlite", now=lambda: "now")
    return Campaign(records, cache(open_field), new_seed=lambda: 7, seconds_per_nat=0.0)


if __name__ == "__main__":
    run_room(open_campaign, "01-session-1", None)
