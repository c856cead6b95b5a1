"""What each part of the prefer screen shows while pairs are valued: the question, two answers, values, both curves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text

from tokenroom.game.prefer import LN2
from tokenroom.game.prefer_events import PairTold, Turn
from tokenroom.game.prefer_words import LETTERS, formula_words, number_words, preview_words, reason_words
from tokenroom.room.draw.curves import Curve, curves_text
from tokenroom.room.draw.lines import cell, right, rule, stack, wrapped
from tokenroom.room.ink import BETTER, CURRENT, MUTED, RIVAL, TITLE, TRUTH, YOU
from tokenroom.room.pair_sheet import PairSheet
from tokenroom.room.prefer_view import PreferView
from tokenroom.text.display import safe_text

Draw = Callable[[int, int], Text]  # from columns and lines to text
MARK = "◆"  # beside the better answer
YOUR_MARK, MODELS_MARK = "●", "○"
HALF = 30  # columns from one answer's value to the other's
MINUS, PLUS = range(4, 7), range(18, 21)  # columns of the buttons within a half
TALLEST = 16  # lines of the curves: beyond it they would be walls
LONGEST = 6_000  # characters of one text that are shown
_SPEAKERS = {"system": "(beforehand) ", "user": "Question: ", "assistant": "Answer: "}


def header_text(view: PreferView, width: int) -> Text:
    """Return the first line: the level, which pair, and what both have paid so far."""
    if view.started is None:
        return Text()
    title, asked = safe_text(view.started.title), view.asked
    if asked is None:
        return rule(title, "", width)
    of = view.started.held_out if asked.held_out else view.started.pairs
    number = asked.pair - view.started.pairs if asked.held_out else asked.pair
    kind = "held-out pair" if asked.held_out else "pair"
    return rule(title, f"{kind} {number} of {of}{_paid(view, view.of_kind(asked.held_out))}", width)


def _paid(view: PreferView, told: Sequence[PairTold]) -> str:
    if not told:
        return ""
    mine, models = (view.units.figure(nats, 3) for nats in (told[-1].mean, told[-1].model_mean))
    return f" · you {mine} · model {models} {view.units.name} a pair"


def prompt_text(view: PreferView, width: int) -> Text:
    """Return what was said before the two answers."""
    if view.asked is None:
        return Text()
    lines = [line for turn in view.asked.prompt for line in _turn_lines(turn, width)]
    if view.asked.forgotten:
        lines += wrapped("(This is more than the reward model can see at once. It has forgotten the beginning.)", width)
    return stack(lines)


def _turn_lines(turn: Turn, width: int) -> list[Text]:
    lead = _SPEAKERS[turn.role]
    inner = wrapped(safe_text(turn.text, LONGEST), width - len(lead), TITLE if turn.role == "user" else MUTED)
    return [Text.assemble((lead if n == 0 else " " * len(lead), MUTED), line) for n, line in enumerate(inner)]


def answer_text(view: PreferView, place: int, sheet: PairSheet, width: int) -> Text:
    """Return one answer: its letter, the cursor or, once it is told, the mark of the better one, and what it says."""
    if view.asked is None:
        return Text()
    side = "first" if place == 0 else "second"
    text = view.asked.first if place == 0 else view.asked.second
    told, here = view.last, view.last is None and sheet.place == place
    better = told is not None and told.better == side
    lead = f"{MARK if better else '▸' if here else ' '} {LETTERS[side]}  "
    ink = TRUTH if better else ""
    lines = wrapped(safe_text(text, LONGEST), width - len(lead), ink)
    leads = [(lead if n == 0 else " " * len(lead), BETTER if better else CURRENT) for n in range(len(lines))]
    return stack(Text.assemble(first, line) for first, line in zip(leads, lines, strict=True))


def values_text(view: PreferView, sheet: PairSheet, width: int) -> Text:
    """Return the two values with their buttons; once the pair is told, yours and the reward model's with their cost."""
    if view.asked is None:
        return Text()
    if view.last is not None:
        return _table(view, view.last)
    line = Text.assemble(_value(sheet, 0), " " * (HALF - PLUS.stop), _value(sheet, 1))
    line.truncate(width)
    return line


def _value(sheet: PairSheet, place: int) -> Text:
    here, text = sheet.place == place, sheet.texts[place]
    shown = f"{text}{'_' if here and not sheet.fresh else ''}".center(PLUS.start - MINUS.stop)
    return Text.assemble(
        (f"{'▸' if here else ' '} {'AB'[place]} ", CURRENT),
        ("[−]", CURRENT),
        (shown, YOU if here else TITLE),
        ("[+]", CURRENT),
    )


def _table(view: PreferView, told: PairTold) -> Text:
    heads = "".join(
        f"{letter}{' ' + MARK if told.better == side else '  '}".rjust(12) for side, letter in LETTERS.items()
    )
    rows = [Text(f"  {'':<18}{heads}{'this pair':>13}{'so far':>10}", style=MUTED)]
    yours = tuple(map(number_words, told.values))
    models = tuple(f"{value:.3f}" for value in told.model)
    for mark, name, values, cost, mean, ink in (
        (YOUR_MARK, "you", yours, told.surprise, told.mean, YOU),
        (MODELS_MARK, "reward model", models, told.model_surprise, told.model_mean, RIVAL),
    ):
        figures = "".join(right(value, 10) + "  " for value in values)
        paid = f"{view.units.figure(cost, 3):>11}{view.units.figure(mean, 3):>10} {view.units.name}"
        rows.append(Text.assemble((cell(f"  {mark} {name}", 20), ink), figures, "  ", paid))
    return stack(rows)


def outcome_text(view: PreferView, sheet: PairSheet, width: int) -> Text:
    """Say what the values would cost either way; once it is told, the formula with them, and the rule that decided."""
    if view.asked is None:
        return Text()
    told = view.last
    if told is None:
        return stack(wrapped(preview_words(sheet.values, view.units), width, MUTED))
    lines = [*wrapped(formula_words(told, view.units), width, TITLE), *wrapped(reason_words(told), width)]
    if told.pair in view.turned:
        lines += wrapped(_turned_words(view), width, YOU)
    return stack(lines)


def _turned_words(view: PreferView) -> str:
    if view.whose == "mine":
        return "You would choose the other one, and so it is learned."
    return "You would choose the other one. It is not learned so, unless W says that your choices count."


def curves(view: PreferView, width: int, height: int) -> Text:
    """Return both running means on pairs of this kind as curves; they begin at ln 2."""
    if view.started is None or height < 4:
        return Text()
    held_out = view.asked is not None and view.asked.held_out
    told, behind = view.of_kind(held_out), view.started.pairs if held_out else 0
    pairs = view.started.held_out if held_out else view.started.pairs
    of = view.units.of
    title = Text.assemble(
        (f" {view.units.name} a pair so far  ", TITLE),
        (f"{YOUR_MARK} you  ", YOU),
        (f"{MODELS_MARK} reward model", RIVAL),
    )
    start = (0.0, of(LN2))
    drawn = [
        Curve([start, *((float(t.pair - behind), of(t.model_mean)) for t in told)], MODELS_MARK, RIVAL),
        Curve([start, *((float(t.pair - behind), of(t.mean)) for t in told)], YOUR_MARK, YOU),
    ]
    return stack([title, curves_text(drawn, float(pairs), width, min(TALLEST, height - 1))])
