"""The command line: the composition root, the only place that wires everything together."""

from tokenroom.cli.main import main

__all__ = ["main"]
