"""The end of a level for a class: means and curves, the vocabulary that was voted, two rivals, a model that learns."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from tokenroom.classroom.views import AnyView, CurateView, Figures, MergeView, PredictView, PreferView, Progress
from tokenroom.game.names import CLASS, TOGETHER, YOU, in_short, in_words
from tokenroom.game.units import Units
from tokenroom.room.classroom.draw.figures import class_curves
from tokenroom.room.draw.lines import bar, cell, percent, right, stack, wrapped
from tokenroom.room.ink import BAR, CURRENT, MUTED, TITLE
from tokenroom.text.display import safe_text

NAME = 28  # columns of a player's name


def ended_text(view: AnyView | None, own: Sequence[float | None], units: Units, width: int, height: int) -> Text:
    """Return what came out of a level, or how far a model has learned.

    Args:
        view: of the stage.
        own: the student's running means; empty on a remote.
        units: in which surprise is told.
        width: columns.
        height: lines.
    """
    match view:
        case PredictView(figures=Figures() as figures):
            return _means(figures, own, view, units, width, height)
        case PreferView():
            return stack([*_progress(view.progress, width), *_learned(view, width)])
        case MergeView(scored=scored) if scored is not None:
            heads = [Text(f"The held-out text, {scored.held_out_bytes:,} bytes, costs:", style=TITLE), Text()]
            costs = [(_whose(score.player), score.tokens, f"{score.tokens:,} tokens") for score in scored.scores]
            return stack([*heads, *_bars(costs, width), Text(), *wrapped(_made(scored.yours), width, MUTED)])
        case CurateView(compared=compared) if compared is not None:
            pair = {"raw text": compared.raw, "cleaned by the class": compared.cleaned}
            head = [Text("Two rivals read as much, then meet the same clean passages:", style=TITLE), Text()]
            told = [(name, nats, f"{units.figure(nats, 3)} {units.name} a token") for name, nats in pair.items()]
            return stack([*head, *_bars(told, width)])
        case CurateView(progress=progress):
            return stack(_progress(progress, width))
    return Text()


def _means(
    figures: Figures, own: Sequence[float | None], view: PredictView, units: Units, width: int, height: int
) -> Text:
    ends = {name: [mean for mean in curve if mean is not None] for name, curve in figures.curves.items()}
    if own and any(mean is not None for mean in own):
        ends = {"you": [mean for mean in own if mean is not None], **ends}
    rows = sorted(((in_short(name), means[-1]) for name, means in ends.items() if means), key=lambda row: row[1])
    told = [(name, mean, f"{units.figure(mean, 2)} {units.name}") for name, mean in rows]
    lines = [Text("Mean surprise of this level, the least first", style=TITLE), Text(), *_bars(told, width)]
    for name, words in ((CLASS, figures.equals), (TOGETHER, figures.together_equals)):
        lines += wrapped(f"{in_words(name)[:1].upper()}{in_words(name)[1:]} {words}.", width) if words else []
    curve = class_curves(figures, own, view.rival, view.items, units, width, min(12, height - len(lines) - 3))
    return stack([*lines, Text(), curve] if curve.plain else lines)


def _bars(rows: Sequence[tuple[str, float, str]], width: int) -> list[Text]:
    most = max((value for _, value, _ in rows), default=1.0) or 1.0
    tail = max((len(words) for _, _, words in rows), default=0) + 2
    bars = max(0, min(50, width - NAME - tail - 1))
    return [
        Text.assemble((cell(safe_text(name), NAME), CURRENT), " ", (bar(value / most, bars), BAR), right(words, tail))
        for name, value, words in rows
    ]


def _whose(player: str) -> str:
    """The class is the one player of its game."""
    return "the class" if player == YOU else in_words(player)


def _made(made: Sequence[str]) -> str:
    shown = "  ".join(safe_text(symbol).replace(" ", "·") for symbol in made)
    return f"The class made: {shown}" if made else "The class merged nothing."


def _progress(progress: Progress | None, width: int) -> list[Text]:
    """How far a model has learned, and what it costs now."""
    if progress is None:
        return []
    share = progress.done / max(1, progress.total)
    bars = max(0, min(50, width - 20))
    head = Text.assemble(("Learning  ", TITLE), (bar(share, bars), BAR), right(percent(share), 9))
    losses = [f"  {cell(safe_text(name), NAME)}{nats:.3f} nats" for name, nats in progress.losses.items()]
    return [head, Text(), *(Text(line, style=MUTED) for line in losses), Text()]


def _learned(view: PreferView, width: int) -> list[Text]:
    if view.learned is None:
        return wrapped("A reward model learns from what the class chose.", width) if view.progress else []
    shares = {"after the pairs of this class": view.learned.few, "after all pairs": view.learned.full}
    rows = [(name, share, percent(share)) for name, share in shares.items() if share is not None]
    head = wrapped("On pairs that it has not seen, the reward model agrees with the guideline:", width, TITLE)
    return [*head, Text(), *_bars(rows, width)] if rows else []
