"""What a class found hard: the items that cost it most beyond what knowing nothing costs, with what it thought."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from tokenroom.classroom.report import ItemRow
from tokenroom.classroom.summary import Played
from tokenroom.classroom.views import AnyView, PredictView, PreferView
from tokenroom.game.events import Option, Shown
from tokenroom.game.names import in_words
from tokenroom.game.prefer_words import RULES
from tokenroom.game.units import percent
from tokenroom.pages.class_level import rival_of
from tokenroom.pages.elements import Node, tag
from tokenroom.text.display import joined_text, safe_text, token_label

_TAIL = 260  # characters of a passage
_LISTED = 5  # tokens that the class held likeliest


def hard_section(rows: Sequence[ItemRow], levels: Sequence[Played]) -> list[Node]:
    """Return the hardest items; nothing without any."""
    played = {level.play.number: level for level in levels}
    cards = [_card(n, row, played[row.play]) for n, row in enumerate(rows, start=1) if row.play in played]
    if not cards:
        return []
    words = (
        "On each level, the items on which the class paid most beside what somebody pays who knows nothing. "
        "Where it paid more than that, it was wrongly sure."
    )
    return [tag("h2", "What the class found hard", id="hard"), tag("p", words), *cards]


def _card(n: int, row: ItemRow, level: Played) -> ET.Element:
    view = level.shown[row.item - 1]
    head = tag("h3", f"{n}. {level.title}, item {row.item}")
    chance = f"knowing nothing {row.chance or 0.0:.2f}"
    cost = f"{row.mean or 0.0:.2f} nats on average, {row.together or 0.0:.2f} together; {chance}"
    rival = rival_of(level)
    beside = f"; {in_words(rival)} {row.rival:.2f}" if row.rival is not None else ""
    return tag("section", head, *_shown(view), tag("p", f"It cost {cost}{beside}.", class_="soft"), class_="hard")


def _shown(view: AnyView) -> list[Node]:
    match view:
        case PredictView(revealed=revealed) if revealed is not None:
            came = tag("b", token_label(revealed.text))
            told = tag("p", f"{_context(view.passage, view.spaced)} ", came, class_="context")
            return [told, tag("p", "What the class thought, and what came:"), _shares(revealed.yours, revealed.token)]
        case PreferView(asked=asked, revealed=told_pair) if asked is not None and told_pair is not None:
            first, second, neither = view.choices
            votes = f"{first} chose the first, {second} the second, {neither} neither."
            rule = RULES.get(told_pair.reason, told_pair.reason)
            better = f"The guideline says: the {told_pair.better}, for {rule}."
            turns = [tag("p", f"{turn.role}: {turn.text[-_TAIL:]}") for turn in asked.prompt[-1:]]
            answers = [tag("li", asked.first[:_TAIL]), tag("li", asked.second[:_TAIL])]
            return [*turns, tag("ol", *answers), tag("p", f"{votes} {better}")]
    return []


def _context(passage: Sequence[Shown], spaced: bool) -> str:
    """The end of what stood before, cut at a word."""
    if not passage:
        return "(nothing stood before)"
    texts = [token.text for token in passage]
    text = " ".join(texts) if spaced else safe_text(joined_text(texts))
    if len(text) <= _TAIL:
        return text
    return f"… {text[-_TAIL:].partition(' ')[2]}"


def _shares(options: Sequence[Option], token: int) -> ET.Element:
    listed = [*options[:_LISTED], *(option for option in options[_LISTED:] if option.id == token)]
    rows = [_share(option, option.id == token) for option in listed]
    return tag("table", tag("caption", "The class together"), tag("tbody", *rows), class_="shares")


def _share(option: Option, came: bool) -> ET.Element:
    width = 100.0 * max(0.0, min(1.0, option.p))
    rect = tag("rect", x=0.0, y=0.0, width=max(width, 0.4), height=8.0)
    bar = tag("svg", rect, viewBox="0 0 100 8", preserveAspectRatio="none", width="100%", aria_hidden="true")
    told = f"{percent(option.p) if option.p >= 0.005 else 'below 1 %'}{' ← came' if came else ''}"
    name = tag("th", tag("code", token_label(option.text)), scope="row")
    return tag("tr", name, tag("td", bar), tag("td", told), class_="came" if came else "")
