"""The command line: the composition root, the only place that wires everything together."""

import sys


def main() -> None:
    """Run the command line; Ctrl-C ends it in good order even while it is still being imported."""
    try:
        from tokenroom.cli.root import run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


__all__ = ["main"]
