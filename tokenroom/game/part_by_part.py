"""A report part by part: who is set beside you, and what the figures say in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from tokenroom.game.compare import PartStanding, Report, most_read
from tokenroom.game.costliest import OPTIMUM
from tokenroom.game.curve import LEVEL
from tokenroom.game.names import YOU, is_kind, part_in_words
from tokenroom.game.units import NATS, Units

LUCK = "You paid less than the best that can be expected. In the long run nobody can: on so few items, it was luck."
VEILED, READ = "numbers", "words"  # the halves of a passage whose numbers become words


def part_players(report: Report, rival: str | None = None) -> tuple[str, ...]:
    """Return who is shown part by part: you, the rival, who learns beside you, the best model, the least, chance.

    Args:
        report: of the session.
        rival: whom you played against.
    """
    wanted = (YOU, rival, "twin", "counting", most_read(report), "optimum", "uniform")
    present = {player for part in report.parts for player in part.means}
    return tuple(dict.fromkeys(player for player in wanted if player in present))


def part_label(part: str) -> str:
    """Return what a part is called in a table; passages without a title have no name of their own."""
    return part_in_words(part) or "other passages"


def crosses_languages(report: Report) -> bool:
    """Whether some parts are passages of text, whose tokens are of different lengths, so that bytes compare better."""
    return most_read(report) is not None and len(_passages(report)) > 1


def part_words(report: Report, rival: str | None = None, units: Units = NATS) -> list[str]:
    """Return what the parts say beside each other, as sentences; none where there is nothing to say."""
    parts = {part.part: part for part in report.parts}
    veil = {VEILED, READ} <= parts.keys()
    told = [_worth(parts[VEILED], parts[READ], rival, units)] if veil else []
    best = most_read(report)
    told += [LUCK] if is_lucky(report) else []
    return told + (_easiest(_passages(report), best, units) if best and crosses_languages(report) else [])


def is_lucky(report: Report) -> bool:
    """Whether you paid less over all than the best that can be expected: it is expected, not assured."""
    means = {s.player: s.mean for s in report.standings}
    return OPTIMUM in means and means[OPTIMUM] - means[YOU] >= LEVEL


def _passages(report: Report) -> list[PartStanding]:
    return [part for part in report.parts if part.part and not is_kind(part.part)]


def _worth(veiled: PartStanding, read: PartStanding, rival: str | None, units: Units) -> str:
    """What it was worth to you that the numbers became words."""
    worth = veiled.means[YOU] - read.means[YOU]
    nats = f"{units.figure(abs(worth), 2)} {units.name} a square"
    without = f"Meaning did not help you this time: with it you paid {nats} more"
    told = f"To you, meaning was worth {nats}" if worth >= 0 else without
    if rival is None or rival not in veiled.means or rival not in read.means:
        return f"{told}."
    before, after = (units.figure(part.means[rival], 2) for part in (veiled, read))
    return f"{told}; the rival, who has no veil, paid {before} and {after}."


def _easiest(parts: Sequence[PartStanding], best: str, units: Units) -> list[str]:
    """Which part was easiest and which hardest, for you and for the best model, a token and a byte at a time."""
    cheap, dear = _ends(parts, YOU)
    yours = f"Easiest for you: {_at(cheap, YOU, units)}; hardest: {_at(dear, YOU, units)}."
    low, high = _ends(parts, best)
    theirs = f"For the model that has read most: {_at(low, best, units)} and {_at(high, best, units)}."
    by_byte = sorted(parts, key=lambda part: part.bits_per_byte[best])
    a, b = (f"{part_label(p.part)} ({p.bits_per_byte[best]:.2f})" for p in (by_byte[0], by_byte[-1]))
    return [
        f"{yours} {theirs}",
        f"For the same model in bits a byte, where long and short tokens count alike: {a} and {b}.",
    ]


def _ends(parts: Sequence[PartStanding], player: str) -> tuple[PartStanding, PartStanding]:
    in_order = sorted(parts, key=lambda part: part.means[player])
    return in_order[0], in_order[-1]


def _at(part: PartStanding, player: str, units: Units) -> str:
    return f"{part_label(part.part)} ({units.figure(part.means[player], 2)} {units.name})"
