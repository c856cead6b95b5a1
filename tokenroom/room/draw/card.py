"""A few words large and alone on the screen; a number at their end in big digits."""

from __future__ import annotations

from rich.text import Text

from tokenroom.room.draw.lines import stack
from tokenroom.room.ink import TITLE

# Three rows a digit, as a seven-segment display would write it.
_DIGITS = {
    "0": ("┏━┓", "┃ ┃", "┗━┛"),
    "1": (" ┓ ", " ┃ ", " ┻ "),
    "2": ("━━┓", "┏━┛", "┗━━"),
    "3": ("━━┓", " ━┫", "━━┛"),
    "4": ("╻ ╻", "┗━┫", "  ╹"),
    "5": ("┏━━", "┗━┓", "━━┛"),
    "6": ("┏━━", "┣━┓", "┗━┛"),
    "7": ("━━┓", "  ┃", "  ╹"),
    "8": ("┏━┓", "┣━┫", "┗━┛"),
    "9": ("┏━┓", "┗━┫", "━━┛"),
    ",": ("  ", "  ", " ╻"),
}


def card_text(words: str, width: int) -> Text:
    """Return `words` spaced out and centred, a number at the end in big digits where it fits."""
    lead, _, last = words.rpartition(" ")
    big = _big(last)
    if not big or len(big[0]) > width:
        return Text(_spaced(words, width).center(width), style=TITLE)
    lines = [_spaced(lead, width), "", *big] if lead else big
    return stack(Text(line.center(width), style=TITLE) for line in lines)


def _spaced(words: str, width: int) -> str:
    spaced = " ".join(words)
    return spaced if len(spaced) <= width else words


def _big(number: str) -> list[str]:
    if not number or any(c not in _DIGITS for c in number):
        return []
    return [" ".join(_DIGITS[c][row] for c in number) for row in range(3)]
