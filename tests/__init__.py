"""The tests. They run with one thread for each matrix product, as the command line sets it before NumPy is loaded."""

import tokenroom.cli.root  # noqa: F401
