"""What a class chose: pairs of answers and what a reward model learned from them, merges, filters of a heap."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from tokenroom.classroom.summary import Played
from tokenroom.classroom.views import CurateView, MergeView, MergeVote, PreferView
from tokenroom.game.units import percent
from tokenroom.pages.elements import Node, tag
from tokenroom.text.display import token_label


def votes_section(level: Played) -> list[Node]:
    """Return what was voted on a level, and what came of it; nothing for a level of *predict*."""
    ended = level.play.game.view()
    match ended:
        case PreferView():
            return [_pairs(level), *_learned(ended)]
        case MergeView():
            return [_merges(level), *_scored(ended)]
        case CurateView():
            return [_filters(level), *_compared(ended)]
    return []


def _pairs(level: Played) -> ET.Element:
    views = [view for view in level.shown if isinstance(view, PreferView) and view.revealed is not None]
    rows = [[str(v.item), *map(str, v.choices), _better(v), "against it" if v.turned else "with it"] for v in views]
    heads = ["pair", "for the first", "for the second", "neither", "guideline", "the class chose"]
    return table(f"What the class chose on {level.title}", heads, rows)


def _better(view: PreferView) -> str:
    return "" if view.revealed is None else f"the {view.revealed.better}"


def _learned(view: PreferView) -> list[Node]:
    if view.learned is None:
        return []
    kinds = {"from the pairs of this lesson": view.learned.few, "from all pairs": view.learned.full}
    told = [f"{percent(share)} when it had learned {words}" for words, share in kinds.items() if share is not None]
    learned = "The reward model learned from what the class chose. On pairs that it had not seen it agreed with"
    return [tag("p", f"{learned} the guideline on {', '.join(told)}.")] if told else []


def _merges(level: Played) -> ET.Element:
    views = [view for view in level.shown if isinstance(view, MergeView) and view.revealed is not None]
    heads = ["merge", "the class made", "votes", "the greedy rule", "tokens saved", "greedy saved"]
    return table(f"What the class merged on {level.title}", heads, [_merge(view) for view in views])


def _merge(view: MergeView) -> list[str]:
    picked = view.revealed
    assert picked is not None
    made = token_label(picked.made.text) if picked.made is not None else "nothing"
    best = picked.best
    greedy = f"{token_label(best.left.text)} + {token_label(best.right.text)}" if best is not None else "nothing"
    return [str(view.item), made, _counted(view.votes), greedy, str(picked.saved), str(picked.greedy_saved)]


def _counted(votes: Sequence[MergeVote]) -> str:
    """How many votes the winner had of all."""
    return f"{max((vote.votes for vote in votes), default=0)} of {sum(vote.votes for vote in votes)}"


def _scored(view: MergeView) -> list[Node]:
    if view.scored is None:
        return []
    told = ", ".join(f"{_cutter(score.player)} {score.tokens:,}" for score in view.scored.scores)
    return [tag("p", f"Tokens that a text nobody had seen costs, cut in each way: {told}.")]


def _cutter(player: str) -> str:
    return "as the class merged" if player == "you" else player


def _filters(level: Played) -> ET.Element:
    views = [view for view in level.shown if isinstance(view, CurateView) and view.revealed is not None]
    told = f"How the class set the filters on {level.title}"
    return table(told, ["filter", "chosen", "votes"], [_filter(view) for view in views], "said")


def _filter(view: CurateView) -> list[str]:
    words = {option.setting: option.words for option in view.options}
    votes = ", ".join(f"{setting} {n}" for setting, n in view.votes.items()) or "none"
    chosen = view.revealed or ""
    return [view.filter, f"{chosen}: {words.get(chosen, '')}", votes]


def _compared(view: CurateView) -> list[Node]:
    compared = view.compared
    if compared is None:
        return [tag("p", "The two models were stopped before they had learned.")]
    margin = f" ± {compared.margin:.2f}" if compared.margin is not None else ""
    better = f"{'better' if compared.gain > 0 else 'worse'} by {abs(compared.gain):.2f}{margin}"
    words = (
        "On clean text that neither had seen, the model that read what the class left pays "
        f"{compared.cleaned:.2f} nats a token, the one that read all of it {compared.raw:.2f}: {better}. "
        f"The class kept {percent(compared.spared)} of the good text, and left {compared.contacts_left:,} "
        "contacts of people in it."
    )
    return [tag("p", words)]


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]], class_: str = "") -> ET.Element:
    """Return a table with a caption; the first cell of each row names it. It scrolls in itself where it is too wide."""
    head = tag("tr", *[tag("th", name, scope="col") for name in heads])
    body = [tag("tr", tag("th", row[0], scope="row"), *[tag("td", cell) for cell in row[1:]]) for row in rows]
    made = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *body), class_=class_)
    return tag("div", made, class_="scroll", tabindex="0", role="region", aria_label=caption)
