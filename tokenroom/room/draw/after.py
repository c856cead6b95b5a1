"""What is shown after an answer: the adjusted list, the shock's meter, two distributions, and one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from tokenroom.game.events import Adjusted, Option, Revealed
from tokenroom.game.units import NATS, Units
from tokenroom.room.draw.lines import bar, cell, padded, percent, right, stack, wrapped
from tokenroom.room.ink import BAR, CURRENT, MUTED, TITLE, TRUTH
from tokenroom.text.display import token_label

MARK = "◆"  # beside the token that came
EVEN = 0.0005  # nats: what three decimals do not show
FORMULA = {
    "nats": "surprise = log(sum of e^score) − score",
    "bits": "surprise = −log2(e^score / sum of e^score)",
}
WITH_INSTINCT = {
    "nats": "surprise = −log softmax(instinct + score)",
    "bits": "surprise = −log2 softmax(instinct + score)",
}


def adjusted_text(event: Adjusted, truth: int | None, width: int, height: int, units: Units = NATS) -> Text:
    """Return the adjusted list: each token's score and the surprise it would bring, to three decimals."""
    label = max(8, min(18, width - 36))
    bars = max(0, width - label - 24)
    most = max((o.surprise for o in event.options), default=1.0) or 1.0
    lines = [Text(f"  {cell('', label)}{right('score', 9)}{right('surprise', 11)}", style=MUTED)]
    for option in event.options[: max(1, height - 1 - bool(event.others))]:
        came = option.id == truth
        lines.append(
            Text.assemble(
                (f"{MARK} " if came else "  ", CURRENT),
                padded(token_label(option.text), TRUTH if came else "", label),
                (right(f"{option.score:.1f}", 9), MUTED),
                (right(units.figure(option.surprise, 3), 11), CURRENT),
                "  ",
                (bar(option.surprise / most, bars), BAR),
            )
        )
    if event.others:
        lines.append(Text(f"  {event.others:,} others share {percent(event.others_p)}", style=MUTED))
    if len(lines) + 2 <= height:
        formula = wrapped(_formula(event, units), width - 2, MUTED)
        lines += [Text(), *(Text.assemble("  ", line) for line in formula)]
    return stack(lines)


def _formula(event: Adjusted, units: Units) -> str:
    """How surprise comes of scores; where scores are equal and surprises are not, it is said why."""
    if not _is_uneven(event):
        return FORMULA[units.name]
    equal = len({option.score for option in event.options}) == 1
    return f"{WITH_INSTINCT[units.name]}{': equal scores, unequal instinct' if equal else ''}"


def _is_uneven(event: Adjusted) -> bool:
    """Whether the instinct tells the options apart: score and surprise then add up to more than one sum."""
    sums = [option.score + option.surprise for option in event.options]
    return max(sums, default=0.0) - min(sums, default=0.0) > EVEN


def options_text(title: str, options: Sequence[Option], truth: int, width: int, height: int) -> Text:
    """Return a distribution, likeliest first, the token that came marked; it stays in view however short the list."""
    label = max(6, min(18, width // 3))
    bars = max(0, width - label - 12)
    lines = [Text(cell(title, width), style=TITLE)]
    for option in _with_truth(options, truth, max(1, height - 1)):
        came = option.id == truth
        lines.append(
            Text.assemble(
                (f"{MARK} " if came else "  ", CURRENT),
                padded(token_label(option.text), TRUTH if came else "", label),
                " ",
                (bar(option.p, bars), BAR if came else MUTED),
                (right(percent(option.p), 9), CURRENT if came else ""),
            )
        )
    return stack(lines)


def sentence(event: Revealed, opponent: str, name: str, decimals: int, units: Units = NATS) -> Text:
    """Say in one line what both gave the token, and what it cost them.

    Args:
        event: the reveal.
        opponent: the player beside you; one without a distribution of its own is told by its surprise alone.
        name: how the sentence calls the opponent.
        decimals: of the surprises.
        units: in which they are told.
    """
    cost = f"{units.figure(event.surprise, decimals)} {units.name}"
    yours = f"You gave it {_share(event.yours, event.token)}: {cost}."
    theirs = event.surprises.get(opponent)
    if theirs is None:
        return Text(yours, style=TITLE)
    gave = f" gave it {_share(event.rivals, event.token)}:" if event.rivals else ""
    return Text.assemble((yours, TITLE), f" {name}{gave} {units.figure(theirs, decimals)}.")


def meter_text(surprise: float, left: float, decimals: int, width: int, units: Units = NATS) -> Text:
    """Return the shock's meter, `left` (0 to 1) of it still to come; the figure stays when it is empty."""
    figure = f"  {units.figure(surprise, decimals)} {units.name}"
    bars = max(0, min(40, width - len(figure) - 7))
    full = round(left * bars)
    return Text.assemble("shock  ", ("▓" * full, CURRENT), ("░" * (bars - full), MUTED), (figure, TITLE))


def _share(options: Sequence[Option], token: int) -> str:
    return percent(next((o.p for o in options if o.id == token), 0.0))


def _with_truth(options: Sequence[Option], truth: int, room: int) -> list[Option]:
    shown = list(options[:room])
    missing = [o for o in options[room:] if o.id == truth]
    return [*shown[: room - 1], *missing] if missing else shown
