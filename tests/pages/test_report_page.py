"""The HTML report: one file, well formed, and nothing typed or read gets out of its place."""

from html.parser import HTMLParser

import pytest

from tokenroom.game.compare import Item, compare
from tokenroom.game.units import Units
from tokenroom.pages.report import report_page


def items(text: str = " quay") -> list[Item]:
    return [
        Item(
            text,
            5,
            {"you": 2.0 + n, "bigram": 3.0, "step-0": 7.6, "step-1000": 4.0 + n / 2, "step-10000": 2.5 + n},
            ("you",) if n == 0 else (),
        )
        for n in range(4)
    ]


class Reader(HTMLParser):
    """Collects tags, attributes and text; fails on nothing, like a browser."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def test_page_says_where_you_stand() -> None:
    report = compare(items())
    page = read(report_page(report))
    assert report.equals is not None
    assert report.equals.words[1:] in page.text
    assert "a model that has read 1,000 phrases" in page.text
    assert page.tags.count("polyline") == 5
    assert page.tags.count("tr") == 6


def test_page_needs_nothing_from_elsewhere() -> None:
    page = read(report_page(compare(items())))
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name in {"src", "href"} or name.startswith("on")]
    assert "url(" not in report_page(compare(items()))
    assert "@import" not in report_page(compare(items()))


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "</style><b>", "\x1b[31m\x00", "\u202e", '"onload="x'])
def test_a_token_is_text_and_nothing_else(text: str) -> None:
    plain, hostile = read(report_page(compare(items()))), read(report_page(compare(items(text))))
    assert hostile.tags == plain.tags
    assert [name for name, _ in hostile.attributes] == [name for name, _ in plain.attributes]
    assert "\x1b" not in hostile.text
    assert "\u202e" not in hostile.text


def test_the_page_can_be_told_in_bits() -> None:
    nats, bits = read(report_page(compare(items()))), read(report_page(compare(items()), Units("bits")))
    assert "nats" not in bits.text
    assert "3.500 nats an item" in nats.text
    assert "5.049 bits an item" in bits.text  # 3.5 / ln 2
    assert " cost you 7.21 bits" in bits.text
    assert ("aria-label", "Mean surprise after each item, in bits, for you and each rival") in bits.attributes


@pytest.mark.parametrize("n", [0, 1, 2])
def test_few_items_make_a_page_too(n: int) -> None:
    assert read(report_page(compare(items()[:n]))).tags[0] == "html"
