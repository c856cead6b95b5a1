"""`python -m benchmarks`: every benchmark, one table."""

from __future__ import annotations

import os
import platform

from benchmarks import rival, room, twin
from benchmarks.timing import HEAD


def main() -> None:
    """Run them all and print the table."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}")
    print(HEAD)
    for part in (room, rival, twin):
        for row in part.rows():
            print(row.line(), flush=True)


main()
