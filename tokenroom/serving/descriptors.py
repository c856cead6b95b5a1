"""How many files and connections a process may have open: raised as far as it goes, and told where that is too few."""

from __future__ import annotations

import errno
import math
import sys
from collections.abc import Callable
from contextlib import suppress

RESERVE = 32  # for the class's file, texts and weights that are read, and whoever is just being refused
EACH = 4  # connections of one browser: its WebSocket, and pages that it loads at the same time
CLASS = 40  # students for whom there should be enough
MOST = 65_536  # more is not asked for, whatever the system would give
PAUSE = 20.0  # seconds between two words that somebody cannot be let in
_NONE_LEFT = {errno.EMFILE, errno.ENFILE}


def raise_limit() -> int | None:
    """Raise the soft limit of open files to the hard one; return what it is now, None where none is known."""
    if sys.platform == "win32":
        return None
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST if hard == resource.RLIM_INFINITY else min(hard, MOST)
    for limit in (wanted, 10_240):  # macOS says "no limit", and refuses more than this
        if soft != resource.RLIM_INFINITY and soft < limit:
            with suppress(ValueError, OSError):
                resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))
                break
    now = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return None if now == resource.RLIM_INFINITY else now


def warning(limit: int | None) -> str:
    """Return what a host says at its start where the limit is below what a class needs; empty where it is enough.

    >>> warning(1024), warning(None)
    ('', '')
    >>> warning(64)[:61]
    'only 64 files and connections may be open at once: enough for'
    """
    needed = RESERVE + CLASS * EACH
    if limit is None or limit >= needed:
        return ""
    few = max(0, (limit - RESERVE) // EACH)
    room = f"only {limit} files and connections may be open at once: enough for about {few} students"
    return f"{room}, a class of {CLASS} needs {needed}; allow more (ulimit -n 1024) and start the host again"


class Space:
    """How many connections may be open, and a word when somebody is not let in.

    Args:
        limit: of open files; None where there is none.
        tell: is told that somebody cannot be let in, now and then.
        clock: seconds from some moment on; without one it is told once.
    """

    def __init__(
        self,
        limit: int | None = None,
        tell: Callable[[str], None] = lambda _: None,
        clock: Callable[[], float] = lambda: 0.0,
    ) -> None:
        self._most = None if limit is None else max(1, limit - RESERVE)
        self._limit, self._tell, self._clock, self._told = limit, tell, clock, -math.inf

    def holds(self, connections: int) -> bool:
        """Whether there is room for so many."""
        return self._most is None or connections <= self._most

    def refuse(self) -> None:
        """Tell that somebody was not let in, if it was not told just now."""
        if self._clock() - self._told >= PAUSE:
            self._told = self._clock()
            often = f"the limit of {self._limit}" if self._limit is not None else "the system's limit"
            self._tell(f"somebody cannot be let in: {often} open files and connections is reached (see ulimit -n)")

    def is_exhausted_by(self, error: object) -> bool:
        """Take a fault of the event loop; return whether it was that no more may be opened, which is then told."""
        if not isinstance(error, OSError) or error.errno not in _NONE_LEFT:
            return False
        self.refuse()
        return True
