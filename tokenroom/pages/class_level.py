"""A level on which a class's distributions or values were scored: its figures, curves, place on the ladder, spread."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from tokenroom.classroom.summary import Played, figures_in
from tokenroom.classroom.views import AnyView, PredictView
from tokenroom.game.names import CLASS, TOGETHER, in_short, in_words, phrases_read
from tokenroom.game.prefer import RIVAL
from tokenroom.pages.chart import Line, Mark, line_chart, rungs_chart
from tokenroom.pages.class_spread import ItemSpread, spread_chart
from tokenroom.pages.elements import Node, tag
from tokenroom.text.display import token_label

LEFT_OUT = ("uniform",)  # of the chart: it is a straight line far above, and stands among the figures


def scored_section(level: Played) -> list[Node]:
    """Return what a level's figures show; one sentence where nobody answered in time."""
    if level.figures is None:
        return [tag("p", "Nobody answered in time here.")]
    curves = tag("figcaption", "Mean surprise after each item, in nats: the lower, the better.")
    spread = tag("figcaption", "What each item cost every student who answered in time, in nats.")
    rival = rival_of(level)
    named = in_short(rival) if rival in level.means else ""
    return [
        _figures(level, rival),
        *_equals(level),
        tag("figure", line_chart(f"Mean surprise after each item of {level.title}, in nats", _lines(level)), curves),
        *_ladder(level),
        tag("h3", "How far the class lay apart"),
        tag("figure", spread_chart(_spreads(level, rival), named), spread),
        _table(level, rival),
    ]


def rival_of(level: Played) -> str:
    """Return who played against the class; empty if nobody did."""
    last = level.shown[-1]
    return (last.rival or "") if isinstance(last, PredictView) else RIVAL


def came_of(view: AnyView) -> str:
    """Return what came at an item, as a label; in *prefer* the better answer."""
    if isinstance(view, PredictView) and view.revealed is not None:
        return token_label(view.revealed.text)
    return getattr(getattr(view, "revealed", None), "better", "")


def _figures(level: Played, rival: str) -> ET.Element:
    means = level.means
    shown = [CLASS, TOGETHER, *([rival] if rival else []), *(name for name in means if _is_ngram(name)), "uniform"]
    boxes = [_box(name, means[name]) for name in dict.fromkeys(shown) if name in means]
    return tag("dl", *boxes, class_="figures")


def _box(player: str, mean: float) -> ET.Element:
    words = {CLASS: "class, mean of all students", TOGETHER: "class together, as one player"}
    own = "own" if player in {CLASS, TOGETHER} else ""
    named = words.get(player) or in_words(player).removeprefix("a player that ").removeprefix("a ")
    return tag("div", tag("dt", named), tag("dd", f"{mean:.2f} ", tag("small", "nats")), class_=own)


def _is_ngram(player: str) -> bool:
    return player in {"unigram", "bigram"} or player.startswith("kneser-ney-")


def _equals(level: Played) -> list[Node]:
    figures = level.figures
    assert figures is not None
    told = [("The class on average", figures.equals), ("The class together", figures.together_equals)]
    words = " ".join(f"{who} {equals}." for who, equals in told if equals)
    return [tag("p", words, class_="lead")] if words else []


def _lines(level: Played) -> list[Line]:
    assert level.figures is not None
    curves, rival = level.figures.curves, rival_of(level)
    first = [CLASS, TOGETHER, rival]
    rungs = sorted(
        (name for name in curves if phrases_read(name) is not None), key=lambda name: phrases_read(name) or 0
    )
    few = dict.fromkeys([*first, *(name for name in curves if _is_ngram(name)), *rungs[-1:]])
    others = [name for name in curves if name not in rungs and name not in LEFT_OUT]
    return [Line(in_short(name), _kind(name, rival), curves[name]) for name in dict.fromkeys([*few, *others])
            if name in curves]  # fmt: skip


def _kind(player: str, rival: str) -> str:
    kinds = {CLASS: "you", TOGETHER: "together", rival: "rival"}
    return kinds.get(player) or ("count" if phrases_read(player) is None else "rung")


def _ladder(level: Played) -> list[Node]:
    named = {CLASS: "class, mean", TOGETHER: "class together"}
    marks = [Mark(name, place) for player, name in named.items() if (place := level.place(player)) is not None]
    told = "; ".join(f"{mark.name}: {mark.place.words}" for mark in marks)
    picture = rungs_chart(
        f"Phrases that the model has read, and where the class stands. {told}", list(level.rungs), marks
    )
    if picture is None:
        return []
    caption = "The model's age in phrases read. Each mark stands where the model did as well as the class did."
    return [tag("figure", picture, tag("figcaption", caption))]


def _spreads(level: Played, rival: str) -> list[ItemSpread]:
    found = []
    for view in level.shown:
        figures = figures_in(view)
        costs = [cost for cost, _ in level.play.surprises(view.item)]
        together = figures.together if figures is not None and costs else None
        found.append(
            ItemSpread(
                costs, figures.mean if figures else None, together, (figures.players if figures else {}).get(rival)
            )
        )
    return found


def _table(level: Played, rival: str) -> ET.Element:
    heads = ["item", "came", "answers", "class, mean", "together", *([in_short(rival)] if rival in level.means else [])]
    rows = [_row(view, rival if rival in level.means else "") for view in level.shown]
    head = tag("tr", *[tag("th", name, scope="col") for name in heads])
    told = f"Item by item on {level.title}, in nats"
    table = tag("table", tag("caption", told), tag("thead", head), tag("tbody", *rows))
    return tag("div", table, class_="scroll", tabindex="0", role="region", aria_label=told)


def _row(view: AnyView, rival: str) -> ET.Element:
    figures = figures_in(view)
    assert figures is not None
    together = figures.together if figures.mean is not None else None
    costs = [figures.mean, together, *([figures.players.get(rival)] if rival else [])]
    cells = [tag("td", "–" if cost is None else f"{cost:.2f}") for cost in costs]
    came = tag("td", tag("code", came_of(view)))
    return tag("tr", tag("th", str(view.item), scope="row"), came, tag("td", str(figures.answered)), *cells)
