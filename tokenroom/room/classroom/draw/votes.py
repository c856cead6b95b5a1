"""What a student of a class sees of votes: pairs of answers, pairs of symbols, settings of a filter; and who won."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.text import Text

from tokenroom.classroom.views import CurateView, MergeView, MergeVote, PreferView, Setting
from tokenroom.game.merge_events import Choice
from tokenroom.game.prefer_words import number_words, reason_words
from tokenroom.game.units import Units
from tokenroom.room.classroom.seat import Seen
from tokenroom.room.draw.lines import bar, cell, percent, right, stack, wrapped
from tokenroom.room.draw.merge_page import marked_page, page_text
from tokenroom.room.ink import BAR, CURRENT, MUTED, TITLE, TRUTH
from tokenroom.text.display import safe_text
from tokenroom.text.merging import Piece
from tokenroom.text.symbol_names import symbol_label

SHOWN = 8  # votes that are listed
NAME, COUNT = 24, 5  # columns of what was voted for, of how often
LINES = 3  # that a setting takes
_BYTE = re.compile(r"\\x([0-9a-f]{2})")


def kept_words(seen: Seen) -> str:
    """Say that an answer is kept; empty while none is."""
    if not seen.is_answered or seen.yours is None:
        return ""
    late = {"late": "Your vote is kept, after the class: it counts nowhere.", "missed": "You gave no answer here."}
    return late.get(seen.yours.state, "Your vote is kept. The others are still thinking.")


def told_pair_text(view: PreferView, units: Units, width: int) -> Text:
    """Return what became of a pair of answers: the rule, how many chose which, what it cost."""
    told = view.revealed
    if told is None:
        return Text()
    lines = wrapped(f"By the guideline {reason_words(told)}", width, TITLE)
    lines += _votes(list(zip(("A", "B", "neither"), view.choices, strict=True)), None, width)
    values = " and ".join(number_words(value) for value in told.values)
    costs = units.figure(told.surprise, 3), units.figure(told.model_surprise, 3)
    words = f"The class valued them {values}: {costs[0]} {units.name}. The reward model paid {costs[1]}."
    turned = " It learns the class's choice, against the guideline." if view.turned else ""
    return stack([*lines, *wrapped(words + turned, width)])


def yours_of_pair(seen: Seen, units: Units, width: int) -> Text:
    """Say what a pair cost oneself."""
    yours = seen.yours
    if yours is None or yours.surprise is None:
        return stack(wrapped(kept_words(seen), width, CURRENT)) if seen.is_answered else Text()
    mean = f" {units.figure(yours.mean, 3)} a pair so far." if yours.mean is not None else ""
    return stack(wrapped(f"It cost you {units.figure(yours.surprise, 3)} {units.name}.{mean}", width, TITLE))


def merge_page_text(view: MergeView, width: int) -> Text:
    """Return the text as it is cut now, what was merged in brackets."""
    fresh = view.revealed.made.text.encode() if view.revealed and view.revealed.made else None
    return page_text(marked_page([_piece(piece) for piece in view.pieces], fresh), width)


def _piece(symbols: Sequence[str]) -> Piece:
    """A piece as bytes; a byte that is no character alone is told as an escape."""
    escapes = [_BYTE.fullmatch(symbol) for symbol in symbols]
    return tuple(
        bytes([int(escape[1], 16)]) if escape else symbol.encode("utf-8", "replace")
        for symbol, escape in zip(symbols, escapes, strict=True)
    )


def merged_text(view: MergeView, width: int) -> Text:
    """Return which pair was merged, the votes, and what the greedy rule would have done."""
    picked = view.revealed
    if picked is None:
        return Text()
    made = f"The class made {symbol_label(picked.made.text)}." if picked.made is not None else "Nothing was merged."
    chosen = _pair(picked.picked)
    votes = _votes([(_voted(vote), vote.votes) for vote in view.votes], chosen, width)
    saved = f"It saved {picked.picked.saved:,} tokens." if picked.picked is not None else ""
    greedy = picked.best
    best = f"The greedy rule would have taken {_pair(greedy)}, which saves {greedy.saved:,}." if greedy else ""
    so_far = f"Saved so far: {picked.saved:,}; the greedy rule alone {picked.greedy_saved:,}."
    return stack([Text(made, style=TITLE), *votes, *wrapped(" ".join(filter(None, (saved, best, so_far))), width)])


def _voted(vote: MergeVote) -> str:
    return "nothing" if vote.left is None else f"{symbol_label(vote.left)} {symbol_label(vote.right or '')}"


def _pair(choice: Choice | None) -> str:
    return "nothing" if choice is None else f"{symbol_label(choice.left.text)} {symbol_label(choice.right.text)}"


def settings_text(view: CurateView, place: int, width: int) -> Text:
    """Return the settings of a filter, each with what it leaves, the cursor on one of them."""
    return stack(line for n, option in enumerate(view.options) for line in _setting(view, option, n == place, width))


def _setting(view: CurateView, option: Setting, is_chosen: bool, width: int) -> list[Text]:
    """Exactly `LINES` lines."""
    name, words = safe_text(option.setting), safe_text(option.words)
    first = Text.assemble(
        (f"{'▸' if is_chosen else ' '} {cell(name, 14)}", CURRENT),
        (cell(words, width - 16), CURRENT if is_chosen else ""),
    )
    good = percent(option.good_left / max(1, view.good))
    contacts = f"{option.contacts_left:,} of {view.contacts:,} contacts"
    left = f"    leaves {good} of the good text, {option.bad_left:,} bad runs, {contacts}"
    return [first, Text(cell(left, width), style=MUTED), Text()]


def chosen_text(view: CurateView, width: int) -> Text:
    """Return which setting the class chose, and the votes."""
    votes = _votes(list(view.votes.items()), view.revealed, width)
    return stack([*wrapped(f"The class chose: {safe_text(view.revealed or '')}.", width, TITLE), Text(), *votes])


def _votes(votes: Sequence[tuple[str, int]], chosen: str | None, width: int) -> list[Text]:
    """A bar for each thing that was voted for, the winner marked."""
    most = max((count for _, count in votes), default=0) or 1
    bars = max(0, min(40, width - NAME - COUNT - 4))
    return [
        Text.assemble(
            ("◆ " if name == chosen else "  ", CURRENT),
            (cell(safe_text(name), NAME), TRUTH if name == chosen else ""),
            (bar(count / most, bars), BAR),
            right(str(count), COUNT),
        )
        for name, count in votes[:SHOWN]
    ]
