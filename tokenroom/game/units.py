"""The unit in which surprise is shown to people; everything is worked out and kept in nats."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Units:
    """Nats, or bits: one nat is 1 / ln 2 = 1.443 bits.

    >>> Units("bits").figure(math.log(6), 3), Units("nats").figure(math.log(6), 3)
    ('2.585', '1.792')
    """

    name: Literal["nats", "bits"]

    def of(self, nats: float) -> float:
        """Return a surprise that is given in nats in this unit."""
        return nats / math.log(2.0) if self.name == "bits" else nats

    def figure(self, nats: float, decimals: int) -> str:
        """Return a surprise that is given in nats as a figure in this unit, without the unit's name."""
        return f"{self.of(nats):.{decimals}f}"

    def fitting(self, nats: float, decimals: int, columns: int) -> str:
        """Return the same figure, of a large one as many decimals as `columns` leave.

        >>> NATS.fitting(11.7597, 2, 7), NATS.fitting(21620.15, 2, 7)
        ('11.76', '21620.2')
        """
        figures = (self.figure(nats, n) for n in range(decimals, 0, -1))
        return next((figure for figure in figures if len(figure) <= columns), self.figure(nats, 0))


NATS = Units("nats")


def percent(share: float, decimals: int = 0) -> str:
    """Return a share (0 to 1) for people, in the one way that is used everywhere.

    >>> percent(0.17), percent(0.4321, 1)
    ('17 %', '43.2 %')
    """
    return f"{100 * share:.{decimals}f} %"
