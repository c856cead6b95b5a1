"""The lesson without devices: sheets to score on, tables in place of a calculator, a mask, and a key apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import fmean
from xml.etree import ElementTree as ET

from tokenroom.classroom.paper import PaperItem, PaperLevel
from tokenroom.game.names import in_short
from tokenroom.pages.elements import Node, document, tag
from tokenroom.pages.sheet_style import SHEET_STYLE

SCORES = tuple(n / 2 for n in range(-6, 13))  # for which e^x is printed
_HEADS = ("token", "of 100", "score", "e^score", "weight", "share")
PERCENTS = (*range(1, 9), *range(10, 20, 2), *range(20, 96, 5), 99)
_HOW = (
    "Lay the mask, or any sheet, over everything below the first dashed line. Read what stands above it.",
    "Write a score beside each token: 0 if you leave it as it is, 1 or 2 if it is likelier, 4 if you are nearly sure, "
    "less than 0 if it will hardly come.",
    "Look up e^score in the table. Where there is a column “of 100”, which tells how common the tokens are, multiply "
    "both: that is the token's weight. Where there is none, e^score is the weight itself.",
    "Add up all weights. A token's share is its weight divided by the sum.",
    "When everybody has finished, move the mask to the next dashed line: there stands in a frame what came. Look up "
    "the surprise of the share that you gave it. Turn a page only then, too.",
)


def class_sheet(title: str, levels: Sequence[PaperLevel]) -> str:
    """Return the page as HTML text; nothing in it is loaded from anywhere, and the key comes last."""
    body: list[Node] = [_front(title, levels)]
    for level in levels:
        body.append(_level(level))
    return document(f"{title} - on paper", SHEET_STYLE, tag("main", *body, _mask(), _key(levels)))


def _front(title: str, levels: Sequence[PaperLevel]) -> ET.Element:
    played = ", then ".join(level.title for level in levels)
    steps = tag("ol", *[tag("li", step) for step in _HOW])
    return tag(
        "section",
        tag("h1", title),
        tag(
            "p",
            f"On paper: {played}. You are the model: you say for every token how likely it is to come next.",
            class_="lead",
        ),
        tag("p", "Name: ", tag("span", " ", class_="blank wide")),
        tag("h2", "How it goes"),
        steps,
        tag("div", _exponentials(), _surprises(), class_="tables"),
        class_="sheet",
    )


def _exponentials() -> ET.Element:
    pairs = [(f"{x:g}", _short(math.exp(x))) for x in SCORES]
    return _lookup("From a score to e^score", ("score", "e^score"), pairs)


def _surprises() -> ET.Element:
    pairs = [(f"{p} %", f"{-math.log(p / 100):.2f}") for p in PERCENTS]
    return _lookup("From a share to the surprise, −ln p, in nats", ("share", "nats"), pairs)


def _lookup(caption: str, heads: tuple[str, str], pairs: Sequence[tuple[str, str]]) -> ET.Element:
    """A table of pairs in three columns, read downwards."""
    rows = math.ceil(len(pairs) / 3)
    head = tag("tr", *[tag("th", name, scope="col") for _ in range(3) for name in heads])
    body = []
    for n in range(rows):
        row = [pairs[at] if (at := n + rows * column) < len(pairs) else ("", "") for column in range(3)]
        body.append(
            tag("tr", *[tag("td", cell, class_="key" if i == 0 else "") for pair in row for i, cell in enumerate(pair)])
        )
    return tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *body), class_="lookup")


def _short(number: float) -> str:
    return f"{number:.2f}" if number < 10 else f"{number:.1f}" if number < 100 else f"{number:.0f}"


def _level(level: PaperLevel) -> ET.Element:
    told = [tag("p", words, class_="told") for words in level.told]
    items = [node for item in level.items for node in _item(item)]
    return tag("section", tag("h2", level.title), *told, *items, *_end(level), class_="sheet level")


def _item(item: PaperItem) -> list[Node]:
    came: list[Node] = [tag("b", item.came_before, class_="came"), " "] if item.came_before else []
    part = [tag("p", item.part, class_="part")] if item.part else []
    passed = [tag("p", f"Went by: {phrase}", class_="passed") for phrase in item.passed]
    text = tag("p", *came, f"{item.text} ", tag("span", "?", class_="asked"), class_="text")
    head = tag("h3", f"Item {item.number}")
    return [tag("div", head, *part, *passed, text, _scores(item), _result(), class_="item"), _line()]


def _line() -> ET.Element:
    return tag("p", "mask from here down until everybody has answered", class_="line")


def _scores(item: PaperItem) -> ET.Element:
    """Rows to fill in; where all tokens begin alike, without the columns that would say so."""
    heads = ["token", "score", "e^score", "share"] if item.is_even else [*_HEADS]
    rows = [_row(option.text, option.share, item.is_even) for option in item.offered]
    rows += [_row("everything else", item.rest, False, "0", "1", _of_hundred(item.rest))] if item.rest else []
    sums = ("", "", "100 %") if item.is_even else ("100", "", "", "", "100 %")
    rows.append(tag("tr", tag("th", "sum", scope="row"), *_empty(*sums)))
    head = tag("thead", tag("tr", *[tag("th", name, scope="col") for name in heads]))
    return tag("table", head, tag("tbody", *rows), class_="scores")


def _row(name: str, share: float, is_even: bool, *known: str) -> ET.Element:
    cells = ("", "", "") if is_even else (_of_hundred(share), *known, *("" for _ in range(4 - len(known))))
    return tag("tr", tag("th", tag("code", name), scope="row"), *_empty(*cells))


def _empty(*cells: str) -> list[ET.Element]:
    return [tag("td", cell or " ") for cell in cells]


def _of_hundred(share: float) -> str:
    hundred = 100.0 * share
    return f"{hundred:.0f}" if hundred >= 10 else f"{hundred:.1f}" if hundred >= 0.1 else f"{hundred:.2g}"


def _result() -> ET.Element:
    blank = tag("span", " ", class_="blank")
    other = tag("span", " ", class_="blank")
    return tag("p", "What came had of me ", blank, " %. My surprise: ", other, " nats.", class_="result")


def _end(level: PaperLevel) -> list[Node]:
    last = level.items[-1].came if level.items else ""
    parts: list[Node] = []
    for words in ("My mean surprise: ", " nats. The class: ", " nats. The machine: "):
        parts += [words, tag("span", " ", class_="blank")]
    came = tag("p", "The last one was ", tag("b", last, class_="came"), ".", class_="text")
    return [tag("div", came, tag("p", *parts, " nats."), class_="item")]


def _mask() -> ET.Element:
    words = "Mask: lay this edge on a dashed line, so that nothing below it can be read."
    return tag("section", tag("div", tag("p", f"↑ {words}"), class_="mask"), class_="sheet")


def _key(levels: Sequence[PaperLevel]) -> ET.Element:
    words = (
        "For the teacher: keep this apart. Where a token was not listed, its surprise is that of everything else, and "
        "what stands under “not listed” added to it. The class mean is the mean of all surprises. For the class "
        "together, take the mean of the shares that all gave to the token, and look up its surprise: it is never more."
    )
    return tag(
        "section", tag("h2", "Key"), tag("p", words), *[_answers(level) for level in levels], class_="sheet key-page"
    )


def _answers(level: PaperLevel) -> ET.Element:
    players = _players(level)
    heads = ["item", "came", "not listed", *map(in_short, players)]
    head = tag("thead", tag("tr", *[tag("th", name, scope="col") for name in heads]))
    rows = [_answer(item, players) for item in level.items]
    means = [f"{fmean(item.costs[p] for item in level.items):.2f}" for p in players] if level.items else []
    rows.append(tag("tr", tag("th", "mean", scope="row"), *_empty("", "", *means), class_="mean"))
    return tag(
        "table", tag("caption", f"{level.title}, surprises in nats"), head, tag("tbody", *rows), class_="answers"
    )


def _players(level: PaperLevel) -> list[str]:
    """Who stands in the key: the rival, who counts, who knows nothing; those who played every item."""
    wanted = [level.rival, "optimum", "bigram", "unigram", "uniform"]
    return [p for p in dict.fromkeys(wanted) if level.items and all(p in item.costs for item in level.items)]


def _answer(item: PaperItem, players: Sequence[str]) -> ET.Element:
    beyond = "" if item.beyond is None else f"+ {item.beyond:.2f}"
    costs = [f"{item.costs[p]:.2f}" for p in players]
    return tag(
        "tr", tag("th", str(item.number), scope="row"), tag("td", tag("code", item.came)), *_empty(beyond, *costs)
    )
