"""`python -m tokenroom`."""

from tokenroom.cli import main

main()
