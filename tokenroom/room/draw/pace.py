"""How fast a training goes and how long it still takes, as the end of the line that says how far it is."""

from __future__ import annotations

MINUTE = 60.0  # seconds


def pace(done: int, total: int, rate: float | None, each: str) -> str:
    """Return the rate and the time left; nothing where nobody knows, and at the end.

    Args:
        done: how many of `total` are done.
        total: how many there are.
        rate: of them in a second; None if nobody knows.
        each: what one of them is called; what takes more than a second is told by it.

    >>> pace(40, 100, 12.4, "step"), pace(40, 100, 1.5, "step")
    (' · 12 a second · 5 s left', ' · 1.5 a second · 40 s left')
    >>> pace(40, 100, 0.04, "update")
    ' · 25 s an update · 25 min left'
    """
    if not rate or rate <= 0 or done >= total:
        return ""
    return f" · {_rate(rate, each)} · {_left((total - done) / rate)} left"


def _rate(rate: float, each: str) -> str:
    if rate >= 1.0:
        return f"{_figure(rate)} a second"
    return f"{_figure(1.0 / rate)} s {'an' if each[0] in 'aeiou' else 'a'} {each}"


def _figure(value: float) -> str:
    return f"{value:.1f}" if value < 9.95 else f"{value:,.0f}"


def _left(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 2 * MINUTE else f"{seconds / MINUTE:,.0f} min"
